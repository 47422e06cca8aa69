import type { Span } from '../../../plan/index.ts'
import type { DocBlock, Document } from '../../document.ts'
import type { Judged } from '../../judged.ts'
import { matchesOf } from '../../matches.ts'
import type { Rule } from '../rule.ts'
import { textsOf } from '../texts.ts'

/** The author meant to come back. */
export const leftToWrite: Rule = {
  name: 'left-to-write',
  severity: 'warning',
  reason: 'What the author left for later is missing on the day of the release.',
  remedy: 'Write it, or take it out.',
  *find({ judged }) {
    const { blocks, source } = judged.document
    for (const block of blocks) {
      // A column for what is to be done is no such mark.
      if (block.kind === 'row' && block.role === 'header') continue
      for (const text of textsOf(block)) {
        // In capitals, as authors leave it for themselves; not where the word itself is spoken about.
        const found =
          /(?<![\w/`"'-]|[`"'][[(<])(?:TODO|TBD|TBC|FIXME|XXX)(?=[\s:)\].,;]|$)(?!\/)(?! (?:comments?|items?|list|app|markers?))/.exec(
            source.text.slice(text.span.start, text.span.end),
          )
        if (found === null || spokenOf.test(found.input.slice(0, found.index))) continue
        const span = spanIn(source.text, text.span, found.index, found[0].length)
        if (text.links.some((link) => link.span.start <= span.start && span.start < link.span.end)) continue
        yield {
          span,
          message: `${found[0]}: something is still to be written here.`,
        }
      }
    }
  },
}

/** "No open TODO", "a long-standing TODO": the mark is what the sentence is about. */
const spokenOf =
  /\b(?:no|an?|the|any|every|all|each|this|that|one|two|known|open|old|remaining|standing|long-standing|of) $/i

/** A tick in the file says what somebody once did. */
export const tickedAlready: Rule = {
  name: 'ticked-already',
  severity: 'warning',
  reason: 'A box that is ticked in the file was ticked for an earlier release: nobody has done it for this one.',
  remedy: 'Untick the boxes; Holdpoint fills them in in the record of each run.',
  *find({ judged }) {
    const boxes = judged.items
      // A heading's mark is decoration, a glyph often a picture of a form, a line with both kinds a legend.
      .filter(
        ({ block, boxes }) =>
          /^(?:item|row)$/.test(judged.document.blocks[block]?.kind ?? '') &&
          boxes.every(({ style, ticked }) => style === 'brackets' && ticked === boxes[0]?.ticked),
      )
      .filter(({ block }) => !printed.test(lineOf(judged.document, block)))
      .flatMap((item) => item.boxes.map((box) => ({ item, box })))
    // A document for one release, as its title says, is filled in while that release is made.
    if (judged.sections.some(({ level, title }) => level === 1 && /\bv?\d+\.\d+(?:\.\d+)?\b/.test(title))) return
    if (isOfOneWork(judged.document)) return
    const dated = datedBlocks(judged)
    const ticked = boxes.filter(
      ({ box, item }) => box.ticked && !doneOnce.test(lineOf(judged.document, item.block)) && !dated.has(item.block),
    )
    const [first] = ticked
    // Where nearly all are ticked it is the report of a work that is over, not a checklist for the next release.
    if (first === undefined || ticked.length * 4 >= boxes.length * 3) return
    yield {
      span: first.item.span,
      message:
        ticked.length === 1
          ? 'This box is ticked in the document.'
          : `${ticked.length} boxes are ticked in the document; this is the first.`,
      fix: {
        title: 'Untick them',
        edits: ticked.map(({ box: { span } }) => ({
          span,
          text: judged.document.source.text.slice(span.start, span.end).replace(/[xX]/, ' '),
        })),
      },
    }
  },
}

/** Right under its title a document may say when its work was done, or that it is: "Date: 2026-02-11", "Status: ✅ Complete". */
function isOfOneWork({ blocks, source }: Document): boolean {
  const second = blocks.find((block) => block.kind === 'heading' && block.at > 0)
  return OF_ONE_WORK.test(source.text.slice(0, Math.min(second?.span.start ?? HEAD, HEAD)))
}

const HEAD = 1000
const OF_ONE_WORK =
  /^[\s*_>|-]*(?:(?:date|deployment date|release date|date completed|completed|datum|fecha|data|дата|日期|日付|날짜)[\s*_|]*[:：][\s*_|]*[^\n]{0,20}\b20\d\d\b|(?:status|estado|statut|stato|статус|状态|ステータス|상태)[\s*_|]*[:：][\s*_|]*(?:[✅✔☑🟢*\s]|\w+ )*(?:ready|complete[d]?|done|remediated|deployed|released|live|fertig|abgeschlossen|bereit|terminé|completado|listo|concluído|pronto|completato|готов\w*|完成|已完成|완료)(?!\p{L}))/imu

/** Blocks of sections whose heading, or that of a section around them, names a year or has a mark that all of it is done. */
function datedBlocks({ sections, document }: Judged): ReadonlySet<number> {
  const dated = new Set<number>()
  let within = Number.POSITIVE_INFINITY
  for (const [at, { title, heading, level }] of sections.entries()) {
    if (level <= within) within = Number.POSITIVE_INFINITY
    if (/\b20\d\d\b|[✅✔☑]/u.test(title) && level > 1) within = Math.min(within, level)
    if (within === Number.POSITIVE_INFINITY) continue
    const end = sections[at + 1]?.heading ?? document.blocks.length
    for (let block = heading + 1; block < end; block += 1) dated.add(block)
  }
  return dated
}

const lineOf = ({ blocks, source }: Document, block: number) => {
  const start = blocks[block]?.span.start ?? 0
  return source.text.slice(start, start + 200).split(/\r\n|\n|\r/, 1)[0] ?? ''
}

/** What a command prints as `[x] 0001_initial`. */
const printed = /^\s*\[[ xX]\]\s+[\w.]+\s*$/

/** Words or a day by which an item says that it was to be done once. */
const doneOnce =
  /\((?:completed|done(?: once)?|fixed|resolved|erledigt|fertig|hecho|fait|terminé|feito|fatto)\)|\b20\d\d-[01]\d-[0-3]\d\b/i

/** The document itself says that it is not ready. */
export const approvalPending: Rule = {
  name: 'approval-pending',
  severity: 'warning',
  reason: 'A procedure that nobody has approved yet is followed at the risk of whoever follows it.',
  remedy: 'Have it approved, and let the document say by whom and when.',
  *find({ judged }) {
    for (const block of judged.document.blocks) {
      if (block.kind === 'code') continue
      for (const text of textsOf(block)) {
        const found =
          /^(?:document )?(?:approval|sign-?off)(?: status)?\s*[:|-]\s*(?:still )?(?:pending|outstanding)\W*$|\b(?:pending|awaiting) (?:final )?(?:approval|sign-?off)\W*$|^(?:document )?status\s*[:|]\s*(?:draft|pending|not approved)\b|\b(?:approved|signed off) by\s*[:|]\s*\[?(?:pending|tbd)\b\]?/i.exec(
            text.plain,
          )
        if (found !== null) yield { span: text.span, message: `The document says of itself: "${found[0]}".` }
      }
    }
  },
}

/** Whom to call is not known when somebody has to be called. */
export const ownerLeftBlank: Rule = {
  name: 'owner-left-blank',
  severity: 'warning',
  reason: 'At three in the morning an empty line in the list of contacts is a person who is not called.',
  remedy: 'Name a person or a rota, and how to reach them.',
  *find({ judged }) {
    const { blocks, source } = judged.document
    for (const [at, section] of judged.sections.entries()) {
      if (section.role !== 'contacts') continue
      const end = judged.sections[at + 1]?.heading ?? blocks.length
      const open = blocks.slice(section.heading + 1, end).flatMap((block) => nobody(block, source.text))
      const [first] = open
      if (first === undefined) continue
      const names = open.map(({ name }) => `"${name}"`).join(', ')
      yield { span: first.span, message: `Nothing is filled in for ${names}.` }
    }
  },
}

/** The rows and lines of a block that name a role and nobody for it. */
function nobody(block: DocBlock, source: string): { readonly span: Span; readonly name: string }[] {
  if (block.kind === 'row') {
    const [name, ...rest] = block.cells
    const empty = rest.every(({ span }) => blank.test(source.slice(span.start, span.end).trim()))
    return block.role === 'body' && rest.length > 0 && empty ? [{ span: block.span, name: name?.text.plain ?? '' }] : []
  }
  if (block.kind !== 'paragraph' && !(block.kind === 'item' && block.boxes.length === 0)) return []
  const { start, end } = block.text.span
  return matchesOf(line, source.slice(start, end))
    .filter(([, name = '']) => !/\b(?:date|time|completed|duration|version|hours|by)\b/i.test(name))
    .map((found) => ({
      span: spanIn(source, block.text.span, found.index, found[0].length),
      name: (found[1] ?? '').replace(/[*_]/g, '').trim(),
    }))
}

/** A stretch of a text's source, `at` counted from the text's beginning. */
function spanIn(source: string, text: Span, at: number, length: number): Span {
  const start = text.start + at
  const line = text.line + (source.slice(text.start, start).match(/\r\n|\n|\r/g)?.length ?? 0)
  return { start, end: start + length, line, endLine: line }
}

const blank = /^(?:[_.\s-]*|\[[^\]]*\]|<[^>]*>|TBD|TBC|N\/A|\?+)$/i
const line =
  /(?<=^|\n)[ \t]*(?:[-*] )?([^\n:]{2,40}):\*{0,2}[ \t]*(?:_{3,}|\[[^\]\n]*\](?!\()|<[^>\n@]*>|TBD|TBC)[ \t]*$/gim
