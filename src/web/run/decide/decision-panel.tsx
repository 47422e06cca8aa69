import type { KeyboardEvent } from 'react'
import type { DecisionView } from '../../../contract/index.ts'
import { told } from '../../client/api.ts'
import { Chip } from '../../parts/chip.tsx'
import { Escaped } from '../../parts/escaped.tsx'
import { Icon } from '../../parts/icons.tsx'
import { Spoken } from '../../parts/spoken.tsx'
import { Countdown, Time } from '../../parts/time.tsx'
import { useParts, useRun } from '../run-context.tsx'
import { fieldsOf, notFor, useAnswering } from './answering.ts'
import { Authority } from './authority.tsx'
import { Exhibits } from './exhibits.tsx'
import { Items } from './items.tsx'
import { kindWords } from './kind-words.ts'
import { Needs } from './needs.tsx'
import type { OptionView } from './option-look.ts'
import { Options } from './options.tsx'

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
