import type { Span } from '../../plan/index.ts'
import type { DocBlock, ListItem, Paragraph } from '../document.ts'
import type { Judged, JudgedAlternative } from '../judged.ts'
import type { Draft } from './draft.ts'
import { normalised } from './identity.ts'
import { inside } from './inside.ts'

/** One choice between ways that labels name ("Option A", "Option B"): the steps of each, and what it is called. */
interface LabelledWays {
  readonly members: readonly (readonly Draft[])[]
  readonly options: readonly { readonly name: string; readonly span: Span }[]
  readonly marks: readonly JudgedAlternative[]
}

interface Label {
  readonly mark: JudgedAlternative
  readonly block: Paragraph | ListItem
}

/** Labels that stand side by side, and the offset where the place that holds them ends. */
interface Row {
  readonly labels: readonly Label[]
  readonly end: number
}

const counted = /(?:\s|[^\p{ASCII}])[\p{L}\d]$/u
const bold = /^\s*(\*\*|__)(?:(?!\1).)+\1\s*:?\s*$/s
/** Is it one of a counted list of options: "Option A", "Method 2", not "Alternative:"? */
export const isCounted = (mark: JudgedAlternative) =>
  mark.why.rule === 'alternative-option' && counted.test(mark.marker.trim())

/** The first of a list says nothing about what stands above it. */
export const isFirst = (mark: JudgedAlternative) => isCounted(mark) && /[aа1一]$/i.test(mark.marker.trim())

/** What stands under each label up to the next, to the end of the list item, or to a heading, is that way. */
export function labelledWays(judged: Judged, drafts: readonly Draft[]): LabelledWays[] {
  return rowsOf(judged).flatMap((row): LabelledWays[] => {
    if (row.labels.length < 2) return []
    const members = row.labels.map((_, at) => stepsUnder(judged, drafts, row, at))
    // Labels that only describe the ways leave all steps to the last.
    if (members.filter((steps) => steps.length > 0).length < 2) return []
    const options = row.labels.map(({ mark }) => ({ name: mark.text.replace(/\s*:\s*$/, ''), span: mark.span }))
    return [{ members, options, marks: row.labels.map((label) => label.mark) }]
  })
}

function rowsOf(judged: Judged): Row[] {
  const { blocks, source } = judged.document
  const labels = labelsIn(judged)
  const rows: Row[] = []
  const open = new Map<number | null, Label[]>()
  const close = (row: readonly Label[], end: number) => {
    const around = blocks[row[0]?.block.parent ?? -1]
    rows.push({ labels: row, end: Math.min(end, around?.span.end ?? end) })
  }
  for (const block of blocks) {
    if (block.kind === 'heading') {
      for (const row of open.values()) close(row, block.span.start)
      open.clear()
    }
    for (const label of labels.get(block.at) ?? []) {
      const row = open.get(block.parent)
      const isNext =
        row?.[0]?.block.kind === block.kind &&
        !row.some(({ mark }) => normalised(mark.marker) === normalised(label.mark.marker))
      if (row !== undefined && isNext) row.push(label)
      else {
        if (row !== undefined) close(row, startOf(label))
        open.set(block.parent, [label])
      }
    }
  }
  for (const row of open.values()) close(row, source.text.length)
  return rows.sort((a, b) => startOf(a.labels[0] as Label) - startOf(b.labels[0] as Label))
}

/** Labels by the block that they stand in. */
function labelsIn(judged: Judged): Map<number, Label[]> {
  const marks = judged.alternatives.filter(isCounted)
  const found = new Map<number, Label[]>()
  if (marks.length < 2) return found
  for (const block of judged.document.blocks) {
    if (block.kind !== 'paragraph' && block.kind !== 'item') continue
    const own = inside(marks, block.text.span).map((mark) => ({ mark, block }))
    if (own.length > 0) found.set(block.at, own)
  }
  return found
}

const startOf = ({ mark, block }: Label) => (block.kind === 'item' ? block.span.start : mark.span.start)

function stepsUnder(judged: Judged, drafts: readonly Draft[], row: Row, at: number): readonly Draft[] {
  const label = row.labels[at] as Label
  const next = row.labels[at + 1]
  const start = startOf(label)
  if (label.block.kind === 'item') {
    const own = outermost(drafts, start, label.block.span.end)
    // A fence that is not indented belongs to the item above it all the same.
    if (inside(drafts, label.block.span).some((draft) => draft.part !== null)) return own
    return outermost(drafts, start, nextItem(judged, label.block, next === undefined ? row.end : startOf(next)))
  }
  return outermost(drafts, start, next === undefined ? lastEnd(judged, row) : startOf(next))
}

/** Steps between two offsets, without those that are parts of another one there. */
function outermost(drafts: readonly Draft[], start: number, end: number): readonly Draft[] {
  const all = inside(drafts, { start, end, line: 0, endLine: 0 }).filter((draft) => draft.span.start < end)
  const held = new Set(all.map((draft) => draft.at))
  return all.filter((draft) => draft.parent === null || !held.has(draft.parent))
}

/** Blocks beside a label, behind an offset and up to another. */
function beside(judged: Judged, label: Label, end: number): DocBlock[] {
  const { blocks } = judged.document
  const found: DocBlock[] = []
  for (let at = label.block.at + 1; at < blocks.length; at += 1) {
    const block = blocks[at] as DocBlock
    if (block.span.start >= end) break
    if (block.parent === label.block.parent) found.push(block)
  }
  return found
}

function nextItem(judged: Judged, item: ListItem, end: number): number {
  const { blocks } = judged.document
  for (let at = item.at + 1; at < blocks.length && (blocks[at] as DocBlock).span.start < end; at += 1) {
    const block = blocks[at] as DocBlock
    if (block.kind === 'item' && block.parent === item.parent) return block.span.start
  }
  return end
}

/**
 * Where the last way ends before its place does: at a line, at words for all ways, at a bold title where the other ways
 * hold none, and at the item that goes on with the numbers of the list above the labels.
 */
function lastEnd(judged: Judged, row: Row): number {
  const { text } = judged.document.source
  const first = row.labels[0] as Label
  const last = row.labels.at(-1) as Label
  const isTitle = (block: DocBlock) =>
    block.kind === 'paragraph' && bold.test(text.slice(block.span.start, block.span.end))
  const labels = new Set(row.labels.map((label) => label.block.at))
  const isTitled = beside(judged, first, startOf(last)).some((block) => isTitle(block) && !labels.has(block.at))
  const after = beside(judged, last, row.end)
  const item = after.find((block) => block.kind === 'item')
  const number = numberBefore(judged, first)
  const stop = after.find(
    (block) =>
      block.kind === 'rule' ||
      (block.kind === 'paragraph' && judged.vocabulary.leadingPhrase('in-any-case', block.text.plain) !== null) ||
      (!isTitled && isTitle(block)) ||
      (block === item && number !== null && item.number === number + 1),
  )
  return stop?.span.start ?? row.end
}

/** The number of the list item right above the labels. */
function numberBefore(judged: Judged, label: Label): number | null {
  const { blocks } = judged.document
  for (let at = label.block.at - 1; at >= 0; at -= 1) {
    const block = blocks[at] as DocBlock
    if (block.kind === 'heading') return null
    if (block.kind === 'item' && block.parent === label.block.parent) return block.number
  }
  return null
}
