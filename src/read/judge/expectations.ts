import type { ExpectationKind, ExpectationTest, Span } from '../../plan/index.ts'
import { boundsOf } from '../facts/bounds.ts'
import type { JudgedCode, JudgedExpectation, JudgedItem } from '../judged.ts'
import { type Context, leadOf, wordsOf } from './context.ts'
import { classify } from './expectation-kind.ts'
import type { Note } from './notes.ts'
import { announced, speaksAbout, statedBehind, statedOutcome, statesBound } from './outcomes.ts'

/** A comment that announces outcomes, whose following comment lines state them. */
interface Listed {
  readonly code: number
  readonly line: number
  readonly words: string
}

/** Lines that state the result of a command. */
export function judgeExpectations(
  context: Context,
  code: readonly JudgedCode[],
  items: readonly JudgedItem[],
  notes: readonly Note[],
): JudgedExpectation[] {
  const found: JudgedExpectation[] = []
  const itemLines = new Map(items.map((item) => [item.span.line, item]))
  const inlineAt = new Map(
    code.flatMap((each, index) =>
      each.form === 'inline' && each.use === 'run' ? [[each.span.line, index] as const] : [],
    ),
  )
  const add = (
    note: Note,
    on: number | null,
    words: string,
    text: string,
    given?: { kind: ExpectationKind; test: ExpectationTest | null },
  ) => {
    const { kind, test } = given ?? classify(context.vocabulary, text)
    found.push({ span: note.span, text, kind, on, test, why: { rule: 'expectation', words } })
  }
  const runs = code.flatMap((each, index) => (each.use === 'run' ? [index] : []))
  const told = new Set<number>()
  let list: Listed | null = null
  let lead: { readonly block: number; readonly words: string } | null = null
  for (const note of notes) {
    const hit = context.vocabulary.phrase('expected', note.text)
    const carried = note.place === 'comment' ? undefined : inlineAt.get(note.span.line)
    const near = note.code !== null && code[note.code]?.use === 'run' ? note.code : before(context, code, runs, note)
    const on = carried ?? near
    if (note.place === 'comment') {
      if (list !== null && list.code === note.code && list.line === note.span.line - 1 && hit === null) {
        const listed = classify(context.vocabulary, note.text)
        // A comment that shows the output shows its words.
        add(note, on, list.words, note.text, listed.kind === 'judgment' ? { kind: 'text', test: null } : listed)
        list = { code: list.code, words: list.words, line: note.span.line }
        continue
      }
      list = null
    }
    if (
      hit !== null &&
      (hit.index === 0 || note.place === 'comment' || /[:(—-]\s*$/.test(note.text.slice(0, hit.index)))
    ) {
      const rest = note.text.slice(hit.index + hit.text.length).replace(/^[\s:：*→-]+/, '')
      if (rest === '' && note.place === 'comment') {
        list = { code: note.code ?? -1, line: note.span.line, words: hit.entry }
        continue
      }
      if (rest !== '') add(note, on, hit.entry, note.text)
      else if (/see|output|result|response|for$|expected$/i.test(hit.text))
        lead = { block: note.block, words: hit.entry }
      continue
    }
    const behind = carried === undefined ? null : statedBehind(context, code[carried], note.text)
    if (behind !== null && carried !== undefined) {
      add(note, carried, behind.words, behind.text)
      continue
    }
    const stated = statedOutcome(context, note.text)
    const about = stated === null ? null : (announced(context, code, note) ?? near)
    if (stated !== null && about !== null && (about !== near || speaksAbout(context, code[about], note, told))) {
      add(note, about, stated.words, stated.text)
      told.add(note.block)
      continue
    }
    if (near !== null && statesBound(context, note.text) && speaksAbout(context, code[near], note, told)) {
      add(note, near, 'a bound that should hold', note.text)
      told.add(note.block)
      continue
    }
    if (
      lead !== null &&
      note.place === 'item' &&
      note.first &&
      (context.document.blocks[note.block]?.parent ?? -1) >= leadParent(context, lead.block)
    ) {
      add(note, on, lead.words, note.text)
      continue
    }
    if (note.place !== 'item') lead = null
    if (note.place === 'comment' && /^\{\s*"/.test(note.text) && on !== null) {
      add(note, on, 'a JSON value', note.text)
      continue
    }
    const outcome = context.vocabulary.phrase('outcome', note.text)
    const inline = inlineAt.get(note.span.line)
    const item = itemLines.get(note.span.line)
    if (
      inline !== undefined &&
      item !== undefined &&
      (boundsOf(context.vocabulary, note.text).length > 0 || (outcome !== null && states(note.text)))
    ) {
      add(note, inline, outcome?.entry ?? 'a bound', note.text)
      continue
    }
    const follows = on !== null && note.place === 'item' && note.first && followsCode(context, code[on], note.block)
    if (follows && boundsOf(context.vocabulary, note.text).length > 0)
      add(note, on, 'a bound after a command', note.text)
    else if (follows && outcome !== null && states(note.text)) add(note, on, outcome.entry, note.text)
    else if (note.place === 'comment' && on === note.code && item !== undefined && outcome !== null)
      add(note, on, outcome.entry, note.text)
  }
  return [...found, ...outputFences(context, code, runs)].sort((a, b) => a.span.start - b.span.start)
}

/** The item that a lead-in stands in, -1 for none: its list is inside it. */
const leadParent = (context: Context, block: number): number => {
  const lead = context.document.blocks[block]
  return lead?.kind === 'item' ? lead.at : (lead?.parent ?? -1)
}

const states = (text: string): boolean =>
  /\b(?:pass|passe[sd]|passing|no \w+|returns?|shows?|compiles?|working \(|success|normal|applied|\d)/i.test(text)

/** The command that a place speaks about: the nearest that is run before it, in the same section. */
function before(
  context: Context,
  code: readonly JudgedCode[],
  runs: readonly number[],
  at: { readonly span: Span; readonly block: number },
): number | null {
  let low = 0
  let high = runs.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((code[runs[middle] ?? 0]?.span.start ?? 0) < at.span.start) low = middle + 1
    else high = middle
  }
  const index = runs[low - 1]
  const nearest = index === undefined ? undefined : code[index]
  if (index === undefined || nearest === undefined) return null
  return context.sectionOf[nearest.block] === context.sectionOf[at.block] ? index : null
}

/** Items directly after a block of code, up to the next text, speak about it. */
function followsCode(context: Context, judged: JudgedCode | undefined, at: number): boolean {
  if (judged === undefined || judged.form !== 'fence') return false
  // What is nested in an item speaks of that item's code, what stands beside a block of that block.
  if (context.document.blocks[at]?.parent !== context.document.blocks[judged.block]?.parent) return false
  for (let index = at; index > Math.max(judged.block, at - 12); index--) {
    const block = context.document.blocks[index]
    if (block?.kind !== 'item') return false
  }
  return at > judged.block && at - judged.block < 12
}

/** An "Expected output" fence: its first line, judged as a whole. */
function outputFences(context: Context, code: readonly JudgedCode[], runs: readonly number[]): JudgedExpectation[] {
  return code.flatMap((judged) => {
    const lead = wordsOf(leadOf(context, judged.block))
    const hit = judged.use === 'run' || judged.form === 'inline' ? null : context.vocabulary.phrase('expected', lead)
    const first = judged.lines.find((line) => line.is !== 'blank')
    if (hit === null || first === undefined || lead.length > 120) return []
    const text = context.lines.text.slice(judged.span.start, judged.span.end)
    const on = before(context, code, runs, judged)
    return [
      {
        span: first.span,
        text,
        ...classify(context.vocabulary, text),
        on,
        why: { rule: 'expectation-output', words: hit.entry },
      },
    ]
  })
}
