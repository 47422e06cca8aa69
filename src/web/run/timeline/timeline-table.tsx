import { useState } from 'react'
import type { RunDocument } from '../../../contract/index.ts'
import { Escaped } from '../../parts/escaped.tsx'
import { Time } from '../../parts/time.tsx'
import { length } from '../../parts/times.ts'
import { ColumnHeads } from '../column-heads.tsx'
import { StepLink } from '../step-link.tsx'
import type { Timeline } from './layout.ts'
import { against, took } from './words.ts'

/** Rows that are shown before more are asked for. */
const first = 100

/** The timeline in words and numbers, section by section. */
export function TimelineTable({
  timeline,
  document,
  zone,
  onStep,
}: {
  readonly timeline: Timeline
  readonly document: RunDocument
  readonly zone: string
  readonly onStep: (step: string) => void
}) {
  const atWork = timeline.groups.find(({ running, failed }) => running || failed)
  const [chosen, setChosen] = useState<string>(atWork?.section ?? timeline.groups[0]?.section ?? '')
  const [most, setMost] = useState(first)
  const group = timeline.groups.find(({ section }) => section === chosen) ?? timeline.groups[0]
  const rows = group?.steps.slice(0, most) ?? []
  return (
    <div className="min-h-0 flex-1 overflow-auto p-3">
      <label className="mb-2 flex flex-wrap items-center gap-2 text-sm">
        Section
        <select
          value={group?.section}
          onChange={(event) => {
            setChosen(event.target.value)
            setMost(first)
          }}
          className="min-h-9 max-w-full rounded-md border border-line-strong bg-raised px-2"
        >
          {timeline.groups.map(({ section, title, steps }) => (
            <option key={section} value={section}>
              {title} ({steps.length})
            </option>
          ))}
        </select>
      </label>
      {timeline.soaks.map(({ id, title, span }) => (
        <p key={id} className="mb-2 text-sm text-ink-2">
          Watching “<Escaped text={title} />
          ”: <Time at={span.from} zone={zone} /> to <Time at={span.to} zone={zone} />
        </p>
      ))}
      <table className="w-full text-left text-sm [overflow-wrap:break-word]">
        <caption className="sr-only">Planned against actual, {group?.title}</caption>
        <ColumnHeads names={['Step', 'Planned', 'Began', 'Took', 'Against the plan', 'Critical']} />
        <tbody>
          {rows.map((row) => (
            <tr key={row.step} className="border-b border-line align-top">
              <th scope="row" className="min-w-40 py-1 pr-3 font-normal">
                <StepLink document={document} step={row.step} onStep={onStep} titled />
              </th>
              <td className="py-1 pr-3">{row.planned ? length(row.planned.to - row.planned.from) : 'not known'}</td>
              <td className="py-1 pr-3">{row.actual ? <Time at={row.actual.from} zone={zone} /> : 'not yet'}</td>
              <td className="py-1 pr-3">{took(row)}</td>
              <td className="py-1 pr-3">{row.late === null ? '' : against(row.late)}</td>
              <td className="py-1">{row.critical ? 'yes' : ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {(group?.steps.length ?? 0) > rows.length && (
        <button type="button" className="mt-2 min-h-9 text-running underline" onClick={() => setMost(most + 200)}>
          Show more of the {group?.steps.length} steps
        </button>
      )}
    </div>
  )
}
