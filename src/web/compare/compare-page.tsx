import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import type { ComparedRun, CompareView } from '../../contract/compare.ts'
import { get, runPath } from '../client/api.ts'
import { Escaped } from '../parts/escaped.tsx'
import { Tick } from '../parts/field.tsx'
import { Icon } from '../parts/icons.tsx'
import { Outcome } from '../parts/outcome.tsx'
import { linkButton, Page, Part, wordLink } from '../parts/page.tsx'
import { Failed, Loading } from '../parts/states.tsx'
import { Time } from '../parts/time.tsx'
import { length } from '../parts/times.ts'
import { useTitle } from '../shell/place.ts'
import { ComparedSteps } from './compared-steps.tsx'
import { DocumentDiff } from './document-diff.tsx'

/** Two runs beside each other: what is other comes first, what is alike can be left out. */
export function ComparePage() {
  const { a, b } = useParams({ from: '/compare/$a/$b' })
  const { data, error, refetch } = useQuery({
    queryKey: ['compare', a, b],
    queryFn: ({ signal }) => get<CompareView>(`${runPath(a)}/compare/${encodeURIComponent(b)}`, signal),
  })
  useTitle(data === undefined ? 'What changed' : `What changed: ${data.b.title}`)
  if (data === undefined)
    return error ? (
      <Page title="What changed">
        <Failed error={error} title="These runs cannot be compared" again={() => void refetch()}>
          <Link to="/" className={linkButton}>
            All runs
          </Link>
        </Failed>
      </Page>
    ) : (
      <Loading what="Comparing" />
    )
  return <Compared view={data} />
}

function Compared({ view }: { readonly view: CompareView }) {
  const [isAll, setAll] = useState(false)
  const { a, b } = view
  const changed = view.steps.filter((step) => step.changed.length > 0)
  const deviations = view.deviations.a.length + view.deviations.b.length
  const otherInputs = view.inputs.filter(({ same }) => !same)
  return (
    <Page
      title="What changed"
      lead={<Sum view={view} />}
      acts={
        <Link to="/compare/$a/$b" params={{ a: b.run, b: a.run }} className={linkButton}>
          <Icon name="back" />
          The other way round
        </Link>
      }
    >
      <div className="mb-5 grid gap-2 md:grid-cols-2">
        <Side run={a} name="Before" />
        <Side run={b} name="Now" />
      </div>
      {view.facts.length > 0 && (
        <Part title="The runs themselves">
          <Pairs rows={view.facts.map(({ name, a: was, b: now }) => [name, was, now])} />
        </Part>
      )}
      <Part
        title="Steps"
        note={
          changed.length === 0
            ? 'All went as they did before.'
            : `${changed.length} of ${view.steps.length} went otherwise`
        }
      >
        <div className="mb-2 print:hidden">
          <Tick label="Show those that are alike, too" checked={isAll} onChange={setAll} />
        </div>
        <ComparedSteps steps={isAll ? view.steps : changed} a={a.run} b={b.run} />
      </Part>
      {view.verdicts.length > 0 && (
        <Part title="Verdicts" note="What was expected, and was found otherwise">
          <Pairs
            rows={view.verdicts.map(({ step, title, text, a: was, b: now }) => [
              `${step} ${title}: ${text}`,
              was && `${was.verdict}: ${was.why}`,
              now && `${now.verdict}: ${now.why}`,
            ])}
          />
        </Part>
      )}
      {(isAll ? view.inputs : otherInputs).length > 0 && (
        <Part title="Inputs" note={otherInputs.length === 0 ? 'All are the same.' : `${otherInputs.length} are other`}>
          <Pairs rows={(isAll ? view.inputs : otherInputs).map(({ name, a: was, b: now }) => [name, was, now])} />
        </Part>
      )}
      {deviations > 0 && (
        <Part title="Deviations" note="What was done other than the plan says">
          <div className="grid gap-4 md:grid-cols-2">
            <Deviations name="Before" all={view.deviations.a} />
            <Deviations name="Now" all={view.deviations.b} />
          </div>
        </Part>
      )}
      <Part title="The document" note={a.digest === b.digest ? 'It is the same.' : null}>
        <DocumentDiff view={view} />
      </Part>
    </Page>
  )
}

/** The one sentence that who is in a hurry reads. */
function Sum({ view }: { readonly view: CompareView }) {
  const [was, now] = [tookOf(view.a), tookOf(view.b)]
  const steps = view.steps.filter((step) => step.changed.length > 0).length
  const parts = [
    was === null || now === null
      ? null
      : Math.abs(now - was) < 1000
        ? 'It took as long as before.'
        : `It took ${length(Math.abs(now - was))} ${now > was ? 'longer' : 'less'} (${length(now)} instead of ${length(was)}).`,
    view.a.outcome === view.b.outcome ? null : 'It ended otherwise.',
    steps === 0 ? 'No step went otherwise.' : `${steps} ${steps === 1 ? 'step' : 'steps'} went otherwise.`,
    view.a.digest === view.b.digest ? 'The document is the same.' : 'The document was changed.',
  ]
  return <p>{parts.filter((part) => part !== null).join(' ')}</p>
}

const tookOf = ({ createdAt, endedAt }: ComparedRun) => (endedAt === null ? null : endedAt - createdAt)

function Side({ run, name }: { readonly run: ComparedRun; readonly name: string }) {
  const took = tookOf(run)
  return (
    <section className="rounded-lg border border-line p-3" aria-label={name}>
      <p className="flex flex-wrap items-center gap-2">
        <span className="text-sm text-ink-2">{name}</span>
        <Outcome outcome={run.outcome} />
      </p>
      <h2 className="font-semibold">
        <Link to="/runs/$run" params={{ run: run.run }} className="hover:underline">
          <Escaped text={run.title} />
        </Link>
      </h2>
      <p className="flex flex-wrap gap-x-3 text-sm text-ink-2">
        <span>{run.environment ?? 'no environment'}</span>
        {run.release && <span>release {run.release}</span>}
        {run.rehearsal && <span>rehearsal</span>}
        <span>{run.operator}</span>
        <Time at={run.createdAt} />
        {took !== null && <span>took {length(took)}</span>}
        <Link to="/runs/$run/record" params={{ run: run.run }} className={wordLink}>
          Record
        </Link>
      </p>
    </section>
  )
}

function Pairs({ rows }: { readonly rows: readonly (readonly [string, string | null, string | null])[] }) {
  return (
    <table className="w-full table-fixed border-collapse text-sm">
      <thead>
        <tr className="border-b border-line-strong text-left">
          <th scope="col" className="w-28 px-2 py-1 font-semibold sm:w-1/4">
            What
          </th>
          <th scope="col" className="px-2 py-1 font-semibold">
            Before
          </th>
          <th scope="col" className="px-2 py-1 font-semibold">
            Now
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, was, now]) => (
          <tr key={name} className="border-b border-line align-top">
            <th scope="row" className="px-2 py-1 text-left font-normal text-ink-2">
              <Escaped text={name} />
            </th>
            <td className="px-2 py-1">
              {was === null ? <span className="text-ink-3">none</span> : <Escaped text={was} />}
            </td>
            <td className="px-2 py-1">
              {now === null ? <span className="text-ink-3">none</span> : <Escaped text={now} />}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Deviations({ name, all }: { readonly name: string; readonly all: readonly string[] }) {
  return (
    <section aria-label={`Deviations ${name.toLowerCase()}`}>
      <h3 className="text-sm text-ink-2">{name}</h3>
      {all.length === 0 ? (
        <p className="text-ink-3">none</p>
      ) : (
        <ul className="list-disc pl-5">
          {all.map((one) => (
            <li key={one}>
              <Escaped text={one} />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
