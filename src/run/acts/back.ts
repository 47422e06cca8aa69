import { HoldpointError } from '../../errors.ts'
import { admit } from '../authority/admit.ts'
import { authorised } from '../authority/authorise.ts'
import type { PersonCommand } from '../commands.ts'
import type { DecideContext } from '../context.ts'
import type { Answer, Decision } from '../decision.ts'
import { open } from '../decisions/build.ts'
import { answerProcedure, askProcedure, isMissing, whatRuns } from '../decisions/procedure.ts'
import type { RunEvent } from '../events.ts'
import { fold } from '../fold.ts'
import type { RunState } from '../state.ts'
import { wayBackNow } from '../way-back/now.ts'
import { procedureNamed, wayBack } from '../way-back.ts'

type Asked = Omit<Extract<PersonCommand, { type: 'Back' }>, 'type'>

/**
 * One action from any unfinished state: the one question that starts a procedure, in the place of all others, and with
 * it its answer where the person has confirmed it already. Nothing that runs is ended before it is answered.
 */
export const back = (
  state: RunState,
  { procedure: named, reason, confirmed = false, wait = false }: Asked,
  context: DecideContext,
): readonly RunEvent[] => {
  const choices = wayBack(state)
  const asked = state.open.find((one) => one.kind === 'procedure')
  const meant =
    named === null
      ? (choices.find((one) => one.id === asked?.about) ?? wayBackNow(state, null).meant?.procedure)
      : procedureNamed(choices, named)
  if (!meant && choices.length === 0) throw new HoldpointError('way-back-none', { run: state.id })
  if (!meant)
    throw new HoldpointError('way-back-unknown', {
      procedure: named ?? '',
      choices: choices.map((one) => one.title).join(', '),
    })
  const isAsked = asked?.about === meant.id && (reason === null || reason === asked.reason)
  const question = isAsked ? asked : authorised(state, askProcedure(state, meant, choices, reason, context), context)
  const asking = isAsked ? [] : [...withdrawn(state, meant.id, asked), open(question)]
  if (!confirmed || isMissing(state, meant)) return asking
  return [...asking, ...started(fold(state, asking, context), question, { isNew: asking.length > 0, wait }, context)]
}

const withdrawn = (state: RunState, meant: string, asked: Decision | undefined): readonly RunEvent[] =>
  state.open.map(({ id }) => ({
    type: 'DecisionWithdrawn',
    decision: id,
    why:
      id !== asked?.id
        ? 'The way back was asked for.'
        : asked.about === meant
          ? 'It was asked for with another reason.'
          : 'Another way back was named.',
  }))

/** Who may not start it has at least asked for it, once. */
const started = (
  state: RunState,
  question: Decision,
  { isNew, wait }: { readonly isNew: boolean; readonly wait: boolean },
  { by }: DecideContext,
): readonly RunEvent[] => {
  const fields: Answer['fields'] = wait && state.running.length > 0 ? { [whatRuns]: 'wait' } : {}
  const answer: Answer = { option: 'start', steps: [], reason: null, fields }
  try {
    if (admit(state, question, answer, by) === 'counts')
      return [{ type: 'DecisionAnswered', decision: question.id, answer, closed: false }]
  } catch (error) {
    if (isNew && error instanceof HoldpointError) return []
    throw error
  }
  const { closed, events } = answerProcedure(state, question, answer)
  return [{ type: 'DecisionAnswered', decision: question.id, answer, closed }, ...events]
}
