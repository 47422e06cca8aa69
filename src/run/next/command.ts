import type { Statement, Step } from '../../plan/index.ts'
import { destructiveDemand } from '../authority/demand.ts'
import type { Here } from '../commands.ts'
import type { DecideContext } from '../context.ts'
import { open, settle } from '../decisions/build.ts'
import { askByHand } from '../decisions/byhand.ts'
import { askDestructive } from '../decisions/destructive.ts'
import { askFinishedText } from '../decisions/finished-text.ts'
import { askInputs } from '../decisions/input.ts'
import { askTarget } from '../decisions/target.ts'
import { askValue } from '../decisions/value.ts'
import type { RunEvent } from '../events.ts'
import { finishedTexts } from '../finished-text.ts'
import { literalsOf } from '../literals.ts'
import { hasValue, inputsOf, leftOut, toRun } from '../needs.ts'
import type { RunState } from '../state.ts'
import { targetOf } from '../where.ts'
import { afterEnd } from './after-end.ts'
import { startAt } from './begin.ts'

/** What stands between a command and its start, one thing after another; then the start. */
export const command = (state: RunState, step: Step, here: Here, context: DecideContext): readonly RunEvent[] => {
  const of = state.steps.get(step.id)
  if (of.phase === 'ended') return afterEnd(state, step, context)
  const out = leftOut(state, step).all
  if (out) return [settle(step.id, 'skipped', out, 'None of its statements applies.')]
  const session = state.plan.sessions.find((one) => one.id === step.command?.session)
  if (session && state.sessions[session.id] === undefined && step.command?.target === undefined)
    return [open(askTarget(state, session, step, context))]
  const statements = toRun(state, step)
  const hand = whyByHand(state, step, statements, here)
  if (hand) return [open(askByHand(state, step, hand.why, hand.complete, context))]
  const [literal] = state.line === 'main' ? [] : literalsOf(state, step, statements)
  if (literal) return [open(askValue(state, step, literal, context))]
  const missing = inputsOf(state.plan, statements).filter((input) => !hasValue(state, input))
  if (missing.length > 0)
    return [
      open(
        askInputs(
          state,
          missing.map((input) => ({ input, required: true })),
          step,
          context,
        ),
      ),
    ]
  const [text] = finishedTexts(state, step, statements).filter((one) => !of.letPass.includes(one.text))
  if (text) return [open(askFinishedText(state, step, text, context))]
  const destroys = destructiveOf(step, statements)
  if (destroys.length > 0 && of.confirmed.length === 0 && state.line === 'main' && isAsked(state, step))
    return [open(askDestructive(state, step, destroys, context))]
  return startAt(state, step, of.from, here.terminal, context)
}

/** The environment's policy may let what destroys run by itself, but where an approval is demanded of it. */
const isAsked = (state: RunState, step: Step): boolean =>
  state.terms?.destructive !== 'run' || destructiveDemand(state, step) !== null

const whyByHand = (state: RunState, step: Step, statements: readonly Statement[], { terminal, lacks = [] }: Here) => {
  const { command } = step
  const by = (why: string, complete: number | null = null) => ({ why, complete })
  if (!command) return null
  const target = targetOf(state, step)
  if (command.language !== 'bash' && command.statements.length === 0)
    return by(`it is not a shell command (${command.incomplete ?? command.language}).`)
  const missing =
    command.language === 'bash' || target !== null ? undefined : lacks.find((name) => calls(statements, name))
  if (missing !== undefined) return by(`${missing} is not on this machine.`)
  if (target === null && command.session !== null && state.sessions[command.session] === 'hand')
    return by('it belongs in another session.')
  if (command.statements.length === 0) return by('the shell cannot read it.')
  const incomplete = toComplete(state, step)
  if (incomplete) return by(`it is not complete (${incomplete.why}).`, incomplete.index)
  if (statements.length === 0) return by('nothing in it is left to run.')
  const asks = statements.some((one) => one.flags.includes('interactive'))
  if (asks && target !== null) return by(`it needs a terminal, and what runs on ${target.name} has none.`)
  if (asks && !terminal) return by('it needs a terminal, and there is none here.')
  return null
}

/** Does a statement name the program as a word of its own? */
const calls = (statements: readonly Statement[], program: string): boolean =>
  statements.some(({ script }) => script.split(/[\s/]+/).includes(program))

/** The first statement that a person has to complete before the command can run. */
const toComplete = (state: RunState, step: Step): { readonly index: number; readonly why: string } | null => {
  const { edits } = state.steps.get(step.id)
  const { command } = step
  if (!command) return null
  const offered = command.statements.filter((one) => one.offered !== null)
  if (command.incomplete === null) {
    const [first] = offered
    const isAll = offered.length === command.statements.length && offered.every((one) => edits[one.index] === undefined)
    return first && isAll ? { index: first.index, why: first.offered ?? '' } : null
  }
  const marked = offered.length > 0 ? offered : command.statements.slice(0, 1)
  const next = marked.find((one) => edits[one.index] === undefined)
  return next ? { index: next.index, why: command.incomplete } : null
}

/** A script is one unit: if it destroys something, all of it does. */
const destructiveOf = (step: Step, statements: readonly Statement[]): readonly Statement[] => {
  const marked = statements.filter((one) => one.flags.includes('destructive'))
  return marked.length === 0 && step.command?.flags.includes('destructive') && step.command.unit === 'script'
    ? statements
    : marked
}
