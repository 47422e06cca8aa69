import { letters, lowerCase } from '../characters.ts'
import { de } from './de.ts'
import { en } from './en.ts'
import { es } from './es.ts'
import { fr } from './fr.ts'
import { it } from './it.ts'
import { ja } from './ja.ts'
import { ko } from './ko.ts'
import { type Entry, type Looked, lookupOf } from './lookup.ts'
import { pt } from './pt.ts'
import { ru } from './ru.ts'
import type { LookedAt, Phrase, TimeUnit, Topic, Words } from './words.ts'
import { zh } from './zh.ts'
import { zhHant } from './zh-hant.ts'

export type { LookedAt, Phrase, TimeUnit, Topic, Words } from './words.ts'

/** All languages that reading knows; a document may mix them. */
const languages: readonly Words[] = [en, fr, es, pt, de, it, ru, zh, zhHant, ja, ko]

/** The word-list entry that matched, and what it matched. */
export interface Hit {
  /** `en: roll-?back`. */
  readonly entry: string
  readonly text: string
  /** Offset in the text that was looked at. */
  readonly index: number
}

// Patterns run without the flags `i` and `u`, which make them several times slower: texts are put in lower case first,
// and these ranges stand for the letters of the scripts that have cases or spaces.
const LATIN = 'a-z\u00df-\u024f'
const LETTERS = 'a-z\u00b5\u00df-\u024f\u0370-\u1fff'
const IDEOGRAPHS = '\u3040-\u9fff\uac00-\ud7af'
const NEVER = '(?!)'

/** A character of a word: what stands in `LETTERS`, a digit, or `_`. */
const isWord = (code: number): boolean =>
  code < 0xb5
    ? (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || code === 95
    : code === 0xb5 || (code >= 0xdf && code <= 0x24f) || (code >= 0x370 && code <= 0x1fff)

const bounded = (source: string, spaced: boolean): string =>
  spaced ? `(?<![0-9_${LETTERS}])(?:${source})(?![0-9_${LETTERS}])` : `(?:${source})`

/** Entries of one language by kind; `\p{L}` stands for the letters of all of them. */
function entriesOf<Kind extends string>(words: Words, lists: Readonly<Partial<Record<Kind, readonly string[]>>>) {
  return Object.entries<readonly string[] | undefined>(lists).flatMap(([kind, sources = []]) =>
    sources.map((source): Entry<Kind> => {
      const pattern = source.replaceAll('\\p{L}', `[${LETTERS}${IDEOGRAPHS}]`)
      return {
        kind: kind as Kind,
        name: `${words.language}: ${source}`,
        words: pattern,
        pattern: bounded(pattern, words.spaced),
        spaced: words.spaced,
      }
    }),
  )
}

/** Long lines are prose of no kind that is judged; words are looked for in their beginning only. */
const FAR = 400

/** Looks up texts of the document that is being read: several rules ask about each, one after the other or later. */
class Looker<Kind extends string> {
  readonly #look: (text: string) => Looked<Kind>
  readonly #known = new Map<string, Looked<Kind>>()
  #text = ''
  #looked: Looked<Kind>

  constructor(look: (text: string) => Looked<Kind>) {
    this.#look = look
    this.#looked = look('')
  }

  first(kind: Kind, text: string, leading = false): Hit | null {
    const near = text.length > FAR ? text.slice(0, FAR) : text
    if (near !== this.#text) {
      const known = this.#known.get(near)
      this.#looked = known ?? this.#look(lowerCase(near))
      this.#text = near
      if (known === undefined && this.#known.size < REMEMBERED) this.#known.set(near, this.#looked)
    }
    const match = this.#looked.first(kind, leading)
    if (match === null) return null
    const { name, index, length } = match
    return { entry: name, text: near.slice(index, index + length), index }
  }
}

const REMEMBERED = 10_000

/** The words of the languages that a document is written in, which may mix them. Every reading has its own. */
export interface Vocabulary {
  /** The earliest word of a topic in a text. */
  topic(name: Topic, text: string): Hit | null
  /** The earliest phrase of a kind in a text. */
  phrase(name: Phrase, text: string): Hit | null
  /** A phrase of a kind that a text begins with. */
  leadingPhrase(name: Phrase, text: string): Hit | null
  /** The earliest word for something that a machine can look at. */
  look(name: LookedAt, text: string): Hit | null
  /** Whether it holds other languages than English. */
  readonly mixed: boolean
  /** Whether a comma may part decimals, and a full stop thousands. */
  readonly decimalComma: boolean
  /** A regular expression source that matches the words for a unit of time. */
  unitSource(unit: TimeUnit): string
  /** Sources of regular expressions; each matches nothing when there are no words for it. Shared by readings of the same languages. */
  readonly sources: {
    /** The words for a unit of time, as whole words behind a number. */
    unit(unit: TimeUnit): string
    /** Other units of measurement. */
    readonly measured: string
    /** The words for a comparison in front of a number. */
    bound(op: Op): string
    /** Those that stand behind it, in languages with or without spaces between words. */
    boundBehind(op: Op, spaced: boolean): string
    /** What stands between the ends of a range. */
    readonly range: string
  }
}

type Op = '<' | '<=' | '>' | '>='

const anyOf = (found: readonly Words[], pick: (words: Words) => string | readonly string[]): string =>
  found.flatMap(pick).join('|').replaceAll('\\p{L}', `[${letters}]`) || NEVER

/** What all documents of the same languages share. */
interface Shared extends Pick<Vocabulary, 'mixed' | 'decimalComma' | 'unitSource' | 'sources'> {
  readonly walk: (text: string) => Looked<Topic | Phrase>
  readonly looks: () => (text: string) => Looked<LookedAt>
}

const known = new Map<string, Shared>()

/** The vocabulary for a text: English, and each language that the text gives a sign of. */
export function vocabularyOf(text: string): Vocabulary {
  const found = languagesOf(text)
  const key = found.map((words) => words.language).join(' ')
  const { walk, looks, ...shared } = known.get(key) ?? sharedBy(found, key)
  const looker = new Looker(walk)
  let looked: Looker<LookedAt> | null = null
  return {
    ...shared,
    look: (name, text) => {
      looked ??= new Looker(looks())
      return looked.first(name, text)
    },
    topic: (name, text) => looker.first(name, text),
    phrase: (name, text) => looker.first(name, text),
    leadingPhrase: (name, text) => looker.first(name, text, true),
  }
}

function sharedBy(found: readonly Words[], key: string): Shared {
  // No topic is called as a phrase is, so both are found in one walk.
  const lists = found.map((words) => [words, { ...words.topics, ...words.phrases }] as const)
  const entries = lists.flatMap(([words, both]) => entriesOf<Topic | Phrase>(words, both))
  // Few readings end in suggestions.
  let looks: ReturnType<Shared['looks']> | null = null
  const shared: Shared = {
    walk: lookupOf(entries, isWord),
    looks() {
      looks ??= lookupOf(
        found.flatMap((words) => entriesOf<LookedAt>(words, words.looks)),
        isWord,
      )
      return looks
    },
    unitSource: (unit) => found.flatMap((words) => words.units[unit] ?? []).join('|'),
    mixed: found.length > 1,
    decimalComma: found.some((words) => words.decimal === ','),
    sources: {
      unit: (unit) =>
        anyOf(found, ({ units, spaced }) => {
          const end = spaced ? `(?![${letters}\\d/])` : '(?![\\d/])'
          return units[unit] === undefined ? [] : [`(?:${units[unit]})${end}`]
        }),
      measured: anyOf(found, ({ measured }) => measured ?? []),
      bound: (op) =>
        anyOf(found, ({ bounds, spaced }) => {
          const list = bounds[op] ?? []
          return list.length === 0 ? [] : [`${spaced ? `(?<![${letters}])` : ''}(?:${list.join('|')})`]
        }),
      boundBehind: (op, spaced) =>
        anyOf(found, ({ boundsBehind, spaced: own }) => (own === spaced ? (boundsBehind?.[op] ?? []) : [])),
      range: anyOf(found, ({ range }) => range ?? []),
    },
  }
  known.set(key, shared)
  return shared
}

/** A language shows in the first pages; looking further would cost time in the document's length for nothing. */
const PAGES = 200_000

// Digits part words here: `v2ist` is none.
const signs = lookupOf(
  languages.flatMap((words) => {
    const said = words.signs !== null && 'words' in words.signs ? words.signs.words : []
    return said.map((word) => ({
      kind: words,
      name: word,
      words: word,
      pattern: `(?<![${LATIN}])${word}(?![${LATIN}])`,
      spaced: true,
    }))
  }),
  (code) => (code >= 97 && code <= 122) || (code >= 0xdf && code <= 0x24f),
)
const scripts = new Map(
  languages.flatMap((words) =>
    words.signs !== null && 'script' in words.signs ? [[words, new RegExp(`[${words.signs.script}]`)] as const] : [],
  ),
)

function languagesOf(text: string): readonly Words[] {
  const beginning = text.slice(0, PAGES).toLowerCase()
  const said = signs(beginning)
  return languages.filter(
    (words) => words.signs === null || (scripts.get(words)?.test(beginning) ?? said.first(words, false) !== null),
  )
}

/** What stands for something else in commands, in any language: code gives no sign of the language around it. */
export const standIns = {
  yours: languages.flatMap((words) =>
    (words.standIns?.yours ?? []).map((source) => ({ source, spaced: words.spaced })),
  ),
  hosts: languages.flatMap((words) => words.standIns?.hosts ?? []),
  paths: languages.flatMap((words) => words.standIns?.paths ?? []),
  users: languages.flatMap((words) => words.standIns?.users ?? []),
  databases: languages.flatMap((words) => words.standIns?.databases ?? []),
  servers: languages.flatMap((words) => words.standIns?.servers ?? []),
}
