import type { Plan, Span } from '../../plan/index.ts'
import type { Judged } from '../judged.ts'

/** What became of every fence and every box of a document. */
export interface Account {
  readonly fences: number
  readonly boxes: number
  /** Fences and boxes that are neither a step nor on the shelf: always empty. */
  readonly missing: readonly Span[]
}

/** Proves that nothing of a document is skipped silently. */
export function account(plan: Plan, judged: Judged): Account {
  const fences = judged.code.filter((code) => code.form === 'fence')
  const touches = (span: Span, other: Span) => other.start < span.end && span.start < other.end
  const known = [
    ...plan.steps.flatMap((step) => [step.span, ...(step.command ? [step.command.span] : [])]),
    ...plan.shelf.map((entry) => entry.span),
  ]
  const ticked = new Set(plan.steps.flatMap((step) => (step.box === null ? [] : [step.box.span.start])))
  return {
    fences: fences.length,
    boxes: judged.items.length,
    missing: [
      ...fences.map((code) => code.span).filter((span) => !known.some((other) => touches(span, other))),
      ...judged.items
        .filter((item) => item.boxes[0] !== undefined && !ticked.has(item.boxes[0].span.start))
        .map((item) => item.span),
    ],
  }
}
