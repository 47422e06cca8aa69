import { type KeyboardEvent, useState } from 'react'
import type { RunDocument, RunView } from '../../../contract/index.ts'
import { told } from '../../client/api.ts'
import { Button } from '../../parts/button.tsx'
import { Escaped } from '../../parts/escaped.tsx'
import { Time } from '../../parts/time.tsx'
import { useAct } from '../run-context.tsx'
import { StepLink } from '../step-link.tsx'
import { useCommentDraft } from './comment-draft.ts'

/** What people said, oldest first, as in a talk. */
export function Comments({
  comments,
  document,
  zone,
  onStep,
}: {
  readonly comments: RunView['comments']
  readonly document: RunDocument
  readonly zone: string
  readonly onStep: (step: string) => void
}) {
  return (
    <ol className="flex flex-col gap-3 p-3">
      {comments.map(({ seq, at, by, step, text }) => (
        <li key={seq}>
          <p className="text-sm text-ink-2">
            <strong className="font-semibold text-ink">{by.name}</strong> <Time at={at} zone={zone} />
            {step !== null && (
              <>
                {' '}
                on <StepLink document={document} step={step} onStep={onStep} />
              </>
            )}
          </p>
          <p className="whitespace-pre-wrap">
            <Escaped text={text} />
          </p>
        </li>
      ))}
    </ol>
  )
}

/** Where one says something; what was typed is kept until it is sent. */
export function CommentField({
  run,
  document,
  step,
}: {
  readonly run: string
  readonly document: RunDocument
  readonly step: string | null
}) {
  const act = useAct()
  const [text, setText] = useCommentDraft(run, step)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const about = step === null ? 'the run' : `step ${document.steps[step]?.number ?? ''}`
  const send = async () => {
    if (text.trim() === '' || busy) return
    setBusy(true)
    setError(null)
    try {
      await act('comment', { step, text: text.trim() })
      setText('')
    } catch (problem) {
      setError(problem)
    }
    setBusy(false)
  }
  const keys = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void send()
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
      className="flex flex-col gap-2 bg-surface p-3"
    >
      <label className="flex flex-col gap-1 text-sm text-ink-2">
        Comment on {about}
        <textarea
          value={text}
          rows={2}
          maxLength={10_000}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={keys}
          className="rounded-md border border-line-strong bg-raised px-3 py-2 text-base text-ink"
        />
      </label>
      {error !== null && (
        <div role="alert" className="text-sm">
          <p className="text-unmet">{told(error).message}</p>
          <p className="text-ink-2">{told(error).next} What you wrote is kept.</p>
        </div>
      )}
      <div>
        <Button type="submit" icon="comment" busy={busy} not={text.trim() === '' ? 'Write something first' : null}>
          Say it
        </Button>
      </div>
    </form>
  )
}
