import { useId, useState, useSyncExternalStore } from 'react'
import { Button } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'
import type { Meaning } from '../parts/meaning.ts'

/** A question before an act: its words, and whether a reason must be given. */
interface Question {
  readonly title: string
  readonly text: string
  readonly act: string
  readonly meaning: Meaning
  readonly reason: 'needed' | 'asked' | 'none'
}
interface Asked extends Question {
  readonly answer: (reason: string | null) => void
}

let asked: Asked | null = null
const listeners = new Set<() => void>()
const set = (to: Asked | null) => {
  asked = to
  for (const listener of [...listeners]) listener()
}

/** Asks before an act. Resolves with the reason (empty where none was asked for), or with null where it is not meant after all. */
export const ask = (question: Question): Promise<string | null> =>
  new Promise((resolve) => {
    asked?.answer(null)
    set({
      ...question,
      answer: (reason) => {
        set(null)
        resolve(reason)
      },
    })
  })

/** Where such questions are asked. */
export function Asking() {
  const question = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => asked,
  )
  return (
    <Dialog open={question !== null} onClose={() => question?.answer(null)} title={question?.title ?? ''}>
      {question && <Form key={question.title} question={question} />}
    </Dialog>
  )
}

function Form({ question }: { readonly question: Asked }) {
  const [reason, setReason] = useState('')
  const id = useId()
  const isMissing = question.reason === 'needed' && reason.trim() === ''
  return (
    <form
      className="flex flex-col gap-3 p-4"
      onSubmit={(event) => {
        event.preventDefault()
        if (!isMissing) question.answer(reason.trim())
      }}
    >
      <p className="whitespace-pre-wrap text-ink-2">{question.text}</p>
      {question.reason !== 'none' && (
        <div>
          <label htmlFor={id} className="font-medium">
            Why? {question.reason === 'asked' && <span className="font-normal text-ink-3">(may be left empty)</span>}
          </label>
          <textarea
            id={id}
            data-first
            rows={3}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.form?.requestSubmit()
            }}
            className="field mt-1 w-full"
          />
          <p className="text-sm text-ink-3">It goes into the record.</p>
        </div>
      )}
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={() => question.answer(null)}>Not now</Button>
        <Button type="submit" look="full" meaning={question.meaning} not={isMissing ? 'Say why first.' : null}>
          {question.act}
        </Button>
      </div>
    </form>
  )
}
