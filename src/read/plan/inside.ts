import type { Span } from '../../plan/index.ts'

interface Placed {
  readonly span: Span
}

const sorted = new WeakMap<readonly Placed[], readonly Placed[]>()

/** Those of a list that lie within a span, in document order; the rest of the list is not looked at. */
export function inside<T extends Placed>(all: readonly T[], span: Span): readonly T[] {
  const placed = inOrder(all)
  let low = 0
  let high = placed.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((placed[middle] as T).span.start < span.start) low = middle + 1
    else high = middle
  }
  const found: T[] = []
  for (let at = low; at < placed.length && (placed[at] as T).span.start <= span.end; at += 1) {
    const one = placed[at] as T
    if (one.span.end <= span.end) found.push(one)
  }
  return found
}

function inOrder<T extends Placed>(all: readonly T[]): readonly T[] {
  const known = sorted.get(all) as readonly T[] | undefined
  if (known !== undefined) return known
  const made = all.toSorted((a, b) => a.span.start - b.span.start)
  sorted.set(all, made)
  return made
}
