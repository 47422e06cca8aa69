import type { DecisionView } from '../../../contract/index.ts'
import { Button } from '../../parts/button.tsx'
import { Escaped } from '../../parts/escaped.tsx'
import { Icon } from '../../parts/icons.tsx'
import { join } from '../../parts/join.ts'
import { inkOf, stepStates } from '../../parts/meaning.ts'
import { useParts, useRun } from '../run-context.tsx'
import { useStepDoing } from '../step-doing.ts'

/** More are folded: a section of 500 boxes is ticked in the document, or in one act. */
const shownAtMost = 40

/** The items of a question about several: each with its state, each to be ticked by itself. */
export function Items({ decision, not }: { readonly decision: DecisionView; readonly not: string | null }) {
  const { document, go } = useParts()
  const { tick } = useStepDoing()
  const steps = useRun((run) => run.steps)
  const isByOne = decision.kind === 'confirm' || decision.kind === 'claims'
  const hidden = decision.steps.length - shownAtMost
  return (
    <div>
      <ul className="max-h-[40vh] divide-y overflow-y-auto divide-line rounded-md border border-line">
        {decision.steps.slice(0, shownAtMost).map((id) => {
          const step = document.steps[id]
          if (step === undefined) return null
          const isLeft = decision.left.includes(id)
          const { icon, meaning, word } = stepStates[steps[id]?.state ?? 'open']
          return (
            <li key={id} className="flex items-center gap-2 px-2 py-1">
              <span className={inkOf[isLeft ? 'waiting' : meaning]}>
                <Icon name={isLeft ? 'open' : icon} />
                <span className="sr-only">{isLeft ? 'Open' : word}: </span>
              </span>
              <button
                type="button"
                onClick={() => go(id)}
                className={join('min-w-0 flex-1 text-left hover:underline', !isLeft && 'text-ink-3')}
              >
                <span className="tabular text-sm text-ink-3">{step.number} </span>
                <Escaped text={step.title} />
              </button>
              {isByOne && isLeft && (
                <Button
                  size="small"
                  icon="passed"
                  not={not}
                  onClick={() => void tick(step)}
                  aria-label={`Tick step ${step.number}`}
                >
                  Tick
                </Button>
              )}
            </li>
          )
        })}
      </ul>
      {hidden > 0 && <p className="mt-1 text-sm text-ink-3">and {hidden} more, in the document</p>}
    </div>
  )
}
