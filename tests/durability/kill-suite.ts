import { spawnSync } from 'node:child_process'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { inParallel, type Reference, reference, trial } from './kill.ts'

const root = resolve(import.meta.dirname, '../..')
const cli = [join(root, 'bin/holdpoint')]
const dying = (point: string, turn: number) => [
  process.execPath,
  join(import.meta.dirname, 'dying.ts'),
  point,
  `${turn}`,
]

/** Points that the engine and the shell runner name, around append, start, claim, spawn and exit. */
const points = [
  'before-append',
  'after-append',
  'before-start',
  'prepared',
  'spawned',
  'told',
  'claimed',
  'after-start',
  'ended',
  'after-exit',
  'before-release',
  'before-attach',
  'after-attach',
]

/** Not more at once than keeps two processors busy: a trial mostly waits. */
const WIDTH = 4

/**
 * Promises 1, 3 and 4: examples/hello-release is released again and again while Holdpoint is killed with `kill -9`, and
 * resumed. Whatever the moment, each command runs once, each printed event is in the journal, each step's output and
 * status are the true ones, and the run ends as one that nobody killed.
 */
export function killSuite({ atRandom, atPoints }: { readonly atRandom: number; readonly atPoints: number }): void {
  describe('a run that is killed with kill -9 and resumed ends as one that is not', () => {
    let unkilled: Promise<Reference> | undefined
    const normally = () => {
      unkilled ??= built().then(() => reference(cli))
      return unkilled
    }

    it(`killed at ${atRandom} random moments, up to three times each`, async () => {
      const normal = await normally()
      const moment = () => Math.random() * normal.took * 1.1
      const tasks = Array.from({ length: atRandom }, (_, index) => async () => {
        const kills = Array.from({ length: 1 + (index % 3) }, moment)
        const { problems, killed } = await trial(() => cli, kills, normal)
        return { problems: problems.map((problem) => `killed after ${kills.map(Math.round)} ms: ${problem}`), killed }
      })
      const results = await inParallel(tasks, WIDTH)
      expect(results.flatMap(({ problems }) => problems)).toEqual([])
      expect(results.filter(({ killed }) => killed > 0).length).toBeGreaterThan(atRandom / 2)
    })

    it(`killed ${atPoints} times at the named points`, async () => {
      const normal = await normally()
      const tasks = Array.from({ length: atPoints }, (_, index) => async () => {
        const point = points[index % points.length] ?? ''
        const turn = 1 + Math.floor(index / points.length)
        // A resumed Holdpoint comes to the points of finding a step again; it is killed there, too.
        const kills = point.endsWith('attach') ? ['claimed', point] : [point]
        const program = (start: number) => (kills[start] ? dying(kills[start], turn) : cli)
        const { problems } = await trial(
          program,
          kills.map(() => null),
          normal,
        )
        return problems.map((problem) => `killed at ${point}, time ${turn}: ${problem}`)
      })
      const results = await inParallel(tasks, WIDTH)
      expect(results.flat()).toEqual([])
    })
  })
}

/** The bundle is what people run. */
async function built(): Promise<void> {
  const { status, stderr } = spawnSync(process.execPath, [join(root, 'scripts/build.ts')], { encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
}
