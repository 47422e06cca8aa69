import type { Blank, Role, Span } from '../../plan/index.ts'
import type { DocBlock } from '../document.ts'
import type { Judged, JudgedCode, JudgedItem } from '../judged.ts'
import { noNames } from '../shell/index.ts'
import { blanksIn } from './blanks.ts'
import { checkCommand } from './checks.ts'
import { type Part, partsOf } from './commands.ts'
import type { Draft, Unused } from './draft.ts'
import { active, becomesStep, detailOf, headOf } from './instructions.ts'
import { metricRow } from './metrics.ts'
import { commentsIn, instructionsIn } from './paragraphs.ts'
import type { Sections } from './sections.ts'
import { rowBlanks, toFill } from './to-fill.ts'
import { saysWait } from './waits.ts'

/** Every step of a document, in its order, and the fences that are none. */
export function draftsOf(
  judged: Judged,
  sections: Sections,
): { readonly drafts: readonly Draft[]; readonly unused: readonly Unused[] } {
  const { blocks } = judged.document
  const { text } = judged.document.source
  const drafts: Draft[] = []
  const unused: Unused[] = []
  const childrenOf = groupBy(blocks, (block) => block.parent ?? -1)
  const draftOfBlock = new Map<number, number>()
  const itemsOf = groupBy(judged.items, (item) => item.block)
  const owner = (at: number): number | null => {
    for (let up = blocks[at]?.parent ?? null; up !== null; up = blocks[up]?.parent ?? null)
      if (blocks[up]?.kind === 'item') return up
    return null
  }
  const codesAt = groupBy(
    judged.code.map((code, index) => ({ code, index })),
    ({ code }) => (blocks[code.block]?.kind === 'item' ? code.block : (owner(code.block) ?? code.block)),
  )
  const codesIn = groupBy(
    judged.code.map((code, index) => ({ code, index })),
    ({ code }) => code.block,
  )
  const checksAt = groupBy(judged.checks, ({ block }) => block)
  const boxedAt = groupBy(judged.boxed, ({ span }) => span.line)
  const names = noNames()
  const taken = new Set<number>()
  const parts = new Map<number, Part[]>()
  const told = new Map<number, ReturnType<typeof instructionsIn>>()
  const partsAt = (index: number) => {
    const known = parts.get(index)
    if (known !== undefined) return known
    const made = partsOf(
      judged,
      judged.code[index] as JudgedCode,
      names,
      told.get(index)?.map(({ span }) => span),
    )
    parts.set(index, made)
    return made
  }
  const role = (at: number) => (sections.all[sections.of[at] as number] as { role: Role }).role

  const add = (draft: Omit<Draft, 'at'>) => drafts.push({ ...draft, at: drafts.length }) - 1
  const base = (block: DocBlock, parent: number | null) => ({
    parent,
    section: sections.of[block.at] as number,
    detail: null,
    blanks: [] as Blank[],
    metric: null,
  })

  /** What a box in a block of code carries. */
  const boxedOn = ({ block, span }: JudgedItem): { readonly index: null; readonly part: Part; readonly next: null }[] =>
    (boxedAt.get(span.line) ?? [])
      .filter((code) => code.block === block)
      .flatMap((code) => partsOf(judged, code, names).map((part) => ({ index: null, part, next: null })))

  /** What is to be looked at at a block, once. */
  const checksOf = (block: DocBlock): { readonly index: null; readonly part: Part; readonly next: null }[] => {
    const notes = checksAt.get(block.at) ?? []
    checksAt.delete(block.at)
    return notes.map((note) => ({
      index: null,
      part: { command: checkCommand(note, names), opens: null, leaves: false },
      next: null,
    }))
  }

  /** Checks as steps under `parent`. */
  const looks = (block: DocBlock, parent: number | null, checks: ReturnType<typeof checksOf>) => {
    for (const { part } of checks)
      add({
        ...base(block, parent),
        kind: 'check',
        // A check in the row of a table is known by what the row is about.
        title: (block.kind === 'row' && block.cells[0]?.text.plain) || part.command.text,
        span: part.command.span,
        box: null,
        code: null,
        part,
        next: null,
        ordered: true,
      })
  }

  /** What a block tells people in its comments. */
  const asked = (block: DocBlock, parent: number | null, { words, span }: { words: string; span: Span }) =>
    add({
      ...base(block, parent),
      kind: 'confirm',
      title: words,
      span,
      box: null,
      code: null,
      part: null,
      next: null,
      ordered: true,
    })

  /** What is run of a code, in its parts. */
  const partsIn = (index: number) => {
    taken.add(index)
    return partsAt(index).map((part, at, all) => ({
      index,
      part,
      span: part.command.span,
      next: all[at + 1]?.command.span.line ?? null,
    }))
  }

  /** A part of a code as a step under `parent`. */
  const ran = (block: DocBlock, parent: number | null, { index, part, next }: ReturnType<typeof partsIn>[number]) => {
    const named = part.command.statements.find((one) => one.offered === null)
    add({
      ...base(block, parent),
      kind: 'command',
      title: named?.title ?? firstLine(part.command.text),
      span: part.command.span,
      box: null,
      code: index,
      part,
      next,
      ordered: true,
    })
  }

  /** The commands of codes as steps under `parent`. */
  const runs = (block: DocBlock, parent: number | null, indices: readonly number[]) => {
    for (const piece of indices.flatMap((index) => partsIn(index))) ran(block, parent, piece)
  }

  /** Blanks of the lines below an item that are no steps of their own. */
  const blanksBelow = (block: DocBlock): Blank[] =>
    (childrenOf.get(block.at) ?? []).flatMap((below) => {
      if (below.kind !== 'item' || itemsOf.has(below.at) || codesAt.has(below.at)) return []
      return [...blanksIn(judged, headOf(below)), ...blanksBelow(below)]
    })
  const hasMetrics = (block: DocBlock) =>
    (childrenOf.get(block.at) ?? []).some((below) => below.kind === 'row' && metricRow(judged, below) !== null)

  /** A step made of words, with whatever it runs: one command is its own, several are its children. */
  const worded = (
    block: DocBlock,
    parent: number | null,
    item: JudgedItem | null,
    indices: readonly number[],
    title: string,
    span: Span,
    blanks: Blank[],
  ) => {
    const all = indices.flatMap((index) =>
      partsAt(index).map((part, at, own) => ({ index, part, next: own[at + 1]?.command.span.line ?? null })),
    )
    // What a table of metrics below it asks for is not asked again.
    const kind = item === null || (item.kind === 'record' && hasMetrics(block)) ? 'confirm' : item.kind
    const carried = item === null ? [] : boxedOn(item)
    const checks = checksOf(block)
    const own = [...all, ...carried, ...checks]
    const single = own.length === 1 && kind !== 'signoff' && kind !== 'record' ? own[0] : undefined
    for (const index of indices) if (all.some((one) => one.index === index)) taken.add(index)
    const first = item?.boxes[0]
    const at = add({
      ...base(block, parent),
      kind:
        single !== undefined
          ? single.part.command.language === 'check'
            ? 'check'
            : 'command'
          : kind === 'command'
            ? 'confirm'
            : blanks.length > 0 && kind === 'confirm' && item === null
              ? role(block.at) === 'signoff'
                ? 'signoff'
                : 'record'
              : kind === 'confirm' && saysWait(judged.vocabulary, title)
                ? 'wait'
                : kind,
      title,
      span,
      box: first === undefined ? null : { span: first.span, ticked: first.ticked, style: first.style },
      blanks,
      code: single?.index ?? null,
      part: single?.part ?? null,
      next: null,
      detail: block.kind === 'item' ? detailOf(text, block, childrenOf.get(block.at) ?? [], itemsOf, judged) : null,
      ordered: own.length > 0 || (block.kind === 'item' && block.number !== null) || item === null,
    })
    if (single === undefined) {
      runs(block, at, [...new Set(all.map((one) => one.index))])
      looks(block, at, checks)
    }
    return at
  }

  for (const block of blocks) {
    const own = itemsOf.get(block.at) ?? []
    const codes = (codesAt.get(block.at) ?? []).filter(({ code }) => code.use === 'run').map(({ index }) => index)
    const up = owner(block.at)
    const parent = up === null ? null : (draftOfBlock.get(up) ?? null)
    if (block.kind === 'item') {
      const plain = block.text.plain
      const isFilled = own[0]?.kind === 'record' || own[0]?.kind === 'signoff'
      const blanks = [...blanksIn(judged, headOf(block)), ...(isFilled ? blanksBelow(block) : [])]
      const stepped =
        own.length > 0 ||
        codes.length > 0 ||
        checksAt.has(block.at) ||
        (parent === null && (becomesStep(judged, block, role(block.at)) || blanks.length > 0))
      if (!stepped) continue
      draftOfBlock.set(
        block.at,
        worded(block, parent, own[0] ?? null, codes, own[0]?.title ?? plain, headOf(block), blanks),
      )
      // Rows of a table that Markdown takes for the item's own words may each have their box.
      for (const item of own.slice(1)) worded(block, parent, item, [], item.title, item.span, [])
      continue
    }
    if (block.kind === 'code') {
      // In the order of its lines: what is said of a command stands below it.
      if (up === null && active.has(role(block.at)))
        for (const index of codes) told.set(index, instructionsIn(judged, judged.code[index] as JudgedCode))
      const pieces = up === null ? codes.flatMap((index) => [...(told.get(index) ?? []), ...partsIn(index)]) : []
      for (const piece of [...pieces, ...own].sort((a, b) => a.span.start - b.span.start))
        if ('boxes' in piece) worded(block, parent, piece, [], piece.title, piece.span, blanksIn(judged, piece.span))
        else if ('words' in piece) asked(block, parent, piece)
        else ran(block, null, piece)
      for (const { code, index } of codesIn.get(block.at) ?? []) {
        if (code.form !== 'fence' || taken.has(index) || code.use === 'run') continue
        if (code.use === 'comments' && active.has(role(block.at))) {
          taken.add(index)
          asked(block, parent, { words: commentsIn(text, code.span), span: code.span })
        } else unused.push({ code: index, section: sections.of[block.at] as number, reason: code.reason })
      }
      continue
    }
    if (own.length > 0) {
      own.forEach((item, at) => {
        worded(
          block,
          parent,
          item,
          at === 0 ? codes : [],
          item.title,
          item.span,
          rowBlanks(judged, block) ?? blanksIn(judged, item.span),
        )
      })
      continue
    }
    looks(block, parent, checksOf(block))
    if (up === null && codes.length > 0 && block.kind !== 'row') runs(block, null, codes)
    else
      for (const line of toFill(judged, block, role(block.at))) {
        // What is to be filled in below an item is the item's; the rows of a table of metrics are steps of their own.
        if (up !== null && line.metric === null) continue
        add({
          ...base(block, parent),
          ...line,
          box: null,
          code: null,
          part: null,
          next: null,
          ordered: line.kind === 'confirm',
        })
      }
  }
  return { drafts, unused }
}

const firstLine = (text: string) => text.trim().split('\n', 1)[0] ?? ''

function groupBy<T>(all: readonly T[], key: (one: T) => number): Map<number, T[]> {
  const groups = new Map<number, T[]>()
  for (const one of all) {
    const group = groups.get(key(one))
    if (group === undefined) groups.set(key(one), [one])
    else group.push(one)
  }
  return groups
}
