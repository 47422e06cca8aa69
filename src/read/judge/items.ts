import type { ItemKind, Span } from '../../plan/index.ts'
import { glyphBoxes, leadingBoxes } from '../blocks/boxes.ts'
import { inlineText } from '../blocks/inline.ts'
import type { FoundBox, Heading, ListItem, Paragraph } from '../document.ts'
import type { JudgedCode, JudgedItem, JudgedSection, Why } from '../judged.ts'
import { lineSpan } from '../lines.ts'
import type { Hit, Phrase } from '../words/index.ts'
import { boxesOnLine, carriedOn } from './boxed.ts'
import type { Context } from './context.ts'

interface Candidate {
  readonly block: number
  readonly span: Span
  readonly boxes: readonly FoundBox[]
  readonly title: string
  /** A command stands on its line or in a fence nested in it. */
  readonly command: Why | null
  /** A table to fill in is nested in it. */
  readonly table: boolean
  readonly section: JudgedSection | undefined
  readonly is: (name: Phrase) => Hit | null
}

const BLANK = /_{3,}|\[\s*(?:name|date|time|value|version)\s*\]|:\s*$/i
const FILLABLE = /_{2,}/

/** From facts to kind, first match wins. */
const RULES: readonly {
  readonly rule: string
  readonly kind: ItemKind
  readonly when: (c: Candidate) => string | null
}[] = [
  { rule: 'carries-a-command', kind: 'command', when: (c) => c.command?.rule ?? null },
  {
    rule: 'signs',
    kind: 'signoff',
    when: (c) =>
      c.section?.role === 'signoff' && (FILLABLE.test(c.title) || c.is('approver')) ? 'in a sign-off section' : null,
  },
  {
    rule: 'approver-and-blank',
    kind: 'signoff',
    when: (c) => (FILLABLE.test(c.title) ? (c.is('approver')?.entry ?? null) : null),
  },
  {
    rule: 'value-to-fill-in',
    kind: 'record',
    when: (c) => (FILLABLE.test(c.title) || c.table ? 'a blank' : (c.is('blank-value')?.entry ?? null)),
  },
  {
    rule: 'several-boxes',
    kind: 'record',
    when: (c) => (c.boxes.length > 1 && c.section?.role === 'record' ? 'one of several' : null),
  },
  { rule: 'plain', kind: 'confirm', when: () => 'a box' },
]

/** One entry for every box to tick, wherever it stands. */
export function judgeItems(
  context: Context,
  code: readonly JudgedCode[],
  sections: readonly JudgedSection[],
): JudgedItem[] {
  const { document } = context
  const runs = new Map<number, JudgedCode[]>()
  for (const each of code) if (each.use === 'run') runs.set(each.block, [...(runs.get(each.block) ?? []), each])
  const nested = new Map<number, { code: boolean; table: boolean }>()
  for (const block of document.blocks) {
    if (block.parent === null) continue
    const held = nested.get(block.parent) ?? { code: false, table: false }
    if (block.kind === 'code' && runs.has(block.at)) held.code = true
    if (block.kind === 'row' && block.role === 'body') held.table ||= fillable(context, block.span)
    if (
      block.kind === 'item' &&
      block.boxes.length === 0 &&
      !/[☐☑☒⬜🔲□]/u.test(block.text.plain) &&
      FILLABLE.test(block.text.plain) &&
      // Who did it is no value of it: "Reviewer: ____".
      context.vocabulary.leadingPhrase('approver', block.text.plain) === null
    )
      held.table = true
    nested.set(block.parent, held)
  }
  const fences = new Map(code.flatMap((each) => (each.form === 'fence' ? [[each.block, each] as const] : [])))
  const items: JudgedItem[] = []
  const add = (found: Omit<Candidate, 'is'>) => {
    const candidate: Candidate = { ...found, is: (name) => context.vocabulary.phrase(name, found.title) }
    const { block, span, boxes, title } = candidate
    for (const { rule, kind, when } of RULES) {
      const words = when(candidate)
      if (words === null) continue
      items.push({ block, span, kind, boxes, title, why: { rule: `item-${rule}`, words } })
      return
    }
  }
  for (const block of document.blocks) {
    const section = sections[context.sectionOf[block.at] ?? -1]
    const base = { block: block.at, section, table: false, command: null }
    if (block.kind === 'item' || block.kind === 'paragraph' || block.kind === 'heading') {
      const own = boxesOf(context, block)
      if (own.length === 0) continue
      const inline = runs.get(block.at)?.[0]
      const held = nested.get(block.at)
      const command: Why | null = inline
        ? { rule: inline.why.rule, words: '' }
        : held?.code
          ? { rule: 'a fence in it', words: '' }
          : null
      for (const [span, boxes] of own)
        add({ ...base, span, boxes, title: titleOf(context, span, block), command, table: held?.table ?? false })
    } else if (block.kind === 'row') {
      const boxes = block.cells.flatMap((cell) => cell.boxes)
      const title = block.cells
        .map((cell) => cell.text.plain)
        .filter(Boolean)
        .join(' · ')
      const inline = runs.get(block.at)?.[0]
      if (boxes.length > 0) add({ ...base, span: block.span, boxes, title, command: inline ? inline.why : null })
    } else if (block.kind === 'code') {
      const judged = fences.get(block.at)
      for (const line of judged?.lines ?? []) {
        if (line.is !== 'box') continue
        const { boxes, text } = boxesOnLine(context, line.span)
        const carries = judged !== undefined && carriedOn(context, judged, line).length > 0
        add({
          ...base,
          span: line.span,
          boxes,
          title: text.plain,
          command: carries ? { rule: 'a command on its line', words: '' } : null,
        })
      }
    } else if (block.kind === 'html') {
      for (let line = block.span.line; line <= block.span.endLine; line++) {
        const span = lineSpan(context.lines, line)
        const { boxes, text } = boxesOnLine(context, span)
        if (boxes.length > 0) add({ ...base, span, boxes, title: text.plain })
      }
    }
  }
  return items
}

/** Boxes of a text block by line: leading ones, else box characters anywhere on it. */
function boxesOf(context: Context, block: ListItem | Paragraph | Heading): [Span, FoundBox[]][] {
  if (block.kind === 'item' && block.boxes.length > 0)
    return [[lineOf(context, block.boxes[0]?.span ?? block.span, block.span), [...block.boxes]]]
  if (block.kind === 'heading') {
    const { boxes } = leadingBoxes(context.lines, block.text.span.start, block.text.span.end)
    const found = boxes.length > 0 ? boxes : glyphBoxes(context.lines, block.text.span.start, block.text.span.end)
    return found.length > 0 ? [[block.span, found]] : []
  }
  const found: [Span, FoundBox[]][] = []
  for (const line of context.proseOf.get(block.at) ?? []) {
    const boxes = glyphBoxes(context.lines, line.span.start, line.span.end)
    if (boxes.length > 0) found.push([line.span, boxes])
  }
  return found
}

const lineOf = (context: Context, box: Span, whole: Span): Span => {
  const line = lineSpan(context.lines, box.line)
  return { ...line, start: Math.max(line.start, whole.start), end: Math.min(line.end, Math.max(whole.end, box.end)) }
}

function titleOf(context: Context, span: Span, block: ListItem | Paragraph | Heading): string {
  if (block.kind === 'item') return block.text.plain
  return inlineText(context.lines, span.start, span.end).plain
}

const fillable = (context: Context, span: Span): boolean =>
  FILLABLE.test(context.lines.text.slice(span.start, span.end)) ||
  BLANK.test(context.lines.text.slice(span.start, span.end))
