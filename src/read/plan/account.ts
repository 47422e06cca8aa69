import type { Plan, ShelfEntry, Span } from '../../plan/index.ts'
import type { Judged } from '../judged.ts'

/** What became of every block of code and every box of a document. Each is counted once: all numbers add up. */
export interface Account {
  readonly fences: number
  readonly boxes: number
  /** Steps of the main line or of a way back, or part of one. */
  readonly steps: number
  /** On the shelf: a person may run or tick them by hand. */
  readonly shelf: number
  /** Only shown, by reason, in the order of the document. */
  readonly shown: readonly { readonly reason: string; readonly count: number }[]
  /** Those of which nothing is known: always empty. */
  readonly missing: readonly Span[]
}

type Fate = { readonly is: 'step' | 'shelf' | 'missing' } | { readonly is: 'shown'; readonly reason: string }

/** Proves that nothing of a document is skipped silently. */
export function account(plan: Plan, judged: Judged): Account {
  const fences = judged.code.filter((code) => code.form === 'fence').map((code) => code.span)
  const boxes = judged.items
  const fates = fatesOf(plan)
  const all = [
    ...fences.map((span) => ({ span, fate: fates.ofFence(span) })),
    ...boxes.map((item) => ({ span: item.span, fate: fates.ofBox(item.boxes[0]?.span, item.span) })),
  ].sort((a, b) => a.span.start - b.span.start)
  const shown = new Map<string, number>()
  for (const { fate } of all) if (fate.is === 'shown') shown.set(fate.reason, (shown.get(fate.reason) ?? 0) + 1)
  return {
    fences: fences.length,
    boxes: boxes.length,
    steps: all.filter(({ fate }) => fate.is === 'step').length,
    shelf: all.filter(({ fate }) => fate.is === 'shelf').length,
    shown: [...shown].map(([reason, count]) => ({ reason, count })),
    missing: all.filter(({ fate }) => fate.is === 'missing').map(({ span }) => span),
  }
}

function fatesOf(plan: Plan): { ofFence(span: Span): Fate; ofBox(box: Span | undefined, item: Span): Fate } {
  const tops = new Map(plan.shelf.flatMap((entry) => (entry.step === null ? [] : [[entry.step, entry] as const])))
  const parents = new Map(plan.steps.map((step) => [step.id, step.parent]))
  const shelved = (id: string): ShelfEntry | undefined => {
    for (let at: string | null = id; at !== null; at = parents.get(at) ?? null) {
      const entry = tops.get(at)
      if (entry !== undefined) return entry
    }
    return undefined
  }
  const fate = (id: string): Fate => ({ is: shelved(id) === undefined ? 'step' : 'shelf' })
  const places = plan.steps
    .flatMap((step) => [
      { span: step.command?.span ?? step.span, fate: fate(step.id) },
      ...(step.command === null ? [] : [{ span: step.span, fate: fate(step.id) }]),
    ])
    .concat(
      plan.shelf.flatMap(({ step, span, reason }) =>
        step === null ? [{ span, fate: { is: 'shown' as const, reason } }] : [],
      ),
    )
    .sort((a, b) => a.span.start - b.span.start)
  let furthest = 0
  const reach = places.map(({ span }) => {
    furthest = Math.max(furthest, span.end)
    return furthest
  })
  const boxes = new Map(plan.steps.flatMap((step) => (step.box === null ? [] : [[step.box.span.start, fate(step.id)]])))
  return {
    // A box that cannot be ticked where it stands, such as one behind words in a form, has a step all the same.
    ofBox: (box, item) =>
      (box === undefined ? best(touching(places, reach, item)) : boxes.get(box.start)) ?? { is: 'missing' },
    ofFence: (span) => best(touching(places, reach, span)) ?? { is: 'missing' },
  }
}

interface Placed {
  readonly span: Span
  readonly fate: Fate
}

/** Of a block that runs in part, the part that runs counts. */
function best(found: readonly Placed[]): Fate | undefined {
  for (const is of ['step', 'shelf', 'shown'] as const) {
    const one = found.find(({ fate }) => fate.is === is)
    if (one !== undefined) return one.fate
  }
  return undefined
}

/** Those of a list in document order that share a character with a span; `reach` is how far each and all before it go. */
function touching(places: readonly Placed[], reach: readonly number[], span: Span): readonly Placed[] {
  let low = 0
  let high = places.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((places[middle] as Placed).span.start < span.end) low = middle + 1
    else high = middle
  }
  const found: Placed[] = []
  // Nothing that ends behind the block's beginning starts before what `reach` says.
  for (let at = low - 1; at >= 0 && (reach[at] as number) > span.start; at -= 1) {
    const one = places[at] as Placed
    if (one.span.end > span.start) found.push(one)
  }
  return found
}
