import { rmSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { noBrowser, startBrowser } from '../../src/testing/browser.ts'
import { folderWith } from '../cli/holdpoint.ts'
import { hostileOutput, printing } from '../security/hostile-output.ts'
import { hostileRunbook, markup } from '../security/hostile-words.ts'
import { begun, invitation } from './begun.ts'
import { ask } from './raw.ts'
import { stepRow } from './run-page.ts'
import { endServed, type Served, serve } from './served.ts'
import { allLeave, cookieOf, keepScreen, type Visitor, visit } from './visitor.ts'

const [script = '', image = ''] = markup
/** A name of a file with markup in it; a slash would be a folder. */
const name = `${image.replaceAll('/', ' ')}.md`
/** Four at a time, so that what one leaves behind meets the next. */
const groups = Array.from({ length: Math.ceil(hostileOutput.length / 4) }, (_, at) =>
  hostileOutput.slice(at * 4, at * 4 + 4),
)
const talking = `# Output\n\n## Deploy\n\n${groups.map((group) => `\`\`\`bash\n${group.map(({ bytes }) => printing(bytes)).join('\n')}\n\`\`\`\n`).join('\n')}\n- [ ] Done\n`

let folder = ''
let served: Served
let browser: Browser

/** That nothing of what was shown has come to act: no mark, no element that is not the page's own, no other address. */
async function untouched(page: Page): Promise<void> {
  const found = await page.evaluate(() => ({
    taken: 'taken' in globalThis,
    title: document.title.toLowerCase().startsWith('taken'),
    strange: [
      ...document.querySelectorAll(
        'iframe, object, embed, base, form[action], meta[http-equiv], video, audio, marquee',
      ),
    ].map((one) => one.outerHTML),
    images: [...document.images]
      .map(({ src }) => src)
      .filter((src) => !src.startsWith(location.origin) && !/^(data|blob):/.test(src)),
    scripts: [...document.scripts].map(({ src }) => src).filter((src) => !src.startsWith(location.origin)),
    links: [...document.links].map(({ href }) => href).filter((href) => !/^(https?|mailto):/.test(href)),
    handlers: [...document.querySelectorAll('*')].flatMap((one) =>
      one.getAttributeNames().filter((name) => name.startsWith('on')),
    ),
  }))
  expect(found).toEqual({ taken: false, title: false, strange: [], images: [], scripts: [], links: [], handlers: [] })
}

describe.skipIf(noBrowser !== null)(`hostile words on the page${noBrowser ? ` (skipped: ${noBrowser})` : ''}`, () => {
  beforeAll(async () => {
    folder = folderWith({ 'H.md': hostileRunbook(), [name]: hostileRunbook(), 'TALK.md': talking })
    served = await serve(folder)
    browser = await startBrowser()
  }, 120_000)
  afterEach(allLeave, 60_000)
  afterAll(async () => {
    await browser?.close()
    await endServed()
    rmSync(folder, { recursive: true, force: true })
  }, 120_000)
  /** Everybody comes by a link of their own; the first one is the launch link. */
  const come = async (more = {}): Promise<Visitor> => {
    return await visit(browser, invitation(folder, served.origin, 'Ada'), more)
  }
  const violations = async (visitor: Visitor) => {
    const answer = await ask(served.origin, '/api/csp-report', { headers: { cookie: await cookieOf(visitor) } })
    return answer.status === 404 ? '' : answer.body
  }

  it('of a document are words: nothing runs, loads, opens, or is drawn in the place of the page’s own', async () => {
    const visitor = await come({ viewport: { width: 1280, height: 8000 } })
    const { page } = visitor
    const run = begun(folder, name, '--release', script)
    for (const path of [
      `/runs/${run}`,
      '/',
      `/runs/${run}/record`,
      `/runbook?path=${encodeURIComponent(name)}`,
      '/runbooks',
    ]) {
      await page.goto(served.origin + path)
      await page
        .getByRole('main')
        .getByText(/onerror|Release/)
        .first()
        .waitFor()
      await untouched(page)
    }
    await page.goto(`${served.origin}/runs/${run}`)
    await stepRow(page, 1).waitFor()
    // What looks like HTML is there to be read.
    await page.getByText('<img src=x onerror=').first().waitFor()
    // Ticks, buttons and boxes are the page's own only: none stands in the document's words.
    const rows = page.getByRole('region', { name: 'Document' })
    expect(await rows.getByRole('checkbox').count()).toBe(0)
    expect(await rows.getByRole('button', { name: 'Approve' }).count()).toBe(0)
    // What deceives the eye is shown by its number.
    expect(await rows.innerText()).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200b\ufeff]/)
    await rows.getByText('202E').first().waitFor()
    await untouched(page)
    await keepScreen(page, 'hostile-document')
    expect(await violations(visitor)).not.toContain('script')
  })

  it('of people are words: comments, reasons, names', async () => {
    const visitor = await come()
    const { page } = visitor
    const run = begun(folder, 'H.md')
    await page.goto(`${served.origin}/runs/${run}`)
    await page.getByRole('tab', { name: /^Talk/ }).click()
    const field = page.getByRole('tabpanel').getByRole('textbox').first()
    for (const words of [script, image, '\u202eevil']) {
      await field.fill(words)
      await page
        .getByRole('tabpanel')
        .getByRole('button', { name: /^(Say|Send|Comment|Add)/ })
        .first()
        .click()
      await expect.poll(() => field.inputValue()).toBe('')
    }
    await page.getByRole('tabpanel').getByText('onerror').first().waitFor()
    await untouched(page)
  })

  it('printed by a command change no title, no clipboard, no screen but their own', async () => {
    const permissions = ['clipboard-read', 'clipboard-write']
    const visitor = await come({ permissions, viewport: { width: 1280, height: 8000 } })
    const { page } = visitor
    const run = begun(folder, 'TALK.md')
    await page.goto(`${served.origin}/runs/${run}`)
    await stepRow(page, 1).waitFor()
    const title = await page.title()
    await page.evaluate(() => navigator.clipboard.writeText('mine'))
    for (const [at, group] of groups.entries()) {
      const why = group.map(({ why }) => why).join(', ')
      const number = at + 1
      await page.evaluate((hash) => {
        location.hash = hash
      }, `step-${number}`)
      await stepRow(page, number)
        .getByRole('button', { name: `Output of step ${number}` })
        .click()
      const output = page.getByRole('region', { name: `Output of step ${number}` }).first()
      await output.getByText(/are held here/).waitFor()
      expect([why, await page.title()]).toEqual([why, title])
      expect(await output.getByRole('link', { name: /notes|click/ }).count()).toBe(0)
      await untouched(page)
    }
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('mine')
    await keepScreen(page, 'hostile-output')
  })
})
