import type { Step, StepId } from '../../plan/index.ts'
import type { DecideContext } from '../context.ts'
import type { Answer, Decision, Field, Option, OptionId } from '../decision.ts'
import type { Outcome, RunEvent } from '../events.ts'
import type { RunState } from '../state.ts'

/** What an answer brings about. `closed`: nothing of the question is left. */
interface Answering {
  readonly closed: boolean
  readonly events: readonly RunEvent[]
}

/** One per kind: `answer` was checked already for its option, a reason where one is due, and required fields. */
export type AnswerTo = (state: RunState, decision: Decision, answer: Answer, context: DecideContext) => Answering

export const build = (
  context: DecideContext,
  draft: Partial<Decision> & Pick<Decision, 'kind' | 'question' | 'options'>,
): Decision => ({
  id: context.newId(),
  detail: [],
  steps: [],
  span: null,
  fields: [],
  attempt: null,
  statement: null,
  about: null,
  reason: null,
  who: null,
  binds: null,
  deadline: null,
  ...draft,
})

/** One key for each option id, the same in every question: fingers learn them. No decision holds two with one key. */
const keys: Readonly<Record<OptionId, string>> = {
  yes: 'y',
  no: 'n',
  accept: 'a',
  reject: 'j',
  skip: 's',
  retry: 'r',
  'retry-all': 't',
  edit: 'e',
  instead: 'i',
  back: 'b',
  pause: 'p',
  abort: 'x',
  done: 'd',
  sign: 'g',
  send: 'v',
  refuse: 'f',
  give: 'g',
  choose: 'c',
  here: 'h',
  hand: 'w',
  there: 'o',
  met: 'm',
  unmet: 'u',
  take: 'l',
  keep: 'k',
  start: 'z',
  wait: 'w',
}

export const option = (
  id: OptionId,
  label: string,
  effect: string,
  more: { readonly reason?: boolean; readonly deviation?: boolean } = {},
): Option => ({ id, label, effect, key: keys[id], reason: more.reason ?? false, deviation: more.deviation ?? false })

export const field = (option: OptionId, name: string, label: string, more: Partial<Field> = {}): Field => ({
  option,
  name,
  label,
  type: 'text',
  choices: [],
  required: true,
  suggestion: null,
  ...more,
})

export const settle = (
  step: StepId,
  outcome: Outcome,
  how: Extract<RunEvent, { type: 'StepSettled' }>['how'],
  reason: string | null = null,
  values: readonly string[] = [],
): RunEvent => ({ type: 'StepSettled', step, outcome, how, reason, values })

export const open = (decision: Decision): RunEvent => ({ type: 'DecisionOpened', decision })

export const closing = (...events: readonly RunEvent[]): Answering => ({ closed: true, events })

/** How people name a step. */
export const named = (step: Step) => `step ${step.number}, “${step.title}”`
