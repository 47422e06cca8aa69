import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { RunView } from '../../src/contract/index.ts'
import { noBrowser, startBrowser } from '../../src/testing/browser.ts'
import { type DropProxy, dropProxy } from '../../src/testing/drop-proxy.ts'
import { folderWith } from '../cli/holdpoint.ts'
import { begun, invitation } from './begun.ts'
import { smallRelease } from './documents.ts'
import { enter, json } from './raw.ts'
import { stands, states, stateWords, stepRow, until } from './run-page.ts'
import { endServed, type Served, serve } from './served.ts'
import { allLeave, type Visitor, visit } from './visitor.ts'

/** Commands of which each waits until the test lets it go on, and writes down that it ran. */
const gated = (count: number) =>
  `# Many steps\n\n## Deploy\n\n${Array.from({ length: count }, (_, at) => `\`\`\`bash\necho ${at + 1} >> ledger\nwhile [ ! -e go-${at + 1} ]; do sleep 0.02; done\n\`\`\`\n`).join('\n')}`

let folder = ''
let served: Served
let proxy: DropProxy
let browser: Browser
let cookie = ''
const invited = (name: string) => invitation(folder, served.origin, name)
const viewOf = (run: string) => json<RunView>(served.origin, cookie, `/api/runs/${run}`)
const ledger = () =>
  existsSync(join(folder, 'ledger')) ? readFileSync(join(folder, 'ledger'), 'utf8').trim().split('\n') : []
const open = async (who: Visitor, run: string): Promise<Page> => {
  await who.page.goto(`${served.origin}/runs/${run}`)
  await stepRow(who.page, 1).waitFor()
  return who.page
}
/** Tall enough that no row is out of sight. */
const tall = { viewport: { width: 1280, height: 5000 } }

describe.skipIf(noBrowser !== null)(`people on one run${noBrowser ? ` (skipped: ${noBrowser})` : ''}`, () => {
  beforeAll(async () => {
    folder = folderWith({ 'D.md': smallRelease, 'MANY.md': gated(20), 'TWO.md': gated(2) })
    served = await serve(folder)
    cookie = await enter(served.link)
    proxy = await dropProxy(served.port)
    // Pages keep their address, and reach it through something that can be cut.
    browser = await startBrowser([`--host-resolver-rules=MAP 127.0.0.1:${served.port} 127.0.0.1:${proxy.port}`])
  }, 120_000)
  afterEach(allLeave, 60_000)
  afterAll(async () => {
    await browser?.close()
    await proxy?.close()
    await endServed()
    rmSync(folder, { recursive: true, force: true })
  }, 120_000)

  it('of two who tick the same item one wins, and the other is told who', async () => {
    const run = begun(folder, 'D.md')
    const ada = await visit(browser, invited('Ada'))
    const grace = await visit(browser, invited('Grace'))
    // Grace's page is behind: her connection to what happens is gone, and nobody has noticed yet.
    await grace.context.route('**/live*', (route) => route.abort())
    grace.watch.allow(/ERR_FAILED|status of 409/)
    const [hers, other] = [await open(ada, run), await open(grace, run)]
    await stepRow(hers, 1).getByRole('button', { name: 'Tick' }).click()
    await stands(hers, 1, 'Done')
    expect((await states(other))[1]).toBe('Waits')
    const before = (await viewOf(run)).seq
    await stepRow(other, 1).getByRole('button', { name: 'Tick' }).click()
    await other.getByRole('alert').filter({ hasText: 'Ada' }).first().waitFor()
    expect((await viewOf(run)).seq).toBe(before)
    expect((await viewOf(run)).steps[Object.keys((await viewOf(run)).steps)[0] ?? '']?.by?.name).toBe('Ada')
  })

  it('what one does, the other sees; and who is there', async () => {
    const run = begun(folder, 'D.md')
    const ada = await visit(browser, invited('Ada'))
    const grace = await visit(browser, invited('Grace'))
    const [hers, other] = [await open(ada, run), await open(grace, run)]
    await other.getByText('Ada').first().waitFor()
    await stepRow(hers, 1).getByRole('button', { name: 'Tick' }).click()
    await stands(other, 1, 'Done')
    await stepRow(other, 2).getByRole('button', { name: 'Tick' }).click()
    await stands(hers, 2, 'Done')
  })

  it('a connection that is cut at random misses nothing and repeats nothing', async () => {
    const run = begun(folder, 'MANY.md')
    const ada = await visit(browser, invited('Ada'), tall)
    ada.watch.allow(/net::ERR_|Failed to load resource/)
    const page = await open(ada, run)
    await json(served.origin, cookie, `/api/runs/${run}/resume`, { seen: (await viewOf(run)).seq })
    for (let step = 1; step <= 20; step += 1) {
      await until(() => ledger().includes(String(step)), `step ${step}`)
      if (Math.random() < 0.6) proxy.cut(Math.random() < 0.5 ? 'open' : 'closed')
      writeFileSync(join(folder, `go-${step}`), '')
      if (Math.random() < 0.5) proxy.open()
      if (step % 5 === 0)
        await json(served.origin, cookie, `/api/runs/${run}/comment`, {
          seen: (await viewOf(run)).seq,
          step: null,
          text: `word ${step}`,
        })
    }
    proxy.open()
    await until(async () => (await viewOf(run)).status === 'ended', 'its end')
    const view = await viewOf(run)
    await stands(page, 20, 'Done')
    const document = await json<{ steps: Record<string, { number: number }> }>(
      served.origin,
      cookie,
      `/api/runs/${run}/document`,
    )
    const known = Object.fromEntries(
      Object.entries(view.steps).map(([id, { state }]) => [document.steps[id]?.number, stateWords[state]]),
    )
    await until(
      async () => JSON.stringify(await states(page)) === JSON.stringify(known),
      'the same on the page as on the server',
    )
    expect(ledger()).toEqual(Array.from({ length: 20 }, (_, at) => String(at + 1)))
  }, 120_000)
})
