import type { EnvironmentsView, EnvironmentView } from '../../contract/environments.ts'
import type { RunHeader } from '../../engine/ports.ts'
import { nextOpening } from '../../run/environment/open.ts'
import {
  type Authority,
  closedWords,
  freezeWords,
  nameOf,
  type RunState,
  type Terms,
  windowEnd,
  windowWords,
} from '../../run/index.ts'

/** What the project says of an environment. */
export interface EnvironmentTold {
  readonly name: string
  readonly terms: Terms | null
  readonly lock: boolean
  readonly authority: Authority
}

/** What runs say of one. */
export interface EnvironmentRuns {
  /** Newest first; rehearsals among them. */
  readonly headers: readonly RunHeader[]
  /** The newest that did all of a document; null: none did. */
  readonly inService: RunState | null
  readonly unfinished: readonly RunState[]
}

/** What is where, in the order of promotion, then by name; those that only runs name come last. */
export function environmentsView(
  told: readonly EnvironmentTold[],
  runs: ReadonlyMap<string, EnvironmentRuns>,
  now: number,
): EnvironmentsView['environments'] {
  const named = new Map(told.map((one) => [one.name, one]))
  const names = [...new Set([...named.keys(), ...runs.keys()])]
  const service = (name: string | null) => (name === null ? null : (runs.get(name)?.inService ?? null))
  return names
    .map((name) => environmentView(name, named.get(name) ?? null, runs.get(name) ?? null, { named, service, now }))
    .toSorted((a, b) => Number(b.named) - Number(a.named) || a.rank - b.rank || (a.name < b.name ? -1 : 1))
}

function environmentView(
  name: string,
  told: EnvironmentTold | null,
  runs: EnvironmentRuns | null,
  around: {
    readonly named: ReadonlyMap<string, EnvironmentTold>
    readonly service: (name: string | null) => RunState | null
    readonly now: number
  },
): EnvironmentView {
  const terms = told?.terms ?? null
  const after = terms?.after ?? null
  const own = runs?.inService ?? null
  const before = around.service(after)
  const closed = terms === null ? [] : closedWords(terms, name, around.now)
  const real = (runs?.headers ?? []).filter(({ rehearsal }) => !rehearsal)
  const last = real.find(({ outcome }) => outcome !== null)
  return {
    name,
    named: told !== null,
    after,
    rank: rankOf(name, around.named),
    inService:
      own === null
        ? null
        : {
            run: own.id,
            release: own.release,
            title: own.plan.title,
            at: own.updatedAt,
            digest: own.identity?.digest ?? null,
            commit: own.identity?.commit ?? null,
            ahead: before?.identity == null || own.identity === null ? null : isSame(own, before),
          },
    last: last === undefined ? null : { run: last.run, title: last.title, at: last.updatedAt, outcome: last.outcome },
    holders: (runs?.unfinished ?? []).map((state) => ({
      run: state.id,
      title: state.plan.title,
      who: nameOf(state.authority, state.operator),
      since: state.createdAt,
    })),
    lock: told?.lock ?? true,
    windows: terms?.windows.map(windowWords) ?? [],
    freezes: terms?.freezes.map(freezeWords) ?? [],
    closed: closed.map(({ text }) => text),
    opensAt: terms === null || closed.length === 0 ? null : nextOpening(terms, around.now),
    closesAt: closed.length > 0 ? null : windowEnd({ terms }, around.now),
    zone: [...(terms?.windows ?? []), ...(terms?.freezes ?? [])][0]?.zone ?? null,
    roles: rolesOf(told),
    runs: real.length,
    rehearsals: (runs?.headers.length ?? 0) - real.length,
  }
}

const isSame = (a: RunState, b: RunState) => a.identity?.digest === b.identity?.digest

/** How many come before it in the order of promotion. The project file has no circles. */
function rankOf(name: string, named: ReadonlyMap<string, EnvironmentTold>): number {
  const after = named.get(name)?.terms?.after ?? null
  return after === null ? 0 : 1 + rankOf(after, named)
}

function rolesOf(told: EnvironmentTold | null): EnvironmentView['roles'] {
  if (told === null) return []
  const { people, roles } = told.authority
  const nameIs = new Map(people.map((person) => [person.id, person.name]))
  return roles.map(({ name, people: ids }) => ({ name, people: ids.map((id) => nameIs.get(id) ?? id) }))
}
