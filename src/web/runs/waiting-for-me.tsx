import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Asked } from '../../contract/runs.ts'
import { Button } from '../parts/button.tsx'
import { Icon } from '../parts/icons.tsx'
import { rowMark } from '../parts/row-keys.ts'
import { Spoken } from '../parts/spoken.tsx'
import { Countdown, Waited } from '../parts/time.tsx'

/** More would push out of sight what runs now. */
const atOnce = 4

/** Questions that the viewer may answer, the oldest first: each leads to where it is answered. */
export function WaitingForMe({ asked }: { readonly asked: readonly Asked[] }) {
  const [isWhole, setWhole] = useState(false)
  if (asked.length === 0) return null
  return (
    <section aria-label="Waiting for you" className="mb-5 rounded-lg border border-waiting-line bg-waiting-soft p-3">
      <h2 className="mb-2 flex items-center gap-2 font-semibold text-waiting">
        <Icon name="waiting" />
        {asked.length === 1 ? 'One question waits for you' : `${asked.length} questions wait for you`}
      </h2>
      <ul className="grid gap-2">
        {(isWhole ? asked : asked.slice(0, atOnce)).map((one) => (
          <li key={`${one.run} ${one.decision}`}>
            <Link
              to="/runs/$run"
              params={{ run: one.run }}
              {...(one.step === null ? {} : { hash: `step-${one.step}` })}
              {...rowMark}
              className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 rounded-md border border-line bg-raised px-3 py-2 hover:border-waiting-line"
            >
              <span className="min-w-0 flex-1 basis-72 font-medium">
                <Spoken text={one.question} />
              </span>
              <span className="flex flex-wrap gap-x-3 text-sm text-ink-2">
                <span>
                  {one.title}
                  {one.environment && `, ${one.environment}`}
                </span>
                {one.claimed && <span>{one.claimed} is on it</span>}
                <span>
                  for <Waited since={one.openedAt} />
                </span>
                {one.deadline !== null && (
                  <span className="text-waiting">
                    due in <Countdown until={one.deadline} past="no time: it is overdue" />
                  </span>
                )}
              </span>
            </Link>
          </li>
        ))}
      </ul>
      {asked.length > atOnce && (
        <Button size="small" look="bare" className="mt-1" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
          {isWhole ? `Only the oldest ${atOnce}` : `${asked.length - atOnce} more`}
        </Button>
      )}
    </section>
  )
}
