/**
 * Measures Holdpoint side by side with what it is compared to, in one run: rounds are interleaved, medians are compared,
 * and what counts is the ratio. `npm run bench`; `npm run bench -- --rounds 3` for a short look.
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { blocksDocument, commandsDocument, largestDocument } from './documents.ts'
import { type Contestant, installed, measure } from './measure.ts'
import { type Row, report } from './report.ts'

const root = resolve(import.meta.dirname, '..')
const at = process.argv.indexOf('--rounds')
const rounds = at === -1 ? 7 : Number(process.argv[at + 1])
const holdpoint = join(root, 'bin/holdpoint')
const folder = mkdtempSync(join(tmpdir(), 'holdpoint-bench-'))
/** A document of one command, which is what a run costs before its second. */
const startUpName = 'holdpoint run, one command'
let stores = 0

execFileSync(process.execPath, [join(root, 'scripts/build.ts')], { stdio: 'inherit' })
try {
  const rows: Row[] = [...commands(), ...blocks(), ...startUp()]
  console.log(report(rows, rounds))
} finally {
  rmSync(folder, { recursive: true, force: true })
}

/**
 * A fresh folder for each run: a store that grows is not what is measured here. Folders are removed at the end only: for
 * some minutes ext4 is slow to make files where many were removed.
 */
function run(document: string, name = 'holdpoint run'): Contestant {
  return {
    name,
    command: () => {
      stores += 1
      const store = join(folder, `store-${stores}`)
      return [holdpoint, 'run', document, '--json', '--new', '--cwd', folder, '--store', store]
    },
  }
}

/** 200 trivial commands, each a step, against what runs the same without a record. */
function commands(): Row[] {
  const count = 200
  const document = write('commands.md', commandsDocument(count))
  const script = write('commands.sh', `${Array(count).fill('true').join('\n')}\n`)
  const single = write('each.sh', `for i in $(seq ${count}); do bash -c true; done\n`)
  const makefile = write('Makefile', `all:\n${Array(count).fill('\t@bash -c true').join('\n')}\n`)
  const zx = write('commands.mjs', `import { $ } from 'zx'\nfor (let i = 0; i < ${count}; i++) await $\`true\`\n`)
  const contestants: Contestant[] = [
    run(document),
    run(write('command.md', commandsDocument(1)), startUpName),
    { name: 'bash -c per command', command: () => ['bash', single] },
    { name: 'one bash script', command: () => ['bash', script] },
  ]
  if (installed('make')) contestants.push({ name: 'make', command: () => ['make', '-s', '-f', makefile] })
  const zxPath = join(root, 'node_modules/zx')
  mkdirSync(join(folder, 'node_modules'), { recursive: true })
  if (installed('ln')) execFileSync('ln', ['-sfn', zxPath, join(folder, 'node_modules/zx')])
  contestants.push({ name: 'zx', command: () => [process.execPath, zx] })
  return compare(`${count} trivial commands`, contestants, 'bash -c per command', 2)
}

/** 20 blocks of 10 statements: the shell starts once a block. */
function blocks(): Row[] {
  const document = write('blocks.md', blocksDocument(20, 10))
  const single = write('each-statement.sh', 'for i in $(seq 200); do bash -c true; done\n')
  const contestants = [run(document), { name: 'bash -c per statement', command: () => ['bash', single] }]
  return compare('20 blocks of 10 statements', contestants, 'bash -c per statement', 2)
}

function startUp(): Row[] {
  const { path, name } = largestDocument(root, folder)
  const contestants: Contestant[] = [
    { name: 'node -e 0', command: () => [process.execPath, '-e', '0'] },
    { name: 'holdpoint --version', command: () => [holdpoint, '--version'] },
    { name: `holdpoint inspect ${name}`, command: () => [holdpoint, 'inspect', path] },
  ]
  const medians = measure(contestants, rounds * 3)
  const yardstick = medians[0]?.median ?? Number.NaN
  const goals = [null, 2, 3]
  return medians.map(({ name: contestant, median }, index) => ({
    what: 'start-up',
    contestant,
    median,
    ratio: median / yardstick,
    goal: goals[index] ?? null,
  }))
}

/** Against the yardstick; where the start-up was measured, also without it. */
function compare(what: string, contestants: readonly Contestant[], yardstick: string, goal: number): Row[] {
  const medians = measure(contestants, rounds)
  const of = (name: string) => medians.find((one) => one.name === name)?.median ?? Number.NaN
  const row = (contestant: string, median: number, asked: number | null): Row => ({
    what,
    contestant,
    median,
    ratio: median / of(yardstick),
    goal: asked,
  })
  const startUp = of(startUpName)
  return [
    ...medians.map(({ name, median }) => row(name, median, name === 'holdpoint run' ? goal : null)),
    ...(Number.isNaN(startUp) ? [] : [row('holdpoint run, less start-up', of('holdpoint run') - startUp, goal)]),
  ]
}

function write(name: string, text: string): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}
