import type { DocBlock } from '../document.ts'
import { boundsOf } from '../facts/bounds.ts'
import { behindMarks, behindNumbering } from '../facts/numbering.ts'
import type { Noted } from '../judged.ts'
import type { Hit } from '../words/index.ts'
import { concluded } from './conclusions.ts'
import { type Context, isCode } from './context.ts'
import type { Note } from './notes.ts'

/**
 * Conditions for rolling back or aborting: the bullets under a line that announces them, and sentences that state one
 * in front of a way back.
 */
export function judgeTriggers(context: Context, notes: readonly Note[]): Noted[] {
  const found: Noted[] = []
  let lead: Lead | null = null
  for (const note of notes) {
    const block = context.document.blocks[note.block]
    const announced = note.place === 'comment' ? null : context.vocabulary.phrase('trigger-lead', note.text)
    if (announced !== null && (note.place !== 'row' || note.text.length < 60)) {
      // A sentence below a heading that announces them says the same again.
      const around = lead as Lead | null
      const level: number | null = block?.kind === 'heading' ? block.level : (around?.level ?? null)
      lead = { words: announced.entry, block: note.block, level }
      if (note.place === 'heading') continue
      if (!/[:：]\s*$/.test(note.text) && note.text.length > announced.index + announced.text.length + 12)
        found.push(noted(note, 'trigger-line', announced.entry))
      continue
    }
    if (note.place === 'heading' && !divides(context, block, lead)) lead = null
    if (lead !== null && lead.level !== null && decides(context, note)) {
      found.push(noted(note, 'trigger-row', lead.words))
      continue
    }
    if (lead !== null && note.place === 'item' && note.first) {
      const leadBlock = context.document.blocks[lead.block]
      if (leadBlock?.kind !== 'item' || block?.parent === leadBlock.at) {
        found.push(noted(note, 'trigger-bullet', lead.words))
        continue
      }
      lead = null
    } else if (
      lead !== null &&
      note.place === 'paragraph' &&
      !/[:：]\s*$/.test(note.text) &&
      !isSaidAgain(context, note, lead) &&
      !isQuotedPoint(context, note)
    )
      lead = null
    if (note.trailing) continue
    const said = (note.role === 'rollback' ? inWayBack(context, note) : null) ?? concluded(context, note)
    if (said === null) continue
    found.push(noted(note, said.rule, said.hit.entry))
    // "If deployment fails:" announces steps, not further conditions.
    if (note.place === 'paragraph' && (lead === null || !isSaidAgain(context, note, lead))) lead = null
  }
  const told = found.filter((one) => one.why.rule !== SCENARIO || !isRepeated(context, one, found))
  return [...told, ...inBrackets(context, notes, told)].sort((a, b) => a.span.start - b.span.start)
}

/** What announces conditions; `level` is that of a heading. */
interface Lead {
  readonly words: string
  readonly block: number
  readonly level: number | null
}

/** "1. > 5% of the calls fail": Markdown makes a quotation of the sign, and a reader none. */
function isQuotedPoint({ document: { blocks } }: Context, { block, text }: Note): boolean {
  const parent = blocks[block]?.parent ?? null
  const around = parent === null ? undefined : blocks[parent]
  return around?.kind === 'quote' && /^=?\s*\d/.test(text) && blocks[around.parent ?? -1]?.kind === 'item'
}

/** "Roll back if any of them holds." below a heading that announces them. */
const isSaidAgain = ({ vocabulary }: Context, note: Note, { level }: Lead): boolean =>
  level !== null && vocabulary.leadingPhrase('trigger-line', note.text) !== null

/** Whether a heading parts the conditions of one above it ("Automatic", "By hand"), and begins nothing that is done. */
function divides({ vocabulary }: Context, block: DocBlock | undefined, lead: Lead | null): boolean {
  if (lead === null || lead.level === null || block?.kind !== 'heading' || block.level <= lead.level) return false
  return DEEDS.every((topic) => vocabulary.topic(topic, block.text.plain) === null)
}

const DEEDS = ['rollback', 'procedure', 'deploy', 'verify', 'communicate'] as const

/** A row below such a heading, unless one of its cells says that nobody goes back then. */
function decides({ document }: Context, note: Note): boolean {
  const row = note.place === 'row' ? document.blocks[note.block] : undefined
  if (row?.kind !== 'row' || row.role !== 'body') return false
  return !row.cells.slice(1).some(({ text }) => REFUSED.test(text.plain) || REMAINS.test(text.plain))
}

const REFUSED = /^[^\p{L}]*(?:no|nope|not|none|nein|kein\p{L}*|non|não|нет|否|不|いいえ|なし|아니\p{L}*)(?!\p{L})/iu
const REMAINS =
  /(?:^|\s)(?:without|ohne|sans|sin|sem|senza|без)\s+(?:a\s+)?(?:roll-?\s?back|rückfall|retour|reversión|reversão|откат\p{L}*)/iu

/** "Rollback (if something goes wrong)", where no line under it says when again. */
function inBrackets(context: Context, notes: readonly Note[], found: readonly Noted[]): Noted[] {
  const { headings, sectionOf, vocabulary } = context
  return notes.flatMap((note) => {
    const bracketed = note.place === 'heading' && note.role === 'rollback' ? BRACKETED.exec(note.text)?.[1] : undefined
    const when = bracketed === undefined ? null : vocabulary.leadingPhrase('if', bracketed)
    if (bracketed === undefined || when === null || isOfBack(context, bracketed, when)) return []
    if (vocabulary.phrase('failure', bracketed) === null && vocabulary.topic('rollback', bracketed)?.index !== 0)
      return []
    const level = headings[sectionOf[note.block] ?? -1]?.level ?? 0
    const end = headings.find((heading) => heading.at > note.block && heading.level <= level)?.span.start ?? Infinity
    if (found.some(({ span }) => span.start >= note.span.start && span.start < end)) return []
    return [noted(note, 'trigger-heading', when.entry)]
  })
}

const BRACKETED = /[(（]([^()（）]{4,80})[)）]\s*$/

interface Said {
  readonly rule: string
  readonly hit: Hit
}

/** Whether what stands under a heading goes back: it holds code, or a point that begins with it. */
function goesBack({ document, headings, sectionOf, vocabulary }: Context, heading: number): boolean {
  const level = headings[sectionOf[heading] ?? -1]?.level ?? 0
  for (let at = heading + 1; at < document.blocks.length; at++) {
    const block = document.blocks[at]
    if (block === undefined || (block.kind === 'heading' && block.level <= level)) return false
    if (isCode(block)) return true
    if (block.kind === 'item' && block.depth === 0 && vocabulary.leadingPhrase('go-back', block.text.plain) !== null)
      return true
  }
  return false
}

/** A line of a way back that says when to take it. */
function inWayBack(context: Context, note: Note): Said | null {
  const { vocabulary } = context
  const scenario = scenarioOf(context, note)
  if (scenario !== null) return { rule: SCENARIO, hit: scenario }
  const line =
    vocabulary.leadingPhrase('trigger-line', note.text) ??
    (note.place === 'paragraph' || note.place === 'item' ? vocabulary.leadingPhrase('symptom', note.text) : null)
  if (line !== null) return { rule: 'trigger-line', hit: line }
  const triggered = note.place === 'paragraph' ? vocabulary.phrase('triggered', note.text) : null
  if (triggered !== null && vocabulary.phrase('failure', note.text.slice(triggered.index + triggered.text.length)))
    return { rule: 'trigger-said', hit: triggered }
  if (note.place === 'heading' && !goesBack(context, note.block)) return null
  const text = behindNumbering(note.text)
  const when = vocabulary.phrase('if', text)
  if (when !== null && !isOfBack(context, text, when) && states(context, note, text, when))
    return { rule: 'trigger-if', hit: when }
  const upon = vocabulary.phrase('upon', text)
  if (upon !== null && !isOfBack(context, text, upon) && announces(context, note, text, upon))
    return { rule: 'trigger-upon', hit: upon }
  return null
}

/** "Scenario 1: The ramp breaks" as what labels a way back: the words that say so. */
function scenarioOf({ vocabulary }: Context, { place, text }: Note): Hit | null {
  if (place !== 'heading' && place !== 'paragraph') return null
  const words = behindMarks(text)
  const scenario = vocabulary.leadingPhrase('scenario', words)
  const rest = scenario === null ? '' : words.slice(scenario.text.length)
  const wrong = vocabulary.phrase('failure', rest) ?? vocabulary.phrase('forbidding', rest)
  return wrong === null || rest.length > SHORT ? null : scenario
}

const SCENARIO = 'trigger-scenario'

/** Whether the lines below a scenario's heading say when it is one: "**Symptom:** …". */
function isRepeated({ headings }: Context, { span }: Noted, found: readonly Noted[]): boolean {
  const end = headings.find((heading) => heading.span.start > span.start)?.span.start ?? Infinity
  return found.some((one) => one.why.rule === 'trigger-line' && one.span.start > span.start && one.span.start < end)
}

const SHORT = 100

/** "On failure:", "Should the migration fail:", "エラー発生時": the label of what is done then. */
function announces({ vocabulary }: Context, { place, text: whole }: Note, text: string, upon: Hit): boolean {
  if (place !== 'heading' && (place !== 'paragraph' || !/[:：]\s*$/.test(whole))) return false
  const fails = (part: string) => vocabulary.phrase('failure', part) !== null
  if (upon.index === 0 && fails(CLAUSE.exec(text.slice(upon.text.length))?.[0] ?? '')) return true
  const end = upon.index + upon.text.length
  return /^(?:zh|zh-Hant|ja|ko):/.test(upon.entry) && text.length - end <= BEHIND && fails(text.slice(0, end))
}

/** "If you need to roll back": the condition only names the way back, and nothing that went wrong. */
function isOfBack({ vocabulary }: Context, text: string, when: Hit): boolean {
  const near = text.slice(when.index, when.index + 40)
  const back = vocabulary.topic('rollback', near)
  // "If something goes wrong" is what way backs are called, and a condition.
  if (back === null || back.index === 0) return false
  const clause = /^[^,:;，：、]*/.exec(near)?.[0].length ?? 0
  return back.index < clause || vocabulary.phrase('failure', near.slice(0, clause)) === null
}

/**
 * "If deployment fails, …" in front of a way back, as a paragraph or as its heading, or a comment "restore if the database
 * is corrupted". What went wrong stands in the condition itself: "If tests pass, the issue is another" states none.
 */
function states({ vocabulary }: Context, note: Note, text: string, when: Hit): boolean {
  if (note.place !== 'comment' && note.place !== 'paragraph' && note.place !== 'heading') return false
  const clause = CLAUSE.exec(text.slice(when.index))?.[0] ?? ''
  // "When a step fails": what goes wrong may also be a bound that is passed.
  const fails = vocabulary.phrase('failure', clause) !== null || boundsOf(vocabulary, clause).length > 0
  if (fails && (note.place === 'comment' || when.index === 0)) return true
  // Japanese and Korean say behind what went wrong that it is a condition.
  const before = text.slice(0, when.index)
  if (when.index > 0 && text.length - when.index - when.text.length <= BEHIND && /^(?:ja|ko):/.test(when.entry))
    return vocabulary.phrase('failure', before) !== null
  // Only English has all the words for it; where another language begins, it is believed.
  return note.place === 'paragraph' && when.index === 0 && !when.entry.startsWith('en:')
}

/** Up to what is done then. */
const CLAUSE = /^(?:[^,:;，：、；→]|,(?=\d))*/
/** What may follow the condition in Japanese and Korean: "は", "の対応", a colon. */
const BEHIND = 5

const noted = (note: Note, rule: string, words: string): Noted => ({
  span: note.span,
  text: note.text,
  why: { rule, words },
})
