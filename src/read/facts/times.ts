import { letters, lowerCase } from '../characters.ts'
import type { Hit, TimeUnit, Vocabulary } from '../words/index.ts'
import { remembered } from './remembered.ts'

const SECONDS: Readonly<Record<TimeUnit, number>> = {
  second: 1,
  minute: 60,
  hour: 3600,
  day: 86_400,
  week: 604_800,
  month: 2_592_000,
}
const LETTER = `[${letters}]`
/** Minutes behind hours: "1 h 30", "2 hours 15 minutes". */
const MINUTES = /^ ?([0-5]?\d)(?: ?(?:min(?:ut\p{L}*)?|m|мин\p{L}*|分[钟間]?|분))?(?![\p{L}\d,:/]|\.\d)/iu
const AMOUNTS = new WeakMap<Vocabulary['sources'], readonly { readonly unit: TimeUnit; readonly pattern: RegExp }[]>()

function amounts(vocabulary: Vocabulary) {
  const patterns =
    AMOUNTS.get(vocabulary.sources) ??
    (Object.keys(SECONDS) as TimeUnit[]).map((unit) => ({
      unit,
      pattern: new RegExp(
        `(\\d+(?:[.,]\\d+)?)(?:\\s*(?:[-–~〜～]|(?:to|${vocabulary.sources.range})(?!${LETTER}))\\s*(\\d+(?:[.,]\\d+)?))?\\s*-?(?:${vocabulary.sources.unit(unit)})`,
      ),
    }))
  AMOUNTS.set(vocabulary.sources, patterns)
  return patterns
}

export interface Amount {
  /** The upper end. */
  readonly seconds: number
  readonly unit: TimeUnit
  readonly text: string
  readonly index: number
}

/** The first amount of time that a text names. */
export function amountOf(vocabulary: Vocabulary, text: string): Amount | null {
  const near = text.slice(0, 400)
  return /[\d０-９]/.test(near) ? firstAmount(vocabulary, near) : null
}

const firstAmount = remembered((vocabulary, near): Amount | null => {
  const lower = lowerCase(near)
  let best: Amount | null = null
  for (const { unit, pattern } of amounts(vocabulary)) {
    const match = pattern.exec(lower)
    if (match === null || (best !== null && match.index >= best.index)) continue
    best = {
      seconds: Number((match[2] ?? match[1] ?? '').replace(',', '.')) * SECONDS[unit],
      unit,
      text: near.slice(match.index, match.index + match[0].length),
      index: match.index,
    }
  }
  const minutes = best?.unit === 'hour' ? MINUTES.exec(near.slice(best.index + best.text.length)) : null
  if (best === null || minutes === null) return best
  return { ...best, seconds: best.seconds + Number(minutes[1]) * SECONDS.minute, text: best.text + minutes[0] }
})

/** A part of a longer time that is all that a text says: "30 minutes – 1 hour", "1 h+", "1 hour onwards". */
export function periodAlone(vocabulary: Vocabulary, text: string): boolean {
  const amount = amountOf(vocabulary, text)
  if (amount === null || amount.index > 0) return false
  const rest = text.slice(amount.text.length).trim()
  if (/^[-–—~〜～+]$/.test(rest) || vocabulary.leadingPhrase('onward', rest)?.text === rest) return true
  const dash = new RegExp(`^(?:[-–—~〜～]|(?:to|${vocabulary.sources.range})(?!${LETTER}))\\s*`, 'i').exec(rest)?.[0]
  if (dash === undefined) return /^\d.*[-–—~〜～]/.test(amount.text) && rest === ''
  const end = amountOf(vocabulary, rest.slice(dash.length))
  return end !== null && end.text === rest.slice(dash.length)
}

/** "e2e-nightly.yml", "export.daily.csv": a word in a name says nothing of when. */
const isNamePart = (text: string, hit: Hit): boolean =>
  /[a-z_][.\-/@]$/i.test(text.slice(0, hit.index)) || /^[.\-/]\w/.test(text.slice(hit.index + hit.text.length))

/** "150% of the hourly average", "total diario": how often a quantity is taken, where nothing is watched. */
function isOfQuantity(vocabulary: Vocabulary, text: string, hit: Hit): boolean {
  if (vocabulary.phrase('watch', text) !== null) return false
  const before = text.slice(0, hit.index).trimEnd()
  const last = before.slice(before.lastIndexOf(' ') + 1)
  const behind = vocabulary.leadingPhrase('quantity', text.slice(hit.index + hit.text.length).trimStart())
  return behind !== null || vocabulary.phrase('quantity', last)?.text.length === last.length
}

/**
 * "Select period: monthly", "account type: WEEKLY", "a WEEKLY plan yields 52": a value of the product, where nothing is
 * watched. Capitals alone only stress: "rotate the keys WEEKLY".
 */
function isValue(vocabulary: Vocabulary, text: string, { index, text: said }: Hit): boolean {
  if (index === 0 || vocabulary.phrase('watch', text) !== null) return false
  const behindColon = /[:：=]\s*["'“]?$/.test(text.slice(0, index))
  if (behindColon && vocabulary.leadingPhrase('choose', text) !== null) return true
  const constant = said === said.toUpperCase() && /\p{Lu}{3}/u.test(said) && text !== text.toUpperCase()
  return constant && (behindColon || /^\s*[(,]|^\s+\p{Ll}/u.test(text.slice(index + said.length)))
}

/** A cadence or a period of watching that a text names. */
export const windowOf = remembered((vocabulary, text): Hit | null => {
  const cadence = vocabulary.phrase('cadence', text)
  const none =
    cadence === null ||
    // "Fails continuously" is an alarm.
    (/^(?:contin|kontin|постоянно|непрерывно|持续)/i.test(cadence.text) &&
      vocabulary.phrase('failure', text) !== null &&
      vocabulary.phrase('watch', text) === null) ||
    isNamePart(text, cadence) ||
    isOfQuantity(vocabulary, text, cadence) ||
    isValue(vocabulary, text, cadence)
  if (!none) return cadence
  const watch = vocabulary.phrase('watch', text)
  if (watch === null) return null
  // "Health check failing for 2 minutes" raises an alarm.
  if (/^check /i.test(watch.text) && vocabulary.phrase('failure', text) !== null) return null
  const rest = text.slice(watch.index + watch.text.length)
  const duration = vocabulary.phrase('for', rest)
  const amount =
    duration &&
    amountOf(
      vocabulary,
      rest
        .slice(duration.index + duration.text.length)
        .trimStart()
        .replace('+', ' '),
    )
  return amount !== null && amount.index === 0 ? { ...watch, text: `${watch.text} … ${amount.text}` } : null
})
