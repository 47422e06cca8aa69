import type { DocumentRow } from '../../contract/index.ts'
import type { Plan, Step } from '../../plan/index.ts'
import type { Code, DocBlock, Document, ListItem, TableRow } from '../../read/document.ts'
import { inlineOf } from './inline.ts'

/** A row with the stretch of the source that it stands for. */
interface Placed {
  readonly start: number
  readonly end: number
  row: DocumentRow
}

/**
 * The document as rows, top to bottom. Each step is there exactly once: in the row of its item, paragraph, block of code or line
 * of a table, else in a row of its own behind the one that it stands in.
 */
export function rowsOf(document: Document, plan: Plan): DocumentRow[] {
  return new Rows(document, plan).rows()
}

class Rows {
  private readonly document: Document
  private readonly plan: Plan
  private readonly steps: readonly Step[]
  private readonly starts: readonly number[]
  /** By where their headings begin. */
  private readonly sections: ReadonlyMap<number, Plan['sections'][number]>

  constructor(document: Document, plan: Plan) {
    this.document = document
    this.plan = plan
    this.steps = plan.steps.toSorted((a, b) => a.span.start - b.span.start || a.number - b.number)
    this.starts = this.steps.map(({ span }) => span.start)
    this.sections = new Map(plan.sections.map((section) => [section.heading.start, section]))
  }

  rows(): DocumentRow[] {
    const placed = this.document.blocks.flatMap((block) => this.placed(block))
    const more = new Map<number, DocumentRow[]>()
    const before: DocumentRow[] = []
    const taken = new Set<Placed>()
    let at = -1
    for (const step of this.steps) {
      while (at + 1 < placed.length && (placed[at + 1]?.start ?? 0) <= step.span.start) at += 1
      const host = placed[at]
      const words = host === undefined || taken.has(host) ? null : this.wordsIn(host, step)
      if (host !== undefined && words !== null) {
        taken.add(host)
        host.row = words
        continue
      }
      const own = this.ownRow(step, host?.row)
      if (host === undefined) before.push(own)
      else more.set(at, [...(more.get(at) ?? []), own])
    }
    const shown = this.commandsShown()
    const rows = [...before]
    for (const [index, one] of placed.entries()) {
      if (!(one.row.is === 'code' && isShown(shown, one)) && !isEmptyItem(one.row)) rows.push(one.row)
      rows.push(...(more.get(index) ?? []))
    }
    return rows
  }

  /** The row of a step that is all of what stands there; null: something else stands there too. */
  private wordsIn({ row, start, end }: Placed, step: Step): DocumentRow | null {
    const { line } = row
    if (row.is === 'cells') return row.step === null && !row.head ? { ...row, step: step.id } : null
    if (row.is === 'code') return { is: 'step', line, depth: row.depth, step: step.id, words: inlineOf(step.title) }
    if (row.is !== 'text') return null
    if (row.marker === null && (step.span.start > start + 3 || this.stepsBetween(start, end) > 1)) return null
    if (row.marker !== null && step.box === null && this.stepsBetween(start, end) > 1 && step.span.start > start + 6)
      return null
    const words = row.words.length > 0 ? row.words : inlineOf(step.title)
    return { is: 'step', line, depth: row.depth, step: step.id, words }
  }

  private stepsBetween(start: number, end: number): number {
    return lowerBound(this.starts, end) - lowerBound(this.starts, start)
  }

  /** A row for a step alone, no higher up than what it stands in. */
  private ownRow(step: Step, host: DocumentRow | undefined): DocumentRow {
    const depth = host !== undefined && 'depth' in host ? host.depth + 1 : 0
    const line = Math.max(step.span.line, host?.line ?? 1)
    return { is: 'step', line, depth, step: step.id, words: inlineOf(step.title) }
  }

  /** Where commands of steps begin, in order: such a block of code is shown with its step and has no row of its own. */
  private commandsShown(): readonly number[] {
    return this.steps
      .flatMap(({ command }) => (command?.form === 'fence' ? command.span.start : []))
      .toSorted((a, b) => a - b)
  }

  private placed(block: DocBlock): Placed[] {
    const { start, end } = block.span
    const row = this.rowOf(block)
    if (row === null) return []
    const own =
      block.kind === 'item' ? Math.max(start + 1, block.text.span.end, ...block.boxes.map(({ span }) => span.end)) : end
    return [{ start, end: own, row }]
  }

  private rowOf(block: DocBlock): DocumentRow | null {
    const { line } = block.span
    const around = this.around(block)
    switch (block.kind) {
      case 'heading':
        return this.heading(block.span.start, line, block.level, block.text.span)
      case 'item':
        return this.item(block, around)
      case 'paragraph':
        return {
          is: 'text',
          line,
          depth: around.depth,
          marker: null,
          quote: around.quote,
          words: this.words(block.text.span),
        }
      case 'code':
        return this.code(block, around.depth)
      case 'row':
        return this.cells(block)
      case 'rule':
        return { is: 'rule', line }
      case 'html':
        return block.comment
          ? null
          : { is: 'text', line, ...around, marker: null, words: [{ is: 'text', text: this.text(block.span) }] }
      case 'frontmatter':
        return { is: 'code', line, depth: 0, language: 'yaml', text: this.text(block.span), why: null }
      case 'quote':
        return null
    }
  }

  private heading(start: number, line: number, level: number, text: { start: number; end: number }): DocumentRow {
    const section = this.sections.get(start)
    return {
      is: 'heading',
      line,
      section: section?.id ?? '',
      level: Math.min(6, Math.max(1, level)),
      role: section?.role ?? '',
      procedure: this.plan.procedures.find((one) => one.section === section?.id)?.id ?? null,
      words: this.words(text),
    }
  }

  private item(block: ListItem, { depth, quote }: Around): DocumentRow {
    const marker = block.number === null ? '-' : `${block.number}.`
    const words = this.words(block.text.span)
    return { is: 'text', line: block.span.line, depth, marker, quote, words }
  }

  private code({ span, info, lines }: Code, depth: number): DocumentRow {
    const text = lines
      .map(({ text }) => text)
      .join('\n')
      .replace(/^(?:[ \t]*\n)+|\s+$/g, '')
    const why = this.plan.shelf.find((one) => one.span.start < span.end && one.span.end > span.start)?.reason ?? null
    return { is: 'code', line: span.line, depth, language: info.split(/\s/, 1)[0] || null, text, why }
  }

  private cells({ span, role, cells }: TableRow): DocumentRow | null {
    if (role === 'separator') return null
    const words = cells.map(({ text }) => this.words(text.span))
    return { is: 'cells', line: span.line, head: role === 'header', step: null, cells: words }
  }

  private around(block: DocBlock): Around {
    let depth = block.kind === 'item' ? block.depth : 0
    let quote = 0
    for (let at = block.parent; at !== null; ) {
      const parent: DocBlock | undefined = this.document.blocks[at]
      if (parent?.kind === 'item' && block.kind !== 'item') depth += 1
      if (parent?.kind === 'quote') quote += 1
      at = parent?.parent ?? null
    }
    return { depth, quote }
  }

  private words({ start, end }: { readonly start: number; readonly end: number }) {
    return inlineOf(withoutQuotes(this.document.source.text.slice(start, end)))
  }

  private text({ start, end }: { readonly start: number; readonly end: number }): string {
    return this.document.source.text.slice(start, end)
  }
}

interface Around {
  readonly depth: number
  readonly quote: number
}

/** Marks of a quotation at the beginnings of further lines, and indentation of them. */
const withoutQuotes = (text: string): string => text.replace(/\n[ \t]*(?:>[ \t]?)*[ \t]*/g, '\n')

/** An item that holds nothing but what stands below it. */
const isEmptyItem = (row: DocumentRow): boolean => row.is === 'text' && row.words.length === 0

const isShown = (shown: readonly number[], { start, end }: Placed): boolean =>
  (shown[lowerBound(shown, start)] ?? end) < end

const lowerBound = (sorted: readonly number[], value: number): number => {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const mid = (low + high) >> 1
    if ((sorted[mid] ?? 0) < value) low = mid + 1
    else high = mid
  }
  return low
}
