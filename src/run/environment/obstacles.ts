import { ruled } from '../authority/demand.ts'
import { sectionsAround } from '../order.ts'
import type { RunState } from '../state.ts'
import { nextOpening } from './open.ts'
import { closedWords } from './words.ts'

/** Something that speaks against going on where the run is. */
export interface Obstacle {
  /** What, in a sentence; the same sentence is the same obstacle. */
  readonly text: string
  /** When it is gone by itself, in milliseconds since the epoch; null: it stays. */
  readonly until: number | null
}

/** What speaks against going on now, on the main line. A way back is held by nothing. */
export const obstacles = (state: RunState, now: number): readonly Obstacle[] => {
  const { terms, environment, beside, authority } = state
  if (state.line !== 'main' || state.continues !== null) return []
  const where = environment ?? 'this environment'
  const times = terms === null ? [] : closedWords(terms, where, now)
  const isFirst = terms?.after == null || state.promotes !== null || state.rehearsal
  const order = isFirst ? [] : [notPromoted(state)]
  const other = beside === null ? null : `Run ${beside.run} of ${beside.who} is unfinished in ${where}.`
  // Who began it has said why; where the project asks for somebody else's word, that is asked for.
  const besides = other !== null && ruled(authority, 'override', [other])?.who != null ? [other] : []
  return [...times, ...[...order, ...besides].map((text) => ({ text, until: null }))]
}

const notPromoted = ({ terms, release, identity }: RunState): string =>
  `No finished run in ${terms?.after} did what is released here${release === null ? '' : ` as ${release}`}${
    identity === null ? '' : ` (SHA-256 ${identity.digest.slice(0, 12)})`
  }.`

/** Those that nobody has let pass. What was, was for as long as it lasted then. */
export const uncovered = (state: RunState, now: number): readonly Obstacle[] => {
  const { overrides } = state
  const isCovered = ({ text }: Obstacle) =>
    overrides.some(({ over }) => over.some((one) => one.text === text && (one.until === null || now < one.until)))
  return obstacles(state, now).filter((one) => !isCovered(one))
}

/** Whether a section is one of those that deploy. */
export const deploys = ({ plan }: RunState, section: string): boolean =>
  sectionsAround(plan, section).some(({ role }) => role === 'deploy')

/** The open question about them, and since when somebody wants to wait; null: none is open, or nobody does. */
export const waiting = (state: RunState): { readonly decision: string; readonly since: number } | null => {
  const asked = state.open.find(({ kind }) => kind === 'override')
  if (asked === undefined) return null
  const { answers = [] } = state.answered.findLast(({ decision }) => decision.id === asked.id) ?? {}
  const since = answers.findLast(({ answer }) => answer.option === 'wait')?.at
  return since === undefined ? null : { decision: asked.id, since }
}

/** When a run that waits for its environment goes on, in milliseconds since the epoch; null: it does not wait so. */
export const opensAt = (state: RunState): number | null => {
  const waits = waiting(state)
  return waits === null || state.terms === null ? null : nextOpening(state.terms, waits.since)
}
