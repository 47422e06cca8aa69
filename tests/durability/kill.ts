import type { RunEvent } from '../../src/run/index.ts'
import { Release } from './release.ts'

/** What an unkilled run of the document does: everything that a killed one must do, too. */
export interface Reference {
  readonly ledger: readonly string[]
  readonly settled: readonly string[]
  readonly outputs: readonly string[]
  readonly health: string
  /** Milliseconds that it took: kills are spread over this. */
  readonly took: number
}

/** How to start Holdpoint: program and first arguments, for the n-th start in a trial. */
export type Program = (start: number) => readonly string[]

export async function reference(program: readonly string[]): Promise<Reference> {
  const release = new Release()
  try {
    await release.prepare()
    const before = performance.now()
    await release.drive(program, 'run', null)
    const took = performance.now() - before
    if (release.problems.length > 0) throw new Error(release.problems.join('\n'))
    return { ...(await outcome(release)), took }
  } finally {
    await release.remove()
  }
}

/**
 * One release that is killed: `kills` gives for each start after how many milliseconds, the last start runs to its end.
 * Returns what differs from the unkilled one, in words; empty when nothing does.
 */
export async function trial(
  program: Program,
  kills: readonly (number | null)[],
  unkilled: Reference,
): Promise<{ readonly problems: readonly string[]; readonly killed: number }> {
  const release = new Release()
  let killed = 0
  try {
    await release.prepare()
    for (const [start, killAfter] of [...kills, null].entries()) {
      const begun = (await release.journal()).length > 0
      const status = await release.drive(program(start), begun ? 'resume' : 'run', killAfter)
      if (status === null) killed++
      else break
    }
    return { problems: await differences(release, unkilled, program(kills.length)), killed }
  } finally {
    await release.remove()
  }
}

async function differences(
  release: Release,
  unkilled: Reference,
  program: readonly string[],
): Promise<readonly string[]> {
  const problems = [...release.problems]
  const same = (what: string, got: unknown, expected: unknown) => {
    const [a, b] = [JSON.stringify(got, null, 1), JSON.stringify(expected, null, 1)]
    if (a !== b) problems.push(`${what}: expected ${b}, found ${a}`)
  }
  const found = await outcome(release)
  same('commands that ran', found.ledger, unkilled.ledger)
  same('how steps were settled', found.settled, unkilled.settled)
  same('what was printed', found.outputs, unkilled.outputs)
  same('the service', found.health, unkilled.health)
  const journal = await release.journal()
  const starts = journal.flatMap(({ event }) =>
    event.type === 'StepStarted' ? [`${event.step}.${event.attempt}`] : [],
  )
  const never = journal.filter(({ event }) => event.type === 'StepNeverStarted').length
  if (new Set(starts).size + never !== starts.length) problems.push(`an attempt was authorised twice: ${starts}`)
  for (const [seq, hash] of release.acknowledged) {
    if (journal[seq - 1]?.hash !== hash) problems.push(`event ${seq} was acknowledged and is not in the journal`)
  }
  const { status, said } = release.verify(program)
  if (status !== 0) problems.push(`verify ended with ${status}: ${said}`)
  return problems
}

async function outcome(release: Release) {
  const events = (await release.journal()).map(({ event }) => event)
  return {
    ledger: release.ledger(),
    settled: events.flatMap(settlement),
    outputs: await release.outputs(),
    health: release.health(),
  }
}

function settlement(event: RunEvent): readonly string[] {
  if (event.type === 'StepSettled') return [`${event.step} ${event.outcome} ${event.how}`]
  if (event.type === 'RunEnded') return [`run ${event.outcome}`]
  return []
}

/** Runs `tasks` with `width` at a time, in order. */
export async function inParallel<T>(tasks: readonly (() => Promise<T>)[], width: number): Promise<readonly T[]> {
  const results: T[] = []
  let next = 0
  const worker = async () => {
    for (let task = tasks[next++]; task !== undefined; task = tasks[next++]) results.push(await task())
  }
  await Promise.all(Array.from({ length: width }, worker))
  return results
}
