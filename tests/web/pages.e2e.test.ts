import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { noBrowser, startBrowser } from '../../src/testing/browser.ts'
import { folderWith, holdpoint } from '../cli/holdpoint.ts'
import { inaccessible } from './accessible.ts'
import { begun } from './begun.ts'
import { now } from './run-page.ts'
import { endServed, type Served, serve } from './served.ts'
import { allLeave, type Visitor, visit } from './visitor.ts'

const runbook = `# Ship it

## 1. Before

- [ ] Nobody else deploys
- [ ] The shop http://127.0.0.1:9/health returns 200

## 2. Deploy

\`\`\`bash
curl http://127.0.0.1:9/health || true
\`\`\`
`

let folder = ''
let served: Served
let browser: Browser
let visitor: Visitor
let page: Page

/** The text of the editor: its lines are in a shadow root, into which Playwright sees. */
const source = () => page.getByRole('textbox', { name: /^Source of / })
const typeAtTheEnd = async (text: string) => {
  await source().press('Control+End')
  // As pasted: what is typed is helped along, which is the editor's own affair.
  await page.keyboard.insertText(text)
}
const ship = () => join(folder, 'SHIP.md')

describe.skipIf(noBrowser !== null)(`pages beside a run’s${noBrowser ? ` (skipped: ${noBrowser})` : ''}`, () => {
  beforeAll(async () => {
    folder = folderWith({
      'SHIP.md': runbook,
      'QUICK.md': '# Quick\n\n## Deploy\n\n```bash\necho one\n```\n',
      'NOTES.md': '# Notes\n',
    })
    for (const release of ['v1', 'v2']) {
      const { status, err } = holdpoint(folder, 'run', 'QUICK.md', '--release', release)
      if (status !== 0) throw new Error(err)
      writeFileSync(join(folder, 'QUICK.md'), '# Quick\n\n## Deploy\n\n```bash\necho two\n```\n')
    }
    served = await serve(folder)
    browser = await startBrowser()
    visitor = await visit(browser, served.link)
    // What is refused is what is tested; leaving what is not saved asks.
    visitor.watch.allow(/status of (403|404|409)/)
  }, 120_000)
  beforeEach(async () => {
    writeFileSync(ship(), runbook)
    page = await visitor.context.newPage()
  })
  afterEach(async () => {
    await page.evaluate(() => localStorage.clear())
    await page.close()
  })
  afterAll(async () => {
    await allLeave()
    await browser?.close()
    await endServed()
    rmSync(folder, { recursive: true, force: true })
  })

  it('what changed since the run before is one press away from the list of runs', async () => {
    await page.goto(`${served.origin}/`)
    await page.getByRole('link', { name: /^What changed/ }).click()
    await page.getByRole('heading', { name: 'What changed', exact: true }).waitFor()
    await page.getByText('new: echo two').waitFor()
    await page.getByText('The document was changed.').waitFor()
    expect(await inaccessible(page)).toEqual([])
  })

  it('what waits is told first, and leads to where it is answered; filters stand in the address', async () => {
    const run = begun(folder, 'SHIP.md')
    await page.goto(`${served.origin}/`)
    await page.getByRole('region', { name: 'Waiting for you' }).getByRole('link').first().waitFor()
    await page.getByLabel('Outcome').selectOption('done')
    await page.waitForURL(/outcome=done/)
    await page.getByText('Nothing is running.').waitFor()
    await page.reload()
    expect(await page.getByLabel('Outcome').inputValue()).toBe('done')
    await page.keyboard.press('j')
    await page.keyboard.press('Enter')
    await page.waitForURL(new RegExp(`/runs/${run}`))
    // Terminals print the beginning of an id; so much of it leads to the run, and to the step.
    await page.goto(`${served.origin}/runs/${run.slice(0, 8)}#step-1`)
    await page.waitForURL(`${served.origin}/runs/${run}#step-1`)
    await page.getByRole('region', { name: 'Now', exact: true }).waitFor()
    holdpoint(folder, 'abort', run)
  })

  it('a runbook is read beside its source, says what will hurt and why, and is rehearsed', async () => {
    await page.goto(`${served.origin}/runbooks`)
    await page.getByRole('link', { name: 'Ship it', exact: true }).click()
    await page.getByText('Holdpoint could look at this itself').waitFor()
    await page.getByRole('button', { name: 'curl-cannot-fail' }).click()
    await page.getByRole('dialog').getByRole('heading', { name: 'What to do' }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: /^why was line 10/ }).click()
    expect(await inaccessible(page)).toEqual([])
    await page.keyboard.press('s')
    await page.getByRole('button', { name: 'Rehearse' }).click()
    await page.waitForURL(/\/runs\/\w+/)
    await page.goto(`${served.origin}${new URL(page.url()).pathname}/record`)
    await page.getByText('A rehearsal: nothing was executed').waitFor()
    await page.getByText('As it was written').waitFor()
    expect(await inaccessible(page)).toEqual([])
  })

  it('a document that changed while its form was open is not started unseen, and what was typed stays', async () => {
    await page.goto(`${served.origin}/runbook?path=SHIP.md#start`)
    await page.getByLabel('Release').fill('v9')
    writeFileSync(ship(), runbook.replace('Nobody else', 'No other team'))
    await page.getByRole('button', { name: 'Start the run' }).click()
    await page.getByRole('alert').getByText('It did not begin').waitFor()
    expect(await page.getByLabel('Release').inputValue()).toBe('v9')
    await page.getByText('No other team deploys').first().waitFor()
    await page.getByRole('button', { name: 'Start the run' }).click()
    await page.waitForURL(/\/runs\/\w+/)
    await now(page).waitFor()
    holdpoint(folder, 'abort')
  })

  it('the editor finds while one types, and saves onto the file that was opened only', async () => {
    await page.goto(`${served.origin}/editor?path=SHIP.md`)
    await page.getByRole('tab', { name: /^Plan \(3\)/ }).waitFor()
    await typeAtTheEnd('- [ ] Look at the log')
    await page.getByRole('tab', { name: 'Plan (4)' }).waitFor()
    expect(await inaccessible(page)).toEqual([])
    await page.keyboard.press('Control+s')
    await page.getByText('As in the file').waitFor()
    expect(readFileSync(ship(), 'utf8')).toBe(`${runbook}- [ ] Look at the log`)

    await typeAtTheEnd('Mine.')
    writeFileSync(ship(), `${runbook}Theirs.\n`)
    await page.getByRole('button', { name: 'Save' }).click()
    const conflict = page.getByRole('dialog', { name: 'The file has changed since you opened it' })
    await conflict.getByText('new: Theirs.').waitFor()
    expect(readFileSync(ship(), 'utf8')).toBe(`${runbook}Theirs.\n`)
    await conflict.getByRole('button', { name: 'Save mine over it' }).click()
    await page.getByText('As in the file').waitFor()
    expect(readFileSync(ship(), 'utf8')).toContain('Mine.')
  })

  it('what was typed and not saved is there again, also when the file has vanished', async () => {
    await page.goto(`${served.origin}/editor?path=SHIP.md`)
    await page.getByRole('tab', { name: /^Plan \(3\)/ }).waitFor()
    await typeAtTheEnd('Not saved yet.')
    await page.getByText('Not saved', { exact: true }).waitFor()
    await expect.poll(() => page.evaluate(() => JSON.stringify(localStorage))).toContain('Not saved yet.')
    rmSync(ship())
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('alert').getByRole('button', { name: 'Download what I typed' }).waitFor()
    await page.getByRole('link', { name: 'Runs', exact: true }).click()
    await page.getByRole('dialog', { name: 'Leave without saving?' }).getByRole('button', { name: 'Leave' }).click()
    await page.waitForURL(`${served.origin}/`)
    writeFileSync(ship(), runbook)
    await page.goto(`${served.origin}/editor?path=SHIP.md`)
    await page.getByText('and did not save is here again').waitFor()
    expect(await source().textContent()).toContain('Not saved yet.')
    expect(readFileSync(ship(), 'utf8')).toBe(runbook)
  })

  it.each([
    ['/runbook?path=../../etc/passwd.md', 'is no Markdown file of this place'],
    ['/editor?path=none.md', 'does not exist'],
    ['/runs/nope/record', 'nope'],
    ['/compare/before/nope', 'nope'],
    ['/runbook', 'Which runbook?'],
  ])('says what is not there, and what to do: %s', async (path, words) => {
    await page.goto(served.origin + path)
    await page.getByText(words).first().waitFor()
    await page
      .getByRole('link', { name: /^All (runs|runbooks)$/ })
      .first()
      .waitFor()
    expect(await inaccessible(page)).toEqual([])
  })
})
