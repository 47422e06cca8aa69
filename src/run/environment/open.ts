import type { RunState } from '../state.ts'
import { freezeSpans, type Span, windowSpans } from './spans.ts'
import type { Freeze, Terms } from './terms.ts'

/** What keeps changes out at a moment. */
export type Closed = { readonly is: 'window' } | { readonly is: 'freeze'; readonly freeze: Freeze }

/** Nothing: changes may be made then. Windows and freezes begin and end with whole minutes. */
export const closedAt = ({ windows, freezes }: Terms, at: number): readonly Closed[] => [
  ...(windows.length > 0 && !windows.some((one) => windowSpans(one, at).some(holds(at)))
    ? [{ is: 'window' } as const]
    : []),
  ...freezes.filter((one) => freezeSpans(one, at).some(holds(at))).map((freeze) => ({ is: 'freeze', freeze }) as const),
]

const holds =
  (at: number) =>
  ({ from, to }: Span): boolean =>
    from <= at && at < to

/** Bounds the search: a window that is open for longer than this has no end that anybody plans with. */
const most = 200

/** The first moment from `at` on at which changes may be made; null: none is known. */
export const nextOpening = (terms: Terms, at: number): number | null => {
  const { windows, freezes } = terms
  let now = at
  for (let turn = 0; turn < most; turn += 1) {
    const frozen = freezes.flatMap((one) => freezeSpans(one, now)).filter(holds(now))
    if (frozen.length > 0) {
      now = Math.max(...frozen.map(({ to }) => to))
      continue
    }
    const spans = windows.flatMap((one) => windowSpans(one, now))
    if (windows.length === 0 || spans.some(holds(now))) return now
    const ahead = spans.map(({ from }) => from).filter((from) => from > now)
    if (ahead.length === 0) return null
    now = Math.min(...ahead)
  }
  return null
}

/** The first moment after `at` at which no changes may be made any more; null: it is closed now, or no end is in sight. */
const nextClosing = (terms: Terms, at: number): number | null => {
  let now = at
  for (let turn = 0; turn < most; turn += 1) {
    if (closedAt(terms, now).length > 0) return turn === 0 ? null : now
    const ends = terms.windows
      .flatMap((one) => windowSpans(one, now))
      .filter(holds(now))
      .map(({ to }) => to)
    const freezes = terms.freezes.flatMap((one) => freezeSpans(one, now)).filter(({ from }) => from > now)
    const steps = [...(ends.length > 0 ? [Math.max(...ends)] : []), ...freezes.map(({ from }) => from)]
    if (steps.length === 0) return null
    now = Math.min(...steps)
  }
  return null
}

const minute = 60_000

const known = new WeakMap<Terms, { readonly minute: number; readonly end: number | null }>()

/**
 * Until when changes may be made where a run is, in milliseconds since the epoch: its window ends then, or a freeze begins.
 * Null: no end is in sight, or they may not be made now. A way back is held by neither. Views ask ten times a second: the end
 * is looked for once a minute.
 */
export const windowEnd = ({ terms }: Pick<RunState, 'terms'>, now: number): number | null => {
  if (terms === null) return null
  const last = known.get(terms)
  if (last?.minute === Math.floor(now / minute)) return last.end
  const end = nextClosing(terms, now)
  known.set(terms, { minute: Math.floor(now / minute), end })
  return end
}
