import type { Role, Span } from '../../plan/index.ts'
import type { DocBlock, ListItem } from '../document.ts'
import { sideOf } from '../facts/offsets.ts'
import type { Judged } from '../judged.ts'
import { inside } from './inside.ts'
import { within } from './sections.ts'

/** Sections whose instructions without a box or a command are steps too. */
export const active: ReadonlySet<Role> = new Set(['prepare', 'deploy', 'verify', 'rollback', 'communicate'])
const procedural: ReadonlySet<Role> = new Set(['deploy', 'rollback'])

/** A list item without box and command that is to be done where it stands. */
export function becomesStep(judged: Judged, block: ListItem, role: Role): boolean {
  if (block.depth > 0 || block.text.plain === '') return false
  const timed = (active.has(role) || role === 'monitor') && sideOf(block.text.plain) !== null
  if (!active.has(role) && !timed) return false
  if (judged.triggers.some((one) => within(one.span, block.span) || within(headOf(block), one.span))) return false
  return (
    timed ||
    block.number !== null ||
    (procedural.has(role) && judged.vocabulary.leadingPhrase('imperative', block.text.plain) !== null)
  )
}

/** The item's first line with its marker, without what is nested in it. */
export const headOf = (block: ListItem): Span => ({
  start: block.span.start,
  end: Math.max(block.text.span.end, ...block.boxes.map((box) => box.span.end)),
  line: block.span.line,
  endLine: block.text.span.endLine,
})

/** What is written below an item's own words and is no step of its own. */
export function detailOf(
  text: string,
  item: ListItem,
  below: readonly DocBlock[],
  items: ReadonlyMap<number, unknown>,
  judged: Judged,
): string | null {
  const runs = (block: DocBlock) => inside(judged.code, block.span).some((code) => code.use === 'run')
  const words = below
    .filter((block) => block.kind !== 'code' && !items.has(block.at))
    .filter((block) => !within(block.span, item.text.span) && !runs(block))
    .map((block) => text.slice(block.span.start, block.span.end).trim())
  return words.length === 0 ? null : words.join('\n')
}
