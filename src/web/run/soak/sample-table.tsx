import { useState } from 'react'
import type { RunDocument, SoakSamples } from '../../../contract/index.ts'
import { Escaped } from '../../parts/escaped.tsx'
import { join } from '../../parts/join.ts'
import { inkOf } from '../../parts/meaning.ts'
import { Time } from '../../parts/time.tsx'
import { ColumnHeads } from '../column-heads.tsx'
import { StepLink } from '../step-link.tsx'
import { sampleStates } from './words.ts'

/** Rows that are shown before more are asked for. */
const first = 50

/** Every sample of a soak in words and numbers, newest first. */
export function SampleTable({
  found,
  zone,
  document,
  onStep,
}: {
  readonly found: SoakSamples
  readonly zone: string
  readonly document: RunDocument
  readonly onStep: (step: string) => void
}) {
  const [most, setMost] = useState(first)
  const rows = found.samples.toReversed().slice(0, most)
  return (
    <div className="overflow-x-auto">
      <table className="w-full text-left text-sm [overflow-wrap:break-word]">
        <caption className="sr-only">Samples, newest first</caption>
        <ColumnHeads names={['When', 'By', 'Verdict', 'What was seen']} />
        <tbody>
          {rows.map(({ at, by, people, verdict, missed, looks }) => (
            <tr key={at} className="border-b border-line align-top">
              <th scope="row" className="py-1 pr-3 font-normal">
                <Time at={at} zone={zone} />
                {missed > 0 && <div className="text-waiting">{missed} missed before it</div>}
              </th>
              <td className="py-1 pr-3">{people ? by.name : 'commands and checks'}</td>
              <td className={join('py-1 pr-3 font-medium', inkOf[sampleStates[verdict].meaning])}>
                {sampleStates[verdict].word}
              </td>
              <td className="min-w-48 py-1">
                {looks.map((look) => (
                  <div key={`${look.step} ${look.name}`}>
                    <Escaped text={look.name} />: <Escaped text={look.value ?? 'nothing was seen'} />
                    {look.verdict !== 'met' && (
                      <span className="text-ink-2">
                        {' '}
                        ({look.verdict}
                        {look.why === '' ? '' : `: ${look.why}`})
                      </span>
                    )}{' '}
                    {look.step !== null && <StepLink document={document} step={look.step} onStep={onStep} />}
                  </div>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length < found.samples.length && (
        <button type="button" className="mt-2 min-h-9 text-running underline" onClick={() => setMost(most + 200)}>
          Show older ones
        </button>
      )}
    </div>
  )
}
