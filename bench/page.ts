/**
 * Measures the page of a run in a real browser, each time beside a page or a stream of the barest kind in the same run: how long until
 * the first step can be read, how a document of 10,000 steps scrolls, how fast an event is with 200 viewers, how 50 MB of output open.
 * `npm run bench:page`; `-- --rounds 3` for a short look, `-- --only paint|scroll|viewers|output` for a part.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')
const option = (name: string) => {
  const at = process.argv.indexOf(`--${name}`)
  return at === -1 ? null : (process.argv[at + 1] ?? null)
}
const rounds = Number(option('rounds') ?? 7)
const only = option('only')
const folder = mkdtempSync(join(tmpdir(), 'holdpoint-page-'))
execFileSync(process.execPath, [join(root, 'scripts/build.ts'), folder], { stdio: 'inherit' })
process.env.HOLDPOINT_TEST_ENTRY = join(folder, 'holdpoint.js')
// Loaded after the bundle is there: they ask where it is.
const { fanOut } = await import('./fan-out.ts')
const { output, paint, scroll } = await import('./in-browser.ts')

const wanted = (name: string) => only === null || only === name
const table = (lines: readonly (readonly string[])[]) => {
  const width = (lines[0] ?? []).map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)))
  for (const line of lines) console.log(line.map((cell, column) => cell.padEnd(width[column] ?? 0)).join('  '))
  console.log()
}
const ms = (value: number) => `${value.toFixed(value < 100 ? 1 : 0)} ms`

try {
  if (wanted('paint')) {
    table([
      [`500 steps, ${rounds} rounds`, 'first step readable', 'p95', 'script run', 'goal'],
      ...(await paint(500, rounds)).map(({ name, median, p95, script, goal }) => [
        name,
        ms(median),
        ms(p95),
        script === null ? '–' : ms(script),
        goal === null ? '' : `< ${goal} ms ${median < goal ? 'met' : 'NOT met'}`,
      ]),
    ])
  }
  if (wanted('scroll')) {
    table([
      ['10,000 steps, scrolled', 'frame', 'p95', 'layouts per frame', 'rows at most', 'elements', 'heap'],
      ...(await scroll(10_000)).map(({ name, frame, p95, layouts, rows, elements, heap }) => [
        name,
        ms(frame),
        ms(p95),
        layouts.toFixed(2),
        String(rows),
        String(elements),
        `${heap.toFixed(0)} MB`,
      ]),
    ])
  }
  if (wanted('viewers')) {
    table([
      ['an event to the last viewer', 'viewers', 'events', 'median', 'p95', 'last', 'server at most'],
      ...(await fanOut(200, 40)).map(({ name, viewers, events, p50, p95, last, megabytes }) => [
        name,
        String(viewers),
        String(events),
        ms(p50),
        ms(p95),
        ms(last),
        Number.isNaN(megabytes) ? '–' : `${megabytes.toFixed(0)} MB`,
      ]),
    ])
  }
  if (wanted('output')) {
    table([
      ['50 MB of output', 'its end readable', 'its beginning', 'found by search', 'longest task', 'heap'],
      ...(await output(50)).map(({ name, end, beginning, found, longest, heap }) => [
        name,
        ms(end),
        beginning === null ? '–' : ms(beginning),
        found === null ? '–' : ms(found),
        ms(longest),
        `${heap.toFixed(0)} MB`,
      ]),
    ])
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
