/**
 * Reads documents as `inspect` and `lint` do (plan and findings) beside bare parses by others, in one run. Rounds are
 * interleaved, medians are compared, and what counts is the ratio. `npm run bench:read`; `-- --rounds 3` for a short look.
 *
 * What runs in Node is measured in this process, warm, all documents one after the other. `cmark-gfm` is a program: it
 * gets all documents as one file, which costs it one start instead of hundreds, and its start (an empty file) is taken
 * off again. It draws HTML besides; it has no parse alone.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { performance } from 'node:perf_hooks'
import MarkdownIt from 'markdown-it'
import { remark } from 'remark'
import remarkGfm from 'remark-gfm'
import { bytesOf, read, sourceOf } from '../src/read/index.ts'
import { installed, medianOf } from './measure.ts'
import { type Row, table } from './report.ts'

const root = resolve(import.meta.dirname, '..')
const at = process.argv.indexOf('--rounds')
const rounds = at === -1 ? 7 : Number(process.argv[at + 1])
const folder = mkdtempSync(join(tmpdir(), 'holdpoint-bench-read-'))

const corpus = resolve(root, '../shared/corpus/docs')
const here = existsSync(corpus)
const paths = here ? globSync(join(corpus, '*.md')) : globSync(join(root, 'examples/**/*.md'))
const sources = paths.sort().map((path) => sourceOf(path, readFileSync(path), '0'.repeat(64)))
const all = join(folder, 'all.md')
const empty = join(folder, 'empty.md')

/** Milliseconds of one round. */
type Contestant = { readonly name: string; readonly round: () => number }

try {
  writeFileSync(all, Buffer.concat(sources.flatMap((source) => [bytesOf(source), Buffer.from('\n\n')])))
  writeFileSync(empty, '')
  if (!here) console.log('The corpus is not beside the repository: its documents are skipped, the examples are read.')
  const megabytes = (sources.reduce((sum, { text }) => sum + text.length, 0) / 1e6).toFixed(2)
  console.log(`${sources.length} documents, ${megabytes} million characters; medians of ${rounds} rounds.\n`)
  console.log(table([...parses(), ...growth()]))
} finally {
  rmSync(folder, { recursive: true, force: true })
}

function parses(): Row[] {
  const markdownIt = new MarkdownIt()
  const gfm = remark().use(remarkGfm)
  const contestants: Contestant[] = [
    { name: 'holdpoint, full reading with findings', round: inProcess((text, path) => full(path, text)) },
    { name: 'markdown-it, parse', round: inProcess((text) => markdownIt.parse(text, {})) },
    { name: 'remark with remark-gfm, parse', round: inProcess((text) => gfm.parse(text)) },
  ]
  const cmark = installed('cmark-gfm')
  if (cmark) contestants.unshift({ name: 'cmark-gfm, parse and HTML', round: () => cmarkOf(all) - cmarkOf(empty) })
  else console.log('cmark-gfm is not installed here: what is compared to it is skipped.\n')
  const medians = mediansOf(contestants)
  const of = (name: string) => medians.find((one) => one.name.startsWith(name))?.median ?? Number.NaN
  const yardstick = of(cmark ? 'cmark-gfm' : 'markdown-it')
  const rows = medians.map(({ name, median }) => ({
    what: cmark ? 'to cmark-gfm' : 'to markdown-it',
    contestant: name,
    median,
    ratio: median / yardstick,
    goal: cmark && name.startsWith('holdpoint') ? 10 : null,
  }))
  const toRemark = { what: 'to remark', contestant: 'holdpoint, full reading with findings', median: of('holdpoint') }
  return [...rows, { ...toRemark, ratio: of('holdpoint') / of('remark'), goal: 0.1 }]
}

/** A document and the same a hundred times: how far the time is from a hundred times. */
function growth(): Row[] {
  const typical = sources.toSorted((a, b) => a.text.length - b.text.length)[sources.length >> 1]
  if (typical === undefined) return []
  const long = `${typical.text}\n\n`.repeat(100)
  const times = mediansOf([
    { name: 'once', round: () => time(() => repeat(100, () => full(typical.path, typical.text))) },
    { name: 'a hundred times as long', round: () => time(() => full(typical.path, long)) },
  ])
  const [once, hundred] = times.map((one) => one.median) as [number, number]
  return [
    {
      what: 'length',
      contestant: '100× of a document, to 100 readings of it',
      median: hundred,
      ratio: hundred / once,
      goal: 2.5,
    },
  ]
}

function full(path: string, text: string): void {
  read({ path, text, encoding: 'utf8', digest: '0'.repeat(64) })
}

function inProcess(parse: (text: string, path: string) => unknown): () => number {
  return () =>
    time(() => {
      for (const { text, path } of sources) parse(text, path)
    })
}

function time(act: () => void): number {
  const before = performance.now()
  act()
  return performance.now() - before
}

function repeat(times: number, act: () => void): void {
  for (let turn = 0; turn < times; turn++) act()
}

function cmarkOf(file: string): number {
  return time(() =>
    execFileSync('cmark-gfm', ['-e', 'table', '-e', 'tasklist', '-e', 'strikethrough', file], { maxBuffer: 1e9 }),
  )
}

/** In turns, so that a slow moment of the machine hits each; two rounds ahead warm up. */
function mediansOf(contestants: readonly Contestant[]) {
  const times = contestants.map((): number[] => [])
  for (let round = -2; round < rounds; round++)
    contestants.forEach((one, index) => {
      const took = one.round()
      if (round >= 0) times[index]?.push(took)
    })
  return contestants.map(({ name }, index) => ({ name, median: medianOf(times[index] ?? []) }))
}
