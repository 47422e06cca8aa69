import type { DecisionView } from '../../../contract/index.ts'
import { Button } from '../../parts/button.tsx'
import { Escaped } from '../../parts/escaped.tsx'
import { Spoken } from '../../parts/spoken.tsx'
import { fieldsOf, notFor } from './answering.ts'
import { type OptionView, optionLook } from './option-look.ts'

/** The answers as buttons, each with what it does. */
export function Options({
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
