import type { Recorded } from '../envelope.ts'
import type { RunEvent } from '../events.ts'
import type { Answered, RunState } from '../state.ts'

type Of<T extends RunEvent['type']> = Extract<RunEvent, { type: T }>

export const opened = (state: RunState, { decision }: Of<'DecisionOpened'>, { at }: Recorded): RunState => ({
  ...state,
  open: [...state.open, decision],
  answered: [...state.answered, { decision, answers: [], openedAt: at, closedAt: null, withdrawn: null }],
  course: { ...state.course, left: { ...state.course.left, [decision.id]: decision.steps.length } },
})

/** Open becomes answered, and nothing else: what an answer brings about is told by events of its own. */
export const answered = (state: RunState, event: Of<'DecisionAnswered'>, { at, actor }: Recorded): RunState => {
  const decision = state.open.find((one) => one.id === event.decision)
  if (!decision) return state
  return history(event.closed ? close(state, decision.id) : state, decision.id, (one) => ({
    ...one,
    answers: [...one.answers, { at, by: actor, answer: event.answer }],
    closedAt: event.closed ? at : null,
  }))
}

export const withdrawn = (state: RunState, event: Of<'DecisionWithdrawn'>, { at }: Recorded): RunState =>
  history(close(state, event.decision), event.decision, (one) => ({ ...one, closedAt: at, withdrawn: event.why }))

/** What is answered now was opened lately: it is looked for from the end. */
const history = (state: RunState, id: string, change: (one: Answered) => Answered): RunState => {
  const at = state.answered.findLastIndex((one) => one.decision.id === id)
  const one = state.answered[at]
  return one ? { ...state, answered: state.answered.with(at, change(one)) } : state
}

const close = (state: RunState, id: string): RunState => {
  const { [id]: _, ...left } = state.course.left
  return { ...state, open: state.open.filter((one) => one.id !== id), course: { ...state.course, left } }
}
