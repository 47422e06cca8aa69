import type { Recorded } from '../envelope.ts'
import type { RunEvent } from '../events.ts'
import type { Answered, Approved, RunState } from '../state.ts'
import { change, reopened } from './steps.ts'

type Of<T extends RunEvent['type']> = Extract<RunEvent, { type: T }>

export const opened = (state: RunState, { decision }: Of<'DecisionOpened'>, { at }: Recorded): RunState => ({
  ...state,
  open: [...state.open, decision],
  answered: [
    ...state.answered,
    {
      decision,
      answers: [],
      openedAt: at,
      closedAt: null,
      withdrawn: null,
      claimed: null,
      called: [],
      lapsed: null,
    },
  ],
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

/** Who is on a question, and who was called about it. */
export const attended = (
  state: RunState,
  event: Of<'DecisionClaimed' | 'DecisionReleased' | 'PeopleCalled'>,
  { at, actor }: Recorded,
): RunState =>
  history(state, event.decision, (one) => {
    switch (event.type) {
      case 'DecisionClaimed':
        return { ...one, claimed: { by: actor, at } }
      case 'DecisionReleased':
        return { ...one, claimed: null }
      case 'PeopleCalled':
        return { ...one, called: [...one.called, { at: event.at, what: event.what, to: event.to }] }
    }
  })

/** An approval stands for what its question bound, by all who let it pass there. */
export const approved = (state: RunState, { decision: id, step }: Of<'ApprovalGiven'>): RunState => {
  const asked = state.answered.findLast(({ decision }) => decision.id === id)
  if (!asked?.decision.binds) return state
  const { kind, binds, who } = asked.decision
  const option = asked.answers.at(-1)?.answer.option
  const by = asked.answers.filter(({ answer }) => answer.option === option).map((one) => one.by)
  const given: Approved = { decision: id, step, kind, separated: who?.separated ?? false, by, binds }
  return { ...state, approvals: [...state.approvals.filter((one) => one.step !== step), given] }
}

/** What it let pass is held again: a sign-off or item is open, a destructive statement asks. */
export const lapsed = (state: RunState, event: Of<'ApprovalLapsed'>, { at }: Recorded): RunState => {
  const given = state.approvals.find((one) => one.decision === event.decision)
  const told = history(state, event.decision, (one) => ({ ...one, lapsed: { at, why: event.why } }))
  if (!given) return told
  const left = { ...told, approvals: told.approvals.filter((one) => one !== given) }
  if (given.kind === 'destructive') return change(left, event.step, () => ({ confirmed: [] }))
  return left.steps.get(event.step).phase === 'settled' ? reopened(left, event.step) : left
}

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
