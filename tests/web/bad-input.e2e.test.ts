import { rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { RunView } from '../../src/contract/index.ts'
import { evidenceLimit } from '../../src/run/index.ts'
import { noBrowser, startBrowser } from '../../src/testing/browser.ts'
import { folderWith } from '../cli/holdpoint.ts'
import { begun, invitation } from './begun.ts'
import { smallRelease } from './documents.ts'
import { ask, json } from './raw.ts'
import { now, stands, stepRow } from './run-page.ts'
import { endServed, type Served, serve } from './served.ts'
import { allLeave, cookieOf, keepScreen, visit } from './visitor.ts'

let folder = ''
let served: Served
let browser: Browser
let run = ''
const invited = (name: string) => invitation(folder, served.origin, name)

describe.skipIf(noBrowser !== null)(`what goes wrong is said${noBrowser ? ` (skipped: ${noBrowser})` : ''}`, () => {
  beforeAll(async () => {
    folder = folderWith({ 'D.md': smallRelease })
    run = begun(folder, 'D.md')
    served = await serve(folder)
    browser = await startBrowser()
  }, 120_000)
  afterEach(allLeave, 60_000)
  afterAll(async () => {
    await browser?.close()
    await endServed()
    rmSync(folder, { recursive: true, force: true })
  }, 120_000)

  it.each([
    ['that is cut off', () => `${served.origin}/enter#abc`],
    ['that somebody made up', () => `${served.origin}/enter#${'A'.repeat(43)}`],
    ['with signs that are none', () => `${served.origin}/enter#%E0%A4%A`],
  ])('a link %s opens nothing, and says how to get one', async (_, link) => {
    const { page, watch } = await visit(browser, link(), {}, false)
    watch.allow(/status of 4\d\d/)
    const said = page.getByRole('alert').filter({ hasText: 'This link does not open the page' })
    await said.waitFor()
    expect(await said.innerText()).toContain('holdpoint invite')
    // What opens it does not stay in the address, nor in the history.
    expect(new URL(page.url()).hash).toBe('')
    await keepScreen(page, 'enter-wrong-link')
  })

  it('a link works once: who comes second is told, and the first stays in', async () => {
    const link = invited('Ada')
    const ada = await visit(browser, link)
    const second = await visit(browser, link, {}, false)
    second.watch.allow(/status of 4\d\d/)
    await second.page.getByRole('alert').filter({ hasText: 'This link does not open the page' }).waitFor()
    await ada.page.reload()
    await ada.page.getByText('You are').waitFor({ state: 'attached' })
    await ada.page
      .getByRole('link', { name: /Small release/ })
      .first()
      .waitFor()
  })

  it.each(['/', '/runs/RUN', '/runbooks'])(
    'who has no link sees nothing of %s, and reads how to get one',
    async (path) => {
      const { page, watch } = await visit(browser, `${served.origin}${path.replace('RUN', run)}`, {}, false)
      watch.allow(/status of 401/)
      await page.getByText('holdpoint invite').first().waitFor()
      expect(await page.locator('body').innerText()).not.toContain('Small release')
      await keepScreen(page, `signed-out${path.replaceAll('/', '-')}`)
    },
  )

  it('a browser without JavaScript is told so, and what can be done instead', async () => {
    const { page } = await visit(browser, `${served.origin}/`, { javaScriptEnabled: false }, false)
    await page.getByRole('heading', { name: 'This page needs JavaScript' }).waitFor()
    expect(await page.getByRole('main').innerText()).toContain('holdpoint status')
    await keepScreen(page, 'no-javascript')
  })

  it('a file that is too large, empty or none is refused, and another one is taken', async () => {
    const visitor = await visit(browser, invited('Ada'))
    visitor.watch.allow(/status of (400|413|415|422)/)
    const { page } = visitor
    await page.goto(`${served.origin}/runs/${run}`)
    await now(page).waitFor()
    await page.keyboard.press('c')
    await page.getByRole('tab', { name: /^Evidence/ }).click()
    const [picker] = await Promise.all([
      page.waitForEvent('filechooser'),
      page.getByRole('tabpanel').getByRole('button', { name: /file/i }).first().click(),
    ])
    await picker.setFiles({ name: 'empty.txt', mimeType: 'text/plain', buffer: Buffer.alloc(0) })
    await page.getByText(/empty/).first().waitFor()
    const [again] = await Promise.all([
      page.waitForEvent('filechooser'),
      page.getByRole('tabpanel').getByRole('button', { name: /file/i }).first().click(),
    ])
    const large = join(folder, 'large.bin')
    writeFileSync(large, '')
    truncateSync(large, evidenceLimit + 1)
    await again.setFiles(large)
    await page
      .getByText(/large\.bin/)
      .first()
      .waitFor()
    await page
      .getByText(/evidence may have|too large|at most/i)
      .first()
      .waitFor()
    const [third] = await Promise.all([
      page.waitForEvent('filechooser'),
      page.getByRole('tabpanel').getByRole('button', { name: /file/i }).first().click(),
    ])
    // Called a picture, and a page: it is kept as what it is, and never drawn.
    await third.setFiles({ name: 'seen.png', mimeType: 'image/png', buffer: Buffer.from('<script>taken = 1</script>') })
    await expect.poll(async () => (await viewOf(await cookieOf(visitor))).evidence.length).toBe(1)
    const cookie = await cookieOf(visitor)
    const [kept] = (await viewOf(cookie)).evidence
    expect(kept?.type).not.toMatch(/^image|html/)
    const { headers } = await ask(served.origin, `/api/runs/${run}/evidence/${kept?.seq}`, { headers: { cookie } })
    expect(headers['content-disposition']).toMatch(/^attachment/)
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(await page.evaluate(() => 'taken' in globalThis)).toBe(false)
  })

  it('of two tabs the one that is behind is told what has changed, and nothing is done twice', async () => {
    const visitor = await visit(browser, invited('Ada'))
    visitor.watch.allow(/status of 409|ERR_FAILED/)
    const behind = await visitor.context.newPage()
    await behind.route('**/live*', (route) => route.abort())
    for (const page of [visitor.page, behind]) {
      await page.goto(`${served.origin}/runs/${run}`)
      await stepRow(page, 2).waitFor()
    }
    await stepRow(visitor.page, 2).getByRole('button', { name: 'Tick' }).click()
    await stands(visitor.page, 2, 'Done')
    const { seq } = await viewOf(await cookieOf(visitor))
    await stepRow(behind, 2).getByRole('button', { name: 'Tick' }).click()
    await behind.getByRole('alert').filter({ hasText: /Ada/ }).first().waitFor()
    await keepScreen(behind, 'tab-that-is-behind')
    expect((await viewOf(await cookieOf(visitor))).seq).toBe(seq)
  })
})

const viewOf = (cookie: string): Promise<RunView> => json(served.origin, cookie, `/api/runs/${run}`)
