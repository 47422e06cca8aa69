import { HoldpointError } from '../errors.ts'
import type { Plan, Source, Span, Step, StepId } from '../plan/index.ts'
import { read } from '../read/index.ts'

/**
 * Fails with `no-steps` when the main line of a plan has nothing to do, and says what stands in the document and why it is
 * no step of the main line: a run that ends as done has done something.
 */
export function requireSteps(plan: Plan, source: Pick<Source, 'path' | 'text' | 'encoding'>): void {
  if (plan.main.every((block) => block.steps.length === 0))
    throw new HoldpointError('no-steps', {
      path: source.path,
      found: foundIn(plan, [...asideIn(plan), ...numberedOnly(plan, source)]),
    })
}

/** A box, command, numbered step or fence that a reader would take for something to do, and why a run does not. */
interface Aside {
  readonly what: 'box' | 'command' | 'numbered step' | 'fence'
  readonly why: string
  readonly span: Span
}

function foundIn(plan: Plan, aside: readonly Aside[]): string {
  const headings = plan.sections.filter((section) => section.level > 0).length
  const counts = (['box', 'command', 'numbered step', 'fence'] as const).map((what) =>
    count(aside.filter((one) => one.what === what).length, what),
  )
  const looked = `in ${count(headings, 'section')} there are ${counts.slice(0, -1).join(', ')} and ${counts.at(-1)}`
  if (aside.length === 0) return looked
  const reasons = new Map<string, number[]>()
  for (const { why, span } of aside) reasons.set(why, [...(reasons.get(why) ?? []), span.line])
  const shown = [...reasons].map(([why, lines]) => `${why} (${linesOf(lines)})`)
  return `${looked}, none of them on the main line: ${shown.join(', ')}`
}

function asideIn({ steps, procedures, shelf }: Plan): readonly Aside[] {
  const why = new Map<StepId, string>()
  for (const { title, blocks } of procedures)
    for (const id of blocks.flatMap((block) => block.steps)) why.set(id, `kept for the way back “${title}”`)
  for (const { step, reason } of shelf) if (step !== null) why.set(step, reason)
  const kept = steps.map((step): Aside => {
    // Parents stand before their children in the plan.
    const reason = why.get(step.id) ?? why.get(step.parent ?? '') ?? 'not on the main line'
    why.set(step.id, reason)
    return { what: kindOf(step), why: reason, span: step.span }
  })
  const shown = shelf
    .filter(({ step }) => step === null)
    .map(({ reason, span }): Aside => ({ what: 'fence', why: reason, span }))
  return [...kept, ...shown]
}

/** Numbered items of which the reading made nothing: read once more, since a plan does not hold them. */
function numberedOnly(plan: Plan, source: Parameters<typeof requireSteps>[1]): readonly Aside[] {
  const known = plan.steps.map(({ span }) => span)
  const { blocks } = read({ ...plan.source, ...source }).judged.document
  return blocks.flatMap((block): readonly Aside[] => {
    if (block.kind !== 'item' || block.number === null) return []
    if (known.some((span) => span.start < block.span.end && block.span.start < span.end)) return []
    const section = plan.sections.findLast(({ span }) => span.start <= block.span.start && block.span.start < span.end)
    const why = block.depth > 0 ? 'part of another item' : `in a section read as ${section?.role ?? 'reference'}`
    return [{ what: 'numbered step', why, span: block.span }]
  })
}

const kindOf = ({ box, command }: Step): Aside['what'] => (box ? 'box' : command ? 'command' : 'numbered step')

/** Lines named for one reason; a document may have hundreds. */
const named = 5

function linesOf(lines: readonly number[]): string {
  const more = lines.length > named ? ` and ${lines.length - named} more` : ''
  return `${lines.length === 1 ? 'line' : 'lines'} ${lines.slice(0, named).join(', ')}${more}`
}

const count = (n: number, what: string) => `${n} ${n === 1 ? what : what === 'box' ? 'boxes' : `${what}s`}`
