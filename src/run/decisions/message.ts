import type { Message } from '../../plan/index.ts'
import type { DecideContext } from '../context.ts'
import type { Decision, Exhibit } from '../decision.ts'
import type { RunEvent } from '../events.ts'
import { knownFor } from '../known/blank.ts'
import { filledMessage } from '../messages.ts'
import type { RunState } from '../state.ts'
import { utcMinute } from '../utc.ts'
import { type AnswerTo, build, closing, field, option } from './build.ts'
import { waysOut } from './common.ts'

/** Somebody is to be told: the document's own words, with what the run knows in their blanks. */
export const askMessage = (state: RunState, message: Message, context: DecideContext): Decision => {
  const to = state.sending[message.occasion]
  const known = message.blanks.map((blank) => knownFor(state, message, blank, context.now))
  return build(context, {
    kind: 'message',
    question: `Tell people: “${message.title}”`,
    detail: [
      ...(message.lead === null ? [] : [{ is: 'sentence', text: message.lead, span: message.span } as const]),
      ...aheadOfTime(message, context.now),
      {
        is: 'note',
        text: filledMessage(
          state,
          message,
          known.map((value) => value ?? ''),
        ),
      },
    ],
    span: message.span,
    about: message.id,
    options: [
      ...(to.length > 0
        ? [option('send', 'Send', `Goes to ${to.join(' and ')}, in these words with what you fill in.`)]
        : []),
      option(
        'done',
        to.length > 0 ? 'I sent it' : 'Sent',
        'These words, with what you fill in, stand in the record as told.',
      ),
      option('skip', 'Leave it', 'Nobody is told; the record says why.', { reason: true, deviation: true }),
      ...waysOut(state),
    ],
    fields: (to.length > 0 ? (['send', 'done'] as const) : (['done'] as const)).flatMap((option) =>
      message.blanks.map((blank, at) =>
        field(option, String(at + 1), blank.label, { required: false, suggestion: known[at] ?? null }),
      ),
    ),
  })
}

/** Nothing here waits until a time has come: when it has is for people to say, who are told which it is. */
const aheadOfTime = ({ offset }: Message, now: number): readonly Exhibit[] => {
  if (offset === null || offset >= 0) return []
  const begins = utcMinute(now - offset * 1_000)
  const text = `The document wants this sent ${spoken(-offset)} before the release begins. If it goes out now, the release begins at ${begins} or later: pause until then. If the release begins now, it is late.`
  return [{ is: 'note', text }]
}

/** In hours where they are whole, in minutes otherwise. */
const spoken = (seconds: number): string =>
  seconds % 3600 === 0
    ? `${seconds / 3600} ${seconds === 3600 ? 'hour' : 'hours'}`
    : `${Math.ceil(seconds / 60)} minutes`

export const answerMessage: AnswerTo = (state, decision, { option, fields, reason }) => {
  const message = state.plan.messages.find(({ id }) => id === decision.about)
  if (message === undefined) return closing()
  const own = decision.fields.filter((one) => one.option === option)
  const values = own.map(({ name, suggestion }) => fields[name] || (suggestion ?? ''))
  const how = option === 'skip' ? 'skipped' : 'told'
  const settled: RunEvent = { type: 'MessageSettled', message: message.id, how, values, reason }
  if (option !== 'send') return closing(settled)
  const { subject, text } = wordsOf(state, message, filledMessage(state, message, values))
  return closing(
    settled,
    ...state.sending[message.occasion].map(
      (notifier): RunEvent => ({ type: 'MessageQueued', message: message.id, notifier, subject, text }),
    ),
  )
}

/** The line of the document that holds the subject, with its label, is none of the text. */
function wordsOf(
  state: RunState,
  message: Message,
  filled: string,
): { readonly subject: string; readonly text: string } {
  const written = state.source.text.slice(message.span.start, message.span.end).split('\n')
  const at = written.slice(0, 4).findIndex((line) => /[:：]/.test(line) && line.includes(message.title))
  const lines = filled.split('\n')
  const subject = /[:：]\s*(.+)$/.exec(lines[at] ?? '')?.[1]?.trim()
  if (subject === undefined) return { subject: message.title, text: filled.trim() }
  return {
    subject,
    text: lines
      .filter((_, index) => index !== at)
      .join('\n')
      .trim(),
  }
}
