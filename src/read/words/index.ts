import { de } from './de.ts'
import { en } from './en.ts'
import { es } from './es.ts'
import { fr } from './fr.ts'
import { it } from './it.ts'
import { ja } from './ja.ts'
import { ko } from './ko.ts'
import { pt } from './pt.ts'
import { ru } from './ru.ts'
import type { Phrase, TimeUnit, Topic, Words } from './words.ts'
import { zh } from './zh.ts'

export type { Phrase, TimeUnit, Topic, Words } from './words.ts'

/** All languages that reading knows; a document may mix them. */
const languages: readonly Words[] = [en, fr, es, pt, de, it, ru, zh, ja, ko]

/** The word-list entry that matched, and what it matched. */
export interface Hit {
  /** `en: roll-?back`. */
  readonly entry: string
  readonly text: string
  /** Offset in the text that was looked at. */
  readonly index: number
}

interface Entry {
  readonly entry: string
  readonly pattern: string
}

/** `any` says in one look whether a text holds any of the entries; most hold none. */
interface Table {
  readonly any: string
  /** The same at the very beginning of a text, which costs next to nothing. */
  readonly leading: string
  readonly entries: readonly Entry[]
}

// Patterns run without the flags `i` and `u`, which make them several times slower: texts are put in lower case first,
// and these ranges stand for the letters of the scripts that have cases or spaces.
const LETTERS = 'a-z\u00b5\u00df-\u024f\u0370-\u1fff'
const IDEOGRAPHS = '\u3040-\u9fff\uac00-\ud7af'
const NEVER = '(?!)'

function tableOf(languages: readonly Words[], pick: (words: Words) => readonly string[] | undefined): Table {
  const found = languages.flatMap((words) =>
    (pick(words) ?? []).map((source) => ({
      entry: `${words.language}: ${source}`,
      spaced: words.spaced,
      source: source.replaceAll('\\p{L}', `[${LETTERS}${IDEOGRAPHS}]`),
    })),
  )
  const joined = (spaced: boolean) =>
    bounded(
      found
        .filter((each) => each.spaced === spaced)
        .map((each) => each.source)
        .join('|'),
      spaced,
    )
  const any = `${joined(true)}|${joined(false)}`
  return {
    any,
    leading: `^(?:${any})`,
    entries: found.map(({ entry, spaced, source }) => ({ entry, pattern: bounded(source, spaced) })),
  }
}

const bounded = (source: string, spaced: boolean): string => {
  if (source === '') return NEVER
  return spaced ? `(?<![0-9_${LETTERS}])(?:${source})(?![0-9_${LETTERS}])` : `(?:${source})`
}

const patterns = new Map<string, RegExp>()

/** Compiled when first needed: a document meets few of the entries. */
function compiled(source: string): RegExp {
  const known = patterns.get(source) ?? new RegExp(source)
  patterns.set(source, known)
  return known
}

/** Long lines are prose of no kind that is judged; words are looked for in their beginning only. */
const FAR = 400

function first(table: Table, text: string, leading = false): Hit | null {
  const near = text.length > FAR ? text.slice(0, FAR) : text
  const lower = near.toLowerCase()
  const searched = lower.length === near.length ? lower : near
  if (!compiled(leading ? table.leading : table.any).test(searched)) return null
  let best: Hit | null = null
  for (const { entry, pattern } of table.entries) {
    const match = compiled(pattern).exec(searched)
    if (match !== null && match[0] !== '' && (best === null || match.index < best.index))
      best = { entry, text: near.slice(match.index, match.index + match[0].length), index: match.index }
  }
  return leading && best?.index !== 0 ? null : best
}

/** The words of the languages that a document is written in. A document may mix them. */
export interface Vocabulary {
  /** The earliest word of a topic in a text. */
  topic(name: Topic, text: string): Hit | null
  /** The earliest phrase of a kind in a text. */
  phrase(name: Phrase, text: string): Hit | null
  /** A phrase of a kind that a text begins with. */
  leadingPhrase(name: Phrase, text: string): Hit | null
  /** A regular expression source that matches the words for a unit of time. */
  unitSource(unit: TimeUnit): string
  /** A regular expression source that matches the words for a comparison. */
  boundSource(op: '<' | '<=' | '>' | '>='): string
}

const vocabularies = new Map<string, Vocabulary>()

/** The vocabulary for a text: English, and each language that the text gives a sign of. */
export function vocabularyOf(text: string): Vocabulary {
  const found = languagesOf(text)
  const key = found.map((words) => words.language).join(' ')
  const known = vocabularies.get(key) ?? vocabularyIn(found)
  vocabularies.set(key, known)
  return known
}

function vocabularyIn(found: readonly Words[]): Vocabulary {
  const topics = new Map<Topic, Table>()
  const phrases = new Map<Phrase, Table>()
  const topicTable = (name: Topic): Table => {
    const table = topics.get(name) ?? tableOf(found, (words) => words.topics[name])
    topics.set(name, table)
    return table
  }
  const phraseTable = (name: Phrase): Table => {
    const table = phrases.get(name) ?? tableOf(found, (words) => words.phrases[name])
    phrases.set(name, table)
    return table
  }
  return {
    topic: (name, text) => first(topicTable(name), text),
    phrase: (name, text) => first(phraseTable(name), text),
    leadingPhrase: (name, text) => first(phraseTable(name), text, true),
    unitSource: (unit) => found.flatMap((words) => words.units[unit] ?? []).join('|'),
    boundSource: (op) => found.flatMap((words) => words.bounds[op] ?? []).join('|'),
  }
}

/** A language shows in the first pages; looking further would cost time in the document's length for nothing. */
const PAGES = 200_000

function languagesOf(text: string): readonly Words[] {
  const beginning = text.slice(0, PAGES).toLowerCase()
  const said = new Set(beginning.match(/[a-z\u00df-\u024f]+/g))
  return languages.filter(({ signs }) => {
    if (signs === null) return true
    return 'script' in signs
      ? new RegExp(`[${signs.script}]`).test(beginning)
      : signs.words.some((word) => said.has(word))
  })
}
