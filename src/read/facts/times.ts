import { letters, lowerCase } from '../characters.ts'
import type { Hit, TimeUnit, Vocabulary } from '../words/index.ts'
import { boundsOf } from './bounds.ts'

const SECONDS: Readonly<Record<TimeUnit, number>> = {
  second: 1,
  minute: 60,
  hour: 3600,
  day: 86_400,
  week: 604_800,
  month: 2_592_000,
}
const SHORT: readonly TimeUnit[] = ['second', 'minute', 'hour']
const LETTER = `[${letters}]`
/** Minutes behind hours: "1 h 30", "2 hours 15 minutes". */
const MINUTES = /^ ?([0-5]?\d)(?: ?(?:min(?:ut\p{L}*)?|m|мин\p{L}*|分[钟間]?|분))?(?![\p{L}\d,:/]|\.\d)/iu
const AMOUNTS = new WeakMap<Vocabulary, readonly { readonly unit: TimeUnit; readonly pattern: RegExp }[]>()

function amounts(vocabulary: Vocabulary) {
  const patterns =
    AMOUNTS.get(vocabulary) ??
    (Object.keys(SECONDS) as TimeUnit[]).map((unit) => ({
      unit,
      pattern: new RegExp(
        `(\\d+(?:[.,]\\d+)?)(?:\\s*(?:[-–~〜～]|(?:to|${vocabulary.sources.range})(?!${LETTER}))\\s*(\\d+(?:[.,]\\d+)?))?\\s*-?(?:${vocabulary.sources.unit(unit)})`,
      ),
    }))
  AMOUNTS.set(vocabulary, patterns)
  return patterns
}

interface Amount {
  /** The upper end. */
  readonly seconds: number
  readonly unit: TimeUnit
  readonly text: string
  readonly index: number
}

/** The first amount of time that a text names. */
export function amountOf(vocabulary: Vocabulary, text: string): Amount | null {
  const near = text.slice(0, 400)
  if (!/[\d０-９]/.test(near)) return null
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
}

/** Whether words beside an amount of time only say that it is one, or how exact: "ca.", "estimated", "左右". */
function isAbout(vocabulary: Vocabulary, rest: string): boolean {
  const left = rest.replace(/^[\s.:：]+|[\s.:：]+$/g, '')
  if (left === '') return true
  const hit = vocabulary.leadingPhrase('about', left)
  return hit !== null && isAbout(vocabulary, left.slice(hit.text.length))
}

/** How long a step takes: an amount alone in brackets, or after a word of estimation; minutes and hours only. */
export function durationOf(
  vocabulary: Vocabulary,
  text: string,
  heading: boolean,
): (Amount & { readonly words: string }) | null {
  // Not the arguments of a call.
  const bracketed = /(?<![\w`])[(（]([^()（）]{1,60})[)）]/g
  for (const match of /[(（]/.test(text) ? text.slice(0, 400).matchAll(bracketed) : []) {
    if (!heading && /[<>≤≥]/.test(match[0])) continue
    const inner = (match[1] ?? '').replace(/^.*(?:,(?!\d)|[，、])\s*/, '').trim()
    const amount = amountOf(vocabulary, inner)
    const rest =
      amount &&
      inner
        .replace(amount.text, '')
        .replace(/^(~|<|≈|approx\.?|about|est\.?)\s*/i, '')
        .trim()
    if (amount !== null && rest !== null && isAbout(vocabulary, rest) && SHORT.includes(amount.unit))
      return { ...amount, words: match[0] }
  }
  const named = heading ? inFrontOfDeed(vocabulary, text) : null
  if (named !== null) return named
  const away = downtimeOf(vocabulary, text)
  if (away !== null) return away
  const estimate = vocabulary.phrase('estimate', text)
  if (estimate === null || vocabulary.phrase('reply', text.slice(0, estimate.index)) !== null) return null
  const rest = text.slice(estimate.index + estimate.text.length)
  const amount = amountOf(vocabulary, rest)
  if (
    amount === null ||
    amount.index > 14 ||
    /[<>≤≥]/.test(rest.slice(0, amount.index)) ||
    !SHORT.includes(amount.unit) ||
    isApart(vocabulary, estimate.text, rest.slice(amount.index + amount.text.length))
  )
    return null
  return { ...amount, words: `${estimate.text}${rest.slice(0, amount.index + amount.text.length)}` }
}

/** "5-minute deployment", "5分钟部署": a heading's time in front of what is done in it, not of what is watched or awaited. */
function inFrontOfDeed(vocabulary: Vocabulary, text: string): (Amount & { readonly words: string }) | null {
  const amount = amountOf(vocabulary, text)
  if (amount === null || !SHORT.includes(amount.unit) || /[\p{L}\d<>≤≥]/u.test(text.slice(0, amount.index))) return null
  const rest = text.slice(amount.index + amount.text.length).replace(/^[-\s]+/, '')
  const done = DEEDS.map((topic) => vocabulary.topic(topic, rest)).find((hit) => hit !== null)
  if (done === undefined || vocabulary.leadingPhrase('apart', rest) !== null || windowOf(vocabulary, text) !== null)
    return null
  if (NO_DEED.some((phrase) => vocabulary.phrase(phrase, rest) !== null)) return null
  return { ...amount, words: `${amount.text} … ${done.text}` }
}

const DEEDS = ['deploy', 'setup', 'procedure', 'rollback'] as const
const NO_DEED = ['watch', 'observe', 'observation', 'quantity', 'wait', 'ahead', 'afterwards'] as const

/** "~10 seconds of downtime", "Downtime: 5 min": how long a step takes, and not a bound for it. */
function downtimeOf(vocabulary: Vocabulary, text: string): (Amount & { readonly words: string }) | null {
  const hit = vocabulary.phrase('downtime', text)
  const amount = hit === null ? null : amountOf(vocabulary, text)
  if (hit === null || amount === null || !SHORT.includes(amount.unit)) return null
  const end = amount.index + amount.text.length
  const behind = amount.index < hit.index && text.slice(end, hit.index).trim() === ''
  const before =
    amount.index > hit.index && /^\s*[:：]\s*[~≈]?\s*$/.test(text.slice(hit.index + hit.text.length, amount.index))
  if ((!behind && !before) || boundsOf(vocabulary, text).length > 0) return null
  return { ...amount, words: text.slice(Math.min(hit.index, amount.index), Math.max(hit.index + hit.text.length, end)) }
}

/** "About an hour before": how far away, and not how long. */
const isApart = (vocabulary: Vocabulary, words: string, rest: string): boolean =>
  vocabulary.leadingPhrase('about', words) !== null && vocabulary.leadingPhrase('apart', rest.trimStart()) !== null

/** An amount of time that is all that a text says: "~5 min", "15–30 minutes". */
export function amountAlone(vocabulary: Vocabulary, text: string): number | null {
  const amount = amountOf(vocabulary, text)
  if (amount === null || !SHORT.includes(amount.unit)) return null
  return /^\s*(?:~|≈|<)?\s*$/.test(text.replace(amount.text, '')) ? amount.seconds : null
}

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
  const constant = said === said.toUpperCase() && said !== said.toLowerCase() && text !== text.toUpperCase()
  return constant && (behindColon || /^\s*[(,]|^\s+\p{Ll}/u.test(text.slice(index + said.length)))
}

/** A cadence or a period of watching that a text names. */
export function windowOf(vocabulary: Vocabulary, text: string): Hit | null {
  const cadence = vocabulary.phrase('cadence', text)
  const none =
    cadence === null ||
    isNamePart(text, cadence) ||
    isOfQuantity(vocabulary, text, cadence) ||
    isValue(vocabulary, text, cadence)
  if (!none) return cadence
  const watch = vocabulary.phrase('watch', text)
  if (watch === null) return null
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
}
