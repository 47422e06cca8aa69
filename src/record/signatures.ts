import { fingerprintOf, isTick, signedAnswer, signedTick } from '../run/chain.ts'
import type { Decision, Recorded, Signature } from '../run/index.ts'
import type { Alteration } from './verify.ts'

/** Whether a signature is of this text, by the key that it names. */
export type IsSigned = (text: string | Uint8Array, signature: Signature) => boolean

/** An act of a person that their key signs. */
interface Act {
  readonly what: 'answer' | 'tick'
  readonly signature: Signature | undefined
  /** What must have been signed; null: the question that it answers is not in the journal. */
  readonly text: string | null
}

/** Answers and ticks of people with a key that this key did not sign: as they stand, at that place of the run. */
export function forgedAnswers(journal: readonly Recorded[], isSigned: IsSigned): readonly Alteration[] {
  return signable(journal).flatMap(({ recorded, act }): readonly Alteration[] => {
    const { seq, actor } = recorded
    const { what, signature, text } = act
    const forged = (why: string): readonly Alteration[] => [{ is: 'forged', seq, what, why }]
    if (actor.kind !== 'person' || !actor.key) return []
    if (signature === undefined) return forged(`${actor.id} has a key, and the ${what} is not signed`)
    if (text === null) return forged('the question that it answers is not in the journal')
    if (fingerprintOf(signature.key) !== actor.key) return forged('it is signed with another key than its person has')
    const where = what === 'answer' ? 'another answer, to another question, or elsewhere' : 'another tick, or elsewhere'
    return isSigned(text, signature) ? [] : forged(`what its person signed was ${where}`)
  })
}

/**
 * What people are to sign: their answers, and ticks by which no question was answered (what an answer settles is signed with
 * it). Ticks of a run that was made before they were signed are taken as they are.
 */
function signable(journal: readonly Recorded[]): readonly { readonly recorded: Recorded; readonly act: Act }[] {
  const questions = new Map<string, Decision>()
  const created = journal[0]?.event
  const signsTicks = created?.type === 'RunCreated' && created.signsTicks === true
  let answered: { readonly by: string; readonly steps: readonly string[] } | null = null
  return journal.flatMap((recorded): readonly { readonly recorded: Recorded; readonly act: Act }[] => {
    const { event, run, prev } = recorded
    const by = `${recorded.at} ${recorded.actor.kind} ${recorded.actor.id} ${recorded.actor.key ?? ''}`
    if (answered?.by !== by) answered = null
    if (event.type === 'DecisionOpened') questions.set(event.decision.id, event.decision)
    if (event.type === 'DecisionAnswered') {
      const decision = questions.get(event.decision)
      answered = { by, steps: decision?.steps ?? [] }
      const text = decision === undefined ? null : signedAnswer(run, decision, event.answer, prev)
      return [{ recorded, act: { what: 'answer', signature: event.signature, text } }]
    }
    if (!isTick(event)) return []
    const { signature } = event
    if (signature === undefined && (!signsTicks || answered?.steps.includes(event.step))) return []
    return [{ recorded, act: { what: 'tick', signature, text: signedTick(run, event, prev) } }]
  })
}

/** How many answers and ticks of people are signed, and how many answers are not because they had no key. */
export function countSigned(journal: readonly Recorded[]): {
  readonly signed: number
  readonly unsigned: number
  readonly ticks: number
} {
  const byPeople = journal.filter(({ actor }) => actor.kind === 'person')
  const answers = byPeople.flatMap(({ event }) =>
    event.type === 'DecisionAnswered' ? [event.signature !== undefined] : [],
  )
  const signed = answers.filter(Boolean).length
  const ticks = byPeople.filter(({ event }) => isTick(event) && event.signature !== undefined).length
  return { signed, unsigned: answers.length - signed, ticks }
}
