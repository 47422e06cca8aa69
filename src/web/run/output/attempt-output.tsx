import type { AttemptView, StepDocument } from '../../../contract/index.ts'
import type { RunStore } from '../../client/run-store.ts'
import { Empty, Failed, Loading } from '../../parts/states.tsx'
import { OutputView } from './output-view.tsx'
import { useOutput } from './use-output.ts'

/** What one attempt printed; or why there is nothing to see of it. */
export function AttemptOutput({
  run,
  of,
  attempt,
  store,
}: {
  readonly run: string
  readonly of: StepDocument
  readonly attempt: AttemptView
  readonly store: RunStore
}) {
  const watched = useOutput(store, run, of.id, attempt.number, attempt.bytes)
  if (watched === null) return <Loading what="Loading the output" />
  const { seen, follower } = watched
  const address = { run, step: of.id, attempt: attempt.number }
  if (seen.refused === 'hidden') return <Hidden />
  if (seen.refused === 'gone')
    return (
      <Empty icon="output" title="This output is not kept any more">
        <p>Its file was removed. Its length and digest are in the record, so a copy can still be proved.</p>
      </Empty>
    )
  if (seen.error !== null && seen.window.lines.length === 0)
    return <Failed title="The output could not be fetched" error={seen.error} again={() => follower.again()} />
  if (!seen.known) return <Loading what="Loading the output" />
  if (seen.window.total === 0)
    return attempt.endedAt === null ? (
      <Empty icon="output" title="Nothing printed yet">
        <p>It appears here as soon as the step prints something.</p>
      </Empty>
    ) : (
      <Empty icon="output" title="It printed nothing" />
    )
  return <OutputView of={of} attempt={attempt} watched={watched} address={address} />
}

/** Where a secret that it may hold is not known. */
export function Hidden() {
  return (
    <Empty icon="lock" title="Nothing of this output is shown yet">
      <p>
        It may hold a secret that is not known here any more, so it cannot be hidden in it. Give the secret to the run
        again, where it says what it needs, and the output appears.
      </p>
    </Empty>
  )
}
