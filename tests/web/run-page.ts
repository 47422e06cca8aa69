import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'

/** A step in its row, by its number; `state`: the word by which the page says how it stands (“Waits”, “Done”). */
export const stepRow = (page: Page, number: number, state = '[A-Z][a-z ]*'): Locator =>
  page.getByRole('group', { name: new RegExp(`^Step ${number}, ${state}:`) })

/** What goes on, at the top of the page. */
export const now = (page: Page): Locator => page.getByRole('region', { name: 'Now' })

/** An open question, beside the document. */
export const question = (page: Page, about: RegExp): Locator =>
  page.getByRole('article', { name: new RegExp(`^Question: .*${about.source}`) })

/** Whether the page says that the run has ended. */
export const isOver = async (page: Page): Promise<boolean> =>
  (await page
    .getByRole('status')
    .filter({ hasText: /^The run (is done|failed|was)/ })
    .count()) > 0

/** Waits until a step stands so. */
export async function stands(page: Page, number: number, state: string): Promise<void> {
  await stepRow(page, number, state).waitFor()
}

/** The state of each step that is drawn, by its number. In a window that is tall enough these are all. */
export async function states(page: Page): Promise<Readonly<Record<number, string>>> {
  const names = await page
    .getByRole('group', { name: /^Step \d+, / })
    .evaluateAll((rows) => rows.map((row) => row.getAttribute('aria-label') ?? ''))
  return Object.fromEntries(
    names.map((name) => {
      const [, number, state] = /^Step (\d+), ([^:]+):/.exec(name) ?? []
      return [Number(number), state ?? '']
    }),
  )
}

/** The words by which the page says how a step stands, as the server sees it. */
export const stateWords: Readonly<Record<string, string>> = {
  open: 'Open',
  waiting: 'Waits',
  running: 'Running',
  passed: 'Done',
  failed: 'Failed',
  skipped: 'Skipped',
  accepted: 'Accepted',
  unknown: 'Not known',
}

/** Waits until something holds that no element tells of. */
export async function until(holds: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const late = Date.now() + 20_000
  while (!(await holds())) {
    if (Date.now() > late) expect.fail(`${what} never came`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
