import { HoldpointError } from '../../errors.ts'
import type { Session, Step } from '../../plan/index.ts'
import type { DecideContext } from '../context.ts'
import type { Decision } from '../decision.ts'
import type { RunState } from '../state.ts'
import { type AnswerTo, build, closing, option } from './build.ts'
import { waysOut } from './common.ts'

/** A session opens: who runs what stands in it? Asked once per session, before its first command. */
export const askTarget = (state: RunState, session: Session, step: Step, context: DecideContext): Decision =>
  build(context, {
    kind: 'target',
    question: `\`${session.opener}\` opens a ${session.kind} session: where do the commands in it run?`,
    detail: [
      { is: 'command', text: session.opener, language: 'bash' },
      ...(step.command ? [{ is: 'command', text: step.command.text, language: step.command.language } as const] : []),
    ],
    steps: [step.id],
    span: session.span,
    about: session.id,
    options: [
      option('hand', 'By hand', `You run them in ${session.to} yourself; Holdpoint asks after each command.`),
      option('here', 'On this machine', `Runs them here, without \`${session.opener}\`.`, {
        reason: true,
        deviation: true,
      }),
      option('there', `In ${session.to}`, 'Not possible in this version: it says what to do instead.'),
      ...waysOut(state),
    ],
  })

export const answerTarget: AnswerTo = (_state, decision, answer) => {
  if (answer.option === 'there') throw new HoldpointError('target-unsupported')
  return closing({
    type: 'SessionSettled',
    session: decision.about ?? '',
    to: answer.option === 'here' ? 'here' : 'hand',
    reason: answer.reason,
  })
}
