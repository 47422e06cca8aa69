import { rmSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { noBrowser, startBrowser } from '../../src/testing/browser.ts'
import { folderWith } from '../cli/holdpoint.ts'
import { begun } from './begun.ts'
import { endServed, type Served, serve } from './served.ts'
import { allLeave, keepScreen, visit } from './visitor.ts'

/** 50 MB in 500,000 lines, each with its number, colours and all; one of them holds what is looked for. */
const long = `# Long

## Deploy

\`\`\`bash
awk 'BEGIN { for (i = 0; i < 500000; i++) printf "%08d \\033[32mINFO\\033[0m \\033[38;2;200;90;10morders\\033[0m %s request answered in %d ms after it had waited for its turn%s\\n", i, "api", i % 400, i == 321000 ? " NEEDLE" : "" }'
\`\`\`

- [ ] Done
`

/** Lines that are in sight, as they are drawn. */
const inSight = async (page: Page): Promise<readonly string[]> =>
  (await page.locator('.xterm-rows > div').allTextContents()).map((text) => text.trim()).filter((text) => text !== '')

/** What is asked for comes when the server and the browser have time for it. */
const patient = { timeout: 20_000 }

/** How many bytes the page asked for. */
const bytesAsked = (asked: readonly URL[]): number =>
  asked.reduce((sum, { searchParams }) => sum + Number(searchParams.get('to')) - Number(searchParams.get('from')), 0)

describe.skipIf(noBrowser !== null)(`an output of 50 MB${noBrowser ? ` (skipped: ${noBrowser})` : ''}`, () => {
  let folder = ''
  let served: Served
  let browser: Browser
  let run = ''
  beforeAll(async () => {
    folder = folderWith({ 'LONG.md': long })
    run = begun(folder, 'LONG.md')
    served = await serve(folder)
    browser = await startBrowser()
  }, 120_000)
  afterEach(allLeave)
  afterAll(async () => {
    await browser?.close()
    await endServed()
    rmSync(folder, { recursive: true, force: true })
  })

  it('is shown in parts: its end, its beginning, and whatever is looked for in all of it', async () => {
    const { page } = await visit(browser, served.link)
    const asked: URL[] = []
    page.on('request', (request) => {
      const url = new URL(request.url())
      if (url.pathname.endsWith('/output')) asked.push(url)
    })
    await page.goto(`${served.origin}/runs/${run}#step-1`)
    await page.getByRole('tab', { name: 'Output' }).click()
    await expect.poll(async () => (await inSight(page)).some((line) => line.startsWith('00499999')), patient).toBe(true)

    await page.getByRole('button', { name: 'Beginning' }).click()
    await expect.poll(async () => (await inSight(page))[0] ?? '', patient).toMatch(/^00000000 INFO orders/)

    await page.getByRole('button', { name: 'Find', exact: true }).click()
    await page.getByRole('searchbox', { name: 'Find in the whole output' }).fill('needle')
    await page.getByText('1 of 1').waitFor()
    await expect.poll(async () => (await inSight(page)).some((line) => line.startsWith('00321000')), patient).toBe(true)
    await keepScreen(page, 'output-50-mb')

    // A few parts of 256 KiB, and no more in the page than is drawn.
    expect(bytesAsked(asked)).toBeLessThan(3 * 1024 * 1024)
    expect(await page.locator('.xterm-rows > div').count()).toBeLessThan(200)
  })
})
