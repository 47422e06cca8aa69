import { Link as PageLink } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { told } from '../../client/api.ts'
import { Button } from '../../parts/button.tsx'
import { Escaped } from '../../parts/escaped.tsx'
import { Icon, type IconName } from '../../parts/icons.tsx'
import { join } from '../../parts/join.ts'
import { type Meaning, softOf } from '../../parts/meaning.ts'
import { Countdown, Time } from '../../parts/time.tsx'
import { length } from '../../parts/times.ts'
import { useAct, useLink, useRun } from '../run-context.tsx'
import { useRunDoing } from '../run-doing.ts'

/** What holds for the whole page: it is not connected, nobody drives the run, it is over, … The most pressing of them. */
export function Banners() {
  return (
    <div className="shrink-0">
      <Connection />
      <State />
    </div>
  )
}

function Banner({
  meaning,
  icon,
  title,
  children,
  acts,
  alert = false,
}: {
  readonly meaning: Meaning
  readonly icon: IconName
  readonly title: string
  readonly children?: ReactNode
  readonly acts?: ReactNode
  readonly alert?: boolean
}) {
  return (
    <div
      role={alert ? 'alert' : 'status'}
      className={join(
        'flex flex-wrap items-center gap-x-3 gap-y-1 border-b px-3 py-2 text-sm lg:px-4',
        softOf[meaning],
      )}
    >
      <Icon name={icon} className="size-5!" />
      <p className="min-w-0 flex-1 basis-60 text-ink-2">
        <span className="font-semibold text-ink">{title}</span> {children}
      </p>
      {acts && <span className="flex flex-wrap gap-2 print:hidden">{acts}</span>}
    </div>
  )
}

function Connection() {
  const link = useLink()
  if (link.is === 'live' || link.is === 'connecting') return null
  if (link.is === 'refused')
    return (
      <Banner
        meaning="unmet"
        icon="warning"
        title="Not connected."
        alert
        acts={<Button onClick={() => location.reload()}>Load the page again</Button>}
      >
        {link.message} {link.next}
      </Banner>
    )
  return (
    <Banner
      meaning="waiting"
      icon="offline"
      title={link.is === 'offline' ? 'This device is offline.' : 'The connection is lost.'}
    >
      What is shown may be old; the run goes on without this page, and nothing that you typed is lost.
      {link.is === 'waiting' && (
        <>
          {' '}
          Trying again in <Countdown until={link.until} past="a moment" />.
        </>
      )}
    </Banner>
  )
}

function State() {
  const view = useRun((run) => run)
  const { resume } = useRunDoing()
  const resumeButton = (
    <Button look="full" meaning="running" icon="play" onClick={resume}>
      Resume
    </Button>
  )
  if (view.status === 'ended') return <Ended />
  if (view.needs.length > 0) return <Secrets names={view.needs} />
  if (view.stopped !== null)
    return (
      <Banner meaning="waiting" icon="warning" title="The run was left." alert acts={resumeButton}>
        <Escaped text={view.stopped} />
      </Banner>
    )
  if (view.status === 'paused')
    return (
      <Banner meaning="waiting" icon="paused" title="Paused." acts={resumeButton}>
        {pausedBy(view)}
      </Banner>
    )
  if (view.driver === null)
    return (
      <Banner meaning="waiting" icon="paused" title="Nobody drives this run." acts={resumeButton}>
        {view.running.length > 0
          ? 'What was started goes on by itself; how it ended is seen when somebody resumes the run.'
          : 'It goes on from here when somebody resumes it.'}
        <span className="max-sm:hidden"> Nothing is lost and nothing runs twice.</span>
      </Banner>
    )
  if (view.rehearsal)
    return (
      <Banner meaning="plain" icon="play" title="A rehearsal.">
        Commands are pretended and nothing outside is touched; times are made up.
      </Banner>
    )
  return null
}

const pausedBy = ({
  said,
}: {
  readonly said: readonly { readonly text: string; readonly by: { readonly name: string } }[]
}) => {
  const last = said.findLast(({ text }) => /pause/i.test(text))
  return last === undefined
    ? 'Nothing more starts until somebody resumes.'
    : `${last.by.name}: ${last.text} Nothing more starts until somebody resumes.`
}

const outcomes = {
  done: { meaning: 'done', icon: 'passed', title: 'The run is done.' },
  failed: { meaning: 'unmet', icon: 'failed', title: 'The run failed.' },
  aborted: { meaning: 'unmet', icon: 'close', title: 'The run was ended before it was done.' },
  'backed-out': { meaning: 'back', icon: 'back', title: 'The run was taken back.' },
} as const

/** What came out. */
function Ended() {
  const view = useRun((run) => run)
  const { meaning, icon, title } = outcomes[view.outcome ?? 'done']
  const { done, failed, skipped, total } = view.progress
  const parts = [
    `${done} of ${total} ${total === 1 ? 'step' : 'steps'}${view.line === null ? '' : ' of the way back'}`,
    failed > 0 ? `${failed} failed` : null,
    skipped > 0 ? `${skipped} skipped` : null,
    view.deviations.length === 0
      ? 'nothing deviated from the document'
      : `${view.deviations.length} ${view.deviations.length === 1 ? 'deviation' : 'deviations'}`,
    `took ${length(view.updatedAt - view.createdAt)}`,
  ].filter((part) => part !== null)
  return (
    <Banner
      meaning={meaning}
      icon={icon}
      title={view.rehearsal ? `${title.slice(0, -1)} (a rehearsal).` : title}
      acts={
        <PageLink
          to="/runs/$run/record"
          params={{ run: view.run }}
          className="inline-flex min-h-10 items-center gap-1.5 rounded-md border border-line-strong bg-ground px-3 font-medium text-ink"
        >
          <Icon name="record" />
          Record
        </PageLink>
      }
    >
      {parts.join(', ')}; ended <Time at={view.updatedAt} zone={view.zone} />.
    </Banner>
  )
}

/** Values that only memory holds, and that the driver does not have (any more). */
function Secrets({ names }: { readonly names: readonly string[] }) {
  const act = useAct()
  const inputs = useRun((run) => run.inputs)
  const [values, setValues] = useState<Readonly<Record<string, string>>>({})
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const isMissing = names.some((name) => (values[name] ?? '') === '')
  async function give() {
    setBusy(true)
    setError(null)
    try {
      await act('inputs', { values: Object.fromEntries(names.map((name) => [name, values[name] ?? ''])) })
      setValues({})
    } catch (problem) {
      setError(problem)
    } finally {
      setBusy(false)
    }
  }
  return (
    <div role="status" className={join('border-b px-3 py-2 lg:px-4', softOf.waiting)}>
      <form
        className="flex flex-wrap items-end gap-3"
        onSubmit={(event) => {
          event.preventDefault()
          if (!isMissing) void give()
        }}
      >
        <p className="flex min-w-0 basis-72 items-start gap-2 text-sm text-ink-2">
          <Icon name="lock" className="mt-0.5 size-5! text-waiting" />
          <span>
            <span className="font-semibold text-ink">
              The run needs {names.length === 1 ? 'a secret' : 'secrets'} to go on.
            </span>{' '}
            Secrets are never stored; whoever resumes tells them again.
          </span>
        </p>
        {names.map((name) => (
          <label key={name} className="min-w-0 flex-1 basis-48 text-sm font-medium text-ink">
            <Escaped text={inputs.find((input) => input.name === name)?.text ?? name} />
            <input
              type="password"
              autoComplete="off"
              value={values[name] ?? ''}
              onChange={(event) => setValues({ ...values, [name]: event.target.value })}
              className="field mt-0.5 w-full text-base font-normal"
            />
          </label>
        ))}
        <Button
          type="submit"
          look="full"
          meaning="waiting"
          busy={busy}
          not={isMissing ? 'Fill in all of them first.' : null}
        >
          Give and go on
        </Button>
      </form>
      {error !== null && (
        <p role="alert" className="mt-1 text-sm text-unmet">
          {told(error).message} {told(error).next}
        </p>
      )}
    </div>
  )
}
