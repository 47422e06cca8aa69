import { HoldpointError } from '../../errors.ts'
import type { Plan, Step } from '../../plan/index.ts'

/**
 * The steps that people mean: `12`, `3-7`, `L42` or `line:42`, separated by spaces or commas. Fails with `step-unknown`
 * for what is none of `among`.
 */
export function stepsNamed(words: readonly string[], plan: Plan, among: readonly Step[] = plan.steps): readonly Step[] {
  const found = new Set<Step>()
  for (const word of words.flatMap((w) => w.split(/[\s,]+/)).filter(Boolean)) {
    const steps = named(word, among)
    if (steps.length === 0) throw new HoldpointError('step-unknown', { step: word, path: plan.source.path })
    for (const step of steps) found.add(step)
  }
  return [...found]
}

function named(word: string, among: readonly Step[]): readonly Step[] {
  const line = /^(?:L|line:)(\d+)$/i.exec(word)?.[1]
  if (line !== undefined)
    return narrowest(among.filter(({ span }) => span.line <= Number(line) && Number(line) <= span.endLine))
  const range = /^(\d+)(?:-(\d+))?$/.exec(word)
  if (!range) return []
  const from = Number(range[1])
  const to = Number(range[2] ?? range[1])
  return among.filter(({ number }) => from <= number && number <= to)
}

/** Of steps around a line the one that begins last: a child before its parent, and what compares before what was measured for it. */
const narrowest = (steps: readonly Step[]): readonly Step[] =>
  steps
    .toSorted((a, b) => b.span.line - a.span.line || Number(a.baseline ?? false) - Number(b.baseline ?? false))
    .slice(0, 1)
