import type { Page } from 'playwright-core'
import { now } from './run-page.ts'

/** Starts a run of a document of the place, by its page, and waits for the page of the run. */
export async function startHere(page: Page, origin: string, path: string): Promise<void> {
  await page.goto(`${origin}/runbook?path=${encodeURIComponent(path)}#start`)
  await page.getByRole('button', { name: 'Start the run' }).click()
  await page.waitForURL(/\/runs\/\w+/)
  await now(page).waitFor()
}
