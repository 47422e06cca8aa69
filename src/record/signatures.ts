import { fingerprintOf, signedAnswer } from '../run/chain.ts'
import type { Decision, Recorded, Signature } from '../run/index.ts'
import type { Alteration } from './verify.ts'

/** Whether a signature is of this text, by the key that it names. */
export type IsSigned = (text: string | Uint8Array, signature: Signature) => boolean

/** Answers of people with a key that this key did not sign: as they stand, to that question, at that place of the run. */
export function forgedAnswers(journal: readonly Recorded[], isSigned: IsSigned): readonly Alteration[] {
  const questions = new Map<string, Decision>()
  return journal.flatMap(({ event, run, seq, actor, prev }): readonly Alteration[] => {
    if (event.type === 'DecisionOpened') questions.set(event.decision.id, event.decision)
    if (event.type !== 'DecisionAnswered' || actor.kind !== 'person' || !actor.key) return []
    const forged = (why: string): readonly Alteration[] => [{ is: 'forged', seq, why }]
    const { signature, answer } = event
    const decision = questions.get(event.decision)
    if (signature === undefined) return forged(`${actor.id} has a key, and the answer is not signed`)
    if (decision === undefined) return forged('the question that it answers is not in the journal')
    if (fingerprintOf(signature.key) !== actor.key) return forged('it is signed with another key than its person has')
    const signed = isSigned(signedAnswer(run, decision, answer, prev), signature)
    return signed ? [] : forged('what its person signed was another answer, to another question, or elsewhere')
  })
}

/** How many answers of people are signed, and how many are not because they had no key. */
export function countSigned(journal: readonly Recorded[]): { readonly signed: number; readonly unsigned: number } {
  const answers = journal.flatMap(({ event, actor }) =>
    event.type === 'DecisionAnswered' && actor.kind === 'person' ? [event.signature !== undefined] : [],
  )
  const signed = answers.filter(Boolean).length
  return { signed, unsigned: answers.length - signed }
}
