import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { RunDocument, RunView } from '../../src/contract/index.ts'
import { noBrowser, startBrowser } from '../../src/testing/browser.ts'
import { type DropProxy, dropProxy } from '../../src/testing/drop-proxy.ts'
import { folderWith } from '../cli/holdpoint.ts'
import { begun, invitation } from './begun.ts'
import { smallRelease } from './documents.ts'
import { enter, json } from './raw.ts'
import { stands, states, stateWords, stepRow, until } from './run-page.ts'
import { endServed, type Served, serve } from './served.ts'
import { startHere } from './start-here.ts'
import { allLeave, type Visitor, visit } from './visitor.ts'

/** Commands of which each waits until the test lets it go on, and writes down that it ran. */
const gated = (name: string, count: number) => {
  const block = (_: unknown, at: number) =>
    `\`\`\`bash\necho ${at + 1} >> ${name}.ledger\necho began ${at + 1}\nwhile [ ! -e ${name}-${at + 1} ]; do sleep 0.02; done\necho ended ${at + 1}\n\`\`\`\n`
  return `# ${name}\n\n## Deploy\n\n${Array.from({ length: count }, block).join('\n')}`
}
const steps = 10

let folder = ''
let served: Served
let proxy: DropProxy
let browser: Browser
let cookie = ''
const invited = (name: string) => invitation(folder, served.origin, name)
const viewOf = (run: string) => json<RunView>(served.origin, cookie, `/api/runs/${run}`)
/** Which steps began, in order: one line for each start. */
const ledger = (name: string): readonly string[] => {
  const file = join(folder, `${name}.ledger`)
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : []
}
const letGo = (name: string, step: number) => writeFileSync(join(folder, `${name}-${step}`), '')
/** As the browser tells a page when its network is back: it does not wait for its turn then. */
const networkIsBack = (page: Page) => page.evaluate(() => dispatchEvent(new Event('online')))
const act = async (run: string, name: string, body: object): Promise<unknown> =>
  json(served.origin, cookie, `/api/runs/${run}/${name}`, { seen: (await viewOf(run)).seq, ...body })
/** How each step of which something is known stands, as the server sees it, in the words of the page. */
const statesOf = async (run: string): Promise<Readonly<Record<number, string>>> => {
  const { steps } = await viewOf(run)
  const document = await json<RunDocument>(served.origin, cookie, `/api/runs/${run}/document`)
  return Object.fromEntries(
    Object.entries(steps).map(([id, { state }]) => [document.steps[id]?.number ?? 0, stateWords[state] ?? '']),
  )
}
const open = async (who: Visitor, run: string): Promise<Page> => {
  await who.page.goto(`${served.origin}/runs/${run}`)
  await stepRow(who.page, 1).waitFor()
  return who.page
}
/** Tall enough that no row is out of sight. */
const tall = { viewport: { width: 1280, height: 5000 } }

describe.skipIf(noBrowser !== null)(`people on one run${noBrowser ? ` (skipped: ${noBrowser})` : ''}`, () => {
  beforeAll(async () => {
    folder = folderWith({ 'D.md': smallRelease, 'MANY.md': gated('many', steps), 'TWO.md': gated('two', 2) })
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
    await other.getByRole('tab', { name: /^Talk/ }).click()
    await other.getByRole('tabpanel').getByText('Ada').first().waitFor()
    await other.getByRole('tab', { name: /^Questions/ }).click()
    await stepRow(hers, 1).getByRole('button', { name: 'Tick' }).click()
    await stands(other, 1, 'Done')
    await stepRow(other, 2).getByRole('button', { name: 'Tick' }).click()
    await stands(hers, 2, 'Done')
  })

  it('a connection that is cut at random misses nothing and repeats nothing', async () => {
    const ada = await visit(browser, invited('Ada'), tall)
    ada.watch.allow(/net::ERR_|Failed to load resource/)
    const { page } = ada
    await startHere(page, served.origin, 'MANY.md')
    const run = /\/runs\/(\w+)/.exec(page.url())?.[1] ?? ''
    // What it shows is loaded when it is first looked at: it is looked at before the first cut.
    await stands(page, 1, 'Running')
    await page.getByRole('tab', { name: /^Talk/ }).click()
    const shown = () => page.getByRole('tabpanel').last().innerText()
    await until(async () => !/^Loading/.test(await shown()) && (await shown()).length > 20, 'what is said')
    await page.getByRole('tab', { name: /^Output/ }).click()
    await page.getByRole('region', { name: 'Output of step 1' }).getByText('began 1').first().waitFor()
    for (let step = 1; step <= steps; step += 1) {
      await until(() => ledger('many').includes(String(step)), `step ${step}`)
      proxy.cut(Math.random() < 0.5 ? 'open' : 'closed')
      letGo('many', step)
      await act(run, 'comment', { step: null, text: `word ${step}.` })
      if (Math.random() < 0.7) proxy.open()
    }
    proxy.open()
    await until(async () => (await viewOf(run)).status === 'ended', 'its end')
    await until(async () => {
      await networkIsBack(page)
      return (await states(page))[steps] === 'Done'
    }, 'its end on the page')
    expect(await states(page)).toEqual(await statesOf(run))
    expect(ledger('many')).toEqual(Array.from({ length: steps }, (_, at) => String(at + 1)))
    // What was said in between is there, each word once.
    await page.getByRole('tab', { name: /^Talk/ }).click()
    const talk = page.getByRole('tabpanel').last()
    await talk.getByText(`word ${steps}.`).first().waitFor()
    const said = (await talk.innerText()).match(/word \d+\./g)
    expect(said?.toSorted()).toEqual(Array.from({ length: steps }, (_, at) => `word ${at + 1}.`).toSorted())
  }, 120_000)

  it('a server that is killed in the middle and started again: the page goes on, and so does the run', async () => {
    const own = await serve(folder)
    const ada = await visit(browser, own.link)
    ada.watch.allow(/net::ERR_/)
    const { page } = ada
    await startHere(page, own.origin, 'TWO.md')
    await stands(page, 1, 'Running')
    // What it prints comes while it runs.
    await page.getByRole('region', { name: 'Output of step 1' }).getByText('began 1').first().waitFor()
    await own.end('SIGKILL')
    await page.getByText('The connection is lost.').waitFor()
    // The step does not need us.
    letGo('two', 1)
    const again = await serve(folder, ['--port', String(own.port)])
    await until(async () => {
      await networkIsBack(page)
      return await page.getByText('Live', { exact: true }).isVisible()
    }, 'the connection')
    await page.getByText('Nobody drives this run.').waitFor()
    await page.getByRole('button', { name: 'Resume' }).click()
    await stands(page, 1, 'Done')
    await stands(page, 2, 'Running')
    letGo('two', 2)
    await page.getByText('The run is done.').waitFor()
    expect(ledger('two')).toEqual(['1', '2'])
    await ada.leave()
    await again.end()
  }, 120_000)
})
