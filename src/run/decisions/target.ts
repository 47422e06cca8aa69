import { HoldpointError } from '../../errors.ts'
import type { Session, Step } from '../../plan/index.ts'
import type { DecideContext } from '../context.ts'
import type { Decision } from '../decision.ts'
import type { RunState } from '../state.ts'
import type { Target } from '../target.ts'
import { hostOf } from '../where.ts'
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
      ...(session.options === undefined
        ? []
        : [
            option(
              'there',
              `On ${session.to}`,
              "Runs them there, over this machine's ssh; nothing there may ask for a password.",
            ),
          ]),
      ...waysOut(state),
    ],
  })

/** In a rehearsal nobody goes there. */
const pretended = ({ to, options = [] }: Session): Target => ({ name: to, ssh: to, options, cwd: null })

export const answerTarget: AnswerTo = (state, { about }, { option: to, reason }) => {
  const session = state.plan.sessions.find((one) => one.id === about)
  const settled = { type: 'SessionSettled', session: about ?? '', reason } as const
  if (to !== 'there' || !session) return closing({ ...settled, to: to === 'here' ? 'here' : 'hand' })
  const target = hostOf(state, session) ?? (state.rehearsal ? pretended(session) : null)
  if (target === null) throw new HoldpointError('target-unclear', { to: session.to, opener: session.opener })
  return closing({ ...settled, to, target })
}
