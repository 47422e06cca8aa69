import type { Measured } from '../../contract/trends.ts'
import { join } from '../parts/join.ts'
import { length } from '../parts/times.ts'

/** A number with what it means. */
export function Figure({ name, of }: { readonly name: string; readonly of: Measured }) {
  return (
    <div className="rounded-lg border border-line p-3">
      <h3 className="text-sm font-medium text-ink-2">{name}</h3>
      <p className={join('tabular', of.value === null ? 'text-base text-ink-2' : 'text-xl font-semibold')}>
        {of.value === null ? 'Not known yet' : words(of, of.value)}
      </p>
      {of.why !== null && <p className="text-sm text-ink-2">{of.why}</p>}
      <details className="mt-1 text-sm text-ink-2">
        <summary className="min-h-6 text-ink-3">What it means</summary>
        <p className="mt-1">{of.definition}</p>
        <p className="mt-1">
          From: {of.source} Made of {of.counted}.
        </p>
      </details>
    </div>
  )
}

function words({ unit }: Measured, value: number): string {
  if (unit === 'ms') return length(value)
  if (unit === 'share') return `${Math.round(value * 1000) / 10} %`
  return value >= 1 ? `${Math.round(value * 10) / 10} a week` : `one in ${Math.round(7 / value)} days`
}
