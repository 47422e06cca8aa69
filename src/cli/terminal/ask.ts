import { HoldpointError } from '../../errors.ts'
import type { StepId } from '../../plan/index.ts'
import type { Answer, Decision, Field, Option, RunState } from '../../run/index.ts'
import { wrap } from './cells.ts'
import { choiceLines, decisionLines, keyLines, type OutputOf } from './decision-view.ts'
import type { Keys } from './keys.ts'
import type { Look } from './look.ts'
import { stepsNamed } from './numbers.ts'
import { indexOf, oneLine } from './words.ts'

/** What asking needs of the terminal. */
export interface Desk {
  readonly keys: Pick<Keys, 'next' | 'line' | 'lines'>
  readonly look: Look
  print(lines: readonly string[]): void
}

/**
 * Puts a question before the person and returns their answer; null when `signal` aborts because it is not a question
 * any more. Nothing is chosen by default: only a key that stands there answers.
 */
export async function ask(
  decision: Decision,
  state: RunState,
  outputOf: OutputOf,
  desk: Desk,
  signal: AbortSignal,
): Promise<Answer | null> {
  const { look } = desk
  desk.print(['', ...decisionLines(decision, state, outputOf, look), ...keyLines(decision, look)])
  let reminded = false
  while (!signal.aborted) {
    const key = await desk.keys.next(signal)
    if (key === null) return null
    const option = decision.options.find((one) => one.key === key)
    if (option) {
      const answer = await complete(option, decision, [], desk, signal)
      if (answer) return answer
      if (!signal.aborted) desk.print(keyLines(decision, look))
      continue
    }
    const tick = decision.options.find(({ id }) => id === 'done' || id === 'accept')
    if (key === '?') desk.print(choiceLines(decision, look))
    else if (!(tick && key === 't' && decision.steps.length > 1)) {
      if (!reminded) desk.print([look.warn('  One of these keys answers:'), ...keyLines(decision, look)])
      reminded = true
    } else {
      const steps = await numbered(decision, state, desk, signal)
      const answer = steps && (await complete(tick, decision, steps, desk, signal))
      if (answer) return answer
    }
  }
  return null
}

/** Asks for what an option needs besides its key. Null: the person went back to the options. */
async function complete(
  option: Option,
  decision: Decision,
  steps: readonly StepId[],
  desk: Desk,
  signal: AbortSignal,
): Promise<Answer | null> {
  const fields: Record<string, string> = {}
  // A blank of the same name further down in one message is filled in with the same words, to be looked over.
  const said = new Map<string, string>()
  const again = (field: Field): Field =>
    decision.kind === 'message' ? { ...field, suggestion: said.get(field.label) || field.suggestion } : field
  for (const field of decision.fields.filter((one) => one.option === option.id)) {
    const value = await fill(again(field), desk, signal)
    if (value === null) return null
    if (value !== '') fields[field.name] = value
    said.set(field.label, value)
  }
  if (!option.reason) return { option: option.id, steps, reason: null, fields }
  const reason = await required(`  Why ${option.label.toLowerCase()}? `, desk, signal)
  return reason === null ? null : { option: option.id, steps, reason, fields }
}

async function fill(field: Field, desk: Desk, signal: AbortSignal): Promise<string | null> {
  const { look, keys } = desk
  const label = oneLine(field.label, look)
  if (field.type === 'choice') return await choose(field, label, desk, signal)
  if (field.type === 'lines') return await severalLines(field, label, desk, signal)
  const given = {
    secret: field.type === 'secret',
    ...(field.suggestion === null ? {} : { suggestion: field.suggestion }),
  }
  const prompt = `  ${label}: `
  for (;;) {
    const value = await keys.line(prompt, signal, given)
    if (value === null || value.trim() !== '' || !field.required) return value
    desk.print([look.warn('  It needs a value; Ctrl-C goes back.')])
  }
}

async function choose(field: Field, label: string, desk: Desk, signal: AbortSignal): Promise<string | null> {
  desk.print([
    ...wrap(`  ${label}:`, desk.look.caps.width, '  '),
    ...field.choices.flatMap((choice, at) =>
      wrap(`  ${at + 1}  ${oneLine(choice, desk.look)}`, desk.look.caps.width, '     '),
    ),
  ])
  for (;;) {
    const offered = field.suggestion ?? (field.required ? null : '')
    const enter = offered === null ? '' : ` (Enter: ${offered === '' ? 'leave it' : oneLine(offered, desk.look)})`
    const typed = await desk.keys.line(`  1-${field.choices.length}${enter}: `, signal)
    if (typed === null) return null
    if (typed.trim() === '' && offered !== null) return offered
    const choice = field.choices[Number(typed.trim()) - 1] ?? field.choices.find((one) => one === typed.trim())
    if (choice !== undefined) return choice
  }
}

/** Several lines: the suggestion line by line to be changed, then further ones; an empty line after them ends it. */
async function severalLines(field: Field, label: string, desk: Desk, signal: AbortSignal): Promise<string | null> {
  desk.print(wrap(`  ${label} (an empty line ends it; Ctrl-C goes back):`, desk.look.caps.width, '  '))
  const lines = await desk.keys.lines('  ', signal, field.suggestion?.split('\n') ?? [])
  if (lines === null) return null
  const text = lines.join('\n')
  if (text !== field.suggestion) return text
  desk.print([desk.look.warn('  Nothing was changed.')])
  return null
}

async function required(prompt: string, desk: Desk, signal: AbortSignal): Promise<string | null> {
  for (;;) {
    const text = await desk.keys.line(prompt, signal)
    if (text === null || text.trim() !== '') return text?.trim() ?? null
    desk.print([desk.look.warn('  A reason goes into the record; Ctrl-C goes back.')])
  }
}

async function numbered(
  decision: Decision,
  state: RunState,
  desk: Desk,
  signal: AbortSignal,
): Promise<readonly StepId[] | null> {
  const among = decision.steps.map((id) => indexOf(state.plan).step(id))
  for (;;) {
    const typed = await desk.keys.line('  Which, by number (3 5-7)? ', signal)
    if (typed === null || typed.trim() === '') return null
    try {
      return stepsNamed([typed], state.plan, among).map(({ id }) => id)
    } catch (error) {
      if (!(error instanceof HoldpointError)) throw error
      desk.print([desk.look.warn(`  ${error.message}`)])
    }
  }
}
