import {
  type Decision,
  nameOf,
  outstanding,
  type Recorded,
  type RunState,
  refusal,
  signersOf,
  whoMay,
} from '../../run/index.ts'
import { wrap } from './cells.ts'
import { diffLines } from './diff-view.ts'
import type { Look } from './look.ts'
import { duration } from './times.ts'
import { list, oneLine } from './words.ts'

/** Who a question waits for, who has signed, who is on it, and by when. Nothing where anybody may answer at any time. */
export function authorityLines(decision: Decision, state: RunState, look: Look, now = Date.now()): string[] {
  const asked = state.answered.findLast((one) => one.decision.id === decision.id)
  const name = (actor: Parameters<typeof nameOf>[1]) => oneLine(nameOf(state.authority, actor), look)
  const claimed = asked?.claimed ? [`${name(asked.claimed.by)} is on it.`] : []
  const texts = [...waitsFor(decision, state), ...claimed, ...timeOf(decision, now)]
  return texts.flatMap((text) => wrap(`  ${oneLine(text, look)}`, look.caps.width, '  ')).map(look.accent)
}

/** Whether the question is this person's to answer, where it is not everybody's. */
export function mayLines(decision: Decision, state: RunState, by: Recorded['actor'], look: Look): string[] {
  if (decision.who === null) return []
  const refused = refusal(state, decision, by)
  const text = refused === null ? `You may answer it, as ${nameOf(state.authority, by)}.` : refused.message
  const lines = wrap(`  ${oneLine(text, look)}`, look.caps.width, '  ')
  return refused === null ? lines : lines.map(look.warn)
}

function waitsFor(decision: Decision, state: RunState): string[] {
  if (decision.who === null) return []
  const signers = signersOf(state, decision)
  const missing = outstanding(state, decision, signers)
  const signed = signers.map((one) => nameOf(state.authority, one))
  const has = signed.length === 0 ? '' : `; ${list(signed, 'and')} ${signed.length === 1 ? 'has' : 'have'} signed`
  const waits = missing.map(({ need, missing: count }) => {
    const held = need.people.length === 0 && need.roles.length > 0 ? ', which nobody holds' : ''
    return `${count} of ${need.count} ${need.roles.join(' or ') || 'person'}${held}`
  })
  const rest = signers.length === 0 ? `Takes ${whoMay(state, decision)}` : `Waits for ${list(waits, 'and')}`
  return [`${rest}${has}.`]
}

function timeOf({ deadline }: Decision, now: number): string[] {
  if (deadline === null || deadline.at === null) return []
  return now < deadline.at
    ? [`To be answered within ${duration(deadline.at - now)}.`]
    : [
        `Overdue since ${duration(now - deadline.at)}${deadline.escalate.length > 0 ? `; call ${list([...deadline.escalate], 'or')}` : ''}.`,
      ]
}

type Event = Extract<
  Recorded['event'],
  { type: 'DecisionClaimed' | 'DecisionReleased' | 'PeopleCalled' | 'ApprovalLapsed' }
>

/** What became of a question besides its answer. */
export function attendedLines(
  { event, actor }: Pick<Recorded, 'actor'> & { readonly event: Event },
  state: RunState,
  look: Look,
): string[] {
  const say = (text: string) => wrap(`  ${oneLine(text, look)}`, look.caps.width, '    ')
  const question = state.answered.findLast(({ decision }) => decision.id === event.decision)?.decision.question ?? ''
  const who = nameOf(state.authority, actor)
  switch (event.type) {
    case 'DecisionClaimed':
      return say(`${who} is on it: ${question}`)
    case 'DecisionReleased':
      return say(`${who} is not on it any more: ${question}`)
    case 'PeopleCalled':
      return say(
        `${calls[event.what]}${event.to.length > 0 ? ` (${list([...event.to], 'and')})` : ''}: ${question}`,
      ).map(look.warn)
    case 'ApprovalLapsed':
      return [
        ...say(`The approval does not stand any more, and is asked for again: ${question}`).map(look.warn),
        ...event.why.flatMap(({ what, name, line, before, after }) => {
          const place = line === null ? '' : ` (line ${line})`
          if (what === 'person') return say(`${name} ${before} and now ${after}.`)
          if (what === 'step' && before !== null && after !== null)
            return [...say(`Changed: ${name}${place}`), ...diffLines(before, after, look)]
          return say(
            `Changed: ${name}${place}${before === null ? '' : `, ${before}`} ${look.marks.arrow} ${after ?? ''}`,
          )
        }),
      ]
  }
}

const calls = { reminder: 'Still waiting', deadline: 'Overdue', escalation: 'Still overdue' } as const
