import type { Comparison } from '../../plan/index.ts'
import { letters, lowerCase } from '../characters.ts'
import type { Vocabulary } from '../words/index.ts'

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

const NUMBER = '(\\d+(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?)'
const UNIT = `(?:\\s*(%|°c|/\\s?[${letters}]+|[${letters}]+(?:/[${letters}]+)?))?`
const NOT_PART = '(?![\\d.]*\\d)'
const WORD_OPS = ['<', '<=', '>', '>='] as const
const NOT_IN_WORD = `(?<![\\d.${letters}-])`
// All of them are matched against the line in lower case.
const SYMBOL = new RegExp(`(<=|>=|≤|≥|<|>|(?<=[\\s(])==?(?=\\s))\\s*~?\\$?${NUMBER}${NOT_PART}${UNIT}`, 'g')
const PLUS = new RegExp(`${NOT_IN_WORD}${NUMBER}\\+\\s*([${letters}]+)`, 'g')
const RANGE = new RegExp(`${NOT_IN_WORD}${NUMBER}\\s*[-–]\\s*${NUMBER}\\s*(ms|%|[kmg]i?b)(?![${letters}])`, 'g')
/** "1-5 unused indexes" as what the line says first. */
const RANGE_OF_THINGS = new RegExp(
  `^[^${letters}\\d]*${NUMBER}\\s*[-–]\\s*${NUMBER}\\s+(?:[${letters}]+\\s+)?([${letters}]+s)\\s*$`,
)
/** What can be measured, other than counted: a word may stand between it and the words of the bound. */
const MEASURED = /^(?:%|ms|s|secs?|seconds?|min(?:ute)?s?|hours?|[kmgt]i?b|bytes)$/
const WORDS = new WeakMap<Vocabulary, RegExp>()
const BEHIND = new WeakMap<Vocabulary, RegExp>()

/** The comparisons in words of a vocabulary; group `w0` … says which of `WORD_OPS`, `n` the number, `u` the unit. */
function inWords(vocabulary: Vocabulary): RegExp {
  const known = WORDS.get(vocabulary)
  if (known !== undefined) return known
  const ops = WORD_OPS.map((op, index) => `(?<w${index}>${vocabulary.boundSource(op)})`).join('|')
  const number = NUMBER.replace('(', '(?<n>')
  const unit = UNIT.replace('(%', '(?<u>%')
  const pattern = new RegExp(`(?<![${letters}])(?:${ops})(?: of)?:?\\s*~?\\$?${number}${NOT_PART}${unit}`, 'g')
  WORDS.set(vocabulary, pattern)
  return pattern
}

/** "100 MB upload limit", "2 cores or more": the number `n`, its unit `u`, words between, and the bound behind it. */
function behind(vocabulary: Vocabulary): RegExp {
  const known = BEHIND.get(vocabulary)
  if (known !== undefined) return known
  const words = `(?:(?<most>${vocabulary.boundBehindSource('<=')})|${vocabulary.boundBehindSource('>=')})(?![${letters}])`
  const unit = `(?<u>%|(?!(?:${vocabulary.boundBehindSource('<=')}|${vocabulary.boundBehindSource('>=')})(?![${letters}]))[${letters}]+)`
  const between = `(?<between>(?:\\s+[${letters}]+){0,2}?)`
  const pattern = new RegExp(
    `${NOT_IN_WORD}(?<n>\\d+(?:,\\d{3})*(?:\\.\\d+)?)\\s?${unit}${between}[\\s,(]+${words}`,
    'g',
  )
  BEHIND.set(vocabulary, pattern)
  return pattern
}

/** A number that names a version, a date or a place in a list bounds nothing. */
const VERSIONED =
  /(?:node(?:\.?js)?|npm|python|postgres\w*|java|jdk|go|php|ruby|ubuntu|version|v|mysql|redis|docker|\.net|rust|django)\s*(?:version)?\s*$/i
const OPS: Readonly<Record<string, Comparison>> = { '≤': '<=', '≥': '>=', '==': '=' }

/** All bounds of a line, in order. Ranges count only with a unit of measurement. */
export function boundsOf(vocabulary: Vocabulary, text: string): Bound[] {
  if (text.length > 400 || !/\d/.test(text)) return []
  const found: Bound[] = []
  const add = (op: Comparison, value: string, unit: string, words: string, index: number) => {
    if (VERSIONED.test(text.slice(Math.max(0, index - 24), index))) return
    found.push({ op, value: Number(value.replaceAll(',', '')), unit: unit.replace(/\s/g, ''), words, index })
  }
  const lower = lowerCase(text)
  // The unit stands last in every pattern; it is given as written.
  const written = (match: RegExpExecArray, unit: string | undefined) => {
    const end = match.index + match[0].length
    return text.slice(end - (unit?.length ?? 0), end)
  }
  for (const match of lower.matchAll(SYMBOL)) {
    const op = match[1] ?? ''
    add(OPS[op] ?? (op as Comparison), match[2] ?? '', written(match, match[3]), match[0], match.index)
  }
  for (const match of lower.matchAll(inWords(vocabulary))) {
    const at = WORD_OPS.findIndex((_, index) => match.groups?.[`w${index}`] !== undefined)
    const op = WORD_OPS[at]
    if (op !== undefined) add(op, match.groups?.n ?? '', written(match, match.groups?.u), match[0], match.index)
  }
  for (const match of lower.matchAll(PLUS)) add('>=', match[1] ?? '', written(match, match[2]), match[0], match.index)
  for (const match of lower.matchAll(RANGE)) {
    add('>=', match[1] ?? '', written(match, match[3]), match[0], match.index)
    add('<=', match[2] ?? '', written(match, match[3]), match[0], match.index)
  }
  for (const { 0: words, index, groups } of lower.matchAll(behind(vocabulary))) {
    const { n = '', u = '', between, most } = groups ?? {}
    if (found.some((bound) => bound.index <= index && index < bound.index + bound.words.length)) continue
    if (between !== '' && !MEASURED.test(u)) continue
    const at = index + n.length
    add(
      most === undefined ? '>=' : '<=',
      n,
      text
        .slice(at, at + words.length - n.length)
        .trimStart()
        .slice(0, u.length),
      words,
      index,
    )
  }
  const things = RANGE_OF_THINGS.exec(lower)
  if (things !== null && !/^(?:seconds|minutes|hours|days|weeks|months)$/.test(things[3] ?? '')) {
    add('>=', things[1] ?? '', things[3] ?? '', things[0], 0)
    add('<=', things[2] ?? '', things[3] ?? '', things[0], 0)
  }
  return found.sort((a, b) => a.index - b.index)
}
