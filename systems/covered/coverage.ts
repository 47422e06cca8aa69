/**
 * Runs the unit and integration tests of a system and of the kit, and says how many lines of their sources ran; those of
 * processes that tests start count too. `node systems/covered/coverage.ts tournament-registration`; ends with 1 where it is less than
 * 80 % of the system. Much of the kit's commands is tried by deployments (`npm run test:systems`), which are not counted.
 */
import { spawnSync } from 'node:child_process'
import { globSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { linesOf, type ScriptCoverage } from './lines.ts'

/** The share of lines, in percent, that must have run. */
const least = 80

const root = resolve(import.meta.dirname, '../..')
const [system = 'tournament-registration'] = process.argv.slice(2)
const folder = mkdtempSync(join(tmpdir(), 'systems-coverage-'))
try {
  const vitest = join(root, 'node_modules/vitest/vitest.mjs')
  const args = ['run', '--config', 'systems/covered/vitest.config.ts', 'systems/kit', `systems/${system}`]
  const env = { ...process.env, NODE_V8_COVERAGE: folder }
  const { status } = spawnSync(process.execPath, [vitest, ...args], { cwd: root, env, stdio: 'inherit' })
  if (status !== 0) throw new Error('Tests failed: there is no coverage to speak of.')

  const scripts = Map.groupBy(
    readdirSync(folder).flatMap((name) => {
      const { result } = JSON.parse(readFileSync(join(folder, name), 'utf8')) as { readonly result: ScriptCoverage[] }
      return result.filter(({ url }) => url.includes('/systems/'))
    }),
    ({ url }) => url,
  )
  const part = (name: string, pattern: string): number => {
    const files = globSync(pattern, { cwd: root }).filter((path) => !/\.test\.ts$|\.d\.ts$|\/testing\//.test(path))
    let [code, ran] = [0, 0]
    for (const path of files.sort()) {
      const lines = linesOf(join(root, path), scripts.get(pathToFileURL(join(root, path)).href) ?? [])
      code += lines.code.size
      ran += lines.ran.size
      const missed = [...lines.code].filter((line) => !lines.ran.has(line))
      if (missed.length > 0)
        process.stdout.write(`${percent(lines.ran.size, lines.code.size)}  ${path}: ${spans(missed)}\n`)
    }
    process.stdout.write(`${percent(ran, code)}  ${name}: ${ran} of ${code} lines ran\n`)
    return (ran / code) * 100
  }
  part('kit', 'systems/kit/**/*.ts')
  const share = part(system, `systems/${system}/{src,migrations}/**/*.ts`)
  if (share < least) {
    process.stdout.write(`FAILED: less than ${least} % of ${system}\n`)
    process.exitCode = 1
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}

function percent(part: number, whole: number): string {
  return `${((part / whole) * 100).toFixed(1).padStart(5)} %`
}

/** Lines in a row as one span. */
function spans(lines: readonly number[]): string {
  const found: [number, number][] = []
  for (const line of lines) {
    const last = found.at(-1)
    if (last !== undefined && last[1] === line - 1) last[1] = line
    else found.push([line, line])
  }
  return found.map(([from, to]) => (from === to ? from : `${from}-${to}`)).join(', ')
}
