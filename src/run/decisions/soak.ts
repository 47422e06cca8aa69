import { HoldpointError } from '../../errors.ts'
import { secondsIn } from '../../plan/duration.ts'
import { assess } from '../assess.ts'
import { contactsOf } from '../authority/authorise.ts'
import type { DecideContext } from '../context.ts'
import type { Decision, Exhibit } from '../decision.ts'
import type { RunEvent } from '../events.ts'
import { liveLanes, sampleOf } from '../soak/due.ts'
import { timesOf } from '../soak/lanes.ts'
import { settled } from '../soak/settled.ts'
import { type Watching, watchingOf } from '../soak/watching.ts'
import type { RunState } from '../state.ts'
import { type AnswerTo, build, closing, field, option } from './build.ts'
import { lastWayBack, waysOut } from './common.ts'
import { outputOf } from './exhibit.ts'

/** A soak failed, or nobody can tell: the way back, people to call, watching on, or letting it stand. */
export const askSoak = (state: RunState, { watch, soak }: Watching, context: DecideContext): Decision => {
  const { green, red, unclear, error, missed } = soak.counts
  const counts = Object.entries({ green, red, unclear, 'not taken': error, missed }).flatMap(([what, count]) =>
    count > 0 ? [`${count} ${what}`] : [],
  )
  const window = watch.windows.at(-1)?.soak
  const length = window ? window.to - window.from : watch.to
  return build(context, {
    kind: 'soak',
    question: `“${watch.title}” ${soak.verdict === 'unmet' ? 'is unmet' : 'cannot be judged'}: ${(soak.why ?? '').replace(/\.$/, '')}.`,
    detail: [
      note(`Samples so far: ${counts.join(', ') || 'none'}.`),
      ...shown(state, watch),
      ...triggers(state, Object.keys(soak.broken)),
      ...called(state),
      ...lastWayBack(state),
    ],
    span: window?.span ?? null,
    about: watch.id,
    options: [
      option(
        'keep',
        'Go on watching',
        'The samples so far are forgiven; it goes on to its end, or for as long as you say.',
        {
          reason: true,
          deviation: true,
        },
      ),
      option('accept', 'Accept', 'Ends the soak as it is, and goes on as if it had been met.', {
        reason: true,
        deviation: true,
      }),
      ...waysOut(state),
    ],
    fields: [
      field('keep', 'for', 'For how long, when its time is over', {
        required: false,
        suggestion: `${length} s`,
      }),
    ],
  })
}

const note = (text: string): Exhibit => ({ is: 'note', text })

/** What the commands printed that are not as they must be. */
const shown = (state: RunState, { windows }: Watching['watch']): readonly Exhibit[] =>
  windows
    .flatMap(({ machine }) => machine)
    .flatMap((step) => {
      const of = state.steps.get(step.id)
      const seen = of.phase === 'ended' ? assess(step, of) : null
      return seen?.is === 'failed' ? outputOf(state, step, seen.statement) : []
    })

/** Bounds of the document that are broken, and the procedure that they start. */
const triggers = ({ plan }: RunState, broken: readonly string[]): readonly Exhibit[] =>
  broken.flatMap((key): readonly Exhibit[] => {
    const alert = plan.alerts?.[Number(key)]
    if (alert === undefined) return []
    const procedure = plan.procedures.find(({ id }) => id === alert.procedure)
    return [
      { is: 'sentence', text: alert.text, span: alert.span },
      ...(procedure ? [note(`The document starts “${procedure.title}” then.`)] : []),
    ]
  })

const called = ({ plan }: RunState): readonly Exhibit[] => {
  const contacts = contactsOf(plan)
  return contacts.length === 0 ? [] : [note(`To call: ${contacts.join('; ')}.`)]
}

export const answerSoak: AnswerTo = (state, decision, answer, { now }) => {
  const watching = watchingOf(state).find(({ watch }) => watch.id === decision.about)
  if (watching === undefined) return closing()
  const { watch, soak } = watching
  const { reason } = answer
  if (answer.option === 'accept')
    return closing(...settled(state, watching, 'accepted', reason), {
      type: 'SoakEnded',
      soak: watch.id,
      outcome: 'accepted',
      reason,
    })
  const lanes = liveLanes(state, watch)
  const over = lanes.map((lane) => sampleOf(soak, [lane], lane.by, now))
  const times = over.flatMap((one) => one?.lanes ?? [])
  const isOver = lanes.every((lane) => {
    const taken = times.find(({ lane: key }) => key === lane.key)?.times ?? soak.lanes[lane.key]?.times ?? 0
    return taken >= timesOf(lane)
  })
  const event: RunEvent = {
    type: 'SoakContinued',
    soak: watch.id,
    lanes: times,
    missed: over.reduce((sum, one) => sum + (one === null ? 0 : one.missed + 1), 0),
    seconds: isOver ? secondsOf(decision, answer.fields.for) + sinceEnd(watching, now) : null,
    reason,
  }
  return closing(event)
}

/** It is counted from now, however long people thought about it. */
const sinceEnd = ({ watch, soak }: Watching, now: number): number => {
  const end = watch.to + soak.longer.reduce((sum, one) => sum + one, 0)
  return Math.max(0, Math.ceil((now - soak.startedAt) / 1000 - end))
}

const secondsOf = (decision: Decision, said: string | undefined): number => {
  const text = said || decision.fields[0]?.suggestion || ''
  const seconds = secondsIn(text)
  if (seconds === null) throw new HoldpointError('duration-unclear', { text })
  return seconds
}
