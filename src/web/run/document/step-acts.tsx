import type { StepDocument, StepView } from '../../../contract/index.ts'
import { Button } from '../../parts/button.tsx'
import { join } from '../../parts/join.ts'
import { isAbout, useParts, useRun } from '../run-context.tsx'
import { useStepDoing } from '../step-doing.ts'

/** What can be done with a step, beside it. What is wanted now is always there; the rest where the viewer is. */
export function StepActs({
  step,
  view,
  current,
  over,
}: {
  readonly step: StepDocument
  readonly view: StepView
  readonly current: boolean
  /** They lie over the line of a table, whose columns stay where they are. */
  readonly over: boolean
}) {
  const { go, page } = useParts()
  const { tick, cancel } = useStepDoing()
  // Its kind only: the question itself is another one after each of its other items.
  const asked = useRun((run) => run.open.find((decision) => isAbout(decision, step.id))?.kind ?? null)
  const isMine = useRun((run) => run.open.find((decision) => isAbout(decision, step.id))?.mine === null)
  const ended = useRun((run) => run.status === 'ended')
  const isOpen = view.state === 'open' || view.state === 'waiting'
  const byHand = step.command === null && (step.kind === 'confirm' || step.kind === 'check')
  const isTickable = !ended && isOpen && byHand && (asked === null || asked === 'confirm' || asked === 'claims')
  const secondary = join(
    'flex items-center',
    !current && 'sm:opacity-0 sm:group-hover/step:opacity-100 sm:group-focus-within/step:opacity-100 max-sm:hidden',
  )
  return (
    <div className={join('-my-1 flex shrink-0 items-center gap-1 print:hidden', over && 'absolute top-1 right-0')}>
      <span className={secondary}>
        {view.attempts.length > 0 && (
          <Button
            look="bare"
            size="small"
            icon="output"
            aria-label={`Output of step ${step.number}`}
            title="Output (o)"
            onClick={() => go(step.id, 'output')}
          />
        )}
        <Button
          look="bare"
          size="small"
          icon="comment"
          aria-label={`Say something about step ${step.number}`}
          title="Comment (c)"
          onClick={() => go(step.id, 'talk')}
        />
        <Button
          look="bare"
          size="small"
          icon="more"
          aria-label={`Details of step ${step.number}`}
          title="Details (Enter)"
          onClick={() => page.toggle(step.id)}
        />
      </span>
      {view.state === 'running' && (
        <Button size="small" icon="close" onClick={() => void cancel(step)}>
          End it
        </Button>
      )}
      {isTickable && (
        <Button
          size="small"
          icon="passed"
          meaning={asked === null ? 'plain' : 'waiting'}
          onClick={() => void tick(step)}
        >
          Tick
        </Button>
      )}
      {asked !== null && !isTickable && (
        <Button
          size="small"
          icon="waiting"
          meaning={isMine ? 'waiting' : 'plain'}
          look={isMine ? 'full' : 'line'}
          onClick={() => go(step.id, 'decisions')}
        >
          {isMine ? 'Answer' : 'Question'}
        </Button>
      )}
    </div>
  )
}
