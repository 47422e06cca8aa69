import { letters, lowerCase } from '../characters.ts'
import type { Phrase, TimeUnit, Vocabulary } from '../words/index.ts'

/** A stretch of time and a cadence, in seconds; see `Soak`. */
export interface When {
  readonly from: number
  readonly to: number | null
  readonly every: number | null
}

const SECONDS: Readonly<Record<TimeUnit, number>> = {
  second: 1,
  minute: 60,
  hour: 3600,
  day: 86_400,
  week: 604_800,
  month: 2_592_000,
}
const UNITS = Object.keys(SECONDS) as TimeUnit[]
const CADENCES: readonly (readonly [Phrase, number])[] = [
  ['hourly', 3600],
  ['daily', 86_400],
  ['weekly', 604_800],
  ['monthly', 2_592_000],
  ['quarterly', 7_776_000],
]
const NUMBER = '(\\d+(?:\\.\\d+)?)'
const TO = '(?:\\s*(?:-|–|—|~|to|bis|à|a|до|至|到|から)\\s*(\\d+(?:\\.\\d+)?))?'
const FAR = 200

interface Patterns {
  readonly unit: TimeUnit
  /** "24 hours", "2-4 weeks", "30+ minutes". */
  readonly amount: RegExp
  /** "Hour 1", "Days 2-7", "第2-7天", "1日目". */
  readonly counted: RegExp
  /** "hour" alone. */
  readonly alone: RegExp
}

const known = new WeakMap<Vocabulary['sources'], readonly Patterns[]>()

function patternsOf(vocabulary: Vocabulary): readonly Patterns[] {
  const found =
    known.get(vocabulary.sources) ??
    UNITS.map((unit): Patterns => {
      const words = vocabulary.unitSource(unit)
      const start = `(?<![${letters}\\d])`
      const end = `(?![${letters}\\d/])`
      return {
        unit,
        amount: new RegExp(`(?<![\\d.])${NUMBER}${TO}\\s*\\+?\\s*-?(?:${words})(?![a-z\\d/])`),
        counted: new RegExp(
          `${start}(?:${words})\\s+${NUMBER}${TO}(?![\\d.]*\\d)|第\\s*${NUMBER}${TO}\\s*(?:${words})|${NUMBER}${TO}(?:${words})目`,
        ),
        alone: new RegExp(`^\\s*(?:${words})${end}`),
      }
    })
  known.set(vocabulary.sources, found)
  return found
}

interface Found {
  readonly low: number
  readonly high: number
  readonly seconds: number
  readonly index: number
  readonly end: number
}

function earliest(vocabulary: Vocabulary, text: string, form: 'amount' | 'counted'): Found | null {
  let best: Found | null = null
  for (const patterns of patternsOf(vocabulary)) {
    const match = patterns[form].exec(text)
    if (match === null || (best !== null && match.index >= best.index)) continue
    const [low, high] = match.slice(1).filter((one) => one !== undefined)
    best = {
      low: Number(low),
      high: Number(high ?? low),
      seconds: SECONDS[patterns.unit],
      index: match.index,
      end: match.index + match[0].length,
    }
  }
  return best
}

/** The unit that a text begins with, in seconds. */
const unitAt = (vocabulary: Vocabulary, text: string): number | null => {
  const found = patternsOf(vocabulary).find(({ alone }) => alone.test(text))
  return found === undefined ? null : SECONDS[found.unit]
}

/** A cadence and where it stands: "every 30 minutes", "hourly". */
function cadenceIn(vocabulary: Vocabulary, text: string): { every: number; index: number; end: number } | null {
  const every = vocabulary.phrase('recurring', text)
  if (every !== null) {
    const at = every.index + every.text.length
    const rest = text.slice(at)
    const amount = earliest(vocabulary, rest, 'amount')
    if (amount !== null && rest.slice(0, amount.index).trim() === '')
      return { every: amount.high * amount.seconds, index: every.index, end: at + amount.end }
    // "30分ごと", "30분마다": the word stands behind the amount.
    const before = earliest(vocabulary, text.slice(0, every.index), 'amount')
    if (before !== null && before.end === every.index)
      return { every: before.high * before.seconds, index: before.index, end: at }
    const unit = unitAt(vocabulary, rest)
    if (unit !== null) return { every: unit, index: every.index, end: at }
  }
  for (const [phrase, seconds] of CADENCES) {
    const hit = vocabulary.phrase(phrase, text)
    if (hit !== null) return { every: seconds, index: hit.index, end: hit.index + hit.text.length }
  }
  return null
}

/** The time that a heading or an item of watching names: "Hours 2-4", "First 24 hours", "Daily for 1 week". */
export function whenIn(vocabulary: Vocabulary, words: string): When | null {
  const text = lowerCase(words.slice(0, FAR))
  const cadence = cadenceIn(vocabulary, text)
  const every = cadence?.every ?? null
  const rest = cadence === null ? text : `${text.slice(0, cadence.index)} ${text.slice(cadence.end)}`
  const counted = earliest(vocabulary, rest, 'counted')
  if (counted !== null)
    return {
      from: Math.max(0, counted.low - 1) * counted.seconds,
      to: Math.max(1, counted.high) * counted.seconds,
      every,
    }
  const amount = earliest(vocabulary, rest, 'amount')
  if (amount !== null) return { from: 0, to: amount.high * amount.seconds, every }
  const first = vocabulary.phrase('first', rest)
  const unit = first === null ? null : unitAt(vocabulary, rest.slice(first.index + first.text.length))
  if (unit !== null) return { from: 0, to: unit, every }
  return every === null ? null : { from: 0, to: null, every }
}

/** The longest amount of seconds, minutes or hours that a text names, in seconds. */
export function longestIn(vocabulary: Vocabulary, words: string): number | null {
  const text = lowerCase(words.slice(0, FAR))
  const found = patternsOf(vocabulary)
    .filter(({ unit }) => SECONDS[unit] <= SECONDS.hour)
    .flatMap(({ unit, amount }) =>
      [...text.matchAll(new RegExp(amount, 'g'))].map((match) => Number(match[2] ?? match[1]) * SECONDS[unit]),
    )
  return found.length === 0 ? null : Math.max(...found)
}

/** The cadence that a line names, in seconds. */
export const everyIn = (vocabulary: Vocabulary, words: string): number | null =>
  cadenceIn(vocabulary, lowerCase(words.slice(0, FAR)))?.every ?? null

/** How long after the release a heading says that its work is due, in seconds: "Review (1 week after production)". */
export function laterIn(vocabulary: Vocabulary, words: string): number | null {
  if (!/\d/.test(words)) return null
  const text = lowerCase(words.slice(0, FAR))
  const amount = earliest(vocabulary, text, 'amount')
  if (amount === null) return null
  const behind = text.slice(amount.end).trimStart()
  return vocabulary.leadingPhrase('afterwards', behind) === null ? null : amount.high * amount.seconds
}

const T_MINUS = new RegExp(`(?<![${letters}\\d-])t\\s*([-+−–])\\s*(\\d+(?:\\.\\d+)?)\\s*`)
const T_ZERO = new RegExp(`(?<![${letters}\\d-])t\\s*[-+−–]?\\s*0(?![\\d.])`)
const BARE = new RegExp(`^[^${letters}\\d]*$`)
/** Days before the day itself, hours before the hour: "D-7", "J-1" (jour J), "H-1". */
const D_MINUS = new RegExp(`^[^${letters}\\d]*([djh])\\s?([-+−–])\\s?(\\d{1,3})(?![${letters}\\d.])`)

/**
 * When something is due, in seconds from the start of the release: "T-24h", "T+30m", "J-7", or an amount of time with
 * a word for "before" behind it. In running text (`anywhere` false) the latter only counts where the text begins.
 */
export function offsetIn(vocabulary: Vocabulary, words: string, anywhere = false): number | null {
  if (!/\d/.test(words)) return null
  const text = lowerCase(words.slice(0, FAR))
  const minus = T_MINUS.exec(text)
  if (minus !== null) {
    const rest = text.slice(minus.index + minus[0].length)
    const unit = unitAt(vocabulary, rest)
    const seconds = Number(minus[2]) * (unit ?? 0)
    if (unit !== null) return minus[1] === '+' ? seconds : -seconds
  }
  if (T_ZERO.test(text)) return 0
  const days = D_MINUS.exec(text)
  if (days !== null) return Number(days[3]) * SECONDS[days[1] === 'h' ? 'hour' : 'day'] * (days[2] === '+' ? 1 : -1)
  const amount = earliest(vocabulary, text, 'amount')
  if (amount === null || (!anywhere && !BARE.test(text.slice(0, amount.index)))) return null
  const behind = text.slice(amount.end).trimStart()
  return vocabulary.leadingPhrase('ahead', behind) === null ? null : -amount.high * amount.seconds
}
