import type { AttemptView, StepDocument, StepView } from '../../../contract/index.ts'
import { Button } from '../../parts/button.tsx'
import { Escaped } from '../../parts/escaped.tsx'
import { Words } from '../../parts/inline-words.tsx'
import { Time } from '../../parts/time.tsx'
import { length } from '../../parts/times.ts'
import { useParts, useRun } from '../run-context.tsx'

/** All that is known of a step: its further words, its attempts, what was said about it. */
export function StepDetails({ step, view }: { readonly step: StepDocument; readonly view: StepView }) {
  const comments = useRun((run) => run.comments).filter((comment) => comment.step === step.id)
  const zone = useRun((run) => run.zone)
  return (
    <div className="mt-2 flex flex-col gap-3 rounded-md border border-line bg-ground p-3 text-sm">
      {step.detail.length > 0 && (
        <div className="text-ink-2">
          {step.detail.map((words, at) => {
            const key = at
            return (
              <p key={key}>
                <Words words={words} />
              </p>
            )
          })}
        </div>
      )}
      <p className="text-ink-3">
        Step {step.number}, line {step.line} of the document, a {kinds[step.kind]}.{' '}
        {view.by !== null && view.at !== null && (
          <>
            {view.by.name}
            {view.by.key === null ? '' : `, signed with ${view.by.key}`}, <Time at={view.at} zone={zone} />.
          </>
        )}
      </p>
      {view.attempts.length > 0 && (
        <section>
          <h4 className="font-semibold">Attempts</h4>
          <ul className="mt-1 flex flex-col gap-1">
            {view.attempts.map((attempt) => (
              <Attempt key={attempt.number} attempt={attempt} step={step} zone={zone} />
            ))}
          </ul>
        </section>
      )}
      {comments.length > 0 && (
        <section>
          <h4 className="font-semibold">Comments</h4>
          {comments.map(({ seq, at, by, text }) => (
            <p key={seq} className="whitespace-pre-wrap text-ink-2">
              <span className="font-medium text-ink">{by.name}</span>, <Time at={at} zone={zone} />:{' '}
              <Escaped text={text} />
            </p>
          ))}
        </section>
      )}
    </div>
  )
}

const kinds: Readonly<Record<StepDocument['kind'], string>> = {
  command: 'command',
  confirm: 'point to do or to confirm',
  check: 'check',
  measure: 'measurement',
  signoff: 'sign-off',
  record: 'value to fill in',
  message: 'message',
  wait: 'wait',
}

const ends: Readonly<Record<NonNullable<AttemptView['how']>, string>> = {
  exit: 'ended',
  timeout: 'ended because it took too long',
  cancelled: 'cancelled',
  unknown: 'its end is not known',
  'lost-terminal': 'its terminal went away',
}

function Attempt({
  attempt,
  step,
  zone,
}: {
  readonly attempt: AttemptView
  readonly step: StepDocument
  readonly zone: string
}) {
  const { go } = useParts()
  const took = attempt.endedAt === null ? null : length(attempt.endedAt - attempt.startedAt)
  const end =
    attempt.how === null
      ? 'runs'
      : `${ends[attempt.how]}${attempt.status === null ? '' : ` with status ${attempt.status}`}${took === null ? '' : ` after ${took}`}`
  return (
    <li className="flex flex-wrap items-center gap-x-2">
      <span>
        {attempt.number}. <Time at={attempt.startedAt} zone={zone} /> by {attempt.by.name}: {end}
        {attempt.target !== null && ` on ${attempt.target}`}
        {attempt.cancelRequested && attempt.endedAt === null && ', asked to end'}
      </span>
      <Button look="bare" size="small" icon="output" onClick={() => go(step.id, 'output')}>
        Output
      </Button>
      {attempt.survivors.map(({ pid, command }) => (
        <span key={pid} className="basis-full text-unmet">
          Still running: <Escaped text={command} /> ({pid})
        </span>
      ))}
    </li>
  )
}
