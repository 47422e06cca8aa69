import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import type { RecordView } from '../../contract/record.ts'
import { get, runPath } from '../client/api.ts'
import { Button } from '../parts/button.tsx'
import { Escaped } from '../parts/escaped.tsx'
import { Icon } from '../parts/icons.tsx'
import { Outcome } from '../parts/outcome.tsx'
import { linkButton, Page, Part, wordLink } from '../parts/page.tsx'
import { Failed, Loading } from '../parts/states.tsx'
import { useTitle } from '../shell/place.ts'
import { FilledIn } from './filled-in.tsx'
import { Proof } from './proof.tsx'
import { RecordTable } from './record-table.tsx'

/** The record of a run, as an auditor gets it: what happened, the document filled in, and the proof. */
export function RecordPage() {
  const { run } = useParams({ from: '/runs/$run/record' })
  const { data, error, refetch } = useQuery({
    queryKey: ['record', run],
    queryFn: ({ signal }) => get<RecordView>(`${runPath(run)}/record`, signal),
  })
  useTitle(data === undefined ? 'Record' : `Record: ${data.title}`)
  if (data === undefined)
    return error ? (
      <Page title="Record">
        <Failed error={error} title="This record could not be made" again={() => void refetch()}>
          <Link to="/" className={linkButton}>
            All runs
          </Link>
        </Failed>
      </Page>
    ) : (
      <Loading what="Making the record" />
    )
  return <Told record={data} />
}

function Told({ record }: { readonly record: RecordView }) {
  return (
    <Page
      title={
        <>
          Record: <Escaped text={record.title} />
        </>
      }
      lead={
        <span className="flex flex-wrap items-center gap-2">
          <Outcome outcome={record.outcome} />
          {record.outcome === null && <span>The run is not over: this is the record up to now.</span>}
          {record.rehearsal && (
            <span className="font-semibold text-ink">
              A rehearsal: nothing was executed, every answer was simulated.
            </span>
          )}
        </span>
      }
      acts={
        <>
          <Link to="/runs/$run" params={{ run: record.run }} className={linkButton}>
            The run
          </Link>
          {record.before !== null && (
            <Link to="/compare/$a/$b" params={{ a: record.before, b: record.run }} className={linkButton}>
              What changed
            </Link>
          )}
          <Button icon="record" onClick={() => window.print()}>
            Print
          </Button>
        </>
      }
    >
      <nav aria-label="In this record" className="mb-4 flex flex-wrap gap-x-4 gap-y-1 text-sm print:hidden">
        {['Summary', 'Proof', ...record.tables.map(({ title }) => title), 'The document, filled in'].map((title) => (
          <a key={title} href={`#${anchor(title)}`} className={wordLink}>
            {title}
          </a>
        ))}
      </nav>
      <Part title="Summary" id={anchor('Summary')}>
        <dl className="grid gap-x-6 gap-y-1 sm:grid-cols-[auto_1fr]">
          {record.summary.map(({ name, value }) => (
            <div key={name} className="contents">
              <dt className="text-sm text-ink-2">{name}</dt>
              <dd className="mb-1 min-w-0 sm:mb-0">
                <Escaped text={value} />
              </dd>
            </div>
          ))}
        </dl>
      </Part>
      <Downloads record={record} />
      <Part title="Proof" id={anchor('Proof')}>
        <Proof record={record} />
      </Part>
      {record.tables.map((table) => (
        <Part key={table.title} title={table.title} id={anchor(table.title)}>
          <RecordTable table={table} />
        </Part>
      ))}
      <Part
        title="The document, filled in"
        id={anchor('The document, filled in')}
        note={<Escaped text={record.document} />}
      >
        <FilledIn lines={record.lines} />
      </Part>
    </Page>
  )
}

const anchor = (title: string) => title.toLowerCase().replace(/[^a-z0-9]+/g, '-')

const forms: Readonly<Record<string, string>> = {
  md: 'The document, filled in (Markdown)',
  html: 'One page that needs nothing else (HTML)',
  json: 'Data for programs (JSON)',
  'junit.xml': 'For what shows tests (JUnit)',
}

function Downloads({ record }: { readonly record: RecordView }) {
  return (
    <Part title="To take along" className="print:hidden">
      <ul className="flex flex-wrap gap-2">
        {record.forms.map(({ form, name }) => (
          <li key={form}>
            <a href={`${runPath(record.run)}/record.${form}`} download={name} className={linkButton}>
              <Icon name="down" />
              {forms[form] ?? form}
            </a>
          </li>
        ))}
      </ul>
      <p className="mt-2 text-sm text-ink-2">
        A folder that proves itself, with every output and a signature:{' '}
        <code className="rounded bg-sunken px-1">holdpoint report {record.run.slice(0, 8)} --bundle FOLDER</code>
      </p>
    </Part>
  )
}
