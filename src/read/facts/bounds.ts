import type { Comparison } from '../../plan/index.ts'
import { letters, lowerCase } from '../characters.ts'
import { matchesOf } from '../matches.ts'
import type { Vocabulary } from '../words/index.ts'
import { type Numbers, numbersOf } from './numbers.ts'
import { remembered } from './remembered.ts'

/** A comparison with a number, as a line states it. */
interface Bound {
  readonly op: Comparison
  readonly value: number
  /** As written, without spaces; '' for none. */
  readonly unit: string
  /** The comparison as written. */
  readonly words: string
  readonly index: number
}

const SIGN = /[<>=≤≥≦≧＜＞]/
const DASHED = /\d\s*[-–]\s*\d/
const WORD_OPS = ['<', '<=', '>', '>='] as const
const NOT_IN_WORD = `(?<![\\d.,${letters}-])`
const LATIN = 'A-Za-z\\u00b5\\u00c0-\\u024f\\u0370-\\u1fff'
/** What can be measured, other than counted. */
const MEASURED =
  '%|ms|s|secs?|seconds?|min(?:ute)?s?|hours?|[kmgt]i?b|bytes|px|v[hw]|fps|[rqt]ps|[kmg]bps|[mg]hz|v?cpus?'

/** How a vocabulary writes bounds; all of them are matched against the line in lower case. */
interface Patterns {
  readonly numbers: Numbers
  readonly symbol: RegExp
  readonly plus: RegExp
  readonly range: RegExp
  /** "Lighthouse: 90+" with nothing that is counted behind it. */
  readonly bare: RegExp
  /** "Maximum upload: 5 MB": what is bounded stands between. */
  readonly named: RegExp
  /** "1-5 unused indexes" as what the line says first. */
  readonly things: RegExp
  /** Comparisons in words; group `w0` … says which of `WORD_OPS`, `n` is the number, `u` the unit. */
  readonly words: RegExp
  /** "100 MB upload limit", "2 cores or more": the bound stands behind, `between` are words before it. */
  readonly behind: RegExp
  /** The same without spaces: "5%以上". */
  readonly joined: RegExp
  readonly measured: RegExp
}

const PATTERNS = new WeakMap<Vocabulary['sources'], Patterns>()

function patternsOf(vocabulary: Vocabulary): Patterns {
  const known = PATTERNS.get(vocabulary.sources)
  if (known !== undefined) return known
  const { sources } = vocabulary
  const numbers = numbersOf(vocabulary)
  const number = `(${numbers.source})`
  const notPart = '(?![\\d.]*\\d)'
  const units = (['second', 'minute', 'hour', 'day', 'week', 'month'] as const).map((unit) => sources.unit(unit))
  const measured = `(?:${MEASURED}|${sources.measured}|${units.join('|')})`
  // Where words are not parted, a unit is one that is known, or the next characters.
  const aWord = `[${LATIN}]+(?:/[${letters}]+)?|(?:${units.slice(0, 3).join('|')}|${sources.measured})|[${letters}]{1,2}`
  const unit = `(?:\\s*(%|°c|/\\s?[${letters}]+|${aWord}))?`
  const ways = (of: (op: (typeof WORD_OPS)[number]) => string) =>
    WORD_OPS.map((op, index) => `(?<w${index}>${of(op)})`).join('|')
  const behind = ways((op) => sources.boundBehind(op, true))
  const plain = WORD_OPS.map((op) => sources.boundBehind(op, true)).join('|')
  const patterns: Patterns = {
    numbers,
    symbol: new RegExp(`(<=|>=|≤|≥|<|>|≦|≧|＜|＞|(?<=[\\s(])==?(?=\\s))\\s*~?\\$?${number}${notPart}${unit}`, 'g'),
    plus: new RegExp(
      `${NOT_IN_WORD}${number}(?:\\+\\s*(/?\\s?[${letters}]+)|\\s?(%|${measured})\\+)(?![${letters}\\d+])`,
      'g',
    ),
    range: new RegExp(`${NOT_IN_WORD}${number}\\s*[-–]\\s*${number}\\s*(ms|%|[kmg]i?b|px|v[hw])(?![${letters}])`, 'g'),
    bare: new RegExp(`${NOT_IN_WORD}${number}\\+(?=\\s*(?:$|[|)）,.;*]))`, 'g'),
    named: new RegExp(
      `(?:${ways(sources.bound)}) (?:[${letters}]+ ){0,2}[${letters}]+:\\s*~?${number.replace('(', '(?<n>')}${notPart}\\s?(?<u>%|[${letters}]+)(?![${letters}])`,
      'g',
    ),
    things: new RegExp(
      `^[^${letters}\\d]*${number}\\s*[-–]\\s*${number}\\s+(?:[${letters}]+\\s+)?([${letters}]+s)\\s*$`,
    ),
    words: new RegExp(
      `(?:${ways(sources.bound)})(?: of)? ?:?\\s*~?\\$?${number.replace('(', '(?<n>')}${notPart}${unit.replace('(%', '(?<u>%')}`,
      'g',
    ),
    behind: new RegExp(
      `${NOT_IN_WORD}(?<n>${numbers.source})\\s?(?<u>%|(?!(?:${plain})(?![${letters}]))[${letters}]+)(?<between>(?:\\s+[${letters}]+){0,2}?)[\\s,(]+(?:${behind})(?![${letters}])`,
      'g',
    ),
    joined: new RegExp(
      `(?<![\\d.,${LATIN}-])(?<n>${numbers.source})\\s?(?<u>%|${measured}|[${letters}]{0,4}?)\\s?(?:${ways((op) => sources.boundBehind(op, false))})`,
      'g',
    ),
    measured: new RegExp(`^${measured}$`),
  }
  PATTERNS.set(sources, patterns)
  return patterns
}

/** Whether a unit is one of measurement, not of things that are counted. */
export const isMeasured = (vocabulary: Vocabulary, unit: string): boolean =>
  patternsOf(vocabulary).measured.test(lowerCase(unit))

/** Whether what is named right before a number is one that is reached by points. */
function isScore(vocabulary: Vocabulary, before: string): boolean {
  const name = before.replace(/[\s:：=(（*]+$/, '')
  const hit = vocabulary.phrase('score', name)
  return hit !== null && name.length - hit.index - hit.text.length <= BESIDE
}

const BESIDE = 8

/** A number that names a version, a date or a place in a list bounds nothing. */
const VERSIONED =
  /(?:node(?:\.?js)?|npm|python|postgres\w*|java|jdk|go|php|ruby|ubuntu|version|v|mysql|redis|docker|\.net|rust|django)\s*(?:version)?\s*:?\s*$/i
const OPS: Readonly<Record<string, Comparison>> = {
  '≤': '<=',
  '≦': '<=',
  '≥': '>=',
  '≧': '>=',
  '＜': '<',
  '＞': '>',
  '==': '=',
}

/** "at least 2 GB for one boat, 8 GB for a fleet": the amount of the next case, in the unit of the first. */
function furtherOf({ numbers }: Patterns, rest: string, unit: string) {
  if (unit === '' || !rest.includes(unit)) return null
  const case_ = new RegExp(
    `^([^\\d.;<>≤≥=]{0,40}?[,，、]\\s*(?:and |or )?)((${numbers.source})\\s?${unit.replace(/[^\p{L}\d]/gu, '\\$&')})(?![${letters}\\d])`,
  ).exec(rest)
  return case_ === null ? null : { index: case_[1]?.length ?? 0, words: case_[2] ?? '', number: case_[3] ?? '' }
}

/** All bounds of a line, in order. Ranges count only with a unit of measurement. */
export const boundsOf = (vocabulary: Vocabulary, text: string): readonly Bound[] =>
  text.length > 400 || !/[\d０-９]/.test(text) ? NONE : boundsIn(vocabulary, text)

const NONE: readonly Bound[] = []

const boundsIn = remembered((vocabulary, text): readonly Bound[] => {
  const found: Bound[] = []
  const { numbers, symbol, plus, bare, named, range, things, words, behind, joined, measured } = patternsOf(vocabulary)
  const add = (op: Comparison, value: string, unit: string, said: string, index: number) => {
    if (VERSIONED.test(text.slice(Math.max(0, index - 24), index))) return
    found.push({ op, value: numbers.value(value), unit: unit.replace(/\s/g, ''), words: said, index })
  }
  const lower = lowerCase(text)
  // The unit stands last in every pattern; it is given as written.
  const written = (match: RegExpExecArray, unit: string | undefined) => {
    const end = match.index + match[0].length
    return text.slice(end - (unit?.length ?? 0), end)
  }
  const opOf = (match: RegExpExecArray) => WORD_OPS[WORD_OPS.findIndex((_, at) => match.groups?.[`w${at}`])]
  // Most lines hold none of the signs; to look for them costs less than to try the patterns.
  for (const match of SIGN.test(lower) ? matchesOf(symbol, lower) : []) {
    const op = match[1] ?? ''
    add(OPS[op] ?? (op as Comparison), match[2] ?? '', written(match, match[3]), match[0], match.index)
  }
  for (const match of [...matchesOf(words, lower), ...(lower.includes(':') ? matchesOf(named, lower) : [])]) {
    const op = opOf(match)
    if (op === undefined) continue
    add(op, match.groups?.n ?? '', written(match, match.groups?.u), match[0], match.index)
    const further = furtherOf(patternsOf(vocabulary), lower.slice(match.index + match[0].length), match.groups?.u ?? '')
    if (further === null) continue
    const at = match.index + match[0].length + further.index
    add(
      op,
      further.number,
      text.slice(at + further.words.length - (match.groups?.u ?? '').length, at + further.words.length),
      further.words,
      at,
    )
  }
  for (const match of lower.includes('+') ? matchesOf(plus, lower) : [])
    add('>=', match[1] ?? '', written(match, match[2] ?? `${match[3]}+`).replace('+', ''), match[0], match.index)
  for (const match of lower.includes('+') ? matchesOf(bare, lower) : [])
    if (isScore(vocabulary, text.slice(0, match.index))) add('>=', match[1] ?? '', '', match[0], match.index)
  for (const match of DASHED.test(lower) ? matchesOf(range, lower) : []) {
    add('>=', match[1] ?? '', written(match, match[3]), match[0], match.index)
    add('<=', match[2] ?? '', written(match, match[3]), match[0], match.index)
  }
  for (const match of [...matchesOf(behind, lower), ...(vocabulary.mixed ? matchesOf(joined, lower) : [])]) {
    const { n = '', u = '', between = '' } = match.groups ?? {}
    const { index } = match
    const op = opOf(match)
    if (op === undefined || found.some((bound) => bound.index <= index && index < bound.index + bound.words.length))
      continue
    if (between !== '' && !measured.test(u)) continue
    const rest = text.slice(index + n.length, index + match[0].length)
    add(op, n, rest.trimStart().slice(0, u.length), match[0], index)
  }
  const counted = DASHED.test(lower) ? things.exec(lower) : null
  if (counted !== null && !/^(?:seconds|minutes|hours|days|weeks|months)$/.test(counted[3] ?? '')) {
    add('>=', counted[1] ?? '', counted[3] ?? '', counted[0], 0)
    add('<=', counted[2] ?? '', counted[3] ?? '', counted[0], 0)
  }
  return found.sort((a, b) => a.index - b.index)
})
