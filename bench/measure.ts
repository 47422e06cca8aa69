import { spawnSync } from 'node:child_process'
import { performance } from 'node:perf_hooks'

/** Something whose time is taken: `command` gives program and arguments, anew for each round. */
export interface Contestant {
  readonly name: string
  readonly command: () => readonly string[]
}

interface Median {
  readonly name: string
  /** Milliseconds. */
  readonly median: number
}

/** Runs all contestants in turns, so that a slow moment of the machine hits each of them; one round ahead warms up. */
export function measure(contestants: readonly Contestant[], rounds: number): readonly Median[] {
  const times = contestants.map((): number[] => [])
  for (let round = -1; round < rounds; round++) {
    contestants.forEach(({ name, command }, index) => {
      const [program = '', ...args] = command()
      const before = performance.now()
      const { status, stderr, error } = spawnSync(program, args, { stdio: ['ignore', 'ignore', 'pipe'] })
      const took = performance.now() - before
      if (error !== undefined) throw error
      if (status !== 0) throw new Error(`${name} ended with ${status}: ${stderr.toString().slice(0, 2000)}`)
      if (round >= 0) times[index]?.push(took)
    })
  }
  return contestants.map(({ name }, index) => ({ name, median: medianOf(times[index] ?? []) }))
}

export function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2
}

export const installed = (program: string): boolean => spawnSync(program, ['--version']).error === undefined
