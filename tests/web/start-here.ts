import type { Page } from 'playwright-core'

/** Starts a run of a document of the place, and goes to its page. */
export async function startHere(page: Page, origin: string, path: string): Promise<string> {
  const run = await page.evaluate(async (path) => {
    const { digest } = await (await fetch(`/api/runbook?path=${encodeURIComponent(path)}`)).json()
    const headers = { 'content-type': 'application/json' }
    const answer = await fetch('/api/runs', { method: 'POST', headers, body: JSON.stringify({ path, digest }) })
    return ((await answer.json()) as { run: string }).run
  }, path)
  await page.goto(`${origin}/runs/${run}`)
  return run
}
