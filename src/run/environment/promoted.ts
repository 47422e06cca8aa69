import type { RunState } from '../state.ts'
import type { Promotion, SoakEvidence } from './release.ts'

/** Whether a run did all of a document, to its end as the document says: what may be promoted. */
export const isWhole = ({ status, outcome, rehearsal, continues, options }: RunState): boolean =>
  status === 'ended' &&
  outcome === 'done' &&
  !rehearsal &&
  continues === null &&
  options.only.length === 0 &&
  options.from === null

/** What a run in the environment before shows of what it did. `head`: hash of its last event. */
export const evidenceOf = (state: RunState, head: string): Promotion | null => {
  const { identity, environment } = state
  if (identity === null || environment === null) return null
  const verdicts = state.plan.steps.flatMap(({ id }) => state.steps.get(id).verdicts.map(({ verdict }) => verdict))
  const count = (which: string) => verdicts.filter((verdict) => verdict === which).length
  return {
    run: state.id,
    environment,
    release: state.release,
    digest: identity.digest,
    endedAt: state.updatedAt,
    head,
    verdicts: { met: count('met'), unmet: count('unmet'), unclear: count('unclear') },
    deviations: state.deviations.length,
    soaks: state.plan.soaks.flatMap(({ id, title }) => soakOf(state, id, title)),
  }
}

const soakOf = ({ soaks }: RunState, id: string, title: string): readonly SoakEvidence[] => {
  const soak = soaks[id]
  if (soak === undefined) return []
  const { startedAt, endedAt, outcome, counts } = soak
  const samples = Object.values(counts).reduce((sum, count) => sum + count, 0)
  return [{ title, startedAt, endedAt, outcome, green: counts.green, samples }]
}
