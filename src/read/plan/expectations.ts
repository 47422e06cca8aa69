import type { Command, Expectation, Span } from '../../plan/index.ts'
import type { Judged, JudgedExpectation } from '../judged.ts'
import { within } from './sections.ts'

/**
 * What the document expects of one command of a judged code, up to where its next part begins; each is tied to the
 * statement above it.
 */
export function expectationsOf(
  judged: Judged,
  code: number,
  command: Command,
  next: number | null,
  id: string,
): Expectation[] {
  const about = judged.code[code]
  const found = askedOf(judged).get(code) ?? []
  return found.flatMap((one, at) => {
    const inside = about !== undefined && within(one.span, about.span)
    const elsewhere = inside && (one.span.line < command.span.line || (next !== null && one.span.line >= next))
    if (elsewhere || (!inside && next !== null)) return []
    const statement = inside ? nearest(command, one.span) : meant(command, one.test)
    return [{ id: `${id}-${at + 1}`, kind: one.kind, span: one.span, text: one.text, statement, test: one.test }]
  })
}

const asked = new WeakMap<Judged, ReadonlyMap<number | null, readonly JudgedExpectation[]>>()

/** By command; what only a person can judge and has a box of its own is asked there, and what has a check is looked at there. */
function askedOf(judged: Judged) {
  const known = asked.get(judged)
  if (known !== undefined) return known
  const boxes = new Set(judged.items.map((item) => item.span.line))
  const looked = new Set(judged.checks.map(({ block }) => judged.document.blocks[block]?.span.line))
  const left = judged.expectations.filter(
    ({ test, span }) => (test !== null || !boxes.has(span.line)) && !looked.has(span.line),
  )
  const made = Map.groupBy(left, (one) => one.on)
  asked.set(judged, made)
  return made
}

/**
 * A comment under a statement speaks about it; one that stands directly over a statement and apart from the one before
 * it is that statement's own.
 */
function nearest(command: Command, span: Span): number | null {
  const run = command.statements.filter((one) => one.offered === null)
  const above = run.findLast((one) => one.span.start <= span.start)
  const below = run.find((one) => one.span.start > span.start)
  const apart = above === undefined || span.line - above.span.endLine > 1
  if (apart && below !== undefined && below.span.line - span.line === 1) return below.index
  return above?.index ?? null
}

/** Words beside a block speak about all of it; "this command should fail" about the last statement, which ends it. */
function meant(command: Command, test: JudgedExpectation['test']): number | null {
  const run = command.statements.filter((one) => one.offered === null)
  const fails = test?.is === 'exit' && test.status === 'fail'
  return run.length === 1 || fails ? (run.at(-1)?.index ?? null) : null
}
