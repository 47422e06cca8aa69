import { type KeyboardEvent, useEffect, useRef } from 'react'
import type { DecisionView } from '../../../contract/index.ts'
import { told } from '../../client/api.ts'
import { useMe } from '../../client/me.ts'
import { Button } from '../../parts/button.tsx'
import { Chip } from '../../parts/chip.tsx'
import { Escaped } from '../../parts/escaped.tsx'
import { Icon } from '../../parts/icons.tsx'
import { join } from '../../parts/join.ts'
import { Spoken } from '../../parts/spoken.tsx'
import { Countdown, Time } from '../../parts/time.tsx'
import { useParts, useRun } from '../run-context.tsx'
import { fieldsOf, missing, notFor, useAnswering } from './answering.ts'
import { Exhibits } from './exhibits.tsx'
import { Fields } from './fields.tsx'
import { Items } from './items.tsx'
import { kindWords } from './kind-words.ts'
import { type OptionView, optionLook } from './option-look.ts'

/** A question with everything that is needed to answer it. */
export function DecisionPanel({ decision, single }: { readonly decision: DecisionView; readonly single: boolean }) {
  const { document, go } = useParts()
  const zone = useRun((run) => run.zone)
  const answering = useAnswering(decision)
  const { not, error, answer, draft, setDraft, busy } = answering
  const step = document.steps[decision.steps[0] ?? '']
  const [first] = decision.options

  /** The key of an option takes it, or opens what it needs; not while something is typed. */
  const pressed = (event: KeyboardEvent) => {
    const target = event.target as HTMLElement
    if (event.ctrlKey || event.metaKey || event.altKey || target.closest('input, textarea, select')) return
    const option = decision.options.find(({ key }) => key === event.key)
    if (option === undefined) return
    event.preventDefault()
    event.stopPropagation()
    choose(option)
  }
  const choose = (option: OptionView) => {
    const wantsMore = option.reason || fieldsOf(decision, option.id).length > 0
    if (wantsMore && draft.option !== option.id) setDraft({ option: option.id })
    else void answer(option)
  }
  const opened = decision.options.find(({ id }) => id === draft.option) ?? null
  // What the usual answer needs is there at once.
  const shown =
    opened ?? (first && fieldsOf(decision, first.id).length > 0 && notFor(decision, first, not) === null ? first : null)

  return (
    <article
      aria-label={`Question: ${decision.question}`}
      data-decision={decision.id}
      tabIndex={-1}
      onKeyDown={pressed}
      className="@container flex flex-col gap-3 rounded-lg border border-waiting-line bg-ground p-4"
    >
      <header className="flex flex-col gap-1">
        <div className="flex flex-wrap items-center gap-2">
          <Chip meaning="waiting" icon="waiting">
            Waits for {decision.may === 'anybody' ? 'a person' : decision.may}
          </Chip>
          {decision.deadline !== null && (
            <Chip meaning="waiting" icon="clock">
              wanted in <Countdown until={decision.deadline} past="— overdue" />
            </Chip>
          )}
          {step !== undefined && (
            <button
              type="button"
              onClick={() => go(step.id)}
              className="text-sm text-running underline underline-offset-2"
            >
              step {step.number}
              {decision.line === null ? '' : `, line ${decision.line}`}
            </button>
          )}
          <span className="ml-auto text-xs text-ink-3">
            asked <Time at={decision.openedAt} zone={zone} />
          </span>
        </div>
        <p className="-mb-1 text-sm font-medium text-ink-2">{kindWords(decision.kind)}</p>
        <h3 className="text-lg font-semibold whitespace-pre-wrap">
          <Spoken text={decision.question} />
        </h3>
      </header>

      <Exhibits decision={decision} />
      {decision.steps.length > 1 && <Items decision={decision} not={not} />}
      <Authority decision={decision} claim={answering.claim} />

      {not !== null && (
        <p className="flex items-start gap-2 rounded-md bg-surface px-3 py-2 text-sm text-ink-2">
          <Icon name="lock" className="mt-0.5" />
          <span>
            <Escaped text={not} />
          </span>
        </p>
      )}
      {error !== null && <Refusal error={error} />}

      {shown !== null && (
        <Needs
          decision={decision}
          option={shown}
          answering={answering}
          onClose={opened === null ? null : () => setDraft({ option: null })}
        />
      )}
      <Options
        decision={decision}
        options={decision.options.filter((option) => option !== shown)}
        not={not}
        busy={busy}
        keys={single}
        choose={choose}
      />
    </article>
  )
}

/** The answers as buttons, each with what it does. */
function Options({
  decision,
  options,
  not,
  busy,
  keys,
  choose,
}: {
  readonly decision: DecisionView
  readonly options: readonly OptionView[]
  readonly not: string | null
  readonly busy: string | null
  readonly keys: boolean
  readonly choose: (option: OptionView) => void
}) {
  if (options.length === 0) return null
  return (
    <ul className="grid gap-x-3 gap-y-2 @sm:grid-cols-[auto_minmax(0,1fr)] @sm:items-center">
      {options.map((option) => {
        const { look, meaning, icon } = optionLook(decision.kind, option, option === decision.options[0])
        const wantsMore = option.reason || fieldsOf(decision, option.id).length > 0
        return (
          <li key={option.id} className="contents">
            <Button
              look={look}
              meaning={meaning}
              {...(icon ? { icon } : {})}
              {...(keys ? { keys: option.key } : {})}
              not={notFor(decision, option, not)}
              busy={busy === option.id}
              className="justify-between"
              onClick={() => choose(option)}
            >
              <span className="flex-1">
                <Escaped text={labelOf(decision, option)} />
                {wantsMore && ' …'}
              </span>
            </Button>
            <p className="text-sm text-ink-2 max-@sm:-mt-1.5">
              <Spoken text={option.effect} />
              {option.deviation && <span className="text-waiting"> Deviates from the document.</span>}
            </p>
          </li>
        )
      })}
    </ul>
  )
}

const labelOf = ({ steps, left, kind, options }: DecisionView, option: OptionView): string =>
  steps.length > 1 && option === options[0] && (kind === 'confirm' || kind === 'claims')
    ? `${option.label}: ${left.length === steps.length ? `all ${left.length}` : `the ${left.length} left`}`
    : option.label

/** What an option needs besides being chosen: a reason, values, which of the items. */
function Needs({
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

/** Who may answer, who has, who is missing, who is on it, and what the answer covers. */
function Authority({
  decision,
  claim,
}: {
  readonly decision: DecisionView
  readonly claim: (on: boolean) => Promise<void>
}) {
  const me = useMe().data
  const { claimed, signed, missing: wanted, binds, mine } = decision
  const isMine = claimed !== null && claimed.by.id === me?.id
  return (
    <div className="flex flex-col gap-1.5 text-sm">
      {(signed.length > 0 || wanted.length > 0) && (
        <p className="flex flex-wrap items-center gap-x-3">
          {signed.length > 0 && (
            <span className="flex items-center gap-1 text-done">
              <Icon name="passed" /> Signed: {signed.map(({ name }) => name).join(', ')}
            </span>
          )}
          {wanted.length > 0 && (
            <span className="flex items-center gap-1 text-waiting">
              <Icon name="person" /> Still wanted: {wanted.join(' and ')}
            </span>
          )}
        </p>
      )}
      {binds.length > 0 && (
        <details>
          <summary className="text-ink-2">
            The answer covers {binds.length} {binds.length === 1 ? 'thing' : 'things'}; it lapses when one of them
            changes
          </summary>
          <ul className="mt-1 list-disc pl-6 text-ink-2">
            {binds.map((line) => (
              <li key={line}>
                <Escaped text={line} />
              </li>
            ))}
          </ul>
        </details>
      )}
      <p className="flex flex-wrap items-center gap-2 text-ink-2">
        {claimed !== null && (
          <span className="flex items-center gap-1 font-medium text-ink">
            <Icon name="person" /> {isMine ? 'You are' : `${claimed.by.name} is`} on it since <Time at={claimed.at} />
          </span>
        )}
        {(claimed === null || isMine) && mine === null && (
          <Button size="small" look="bare" icon="person" onClick={() => void claim(!isMine)}>
            {isMine ? 'Not any more' : 'I am on it'}
          </Button>
        )}
      </p>
    </div>
  )
}

/** The server said no: what has changed, and that one can go on. What was typed is still there. */
function Refusal({ error }: { readonly error: unknown }) {
  const { message, next } = told(error)
  return (
    <div role="alert" className="rounded-md border border-unmet-line bg-unmet-soft px-3 py-2 text-sm">
      <p className="font-medium whitespace-pre-wrap">
        <Spoken text={message} />
      </p>
      <p className="text-ink-2">
        <Spoken text={next} />
      </p>
    </div>
  )
}
