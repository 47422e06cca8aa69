import { HoldpointError } from '../../errors.ts'
import type { Actor } from '../actor.ts'
import type { Answer, Decision, DecisionKind, OptionId } from '../decision.ts'
import type { Answered, RunState } from '../state.ts'
import { holderOf, holds, isSameHand, nameOf } from './people.ts'
import { type Outstanding, unseated } from './seats.ts'
import { ownWork } from './separation.ts'

/** Ways out, and asking again: they let nothing pass, so they are open to all. */
const open: ReadonlySet<OptionId> = new Set(['pause', 'abort', 'back', 'retry', 'retry-all', 'wait'])

/** To decline leaves things as they are, but where it leaves a hold out; that a condition holds lets nothing pass. */
export const isOpen = ({ kind }: Decision, option: OptionId): boolean =>
  open.has(option) || option === (kind === 'condition' ? 'yes' : 'no')

/** Options that need all who are demanded, not one of them. */
const passing: Readonly<Partial<Record<DecisionKind, readonly OptionId[]>>> = {
  signoff: ['sign'],
  go: ['yes', 'accept'],
  confirm: ['done'],
  record: ['give'],
  destructive: ['yes'],
  procedure: ['start'],
  failure: ['accept', 'skip'],
  unknown: ['done', 'accept', 'skip'],
  condition: ['no'],
  sample: ['done'],
  soak: ['accept', 'keep'],
  override: ['accept'],
}

/** Whether an option of a decision lets something pass. */
export const lets = ({ kind }: Decision, option: OptionId): boolean => passing[kind]?.includes(option) ?? false

/**
 * Whether somebody may give an answer, for every kind of decision. `decides`: with it the question is answered; `counts`: it
 * is one of several that are needed. Refuses all others with an error that says who may.
 */
export const admit = (state: RunState, decision: Decision, answer: Answer, by: Actor): 'decides' | 'counts' => {
  const { who } = decision
  if (who === null || isOpen(decision, answer.option)) return 'decides'
  const { authority } = state
  const demanded = whoMay(state, decision)
  const refused = { decision: decision.id, run: state.id, actor: nameOf(authority, by), who: demanded }
  const isPerson = by.kind === 'person' || (by.kind === 'rehearsal' && state.rehearsal)
  const holder = holderOf(authority, by)
  const isMeant = who.needs.length === 0 || who.needs.some((need) => holds(need, holder))
  if (!isPerson || !isMeant)
    throw new HoldpointError('decision-not-yours', { ...refused, known: isPerson ? knownAs(by) : `is no person` })
  const own = who.separated ? ownWork(state, decision, by) : null
  if (own !== null) throw new HoldpointError('decision-own', { ...refused, own })
  if (!lets(decision, answer.option)) return 'decides'
  const before = givenSoFar(state, decision, answer.option)
  if (before.some((one) => isSameHand(authority, one.by, by))) throw new HoldpointError('decision-twice', refused)
  const first = before[0]
  if (first && decision.kind !== 'signoff' && JSON.stringify(first.answer.fields) !== JSON.stringify(answer.fields))
    throw new HoldpointError('decision-differs', { ...refused, first: nameOf(authority, first.by) })
  const signers = [...before.map((one) => one.by), by]
  return outstanding(state, decision, signers).length === 0 ? 'decides' : 'counts'
}

/** The error with which somebody's answer would be refused, whatever it says; null: it would be taken. */
export const refusal = (state: RunState, decision: Decision, by: Actor): HoldpointError | null => {
  const option = decision.options.find(({ id }) => lets(decision, id))?.id
  if (option === undefined) return null
  try {
    const fields = givenSoFar(state, decision, option)[0]?.answer.fields ?? {}
    admit(state, decision, { option, steps: [], reason: null, fields }, by)
    return null
  } catch (error) {
    if (error instanceof HoldpointError) return error
    throw error
  }
}

/** By what an actor is known, in words. */
export const knownAs = ({ id, name, key, link }: Actor): string =>
  link
    ? [`${name ?? id} by link ${link.id}`, ...(link.roles.length === 0 ? [] : [`given ${link.roles.join(', ')}`])].join(
        ', ',
      )
    : [`user ${id}`, ...(name === null ? [] : [name]), ...(key === null ? [] : [`key ${key}`])].join(', ')

type Given = Answered['answers'][number]

const historyOf = (state: RunState, { id }: Decision): Answered | undefined =>
  state.answered.findLast(({ decision }) => decision.id === id)

const givenSoFar = (state: RunState, decision: Decision, option: OptionId): readonly Given[] =>
  (historyOf(state, decision)?.answers ?? []).filter(({ answer }) => answer.option === option)

/** Who has let it pass so far, of several that are needed. */
export const signersOf = (state: RunState, decision: Decision): readonly Actor[] =>
  (historyOf(state, decision)?.answers ?? []).filter(({ answer }) => lets(decision, answer.option)).map(({ by }) => by)

/** What is still wanted after some have signed. */
export const outstanding = (
  { authority }: RunState,
  { who }: Pick<Decision, 'who'>,
  signers: readonly Actor[],
): readonly Outstanding[] =>
  who === null
    ? []
    : unseated(
        who,
        signers.map((one) => holderOf(authority, one)),
      )

/** Who may answer, in words: “2 of release-manager (Ada, Bob)”. */
export const whoMay = (state: Pick<RunState, 'authority'>, { who }: Pick<Decision, 'who'>): string => {
  if (who === null) return 'anybody'
  const name = (id: string) => state.authority.people.find((one) => one.id === id)?.name ?? id
  const needs = who.needs.map(
    ({ roles, people, count }) =>
      `${count > 1 ? `${count} of ` : ''}${roles.join(' or ')} (${people.map(name).join(', ') || 'nobody'})`,
  )
  const words = needs.join(' and ') || 'one person'
  return who.separated ? `${words}, none of whom does what it lets pass` : words
}
