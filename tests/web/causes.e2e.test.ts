import { readFileSync, rmSync } from 'node:fs'
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { viewers } from '../../bench/viewers.ts'
import type { RunView } from '../../src/contract/index.ts'
import { noBrowser, startBrowser } from '../../src/testing/browser.ts'
import { folderWith } from '../cli/holdpoint.ts'
import { begun, invitation } from './begun.ts'
import { longRelease } from './documents.ts'
import { drawnAgain, noteDrawing } from './drawn-again.ts'
import { enter, json } from './raw.ts'
import { stands, stepRow } from './run-page.ts'
import { endServed, type Served, serve } from './served.ts'
import { allLeave, cookieOf, type Visitor, visit } from './visitor.ts'

let folder = ''
let served: Served
let browser: Browser
let long = ''
let short = ''
const invited = (name: string): string => invitation(folder, served.origin, name)

describe.skipIf(noBrowser !== null)(`what makes the page fast${noBrowser ? ` (skipped: ${noBrowser})` : ''}`, () => {
  beforeAll(async () => {
    folder = folderWith({ 'LONG.md': longRelease(10_000), 'SHORT.md': longRelease(500) })
    served = await serve(folder)
    browser = await startBrowser()
    long = begun(folder, 'LONG.md')
    short = begun(folder, 'SHORT.md')
  }, 120_000)
  afterEach(allLeave, 60_000)
  afterAll(async () => {
    await browser?.close()
    await endServed()
    rmSync(folder, { recursive: true, force: true })
  }, 120_000)

  it('of 10,000 steps at most 200 rows are in the page, wherever one is', async () => {
    const { page } = await visit(browser, invited('Ada'))
    await page.goto(`${served.origin}/runs/${long}`)
    await stepRow(page, 1).waitFor()
    const rows = () => page.getByRole('group', { name: /^Step \d+, / }).count()
    expect(await rows()).toBeLessThanOrEqual(200)
    for (const number of [5000, 10_000, 1]) {
      await page.evaluate((hash) => {
        location.hash = hash
      }, `step-${number}`)
      await stepRow(page, number).waitFor()
      expect(await rows()).toBeLessThanOrEqual(200)
      expect(await page.locator('*').count()).toBeLessThan(6000)
    }
  })

  it('a tick draws the row of its step again, and no other', async () => {
    const visitor = await visit(browser, invited('Ada'), { viewport: { width: 1280, height: 1600 } })
    const { page, context } = visitor
    await noteDrawing(context)
    await page.goto(`${served.origin}/runs/${short}`)
    await stepRow(page, 1).waitFor()
    await page.getByText('Live', { exact: true }).waitFor()
    // Somebody else ticks, so that nothing is drawn but for that.
    const cookie = await enter(invited('Grace'))
    const step = await stepOf(visitor, 7)
    await settled(visitor)
    await drawnAgain(page)
    const { seq } = await json<RunView>(served.origin, cookie, `/api/runs/${short}`)
    await json(served.origin, cookie, `/api/runs/${short}/tick`, { seen: seq, steps: [step], as: 'done' })
    await stands(page, 7, 'Done')
    await settled(visitor)
    const { rows } = await drawnAgain(page)
    expect(rows).toContain('step-7')
    // The one that the page follows to beside it.
    expect(rows.filter((row) => row !== 'step-7').length).toBeLessThanOrEqual(2)
  })

  it('what is fetched when a step is ticked does not grow with the document', async () => {
    const sizes: number[] = []
    for (const run of [short, long]) {
      const cookie = await enter(invited('Grace'))
      const { seq, open } = await json<RunView>(served.origin, cookie, `/api/runs/${run}`)
      const group = await viewers(1, `${served.origin}/api/runs/${run}/live?after=${seq}`, { cookie })
      await group.after(() =>
        json(served.origin, cookie, `/api/runs/${run}/tick`, { seen: seq, steps: [open[0]?.left[0]], as: 'done' }),
      )
      sizes.push(group.bytes())
      group.close()
    }
    expect((sizes[1] ?? 0) / (sizes[0] ?? 1)).toBeLessThan(3)
  })

  it('200 who look at a run cost one look at its journal', async () => {
    const cookie = await enter(served.link)
    const { seq } = await json<RunView>(served.origin, cookie, `/api/runs/${short}`)
    const reads = () => Number(/^rchar: (\d+)/m.exec(readFileSync(`/proc/${served.pid}/io`, 'utf8'))?.[1])
    const url = `${served.origin}/api/runs/${short}/live?after=${seq}`
    const cost = async (people: number) => {
      const groups = []
      for (let person = 0; person < people; person += 1)
        groups.push(await viewers(20, url, { cookie: await enter(invited(`Viewer ${people} ${person}`)) }))
      const before = reads()
      const { seq: now, open } = await json<RunView>(served.origin, cookie, `/api/runs/${short}`)
      let acted: Promise<unknown> | null = null
      const tick = () => {
        acted ??= json(served.origin, cookie, `/api/runs/${short}/tick`, {
          seen: now,
          steps: [open[0]?.left[0]],
          as: 'done',
        })
        return acted
      }
      await Promise.all(groups.map((group) => group.after(tick)))
      const read = reads() - before
      for (const group of groups) group.close()
      return read
    }
    const few = await cost(1)
    const many = await cost(10)
    expect(many).toBeLessThan(few * 3)
  })
})

/** The id of a step by its number. */
async function stepOf(visitor: Visitor, number: number): Promise<string> {
  const cookie = await cookieOf(visitor)
  const { steps } = await json<{ readonly steps: Readonly<Record<string, { readonly number: number }>> }>(
    served.origin,
    cookie,
    `/api/runs/${short}/document`,
  )
  return Object.keys(steps).find((id) => steps[id]?.number === number) ?? ''
}

/** Until nothing has been drawn for two frames in a row. */
const settled = ({ page }: Visitor): Promise<void> =>
  page.evaluate(
    () =>
      new Promise((resolve) => {
        let still = 0
        const changed = new MutationObserver(() => {
          still = 0
        })
        changed.observe(document.body, { childList: true, subtree: true, attributes: true })
        const look = () => {
          still += 1
          if (still < 30) return void requestAnimationFrame(look)
          changed.disconnect()
          resolve()
        }
        look()
      }),
  )
