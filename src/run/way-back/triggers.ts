import type { Plan, Procedure, Step, Trigger } from '../../plan/index.ts'
import { wordsOf } from '../meaning.ts'
import { sectionsAround } from '../order.ts'
import type { RunState } from '../state.ts'

/** A condition of a procedure, by the place of it in the document. */
export interface PlacedTrigger {
  readonly procedure: Procedure['id']
  readonly trigger: Trigger
}

/** Every condition under which a procedure should start, in document order. */
export const triggersOf = (plan: Plan): readonly PlacedTrigger[] =>
  plan.procedures
    .filter(({ aftermath }) => !aftermath)
    .flatMap(({ id, triggers }) => triggers.map((trigger) => ({ procedure: id, trigger })))
    .toSorted((a, b) => a.trigger.span.start - b.trigger.span.start)

/** Those of which somebody or something has seen that they hold. */
export const triggersFired = (state: RunState): readonly PlacedTrigger[] =>
  state.fired.length === 0
    ? []
    : triggersOf(state.plan).filter(({ trigger }) => state.fired.some(({ text }) => text === trigger.text))

/** The conditions that a step which failed may be, by their words: its own, its section's, and that something failed. */
export const triggersFitting = (plan: Plan, step: Step): readonly PlacedTrigger[] => {
  const text = [
    step.title,
    ...step.expectations.map(({ text }) => text),
    ...sectionsAround(plan, step.section).map(({ title }) => title),
    'fails failed failure failing',
  ].join(' ')
  return triggersSaying(plan, text)
}

/** The conditions whose words a text holds: two of them, or all where there are fewer. */
const triggersSaying = (plan: Plan, text: string): readonly PlacedTrigger[] => {
  const own = new Set(wordsOf(text))
  return triggersOf(plan).filter(({ trigger }) => {
    const words = wordsOf(trigger.text).filter((word) => !/^\d+$/.test(word))
    return words.length > 0 && words.filter((word) => own.has(word)).length >= Math.min(2, words.length)
  })
}
