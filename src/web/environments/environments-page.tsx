import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { EnvironmentsView, EnvironmentView } from '../../contract/environments.ts'
import { get } from '../client/api.ts'
import { Chip } from '../parts/chip.tsx'
import { Icon } from '../parts/icons.tsx'
import { Outcome } from '../parts/outcome.tsx'
import { Page, wordLink } from '../parts/page.tsx'
import { Empty, Failed, Loading } from '../parts/states.tsx'
import { Countdown, Time } from '../parts/time.tsx'
import { useTitle } from '../shell/place.ts'

/** Environments in the order of promotion: what is in service there, who holds it, when changes may be made, and by whom. */
export function EnvironmentsPage() {
  useTitle('Environments')
  const { data, error, refetch } = useQuery({
    queryKey: ['environments'],
    queryFn: ({ signal }) => get<EnvironmentsView>('/api/environments', signal),
    refetchInterval: 15_000,
  })
  if (data === undefined)
    return error ? (
      <Page title="Environments">
        <Failed error={error} title="The environments could not be fetched" again={() => void refetch()} />
      </Page>
    ) : (
      <Loading what="Looking at environments" />
    )
  return (
    <Page
      title="Environments"
      lead={
        data.project === null ? (
          'No holdpoint.yaml says anything of them: these are the ones that runs were in.'
        ) : (
          <>
            In the order of promotion, as <code>holdpoint.yaml</code> has it.
          </>
        )
      }
      wide
    >
      {data.problem && (
        <div role="alert" className="mb-4 rounded-lg border border-unmet-line bg-unmet-soft p-3">
          <p className="font-semibold text-unmet">holdpoint.yaml cannot be read: what runs say is shown alone.</p>
          <p>{data.problem.message}</p>
          <p className="text-ink-2">{data.problem.next}</p>
        </div>
      )}
      {data.environments.length === 0 ? (
        <Empty icon="screen" title="No environment is known here">
          <p>
            Name one when a run begins, or write them into <code>holdpoint.yaml</code>: when changes are made there, in
            which order, and who decides.
          </p>
        </Empty>
      ) : (
        <ol className="grid gap-3 md:grid-cols-2 xl:grid-cols-3">
          {data.environments.map((one) => (
            <li key={one.name}>
              <Environment of={one} />
            </li>
          ))}
        </ol>
      )}
    </Page>
  )
}

function Environment({ of }: { readonly of: EnvironmentView }) {
  return (
    <article className="grid h-full content-start gap-3 rounded-lg border border-line bg-raised p-4">
      <header>
        <div className="flex flex-wrap items-center gap-2">
          <h2 className="text-lg font-semibold">{of.name}</h2>
          <Changes of={of} />
        </div>
        <p className="text-sm text-ink-2">
          {of.after === null ? (
            of.named ? (
              'Nothing has to be done before it.'
            ) : (
              'Only runs name it: nothing is known of when, or in which order.'
            )
          ) : (
            <>
              The same release must have been done in <b className="font-semibold">{of.after}</b> before.
            </>
          )}
        </p>
      </header>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-2">
        <Fact name="In service">
          <InService of={of} />
        </Fact>
        <Fact name="Held by">
          <Holders of={of} />
        </Fact>
        <Fact name="Last run">
          {of.last === null ? (
            'None has ended.'
          ) : (
            <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
              <Outcome outcome={of.last.outcome} />
              <Link to="/runs/$run" params={{ run: of.last.run }} className={wordLink}>
                {of.last.title}
              </Link>
              <Time at={of.last.at} />
            </span>
          )}
        </Fact>
        {(of.windows.length > 0 || of.freezes.length > 0) && (
          <Fact name="Changes are made">
            <ul>
              {of.windows.map((one) => (
                <li key={one}>{one}</li>
              ))}
              {of.freezes.map((one) => (
                <li key={one}>not: {one}</li>
              ))}
            </ul>
          </Fact>
        )}
        {of.roles.length > 0 && (
          <Fact name="People">
            <ul>
              {of.roles.map(({ name, people }) => (
                <li key={name}>
                  <span className="text-ink-2">{name}:</span>{' '}
                  {people.length === 0 ? <span className="text-unmet">nobody</span> : people.join(', ')}
                </li>
              ))}
            </ul>
          </Fact>
        )}
      </dl>
      <p className="mt-auto text-sm">
        <Link to="/" search={{ environment: of.name }} className={wordLink}>
          {of.runs === 1 ? 'One run' : `${of.runs} runs`}
        </Link>
        {of.rehearsals > 0 && <span className="text-ink-2">, {of.rehearsals} rehearsed</span>}
      </p>
    </article>
  )
}

function Fact({ name, children }: { readonly name: string; readonly children: React.ReactNode }) {
  return (
    <>
      <dt className="text-sm text-ink-2">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </>
  )
}

/** Whether changes may be made now, until when, or when again. */
function Changes({ of }: { readonly of: EnvironmentView }) {
  if (of.closed.length > 0)
    return (
      <Chip meaning="waiting" icon="lock">
        {of.opensAt === null ? 'No changes now' : 'No changes for '}
        {of.opensAt !== null && <Countdown until={of.opensAt} />}
      </Chip>
    )
  if (of.closesAt !== null)
    return (
      <Chip meaning="done" icon="clock">
        Open for <Countdown until={of.closesAt} past="no longer" />
      </Chip>
    )
  return null
}

function InService({ of }: { readonly of: EnvironmentView }) {
  const { inService, after } = of
  if (inService === null) return <>Nothing yet: no run of a whole document was done here.</>
  return (
    <>
      <Link to="/runs/$run" params={{ run: inService.run }} className={wordLink}>
        {inService.release ?? inService.title}
      </Link>{' '}
      since <Time at={inService.at} />
      {(inService.commit ?? inService.digest) && (
        <p className="text-sm text-ink-2">
          {inService.commit && (
            <>
              commit <code>{inService.commit.slice(0, 12)}</code>
            </>
          )}
          {inService.commit && inService.digest && ', '}
          {inService.digest && (
            <>
              SHA-256 <code>{inService.digest.slice(0, 12)}</code>
            </>
          )}
        </p>
      )}
      {inService.ahead !== null && (
        <p className="flex items-center gap-1.5 text-sm text-ink-2">
          <Icon name={inService.ahead ? 'passed' : 'next'} />
          {inService.ahead ? `the same as in ${after}` : `${after} has another release`}
        </p>
      )}
    </>
  )
}

function Holders({ of }: { readonly of: EnvironmentView }) {
  if (of.holders.length === 0)
    return <>{of.lock ? 'Nobody: it is free.' : 'Nobody; several runs at a time are allowed.'}</>
  return (
    <ul>
      {of.holders.map(({ run, title, who, since }) => (
        <li key={run}>
          {who} with{' '}
          <Link to="/runs/$run" params={{ run }} className={wordLink}>
            {title}
          </Link>{' '}
          since <Time at={since} />
        </li>
      ))}
    </ul>
  )
}
