import { beforeFirstLine, cutLines, type Line, lastLine } from './lines.ts'

/** Most of an output that is held at once, in bytes and in lines, however long it is. */
export const held = { bytes: 2 * 1024 * 1024, lines: 10_000 }
/** Most that is fetched at once, in bytes, and what of it is laid to what is there, in lines. */
export const page = { bytes: 256 * 1024, lines: 2_500 }

/** The part of an attempt's output that a page holds: whole lines from `from` on, and the line that has not ended. */
export interface OutputWindow {
  /** Offset of the first byte held. */
  readonly from: number
  /** Offset behind the last byte held, that of `rest`. */
  readonly to: number
  /** Length of the output as far as is known, in bytes; it grows while the step runs. */
  readonly total: number
  /** Nothing more comes. */
  readonly ended: boolean
  readonly lines: readonly Line[]
  readonly rest: Uint8Array
  /** Other than before where lines were laid before those that were there, or taken away: all is to be drawn anew. */
  readonly drawing: number
}

/** `end`: the newest there is; `before`, `after`: what stands beside what is held; a number: around this offset. */
export type Wish = 'end' | 'before' | 'after' | number

export interface Range {
  readonly from: number
  readonly to: number
}

const nothing = new Uint8Array()

export const emptyWindow = (total: number, ended: boolean): OutputWindow => ({
  from: 0,
  to: 0,
  total,
  ended,
  lines: [],
  rest: nothing,
  drawing: 0,
})

/** More was printed, or nothing more comes. A hint that is older than what is known changes nothing. */
export const grown = (window: OutputWindow, total: number, ended: boolean): OutputWindow =>
  total <= window.total && ended === window.ended
    ? window
    : closed({ ...window, total: Math.max(total, window.total), ended })

/** The server has said how long it is: of what has ended that is final, also where it is less than was thought. */
export const measured = (window: OutputWindow, total: number): OutputWindow =>
  total === window.total ? window : closed({ ...window, total: Math.max(total, window.to) })

/** What has to be fetched for a wish; null: what is wished for is held, or does not exist. */
export function rangeFor({ from, to, total }: OutputWindow, wish: Wish): Range | null {
  const empty = from === to
  if (wish === 'before') return from === 0 ? null : { from: Math.max(0, from - page.bytes), to: from }
  if (wish === 'after') return to >= total ? null : { from: to, to: Math.min(total, to + page.bytes) }
  if (wish === 'end') {
    if (to >= total) return null
    // Of much that came at once only the end is fetched: whoever follows cannot have read the rest.
    const near = !empty && total - to <= held.bytes / 2
    return near
      ? { from: to, to: Math.min(total, to + page.bytes) }
      : { from: Math.max(0, total - page.bytes), to: total }
  }
  const at = Math.max(0, Math.min(wish, total))
  if (!empty && at >= from && at < to) return null
  const start = Math.max(0, Math.min(at - page.bytes / 4, total - page.bytes))
  return total === 0 ? null : { from: start, to: Math.min(total, start + page.bytes) }
}

/**
 * Lays fetched bytes, the first at `from`, into the window: beside what it holds where they fit there, else in its place if
 * that was wished. What comes too late, for a window that has moved on, changes nothing.
 */
export function laid(window: OutputWindow, wish: Wish, from: number, bytes: Uint8Array): OutputWindow {
  if (bytes.length === 0) return window
  const empty = window.from === window.to
  if (!empty && from === window.to) return appended(window, wish, bytes)
  if (!empty && wish === 'before') return from + bytes.length === window.from ? prepended(window, from, bytes) : window
  if (wish === 'before' || wish === 'after') return window
  return replaced(window, wish, from, bytes)
}

function appended(window: OutputWindow, wish: Wish, bytes: Uint8Array): OutputWindow {
  const at = window.to - window.rest.length
  const cut = cutLines(joined(window.rest, bytes), at)
  const next = cut.lines[page.lines]
  // Whoever scrolls on is given as many lines as are read at once, whoever follows the newest.
  const lines = wish === 'after' ? cut.lines.slice(0, page.lines) : cut.lines
  const short = wish === 'after' && next !== undefined
  const all = [...window.lines, ...lines]
  const to = short ? next.at : window.to + bytes.length
  const kept = newest(all, window.from, to)
  return closed({
    ...window,
    ...kept,
    to,
    total: Math.max(window.total, to),
    rest: short ? nothing : cut.rest,
    drawing: kept.lines.length === all.length ? window.drawing : window.drawing + 1,
  })
}

function prepended(window: OutputWindow, from: number, bytes: Uint8Array): OutputWindow {
  const skipped = from === 0 ? 0 : beforeFirstLine(bytes)
  const cut = cutLines(bytes.subarray(skipped), from + skipped)
  const before = [...cut.lines, ...lastLine(cut.rest, window.from - cut.rest.length)].slice(-page.lines)
  const first = before[0]
  if (first === undefined) return window
  const all = [...before, ...window.lines]
  const bound = all.findIndex(({ at }, index) => index >= held.lines || at - first.at > held.bytes)
  const drawing = window.drawing + 1
  if (bound < 0) return { ...window, from: first.at, lines: all, drawing }
  const to = all[bound]?.at ?? window.to
  return { ...window, from: first.at, to, lines: all.slice(0, bound), rest: nothing, drawing }
}

function replaced(window: OutputWindow, wish: 'end' | number, from: number, bytes: Uint8Array): OutputWindow {
  const skipped = from === 0 ? 0 : beforeFirstLine(bytes)
  const { lines, rest } = cutLines(bytes.subarray(skipped), from + skipped)
  const to = from + bytes.length
  const drawing = window.drawing + 1
  const whole = { ...window, to, total: Math.max(window.total, to), rest, drawing }
  if (wish === 'end') return closed({ ...whole, ...newest(lines, from + skipped, to) })
  const here = lines.findLastIndex(({ at }) => at <= wish)
  const first = Math.max(0, here - held.lines / 2)
  const next = lines[first + held.lines]
  const some = { ...whole, from: lines[first]?.at ?? from + skipped, lines: lines.slice(first, first + held.lines) }
  return closed(next === undefined ? some : { ...some, to: next.at, rest: nothing })
}

/** The newest lines, so many that room is left for more before it has to be drawn anew. */
function newest(lines: readonly Line[], from: number, to: number): Pick<OutputWindow, 'lines' | 'from'> {
  if (lines.length <= held.lines && to - from <= held.bytes) return { lines, from }
  const least = to - held.bytes / 2
  const start = Math.max(
    lines.length - held.lines / 2,
    lines.findIndex(({ at }) => at >= least),
  )
  const kept = lines.slice(start)
  return { lines: kept, from: kept[0]?.at ?? to }
}

/** The last line of what has ended is a line although no line feed ends it. */
function closed(window: OutputWindow): OutputWindow {
  const { ended, to, total, rest, lines } = window
  if (!ended || to < total || rest.length === 0) return window
  return { ...window, lines: [...lines, ...lastLine(rest, to - rest.length)], rest: nothing }
}

const joined = (before: Uint8Array, after: Uint8Array): Uint8Array => {
  if (before.length === 0) return after
  const all = new Uint8Array(before.length + after.length)
  all.set(before)
  all.set(after, before.length)
  return all
}

/** Index of the line in which this offset is; -1: it is before what is held. */
export const lineAt = ({ lines }: OutputWindow, offset: number): number => {
  let low = 0
  let high = lines.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((lines[middle]?.at ?? 0) <= offset) low = middle + 1
    else high = middle
  }
  return low - 1
}
