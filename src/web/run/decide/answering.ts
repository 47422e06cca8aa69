import { useState } from 'react'
import type { DecisionView } from '../../../contract/index.ts'
import { useAct, useLink, useParts } from '../run-context.tsx'
import { type Draft, forget, noteAnswer, useDraft } from './drafts.ts'
import type { OptionView } from './option-look.ts'

/** Fields that belong to an option. */
export const fieldsOf = ({ fields }: DecisionView, option: string) => fields.filter((field) => field.option === option)

/** Why an option can't be taken yet: what is missing of it; null: nothing. */
export function missing(decision: DecisionView, option: OptionView, draft: Draft): string | null {
  if (option.reason && draft.reason.trim() === '') return 'Say why first.'
  const empty = fieldsOf(decision, option.id).find(
    ({ name, required, suggestion }) => required && (draft.fields[name] ?? suggestion ?? '').trim() === '',
  )
  if (empty !== undefined) return `Fill in ${empty.label} first.`
  if (decision.left.length > 0 && draft.without.length >= decision.left.length) return 'Choose at least one item first.'
  return null
}

/** Why an option can't be taken, `not` being why the question can't be answered; the ways out are there also for who may not answer it. */
export const notFor = ({ mine }: DecisionView, { open }: OptionView, not: string | null): string | null =>
  open && not === mine ? null : not

/** Answers a question: what is typed, what is in the way, and the act itself. */
export function useAnswering(decision: DecisionView) {
  const act = useAct()
  const { store } = useParts()
  const link = useLink()
  const key = `${store.view.run} ${decision.id}`
  const [draft, setDraft] = useDraft(key)
  const [busy, setBusy] = useState<string | null>(null)
  const [error, setError] = useState<unknown>(null)
  const not =
    decision.mine ??
    (link.is === 'offline' || link.is === 'waiting'
      ? 'Not connected: what is shown may be old. What you typed is kept.'
      : link.is === 'refused'
        ? link.message
        : null)

  async function answer(option: OptionView): Promise<void> {
    if (busy !== null || notFor(decision, option, not) !== null || missing(decision, option, draft) !== null) return
    setBusy(option.id)
    setError(null)
    noteAnswer(key, true)
    const fields = Object.fromEntries(
      fieldsOf(decision, option.id).map(({ name, suggestion }) => [name, draft.fields[name] ?? suggestion ?? '']),
    )
    const steps = draft.without.length === 0 ? [] : decision.left.filter((step) => !draft.without.includes(step))
    try {
      await act('answer', {
        decision: decision.id,
        option: option.id,
        steps,
        reason: draft.reason.trim() || null,
        fields,
      })
      forget(key)
    } catch (problem) {
      noteAnswer(key, false)
      setError(problem)
    } finally {
      setBusy(null)
    }
  }

  async function claim(on: boolean): Promise<void> {
    setError(null)
    await act(on ? 'claim' : 'release', { decision: decision.id }).catch(setError)
  }

  return { draft, setDraft, busy, error, not, answer, claim }
}
