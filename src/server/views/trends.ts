import type { Measured, TrendsView } from '../../contract/trends.ts'
import type { RunHeader } from '../../engine/ports.ts'
import type { RunFacts } from './run-facts.ts'

/** A run with what its journal tells; null: that could not be read, and it counts by its line in the list alone. */
export interface Told {
  readonly header: RunHeader
  readonly facts: RunFacts | null
}

/** What is needed before a number is worth saying. */
const least = 3
const mostRuns = 200
const day = 86_400_000

/**
 * What the runs of a time say together. `told`: ended ones that are no rehearsals, newest first, of the time asked for;
 * `before`: of as long a time before it. `unread`: how many of them only their line in the list is known of. `commits`: when the
 * commits were made that a run brought, by run; absent: git does not tell.
 */
export function trendsView(
  told: readonly Told[],
  before: readonly Told[],
  of: { readonly from: number; readonly to: number; readonly unread: number },
  commits: ReadonlyMap<string, readonly number[]>,
): TrendsView {
  const done = told.filter(({ header }) => header.outcome === 'done')
  return {
    from: of.from,
    to: of.to,
    runs: told
      .slice(0, mostRuns)
      .toReversed()
      .flatMap(({ header }) =>
        header.outcome === null
          ? []
          : [
              {
                run: header.run,
                title: header.title,
                at: header.createdAt,
                ms: tookOf(header),
                outcome: header.outcome,
              },
            ],
      ),
    left: Math.max(0, told.length - mostRuns),
    unread: of.unread,
    duration: {
      median: duration(
        done,
        0.5,
        'Half of the runs that were done took no longer than this, from their beginning to their end.',
      ),
      slowest: duration(done, 0.9, 'Nine of ten runs that were done took no longer than this.'),
      before: duration(
        before.filter(({ header }) => header.outcome === 'done'),
        0.5,
        'The same median of the time before, as long as this one.',
      ),
    },
    failed: share(
      told.filter(({ header }) => header.outcome !== 'done').length,
      told.length,
      'Runs that ended failed, aborted or backed out, of all that ended.',
      'The outcome of each run, from its journal.',
      'ended runs',
    ),
    time: timeOf(told),
    dora: dora(told, of, commits),
  }
}

const tookOf = ({ createdAt, updatedAt }: RunHeader) => Math.max(0, updatedAt - createdAt)

function duration(done: readonly Told[], at: number, definition: string): Measured {
  const all = done.map(({ header }) => tookOf(header))
  const source = 'Beginning and end of each run, from its journal. Waiting for people is part of it.'
  return measured(
    all.length < least ? null : quantile(all, at),
    'ms',
    definition,
    source,
    all.length,
    `${least} runs that were done`,
  )
}

function share(part: number, of: number, definition: string, source: string, what: string): Measured {
  return measured(of < least ? null : part / of, 'share', definition, source, of, `${least} ${what}`)
}

const measured = (
  value: number | null,
  unit: Measured['unit'],
  definition: string,
  source: string,
  counted: number,
  needed: string,
): Measured => ({
  value,
  unit,
  definition,
  source,
  counted,
  why:
    value === null
      ? `Not enough to tell: it takes ${needed}, and there ${counted === 1 ? 'is' : 'are'} ${counted || 'none'}.`
      : null,
})

/** Of the document that most of the runs are of, from its last twenty that were done. */
function timeOf(told: readonly Told[]): TrendsView['time'] {
  const counts = new Map<string, number>()
  for (const { header } of told) counts.set(header.document, (counts.get(header.document) ?? 0) + 1)
  const [document = null] = [...counts].toSorted((a, b) => b[1] - a[1])[0] ?? []
  const known = told
    .flatMap(({ header, facts }) =>
      header.document === document && header.outcome === 'done' && facts !== null ? [facts] : [],
    )
    .slice(0, 20)
  const [newest] = known
  if (newest === undefined) return { document: null, runs: 0, machine: 0, people: 0, rest: 0, sections: [], steps: [] }
  const over = (pick: (facts: RunFacts) => number) => quantile(known.map(pick), 0.5)
  const spentIn = (steps: readonly string[]) => {
    const having = known.filter(({ times }) => steps.some((id) => times.steps[id] !== undefined))
    const sum = (of: 'machine' | 'people') =>
      having.length === 0
        ? 0
        : quantile(
            having.map(({ times }) => steps.reduce((all, id) => all + (times.steps[id]?.[of] ?? 0), 0)),
            0.5,
          )
    return { runs: having.length, machine: sum('machine'), people: sum('people') }
  }
  const totalOf = ({ machine, people }: { readonly machine: number; readonly people: number }) => machine + people
  const longest = (a: Parameters<typeof totalOf>[0], b: Parameters<typeof totalOf>[0]) => totalOf(b) - totalOf(a)
  return {
    document,
    runs: known.length,
    machine: over(({ times }) => times.machine),
    people: over(({ times }) => times.people),
    rest: over(({ times }) => times.rest),
    sections: newest.sections
      .map(({ title, line, steps }) => ({ title, line, ...spentIn(steps) }))
      .filter(({ machine, people }) => machine + people > 0),
    steps: Object.entries(newest.steps)
      .map(([id, { number, title, line }]) => ({ number, title, line, ...spentIn([id]) }))
      .filter(({ machine, people }) => machine + people > 0)
      .toSorted(longest)
      .filter((step, _, [first]) => first !== undefined && totalOf(step) * 100 >= totalOf(first))
      .slice(0, 10),
  }
}

/** The four numbers of DORA, as far as journals and git tell them. */
function dora(
  told: readonly Told[],
  { from, to }: { readonly from: number; readonly to: number },
  commits: ReadonlyMap<string, readonly number[]>,
): TrendsView['dora'] {
  const whole = told.filter(({ facts }) => facts?.whole === true && facts.deployed)
  const done = whole.filter(({ header }) => header.outcome === 'done')
  const undone = new Set(told.flatMap(({ facts }) => facts?.continues ?? []))
  const wrong = whole.filter(({ header }) => header.outcome !== 'done' || undone.has(header.run))
  const restored = wrong.flatMap((one) => restoredAfter(one, told) ?? [])
  const ages = done.flatMap(({ header }) => (commits.get(header.run) ?? []).map((made) => header.updatedAt - made))
  const weeks = (to - from) / (7 * day)
  return {
    frequency: measured(
      done.length < least ? null : done.length / weeks,
      'per-week',
      'Deployments that were done, a week: runs of all of a document that deploys, without rehearsals and ways back.',
      'Runs that ended done in this time, from their journals.',
      done.length,
      `${least} deployments that were done`,
    ),
    lead: measured(
      ages.length < least ? null : quantile(ages, 0.5),
      'ms',
      'Half of the commits that were deployed were no older than this when their deployment was done.',
      'Commits that each run brought over the release before it, with the times that git has for them.',
      ages.length,
      `${least} commits that git knows of deployments`,
    ),
    failures: share(
      wrong.length,
      whole.length,
      'Deployments that ended failed, aborted or backed out, or whose way back was taken later, of all that had begun to deploy.',
      'The outcome of each run, and runs of its way back, from their journals.',
      'deployments that ended',
    ),
    restore: measured(
      restored.length === 0 ? null : quantile(restored, 0.5),
      'ms',
      'Half of the deployments that went wrong were put right in this time: from what first went wrong to the end of the way back, or else of the next deployment that was done.',
      'The first failure, the way back and the runs after it, from their journals.',
      restored.length,
      'one deployment that went wrong and was put right',
    ),
  }
}

/** Milliseconds until things were right again; null: they were not, as far as runs tell. */
function restoredAfter({ header, facts }: Told, told: readonly Told[]): number | null {
  if (facts === null) return null
  const from = facts.wrongAt ?? header.updatedAt
  const own = facts.backAt
  const later = told.flatMap((one) => {
    if (one.header.updatedAt <= from || one.facts === null) return []
    const isWayBack =
      one.facts.continues === header.run && one.header.outcome !== 'failed' && one.header.outcome !== 'aborted'
    const isNext =
      one.facts.whole &&
      one.header.outcome === 'done' &&
      one.header.run !== header.run &&
      one.header.document === header.document &&
      one.header.environment === header.environment
    return isWayBack || isNext ? [one.header.updatedAt] : []
  })
  const ends = own === null ? later : [own, ...later]
  return ends.length === 0 ? null : Math.min(...ends) - from
}

/** Of numbers in any order; there is at least one. */
function quantile(numbers: readonly number[], at: number): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  const place = (sorted.length - 1) * at
  const low = sorted[Math.floor(place)] ?? 0
  const high = sorted[Math.ceil(place)] ?? low
  return low + (high - low) * (place - Math.floor(place))
}
