import { useQuery } from '@tanstack/react-query'
import type { ProofView, RecordView } from '../../contract/record.ts'
import { get, runPath } from '../client/api.ts'
import { Button } from '../parts/button.tsx'
import { Chip } from '../parts/chip.tsx'
import { Escaped } from '../parts/escaped.tsx'
import { Icon } from '../parts/icons.tsx'
import { Failed, Loading } from '../parts/states.tsx'
import { Time } from '../parts/time.tsx'

/** What the record rests on: its journal, held against its hashes, its outputs, signatures and anchors, now. */
export function Proof({ record }: { readonly record: RecordView }) {
  const { data, error, refetch, isFetching } = useQuery({
    queryKey: ['proof', record.run],
    queryFn: ({ signal }) => get<ProofView>(`${runPath(record.run)}/verify`, signal),
    staleTime: Number.POSITIVE_INFINITY,
  })
  if (data === undefined)
    return error ? (
      <Failed error={error} title="It could not be checked" again={() => void refetch()} />
    ) : (
      <Loading what="Holding the run against its journal" />
    )
  const { altered, answers } = data
  return (
    <div className="grid gap-3">
      {altered.length === 0 ? (
        <p className="flex flex-wrap items-center gap-2">
          <Chip meaning="done" icon="passed">
            As it was written
          </Chip>
          <span>
            {count(data.events, 'event')} and {count(data.outputs, 'output')} were checked at{' '}
            <Time at={data.checkedAt} />.
          </span>
        </p>
      ) : (
        <div role="alert" className="rounded-lg border border-unmet-line bg-unmet-soft p-3">
          <p className="flex items-center gap-2 font-semibold text-unmet">
            <Icon name="warning" />
            This run is not as it was written
          </p>
          <ul className="mt-1 list-disc pl-5">
            {altered.map((one) => (
              <li key={one}>
                <Escaped text={one} />
              </li>
            ))}
          </ul>
        </div>
      )}
      <dl className="grid gap-x-6 gap-y-1 sm:grid-cols-[auto_1fr]">
        <dt className="text-sm text-ink-2">Root</dt>
        <dd className="min-w-0">
          <code className="break-all">{data.head}</code>
          <p className="text-sm text-ink-2">The hash of the last event: it fixes all before it.</p>
        </dd>
        <dt className="text-sm text-ink-2">Signatures</dt>
        <dd>
          {count(answers.signed, 'answer')} signed by who gave {answers.signed === 1 ? 'it' : 'them'}
          {answers.ticks > 0 && `, ${count(answers.ticks, 'tick')} signed`}, {count(answers.unsigned, 'answer')} not
          signed
        </dd>
        {data.vouching !== null && (
          <>
            <dt className="text-sm text-ink-2">This machine vouches</dt>
            <dd className="min-w-0">
              <Escaped text={data.vouching} />
            </dd>
          </>
        )}
        {data.notes.length > 0 && (
          <>
            <dt className="text-sm text-ink-2">To know</dt>
            <dd className="min-w-0">
              <ul className="list-disc pl-5">
                {data.notes.map((note) => (
                  <li key={note}>
                    <Escaped text={note} />
                  </li>
                ))}
              </ul>
            </dd>
          </>
        )}
      </dl>
      <div className="print:hidden">
        <Button size="small" busy={isFetching} onClick={() => void refetch()}>
          Check again
        </Button>
      </div>
    </div>
  )
}

const count = (number: number, what: string) => `${number} ${what}${number === 1 ? '' : 's'}`
