import { useEffect, useRef } from 'react'
import type { DecisionView } from '../../../contract/index.ts'
import { Button } from '../../parts/button.tsx'
import { Escaped } from '../../parts/escaped.tsx'
import { join } from '../../parts/join.ts'
import { Spoken } from '../../parts/spoken.tsx'
import { useParts } from '../run-context.tsx'
import { fieldsOf, missing, notFor, type useAnswering } from './answering.ts'
import { Fields } from './fields.tsx'
import { type OptionView, optionLook } from './option-look.ts'

/** What an option needs besides being chosen: a reason, values, which of the items. */
export function Needs({
  decision,
  option,
  answering,
  onClose,
}: {
  readonly decision: DecisionView
  readonly option: OptionView
  readonly answering: ReturnType<typeof useAnswering>
  readonly onClose: (() => void) | null
}) {
  const { draft, setDraft, answer, busy, not } = answering
  const form = useRef<HTMLFormElement>(null)
  const isOpened = onClose !== null
  useEffect(() => {
    if (isOpened) form.current?.querySelector<HTMLElement>('input:not([type=checkbox]), textarea, select')?.focus()
  }, [isOpened])
  const { look, meaning, icon } = optionLook(decision.kind, option, option === decision.options[0])
  const isMissing = missing(decision, option, draft)
  return (
    <form
      ref={form}
      className={join('flex flex-col gap-3', isOpened && 'rounded-md border border-line-strong p-3')}
      onSubmit={(event) => {
        event.preventDefault()
        void answer(option)
      }}
    >
      {isOpened && (
        <p>
          <span className="font-semibold">
            <Escaped text={option.label} />
          </span>
          <span className="block text-sm text-ink-2">
            <Spoken text={option.effect} />
          </span>
        </p>
      )}
      {decision.steps.length > 1 && option.reason && <Which decision={decision} answering={answering} />}
      <Fields
        question={decision.question}
        fields={fieldsOf(decision, option.id)}
        values={draft.fields}
        onValue={(name, value) => setDraft({ fields: { ...draft.fields, [name]: value } })}
      />
      {option.reason && (
        <label className="block">
          <span className="font-medium">Why?</span>
          <textarea
            rows={2}
            value={draft.reason}
            onChange={(event) => setDraft({ reason: event.target.value })}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.form?.requestSubmit()
            }}
            className="field mt-1 w-full"
          />
          <span className="text-sm text-ink-3">It goes into the record{option.deviation && ', as a deviation'}.</span>
        </label>
      )}
      <div className="flex flex-wrap gap-2">
        <Button
          type="submit"
          look={look === 'full' || isOpened ? 'full' : 'line'}
          meaning={meaning}
          {...(icon ? { icon } : {})}
          busy={busy === option.id}
          not={notFor(decision, option, not) ?? isMissing}
        >
          <Escaped text={option.label} />
        </Button>
        {onClose !== null && <Button onClick={onClose}>Not this</Button>}
      </div>
    </form>
  )
}

/** Which of the items an answer means; all that are left, unless some are taken out. */
function Which({
  decision,
  answering,
}: {
  readonly decision: DecisionView
  readonly answering: ReturnType<typeof useAnswering>
}) {
  const { document } = useParts()
  const { draft, setDraft } = answering
  return (
    <fieldset className="flex max-h-48 flex-col overflow-y-auto">
      <legend className="font-medium">Which of them?</legend>
      {decision.left.map((id) => (
        <label key={id} className="flex min-h-8 items-center gap-2">
          <input
            type="checkbox"
            className="size-4.5"
            checked={!draft.without.includes(id)}
            onChange={(event) =>
              setDraft({
                without: event.target.checked ? draft.without.filter((one) => one !== id) : [...draft.without, id],
              })
            }
          />
          <span>
            <span className="text-ink-3">{document.steps[id]?.number} </span>
            <Escaped text={document.steps[id]?.title ?? id} />
          </span>
        </label>
      ))}
    </fieldset>
  )
}
