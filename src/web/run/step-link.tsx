import type { RunDocument } from '../../contract/index.ts'
import { Escaped } from '../parts/escaped.tsx'
import { join } from '../parts/join.ts'

/** Goes to a step in the document: its number, and its title where there is room for it. */
export function StepLink({
  document,
  step,
  onStep,
  titled = false,
  bare = false,
  className,
}: {
  readonly document: RunDocument
  readonly step: string
  readonly onStep: (step: string) => void
  readonly titled?: boolean
  /** Only its number, where “steps” stands before it. */
  readonly bare?: boolean
  readonly className?: string
}) {
  const known = document.steps[step]
  if (known === undefined) return <span>a step that is not in this document</span>
  return (
    <a
      href={`#step-${known.number}`}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return
        event.preventDefault()
        onStep(step)
      }}
      title={known.title}
      aria-label={bare ? `step ${known.number}` : undefined}
      className={join(
        'text-running underline decoration-1 underline-offset-2',
        bare && 'inline-block min-h-6 min-w-6 text-center leading-6',
        className,
      )}
    >
      {titled ? (
        <>
          {known.number}. <Escaped text={known.title} />
        </>
      ) : (
        `${bare ? '' : 'step '}${known.number}`
      )}
    </a>
  )
}
