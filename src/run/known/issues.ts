import { indexOf } from '../order.ts'
import type { RunState } from '../state.ts'

/**
 * What is known not to be as it should: what people let stand, and lines of the criteria that do not hold. Once it is over,
 * that none is known; before, nothing: nobody has looked.
 */
export function issuesKnown(state: RunState, isOver: boolean): string | null {
  const accepted = state.deviations.flatMap(({ kind, text, reason }) =>
    kind === 'accepted' || kind === 'overridden'
      ? [reason === null ? text.replace(/\.$/, '') : `${text} ${reason}`]
      : [],
  )
  const unmet = Object.values(state.criteria).flatMap(({ verdicts }) =>
    verdicts.flatMap(({ criterion, verdict }) =>
      verdict === 'met' ? [] : [`${state.plan.criteria[criterion]?.text ?? ''} (${verdict})`],
    ),
  )
  const known = [...accepted, ...unmet]
  if (known.length > 0) return known.join('; ')
  return isOver ? 'none known' : null
}

/** How many of the expectations, checks and criteria that were looked at hold, and which do not. Null: none was. */
export function verdictsKnown(state: RunState): string | null {
  const entries = indexOf(state.plan).order('main').entries
  const steps = [...new Set(entries.map(({ step }) => step))]
  const seen = [
    ...steps.flatMap(({ id, title }) =>
      state.steps.get(id).verdicts.map(({ verdict }) => ({ holds: verdict === 'met', what: title })),
    ),
    ...Object.values(state.criteria).flatMap(({ verdicts }) =>
      verdicts.map(({ criterion, verdict }) => ({
        holds: verdict === 'met',
        what: state.plan.criteria[criterion]?.text ?? '',
      })),
    ),
  ]
  if (seen.length === 0) return null
  const not = [...new Set(seen.flatMap(({ holds, what }) => (holds ? [] : [what])))]
  const met = seen.filter(({ holds }) => holds).length
  return `${met} of ${seen.length} met${not.length === 0 ? '' : `; not met or unclear: ${not.join('; ')}`}`
}
