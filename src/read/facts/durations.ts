import { letters } from '../characters.ts'
import type { Phrase, TimeUnit, Vocabulary } from '../words/index.ts'
import { boundsOf } from './bounds.ts'
import { type Amount, amountOf, windowOf } from './times.ts'

/** How long something takes, and the words that say so. */
export interface Duration extends Amount {
  readonly words: string
}

/** Where a line stands: a heading, a point or a row names what is done, and its time stands behind it. */
type DurationPlace = 'heading' | 'item' | 'other'

/** Times of single steps; longer ones are times to watch or to keep something, unless the words say that it takes so long. */
const SHORT: readonly TimeUnit[] = ['second', 'minute', 'hour']
const LONG: readonly TimeUnit[] = ['day', 'week']

/** How long a step takes: an amount in brackets, behind a clock or what is done, or after a word of estimation. */
export function durationOf(vocabulary: Vocabulary, text: string, place: DurationPlace): Duration | null {
  if (!/[\d０-９]/.test(text) || MEASURED.test(text)) return null
  return (
    inBrackets(vocabulary, text, place) ??
    (place === 'heading' ? inFrontOfDeed(vocabulary, text) : null) ??
    behindClock(vocabulary, text) ??
    (place === 'other' ? null : behindDeed(vocabulary, text, place)) ??
    downtimeOf(vocabulary, text) ??
    inFrontOfVerb(vocabulary, text) ??
    estimated(vocabulary, text)
  )
}

/** "2m 34s": nobody knows it so exactly before. */
const MEASURED = /\d ?m(?:in)? ?\d{1,2} ?s(?![\p{L}\d])/iu

/** Whether words beside an amount of time only say that it is one, or how exact: "ca.", "estimated", "左右". */
function isAbout(vocabulary: Vocabulary, rest: string): boolean {
  const left = rest.replace(/^[\s.:：]+|[\s.:：]+$/g, '')
  if (left === '') return true
  const hit = vocabulary.leadingPhrase('about', left)
  return hit !== null && isAbout(vocabulary, left.slice(hit.text.length))
}

/** Not the arguments of a call. */
const BRACKETED = /(?<![\w`\]])(?:[(（]([^()（）]{1,60})[)）]|\[([^[\]]{2,30})\]$)/g
const ROUGHLY = /^(~|<|≈|approx\.?|about|est\.?)\s*/i

/** "(15 min)", "(optional, 5-10 minutes)", "(2-hour session)"; days of a heading's phase, "(1-3 days)" of waiting. */
function inBrackets(vocabulary: Vocabulary, text: string, place: DurationPlace): Duration | null {
  for (const match of /[(（[]/.test(text) ? text.slice(0, 400).matchAll(BRACKETED) : []) {
    if (place !== 'heading' && /[<>≤≥]/.test(match[0])) continue
    const inner = (match[1] ?? match[2] ?? '').replace(/^.*(?:,(?!\d)|[，、])\s*/, '').trim()
    const amount = amountOf(vocabulary, inner)
    // "(0-1 hour)" begins a time line.
    if (amount === null || /^0\s*[-–—~〜～]/.test(inner)) continue
    const before = text.slice(0, match.index)
    const rest = inner.replace(amount.text, '').replace(ROUGHLY, '').trim()
    const alone = isAbout(vocabulary, rest) || isMeeting(vocabulary, inner, amount)
    if (alone && isStep(vocabulary, before, amount, place)) return { ...amount, words: match[0] }
  }
  return null
}

/** "2-hour session": how long something is that people hold; a time of watching is none. */
const isMeeting = (vocabulary: Vocabulary, inner: string, { text, index }: Amount): boolean =>
  index === 0 &&
  /^\d+(?:[.,]\d+)?-\p{L}/u.test(text) &&
  new RegExp(`^\\s(?:[${letters}]+\\s?){1,2}$`).test(inner.slice(text.length)) &&
  vocabulary.phrase('observation', inner) === null &&
  windowOf(vocabulary, inner) === null

/** Whether the words before a time name what is done in it, and not what is set to it or watched for so long. */
function isStep(vocabulary: Vocabulary, before: string, { unit, text }: Amount, place: DurationPlace): boolean {
  if (place !== 'heading' && vocabulary.phrase('setting', before) !== null) return false
  if (SHORT.includes(unit)) return true
  if (!LONG.includes(unit) || NO_DEED.some((phrase) => vocabulary.phrase(phrase, before) !== null)) return false
  if (windowOf(vocabulary, before) !== null) return false
  return place === 'heading' || /[-–—~〜]/.test(text) || vocabulary.phrase('estimate', before) !== null
}

/** "5-minute deployment", "5分钟部署": a heading's time in front of what is done in it, not of what is watched or awaited. */
function inFrontOfDeed(vocabulary: Vocabulary, text: string): Duration | null {
  const amount = amountOf(vocabulary, text)
  if (amount === null || !SHORT.includes(amount.unit) || /[\p{L}\d<>≤≥]/u.test(text.slice(0, amount.index))) return null
  const rest = text.slice(amount.index + amount.text.length).replace(/^[-\s]+/, '')
  const done = DEEDS.map((topic) => vocabulary.topic(topic, rest)).find((hit) => hit !== null)
  if (done === undefined || vocabulary.leadingPhrase('apart', rest) !== null || windowOf(vocabulary, text) !== null)
    return null
  if ([...NO_DEED, 'wait' as const].some((phrase) => vocabulary.phrase(phrase, rest) !== null)) return null
  return { ...amount, words: `${amount.text} … ${done.text}` }
}

const DEEDS = ['deploy', 'setup', 'procedure', 'rollback'] as const
const NO_DEED: readonly Phrase[] = ['watch', 'observe', 'observation', 'quantity', 'ahead', 'afterwards']

const CLOCK = /[⏱⏲⏰⌛⏳🕐-🕧]\uFE0F?/u

/** "⏱️ Total: 15 min". */
function behindClock(vocabulary: Vocabulary, text: string): Duration | null {
  const clock = CLOCK.exec(text)
  if (clock === null) return null
  const rest = text.slice(clock.index + clock[0].length)
  const amount = amountOf(vocabulary, rest)
  if (amount === null || amount.index > NEAR || /[\d<>≤≥]/.test(rest.slice(0, amount.index))) return null
  if (vocabulary.phrase('setting', text) !== null || windowOf(vocabulary, text) !== null) return null
  return { ...amount, words: `${clock[0]} … ${amount.text}` }
}

/** How far from its word an amount may stand. */
const NEAR = 24
/** What parts a time from what is done: in a heading any sign, in a point a dash, or another that makes it rough. */
const PARTED = { heading: /(?:\s[-–—|·~]|[:：,，]|\s(?:in|en|em|за))\s*$/, item: /\s[-–—]\s*$|[:：,，]\s*[~≈]\s*$/ }
const LAST = /^[\s.!)）*_]*$/

/** "Build - 5 min", "Deploy in 10 minutes" as a heading, "Restart the pods - 1 min" as a point: its last words. */
function behindDeed(vocabulary: Vocabulary, text: string, place: 'heading' | 'item'): Duration | null {
  const amount = amountOf(vocabulary, text)
  if (amount === null || !LAST.test(text.slice(amount.index + amount.text.length))) return null
  const rough = /[~≈]\s*$/.exec(text.slice(0, amount.index))?.index ?? amount.index
  const before = text.slice(0, place === 'heading' ? rough : amount.index)
  const parted = place === 'heading' && rough < amount.index
  const lead = parted ? before.trimEnd() : before.replace(PARTED[place], '')
  if ((lead === before && !parted) || !/\p{L}{2}/u.test(lead) || /[<>≤≥]/.test(before)) return null
  const none = [...NO_DEED, 'reply' as const, 'rate' as const].some(
    (phrase) => vocabulary.phrase(phrase, lead) !== null,
  )
  if (none || windowOf(vocabulary, text) !== null || boundsOf(vocabulary, text).length > 0) return null
  return isStep(vocabulary, lead, amount, place) && amount.unit !== 'second' ? { ...amount, words: amount.text } : null
}

/** "~10 seconds of downtime", "Downtime: 5 min": how long a step takes, and not a bound for it. */
function downtimeOf(vocabulary: Vocabulary, text: string): Duration | null {
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

/** "5〜10分かかる": where the verb stands behind its amount. */
function inFrontOfVerb(vocabulary: Vocabulary, text: string): Duration | null {
  const amount = amountOf(vocabulary, text)
  if (amount === null || vocabulary.phrase('reply', text.slice(0, amount.index)) !== null) return null
  const verb = vocabulary.leadingPhrase('lasts', text.slice(amount.index + amount.text.length).trimStart())
  return verb === null ? null : { ...amount, words: `${amount.text} ${verb.text}` }
}

/** "Takes about 20 minutes", "Estimated time: 1-2 days". */
function estimated(vocabulary: Vocabulary, text: string): Duration | null {
  const estimate = vocabulary.phrase('estimate', text)
  if (estimate === null || vocabulary.phrase('reply', text.slice(0, estimate.index)) !== null) return null
  // "Total time of the deployment: 2 h" names in its label what takes so long.
  const rest = text.slice(estimate.index + estimate.text.length).replace(/^[\p{L}\s'’-]{1,40}(?=[:：])/u, '')
  const amount = amountOf(vocabulary, rest)
  if (amount === null) return null
  const between = rest.slice(0, amount.index)
  if ((between.length > BESIDE && !isAbout(vocabulary, between.replace(/[~≈\s]+$/, ''))) || /[<>≤≥]/.test(between))
    return null
  if (isApart(vocabulary, estimate.text, rest.slice(amount.index + amount.text.length))) return null
  // "About three days" alone says nothing of how long it takes.
  const about = vocabulary.leadingPhrase('about', estimate.text)?.text.length ?? 0
  const says = estimate.text.length > 2 && about < estimate.text.length
  if (!SHORT.includes(amount.unit) && !(says && LONG.includes(amount.unit))) return null
  return { ...amount, words: `${estimate.text}${rest.slice(0, amount.index + amount.text.length)}` }
}

const BESIDE = 14

/** "About an hour before": how far away, and not how long. */
const isApart = (vocabulary: Vocabulary, words: string, rest: string): boolean =>
  vocabulary.leadingPhrase('about', words) !== null && vocabulary.leadingPhrase('apart', rest.trimStart()) !== null

/** What may follow a time in its cell: nothing, or a remark. */
const REMARK = /^\s*(?:$|[,，;；(（–—]|-\s)/

/** An amount of time with which a cell begins: "~5 min", "5–20 min, with the load". */
export function amountInCell(vocabulary: Vocabulary, text: string): number | null {
  const amount = amountOf(vocabulary, text)
  if (amount === null || ![...SHORT, ...LONG].includes(amount.unit)) return null
  const begins = /^\s*(?:~|≈|<)?\s*$/.test(text.slice(0, amount.index))
  return begins && REMARK.test(text.slice(amount.index + amount.text.length)) ? amount.seconds : null
}
