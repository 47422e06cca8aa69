import type { AttemptView, StepView } from '../../contract/index.ts'
import type { Step, StepId } from '../../plan/index.ts'
import { standing } from '../../record/words.ts'
import type { AttemptState, Deviation, RunState, StepState } from '../../run/index.ts'
import { whoOrNull, whoView } from './who.ts'

/** A step as it stands; null where nothing has happened of it: it is open. `asked`: an open question is about it. */
export function stepView(state: RunState, step: Step, asked: boolean): StepView | null {
  const of = state.steps.get(step.id)
  const deviations = deviationsOf(state.deviations).get(step.id) ?? []
  if (!asked && deviations.length === 0 && isUntouched(of)) return null
  return {
    state: wordOf(step, of, asked),
    how: of.how,
    by: whoOrNull(state, of.by),
    at: of.at,
    reason: of.reason,
    values: [...of.values],
    verdicts: of.verdicts.map(({ expectation, verdict, why, by }) => ({
      expectation,
      verdict,
      why,
      by: whoOrNull(state, by),
    })),
    attempts: of.attempts.map((attempt) => attemptView(state, attempt)),
    edits: { ...of.edits },
    deviations: [...deviations],
  }
}

/** What failed is shown as failed while people are asked about it; the record tells it in the same way. */
function wordOf(step: Step, of: StepState, asked: boolean): StepView['state'] {
  const word = standing(step, of)
  if (word === 'aside' || word === 'open') return asked ? 'waiting' : 'open'
  return word
}

const isUntouched = ({ phase, attempts, verdicts, edits, reason, values }: StepState): boolean =>
  phase === 'open' &&
  attempts.length === 0 &&
  verdicts.length === 0 &&
  values.length === 0 &&
  reason === null &&
  Object.keys(edits).length === 0

function attemptView(
  state: RunState,
  { started, at, by, endedAt, end, cancelRequested, masked }: AttemptState,
): AttemptView {
  return {
    number: started.attempt,
    startedAt: at,
    by: whoView(state, by),
    endedAt,
    how: end?.how ?? null,
    status: end?.status ?? null,
    statements: (end?.statements ?? []).map(({ index, status, ms, from, to }) => ({ index, status, ms, from, to })),
    notReached: [...(end?.notReached ?? [])],
    bytes: end?.output.bytes ?? null,
    hidden: masked === 'due',
    cancelRequested,
    target: started.target?.name ?? null,
    survivors: (end?.survivors ?? []).map(({ pid, command }) => ({ pid, command })),
  }
}

const known = new WeakMap<readonly Deviation[], ReadonlyMap<StepId, readonly string[]>>()

/** Texts of deviations by step; made once for a list. */
function deviationsOf(deviations: readonly Deviation[]): ReadonlyMap<StepId, readonly string[]> {
  const found = known.get(deviations)
  if (found) return found
  const made = new Map<StepId, string[]>()
  for (const { step, text } of deviations) {
    if (step === null) continue
    const texts = made.get(step)
    if (texts) texts.push(text)
    else made.set(step, [text])
  }
  known.set(deviations, made)
  return made
}
