import type { Step } from '../../plan/index.ts'
import { isOwnQuestion, isPoll } from '../authority/demand.ts'
import type { DecideContext } from '../context.ts'
import { open, settle } from '../decisions/build.ts'
import { askConfirm } from '../decisions/confirm.ts'
import { askRecord } from '../decisions/record.ts'
import { askSignoff } from '../decisions/signoff.ts'
import type { RunEvent } from '../events.ts'
import { type Entry, indexOf } from '../order.ts'
import { isWatched } from '../soak/held.ts'
import type { RunState } from '../state.ts'
import { held } from './held.ts'
import { scopeOf } from './scope.ts'

/** A step that people do, at its turn. */
export const alone = (state: RunState, step: Step, context: DecideContext): readonly RunEvent[] => {
  if (isAssumed(state, step)) return [settle(step.id, 'passed', 'assumed')]
  if (step.kind === 'record') return [open(askRecord(state, step, context))]
  if (step.kind === 'signoff' || isPoll(state.plan, step)) return [open(askSignoff(state, step, context))]
  return [open(askConfirm(state, [step], context))]
}

/**
 * DO-CONFIRM: every open item of the block at once, from the entry on; nested ones too. Conditions and choices among
 * them are asked first, together, so that nobody confirms what does not apply.
 */
export const together = (state: RunState, entry: Entry, context: DecideContext): readonly RunEvent[] => {
  const items = openItems(state, entry)
  const first = items.map((step) => scopeOf(state, step, context)).filter((events) => events.length > 0)
  const leaving = first.flat().filter((event) => event.type === 'StepSettled')
  if (leaving.length > 0) return leaving
  if (first[0]) return first[0]
  const assumed = items.filter((step) => isAssumed(state, step))
  if (assumed.length > 0) return assumed.map((step) => settle(step.id, 'passed', 'assumed'))
  const plain = items.filter((step) => step.kind !== 'record' && step.kind !== 'signoff' && !isOwnQuestion(state, step))
  const own = items.filter((step) => !plain.includes(step))
  const holding = held(state, own, context)
  if (holding.length > 0) return holding
  // A poll asks one after the other, in the document's order.
  const poll = own.find((step) => isPoll(state.plan, step))
  return [
    ...(plain.length > 0 ? [open(askConfirm(state, plain, context))] : []),
    ...own.filter((step) => !isPoll(state.plan, step) || step === poll).flatMap((step) => alone(state, step, context)),
  ]
}

const openItems = (state: RunState, { at, block }: Entry): readonly Step[] => {
  const { entries } = indexOf(state.plan).order(state.line)
  const items: Step[] = []
  for (let next = at; entries[next]?.block === block; next += 1) {
    const entry = entries[next]
    if (entry?.visit !== 'work' || entry.step.command || state.steps.get(entry.step.id).phase !== 'open') continue
    if (!isWatched(state, entry.step.id)) items.push(entry.step)
  }
  return items
}

/** Only plain items, and never one that is a question of its own. */
const isAssumed = (state: RunState, step: Step): boolean =>
  state.options.assumeConfirmed && (step.kind === 'confirm' || step.kind === 'wait') && !isOwnQuestion(state, step)
