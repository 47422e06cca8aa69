import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { RunView } from '../../src/contract/index.ts'
import { noBrowser, startBrowser } from '../../src/testing/browser.ts'
import { type Installation, installation } from './installation.ts'
import { json } from './raw.ts'
import { isOver, now, question, stands, stepRow, until } from './run-page.ts'
import { endServed, type Served, serve } from './served.ts'
import { startHere } from './start-here.ts'
import { allLeave, cookieOf, keepScreen, type Visitor, visit } from './visitor.ts'

let browser: Browser
let installed: Installation | null = null
const opened = async (fault: boolean): Promise<{ served: Served; visitor: Visitor; page: Page }> => {
  installed = installation(fault)
  const served = await serve(installed.folder)
  const visitor = await visit(browser, served.link)
  return { served, visitor, page: visitor.page }
}
/** Commands that the scripts of the installation wrote down: each line is one start of one of them. */
const ledger = () =>
  readFileSync(join(installed?.folder ?? '', 'ledger.log'), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('command ') && !line.startsWith('command status'))
    .map((line) =>
      line
        .split(' ')
        .slice(1, line.includes('switch') ? 3 : 2)
        .join(' ')
        .trim(),
    )
const viewOf = async (visitor: Visitor, served: Served): Promise<RunView> =>
  json(served.origin, await cookieOf(visitor), `/api/runs/${/\/runs\/(\w+)/.exec(visitor.page.url())?.[1]}`)

describe.skipIf(noBrowser !== null)(
  `examples/hello-release on the page${noBrowser ? ` (skipped: ${noBrowser})` : ''}`,
  () => {
    beforeAll(async () => {
      browser = await startBrowser()
    }, 120_000)
    afterEach(async () => {
      try {
        await allLeave()
      } finally {
        await endServed()
        installed?.remove()
        installed = null
      }
    }, 120_000)
    afterAll(() => browser?.close())

    it('is started, ticked and watched; a check fails, the way back is taken, and the record tells of it', async () => {
      const { served, visitor, page } = await opened(true)
      await startHere(page, served.origin, 'DEPLOYMENT.md')
      await stepRow(page, 1).getByRole('button', { name: 'Tick' }).click()
      await stands(page, 1, 'Done')
      await page.getByRole('button', { name: 'Tick step 2' }).click()
      await question(page, /backup is not empty/).waitFor()
      // What its backup printed, beside the step.
      await stepRow(page, 7).click()
      await stepRow(page, 7).getByRole('button', { name: 'Output of step 7' }).click()
      const output = page.getByRole('region', { name: 'Output of step 7' }).first()
      await output.getByText('backup ok').first().waitFor()
      await keepScreen(page, 'release-output')
      await stepRow(page, 8).getByRole('button', { name: 'Tick' }).click()
      for (const number of [11, 13]) {
        await stands(page, number, 'Waits')
        await stepRow(page, number).getByRole('button', { name: 'Tick' }).click()
      }
      const failed = question(page, /health.* failed/)
      await failed.getByText('500').first().waitFor()
      await keepScreen(page, 'release-failed')
      await failed.getByRole('button', { name: 'Take the way back' }).click()
      await question(page, /Take the way back/)
        .getByRole('button', { name: 'Start the way back' })
        .click()
      await now(page).getByText('Backed out').waitFor()
      expect(ledger()).toEqual([
        'port',
        'backup',
        'verify-backup',
        'stop',
        'migrate',
        'switch 2',
        'start',
        'stop',
        'switch 1',
        'start',
      ])
      expect((await viewOf(visitor, served)).outcome).toBe('backed-out')
      await page.getByRole('status').getByRole('link', { name: 'Record' }).click()
      await page.getByRole('heading', { level: 1 }).waitFor()
      await page.getByText('Nobody else is deploying').first().waitFor()
      await page
        .getByText(/backed out|taken back/i)
        .first()
        .waitFor()
      await keepScreen(page, 'release-record')
    })

    it('goes from its first tick to its last signature by keyboard alone, and says what happens', async () => {
      const { served, visitor, page } = await opened(false)
      await startHere(page, served.origin, 'DEPLOYMENT.md')
      await now(page).waitFor()
      await page.evaluate(() => {
        const heard: string[] = []
        Object.assign(globalThis, { heard })
        new MutationObserver(() => {
          for (const region of document.querySelectorAll('[aria-live=polite], [role=alert]')) {
            const text = region.textContent?.trim() ?? ''
            if (text !== '' && !heard.includes(text)) heard.push(text)
          }
        }).observe(document.body, { childList: true, subtree: true, characterData: true })
      })
      for (let turn = 0; turn < 30 && !(await isOver(page)); turn += 1) {
        const open = question(page, /./)
        await until(async () => (await isOver(page)) || (await open.count()) > 0, 'a question, or the end')
        if (await isOver(page)) break
        await page.keyboard.press('q')
        const focused = await page.waitForFunction(() => document.activeElement?.getAttribute('data-decision'))
        const id = await focused.jsonValue()
        const asked = page.locator(`[data-decision="${id}"]`)
        // The focus is seen wherever it is.
        expect(await focusIsSeen(page)).toBe(true)
        const fields = await asked.getByRole('textbox').count()
        if (fields > 0) {
          for (let field = 0; field < fields; ) {
            await page.keyboard.press('Tab')
            expect(await focusIsSeen(page)).toBe(true)
            if (!(await page.evaluate(() => document.activeElement?.tagName === 'INPUT'))) continue
            await page.keyboard.type(field === 0 ? 'Ada' : '2026-11-21')
            field += 1
          }
          await page.keyboard.press('Enter')
        } else {
          // The usual answer comes first, and each says by which key it is given.
          const key = await asked.locator('[aria-keyshortcuts]').first().getAttribute('aria-keyshortcuts')
          await page.keyboard.press(key ?? '')
        }
        await until(async () => !(await asked.isVisible()), `an answer to ${id}`)
      }
      await now(page).getByText('Done', { exact: true }).waitFor()
      const view = await viewOf(visitor, served)
      expect({ outcome: view.outcome, deviations: view.deviations }).toEqual({ outcome: 'done', deviations: [] })
      expect(ledger()).toEqual([
        'port',
        'backup',
        'verify-backup',
        'stop',
        'migrate',
        'switch 2',
        'start',
        'smoke-test',
      ])
      const heard = await page.evaluate(() => (globalThis as unknown as { heard: string[] }).heard)
      expect(heard.join('\n')).toContain('Waits for an answer: The backup is not empty')
      // One by one, or, when many things happen at once, how many, and the last.
      expect(heard.join('\n')).toMatch(/Step \d+, “[^”]+”, done|\d+ things happened; the last: Step \d+, /)
    })
  },
)

/** Whether one who looks at the page sees where the keyboard is. */
const focusIsSeen = (page: Page): Promise<boolean> =>
  page.evaluate(() => {
    const at = document.activeElement
    if (at === null || at === document.body) return false
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(at)
    const box = at.getBoundingClientRect()
    const isDrawn = (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0) || boxShadow !== 'none'
    return isDrawn && box.width > 0 && box.bottom > 0 && box.top < innerHeight
  })
