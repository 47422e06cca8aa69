import { rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core'
import { startBrowser } from '../src/testing/browser.ts'
import { folderWith } from '../tests/cli/holdpoint.ts'
import { begun } from '../tests/web/begun.ts'
import { longRelease } from '../tests/web/documents.ts'
import { enter } from '../tests/web/raw.ts'
import { type Served, serve } from '../tests/web/served.ts'
import { medianOf } from './measure.ts'
import { percentile } from './viewers.ts'

/** Milliseconds from asking for the page to the picture in which its first step can be read. */
interface Paint {
  readonly name: string
  readonly median: number
  readonly p95: number
  /** Milliseconds in which scripts ran until then; null: there are none. */
  readonly script: number | null
  readonly goal: number | null
}

/** Rounds are interleaved; each has a browser context of its own, so that nothing is in its cache. */
export async function paint(steps: number, rounds: number): Promise<readonly Paint[]> {
  return await beside(longRelease(steps), bareList(steps), async (browser, run, bare) => {
    const times = { cold: [] as number[], warm: [] as number[], bare: [] as number[], script: [] as number[] }
    for (let round = -1; round < rounds; round += 1) {
      const context = await run.context(browser)
      const cold = await readable(context, run.url)
      const warm = await readable(context, run.url)
      await context.close()
      const empty = await browser.newContext()
      const plain = await readable(empty, bare)
      await empty.close()
      if (round < 0) continue
      times.cold.push(cold.ms)
      times.script.push(cold.script)
      times.warm.push(warm.ms)
      times.bare.push(plain.ms)
    }
    const row = (name: string, of: readonly number[], goal: number | null, script: number | null): Paint => ({
      name,
      median: medianOf(of),
      p95: percentile(of, 0.95),
      script,
      goal,
    })
    return [
      row('a run, first visit', times.cold, 1000, medianOf(times.script)),
      row('a run, later visit', times.warm, null, null),
      row('the same list as a bare page', times.bare, null, null),
    ]
  })
}

async function readable(
  context: BrowserContext,
  url: string,
): Promise<{ readonly ms: number; readonly script: number }> {
  const page = await context.newPage()
  const session = await context.newCDPSession(page)
  await session.send('Performance.enable')
  await page.addInitScript(() => {
    const seen = () => {
      if (!(document.body?.textContent ?? '').includes('Item 1:')) return
      observer.disconnect()
      requestAnimationFrame(() =>
        requestAnimationFrame(() => Object.assign(globalThis, { readableAt: performance.now() })),
      )
    }
    const observer = new MutationObserver(seen)
    observer.observe(document, { childList: true, subtree: true, characterData: true })
  })
  await page.goto(url, { waitUntil: 'commit' })
  const found = await page.waitForFunction(() => (globalThis as unknown as { readableAt?: number }).readableAt)
  const ms = Number(await found.jsonValue())
  const script = (await metric(session, 'ScriptDuration')) * 1000
  await page.close()
  return { ms, script }
}

interface Scroll {
  readonly name: string
  /** Milliseconds of a frame: the middle one, and that below which 95 % are. */
  readonly frame: number
  readonly p95: number
  readonly layouts: number
  /** Rows of steps in the page, at most, while it was scrolled. */
  readonly rows: number
  readonly elements: number
  /** Of the script, in MB. */
  readonly heap: number
}

export async function scroll(steps: number): Promise<readonly Scroll[]> {
  return await beside(longRelease(steps), bareList(steps), async (browser, run, bare) => {
    const context = await run.context(browser)
    const found = [
      { name: 'a run', ...(await scrolled(context, run.url)) },
      { name: 'the same list as a bare page', ...(await scrolled(context, bare)) },
    ]
    await context.close()
    return found
  })
}

async function scrolled(context: BrowserContext, url: string): Promise<Omit<Scroll, 'name'>> {
  const page = await context.newPage()
  const session = await context.newCDPSession(page)
  await session.send('Performance.enable')
  await page.goto(url)
  await page.getByText('Item 1:').first().waitFor()
  const before = await metric(session, 'LayoutCount')
  const { frames, rows, elements } = await page.evaluate(async () => {
    const first = [...document.querySelectorAll('[id^="step-"]')].at(0)
    const scrolls = (one: Element | null): Element => {
      if (one === null || one === document.body) return document.scrollingElement ?? document.documentElement
      const isOne = /auto|scroll/.test(getComputedStyle(one).overflowY) && one.scrollHeight > one.clientHeight
      return isOne ? one : scrolls(one.parentElement)
    }
    const scroller = scrolls(first ?? null)
    const frames: number[] = []
    let rows = 0
    let elements = 0
    let last = performance.now()
    for (let frame = 0; frame < 300; frame += 1) {
      scroller.scrollTop += frame % 100 === 99 ? 20_000 : 240
      await new Promise((resolve) => requestAnimationFrame(resolve))
      frames.push(performance.now() - last)
      last = performance.now()
      rows = Math.max(rows, document.querySelectorAll('[id^="step-"]').length)
      elements = Math.max(elements, document.getElementsByTagName('*').length)
    }
    return { frames, rows, elements }
  })
  const layouts = ((await metric(session, 'LayoutCount')) - before) / frames.length
  const heap = (await metric(session, 'JSHeapUsedSize')) / 1e6
  await page.close()
  return { frame: medianOf(frames), p95: percentile(frames, 0.95), layouts, rows, elements, heap }
}

interface Output {
  readonly name: string
  /** Milliseconds from opening the page to its last line, its first one, one in the middle by search; null: has no such thing. */
  readonly end: number
  readonly beginning: number | null
  readonly found: number | null
  /** Milliseconds of the longest task of the page: so long nothing answered. */
  readonly longest: number
  /** MB. */
  readonly heap: number
}

/** A step that printed so many megabytes, opened; beside a bare page of a tenth of its text: all of it takes browsers minutes. */
export async function output(megabytes: number): Promise<readonly Output[]> {
  const lines = megabytes * 10_000
  // Lines of a hundred bytes.
  const awk = `awk 'BEGIN { for (i = 1; i <= ${lines}; i++) printf "line %08d of the output of a step that talks a lot, so that it has a hundred bytes %12d\\n", i, i }'`
  const runbook = `# Release\n\n## Deploy\n\n\`\`\`bash\n${awk}\n\`\`\`\n\n- [ ] Item 1: done\n`
  const bare = () =>
    `<pre>${Array.from({ length: lines / 10 }, (_, at) => `line ${String(at + 1).padStart(8, '0')} of the output of a step that talks a lot, so that it has a hundred bytes ${String(at + 1).padStart(12)}`).join('\n')}</pre>`
  return await beside(runbook, bare, async (browser, run, url) => {
    const context = await run.context(browser)
    const own = await opened(context, `${run.url}#step-1`, async (page) => {
      const lasts = async (act: () => Promise<unknown>): Promise<number> => {
        const began = performance.now()
        await act()
        return performance.now() - began
      }
      const region = page.getByRole('region', { name: 'Output of step 1' }).first()
      const read = (line: number) =>
        region
          .getByText(`line ${String(line).padStart(8, '0')}`)
          .first()
          .waitFor({ timeout: 60_000 })
      await page.getByRole('region', { name: 'Now' }).waitFor()
      const end = await lasts(async () => {
        await page.keyboard.press('o')
        await region.getByRole('button', { name: 'End' }).click()
        await read(lines)
      })
      const beginning = await lasts(async () => {
        await region.getByRole('button', { name: 'Beginning' }).click()
        await read(1)
      })
      await region.getByRole('button', { name: 'Find' }).click()
      const found = await lasts(async () => {
        await region
          .getByRole('textbox')
          .or(region.getByRole('searchbox'))
          .first()
          .fill(`line ${String(lines / 2).padStart(8, '0')}`)
        await page.keyboard.press('Enter')
        await read(lines / 2)
      })
      return { end, beginning, found }
    })
    const plain = await opened(context, url, async (page) => {
      const began = performance.now()
      await page.evaluate(() => document.scrollingElement?.scrollTo(0, 1e9))
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))))
      return { end: performance.now() - began, beginning: null, found: null }
    })
    await context.close()
    return [
      { name: 'a step of a run', ...own },
      { name: 'a tenth of its text as a bare page', ...plain },
    ]
  })
}

async function opened(
  context: BrowserContext,
  url: string,
  use: (page: Page) => Promise<Pick<Output, 'end' | 'beginning' | 'found'>>,
): Promise<Omit<Output, 'name'>> {
  const page = await context.newPage()
  const session = await context.newCDPSession(page)
  await session.send('Performance.enable')
  await page.addInitScript(() => {
    const noted = { longest: 0 }
    Object.assign(globalThis, { noted })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) noted.longest = Math.max(noted.longest, entry.duration)
    }).observe({ type: 'longtask', buffered: true })
  })
  const began = performance.now()
  // The bare page takes its time.
  await page.goto(url, { timeout: 300_000 })
  const loaded = performance.now() - began
  const used = await use(page)
  const longest = await page.evaluate(() => (globalThis as unknown as { noted: { longest: number } }).noted.longest)
  const heap = (await metric(session, 'JSHeapUsedSize')) / 1e6
  await page.close()
  return { ...used, end: used.end + loaded, longest, heap }
}

async function metric(session: CDPSession, name: string): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics')
  return metrics.find((one) => one.name === name)?.value ?? Number.NaN
}

/** A run of this document that is served, and who may open it; and a bare page beside it. */
interface Beside {
  readonly url: string
  /** A browser context of somebody who is signed in. */
  context(browser: Browser): Promise<BrowserContext>
}

async function beside<T>(
  runbook: string,
  html: () => string,
  measure: (browser: Browser, run: Beside, bare: string) => Promise<T>,
): Promise<T> {
  const folder = folderWith({ 'D.md': runbook })
  let served: Served | null = null
  let bare: Server | null = null
  const browser = await startBrowser()
  try {
    const run = begun(folder, 'D.md')
    served = await serve(folder)
    const { origin, link } = served
    const [name = '', value = ''] = (await enter(link)).split('=')
    const text = `<!doctype html><meta charset="utf-8"><title>Bare</title>${html()}`
    const server = createServer((_, response) => {
      response.writeHead(200, { 'content-type': 'text/html' }).end(text)
    })
    bare = server
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const run_: Beside = {
      url: `${origin}/runs/${run}`,
      async context(from) {
        const context = await from.newContext({ viewport: { width: 1280, height: 800 } })
        await context.addCookies([{ name, value, domain: '127.0.0.1', path: '/', httpOnly: true, sameSite: 'Strict' }])
        return context
      },
    }
    return await measure(browser, run_, `http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
  } finally {
    await browser.close()
    bare?.closeAllConnections()
    bare?.close()
    await served?.end()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The same words without anything that lives. */
const bareList = (steps: number) => () =>
  `<h1>Long release</h1><ul>${Array.from(
    { length: steps },
    (_, at) =>
      `<li id="step-${at + 1}"><input type="checkbox"> Item ${at + 1}: somebody has looked at part ${at + 1} of the system</li>`,
  ).join('\n')}</ul>`
