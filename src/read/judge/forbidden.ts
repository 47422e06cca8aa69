import { letters } from '../characters.ts'
import type { CodeSpan, DocBlock } from '../document.ts'
import type { Noted } from '../judged.ts'
import type { Phrase } from '../words/index.ts'
import { type Context, leadOf, wordsOf } from './context.ts'
import type { Note } from './notes.ts'
import { struckRanges } from './struck.ts'

/** Why code that could be run is only shown: a reason for people, and the words that gave it. */
export interface Ban {
  readonly rule: 'forbidden' | 'sample' | 'illustration' | 'contents'
  readonly reason: string
  readonly words: string
}

/** What the text says about code near it, in the order in which it is asked. */
const READINGS: readonly (Omit<Ban, 'words'> & { readonly phrase: Phrase })[] = [
  { phrase: 'counter', rule: 'forbidden', reason: 'the text before it forbids it' },
  { phrase: 'sample', rule: 'sample', reason: 'what a command prints' },
  { phrase: 'illustration', rule: 'illustration', reason: 'the text before it explains with it' },
  { phrase: 'contents', rule: 'contents', reason: 'what is to be put into a file' },
]

/** Text of more characters introduces nothing. */
const LONG = 400
const STRUCK = { rule: 'forbidden', reason: 'it is struck through' } as const
const SENTENCES = /(?:[.!?;]+(?=\s|$)|[。！？；])/
const CLAUSES = /[:：—–()（），、]|,|\s-\s/
const INTRODUCES = /[:：]\s*$/
const BEFORE_WORDS = new RegExp(`^[^${letters}\\d(]+`)
/** "Never, under any circumstances, run x": what is set between commas does not end a clause. */
const ASIDE = /,[^,]{1,60},/g

/** Asks what forbids the code of a document. */
export interface Forbidden {
  /** A block of code, by the words that introduce it, the sections around it and strikes. */
  block(at: number): Ban | null
  /** A code span of a line of prose; `from` and `to` bound the words of the line that may speak of it. */
  span(code: CodeSpan, line: { readonly from: number; readonly to: number; readonly block: number }): Ban | null
}

/** What holds for sections, lists and struck stretches is looked up once. */
export function forbiddenIn(context: Context): Forbidden {
  const { document, lines, sectionOf, vocabulary } = context
  const struck = struckRanges(document.blocks, lines.text)
  const ofHeading = headingBans(context)
  const leads = listLeads(context)
  const isStruck = (offset: number) => struck.some(([from, to]) => from <= offset && offset < to)
  const introduced = (text: string) => (text.length > LONG ? null : saidIn(context, text, READINGS))
  const under = (at: number) => ofHeading[sectionOf[at] ?? -1] ?? null
  return {
    block(at) {
      if (isStruck(document.blocks[at]?.span.start ?? 0)) return { ...STRUCK, words: '<del>' }
      return introduced(wordsOf(leadOf(context, at))) ?? under(at)
    },
    span(code, line) {
      if (code.struck || isStruck(code.span.start)) return { ...STRUCK, words: '~~' }
      const before = words(lines.text.slice(line.from, code.span.start).replace(/`+\s*$/, ''))
      const after = words(lines.text.slice(code.span.end, line.to).replace(/^\s*`+/, '')).replace(/^[\s(（,—–-]+/, '')
      const sentence = before.split(SENTENCES).at(-1) ?? ''
      const said = INTRODUCES.test(sentence) ? introduced(sentence) : null
      if (said !== null) return said
      const clause = (sentence.replace(ASIDE, ' ').split(CLAUSES).at(-1) ?? '').trim()
      const first = vocabulary.phrase('forbid', clause)
      if (first !== null && vocabulary.phrase('limit', clause.slice(first.index + 1)) === null)
        return { rule: 'forbidden', reason: 'the words before it forbid it', words: first.entry }
      const then = vocabulary.leadingPhrase('forbidden', after)
      if (then !== null && vocabulary.phrase('limit', after.split(SENTENCES)[0] ?? '') === null)
        return { rule: 'forbidden', reason: 'the words behind it forbid it', words: then.entry }
      return introduced(wordsOf(leads.get(line.block) ?? null)) ?? under(line.block)
    },
  }
}

/** Comments of a block of code that forbid what stands below or before them: "# Wrong:", "x # never run this". */
export function judgeProhibitions(context: Context, notes: readonly Note[]): Noted[] {
  return notes.flatMap((note) => {
    const ban = note.place === 'comment' ? saidIn(context, note.text, READINGS.slice(0, 1)) : null
    return ban === null ? [] : [{ span: note.span, text: note.text, why: { rule: 'prohibition', words: ban.words } }]
  })
}

/** What the last sentence of a text says about the code that it introduces; a condition before it asks, it forbids nothing. */
function saidIn({ vocabulary }: Context, text: string, readings: typeof READINGS): Ban | null {
  const sentence = lastSentence(text)
  if (sentence === '') return null
  for (const { phrase, rule, reason } of readings) {
    const hit = vocabulary.phrase(phrase, sentence)
    if (hit === null) continue
    const condition = vocabulary.phrase('if', sentence)
    if (condition !== null && condition.index < hit.index) continue
    if (vocabulary.phrase('limit', sentence.slice(hit.index + 1)) === null) return { rule, reason, words: hit.entry }
  }
  return null
}

const lastSentence = (text: string): string =>
  (
    words(text)
      .replace(/[\s:：.!…]+$/, '')
      .split(SENTENCES)
      .at(-1) ?? ''
  )
    .replace(BEFORE_WORDS, '')
    .replace(ASIDE, ' ')
    .trim()

/** Words as people say them: no emphasis, code as one sign, straight apostrophes, single spaces. */
const words = (text: string): string =>
  (text.includes('`') ? text.replace(/`+[^`]*`+/g, '◇') : text)
    .replace(/[*_~`]+/g, '')
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/\s+/g, ' ')

/** A heading such as "Old way (deprecated)" speaks of everything under it. */
function headingBans(context: Context): (Ban | null)[] {
  const open: { readonly level: number; readonly ban: Ban | null }[] = []
  return context.headings.map((heading) => {
    while (open.length > 0 && (open.at(-1)?.level ?? 0) >= heading.level) open.pop()
    const ban = open.at(-1)?.ban ?? saidIn(context, heading.text.plain, READINGS.slice(0, 1))
    open.push({ level: heading.level, ban })
    return ban
  })
}

/** The text that introduces the list that an item stands in: the item around it, or what stands before its list. */
function listLeads(context: Context): Map<number, DocBlock> {
  const { blocks } = context.document
  const leads = new Map<number, DocBlock>()
  const last = new Map<number, DocBlock>()
  for (const block of blocks) {
    const around = block.parent ?? -1
    if (block.kind !== 'item') {
      last.set(around, block)
      continue
    }
    const lead = last.get(around) ?? blocks[around]
    if (lead !== undefined) leads.set(block.at, lead)
  }
  return leads
}
