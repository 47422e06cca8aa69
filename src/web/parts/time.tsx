import { useNow } from './clock.ts'
import { fullTime, length, shortTime, stopwatch, viewerZone, waited, zoneName, zonesDiffer } from './times.ts'

/** A moment in the viewer's zone; beside it in the run's, where that shows another time. */
export function Time({
  at,
  zone,
  className,
}: {
  readonly at: number
  readonly zone?: string
  readonly className?: string
}) {
  const now = Date.now()
  const other = zone !== undefined && zonesDiffer(at, zone, viewerZone) ? zone : null
  return (
    <time
      dateTime={new Date(at).toISOString()}
      title={fullTime(at)}
      className={`tabular whitespace-nowrap ${className ?? ''}`}
    >
      {shortTime(at, now)}
      {other && (
        <span className="text-ink-3">
          {' '}
          ({shortTime(at, now, other)} {zoneName(other)})
        </span>
      )}
    </time>
  )
}

/** How long ago something began, counting. */
export function Elapsed({ since }: { readonly since: number }) {
  return <span className="tabular">{stopwatch(useNow() - since)}</span>
}

/** The same in words, where no clock has to run. */
export function Waited({ since }: { readonly since: number }) {
  return <span className="tabular">{waited(useNow() - since)}</span>
}

/** How long until something, counting down; what is said once it is past. */
export function Countdown({ until, past = 'now' }: { readonly until: number; readonly past?: string }) {
  const left = until - useNow()
  return <span className="tabular">{left <= 0 ? past : left < 3_600_000 ? stopwatch(left) : length(left)}</span>
}
