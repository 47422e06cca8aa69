import { letters } from '../characters.ts'
import { boundsOf } from '../facts/bounds.ts'
import { windowOf } from '../facts/times.ts'
import type { JudgedCode, JudgedMeasure } from '../judged.ts'
import type { Context } from './context.ts'
import { limitsIn, targetsIn } from './measures-in-tables.ts'
import type { Note } from './notes.ts'

const LEADING_AMOUNT = new RegExp(`^(\\d+(?:,\\d{3})*(?:\\.\\d+)?)\\s?([${letters}]+)`, 'i')
const TIME = /^(?:min(?:ute)?s?|hours?|days?|weeks?|months?|years?|seconds?)$/i
const PERCENT = /(?<![\d.,~-])(\d{1,3}(?:[.,]\d+)?)\s?%\s*/

const THINGS = `[${letters}]+(?:/[${letters}]+)?`
const YIELD = new RegExp(`^\\s*[~≈]?\\s*(\\d[\\d,]*)\\s*(${THINGS})`)
const YIELD_BEFORE = new RegExp(`(\\d[\\d,]*)\\s*([${letters}])[が이가은는을를 ]*$`)

/** "Min: 1" by itself is typed into a form; a unit makes a number to hold of it. */
const ENTERED = /^\W*\p{L}+\.?\s*[:：=]\s*\d+\s*$/u

const STATUS = /\b(?:rc|(?:return|exit)[ -]?(?:codes?|status|value)|errorlevel|maxcc)\s*$/i

/** Numbers to hold that no command's outcome states. `taken` are the lines of expectations, `timed` those that say how long something takes. */
export function judgeMeasures(
  context: Context,
  code: readonly JudgedCode[],
  notes: readonly Note[],
  taken: ReadonlySet<number>,
  timed: ReadonlySet<number>,
): JudgedMeasure[] {
  const found = code.flatMap((judged) => shownMeasures(context, judged))
  for (const note of notes) {
    if (taken.has(note.span.line) || note.place === 'heading' || note.trailing) continue
    const why = (words: string) => ({ rule: 'measure-bound', words })
    const limited = limitOf(context, note)
    if (limited !== null) found.push({ span: note.span, text: note.text, op: '<=', ...limited, why: why('a limit') })
    const least = leastOf(context, note)
    if (least !== null) found.push({ span: note.span, text: note.text, op: '>=', ...least, why: why('a least amount') })
    for (const { hit, value, unit } of neededIn(context, note))
      found.push({ span: note.span, text: note.text, op: '>=', value, unit, why: why(hit.entry) })
    const rate = rateOf(context, note)
    if (rate !== null)
      found.push({ span: note.span, text: note.text, op: '=', value: rate, unit: '%', why: why('a rate') })
    const yields = yieldOf(context, note)
    if (yields !== null) found.push({ span: note.span, text: note.text, op: '=', ...yields, why: why('must yield') })
    const time = windowOf(context.vocabulary, note.text) !== null
    const asked = context.vocabulary.phrase('if', note.text) !== null
    for (const [at, { op, value, unit, words, index }] of boundsOf(context.vocabulary, note.text).entries()) {
      if ((time || timed.has(note.span.line)) && TIME.test(unit)) continue
      // "If unused for 3+ months" asks how long it was.
      if (asked && words.includes('+') && TIME.test(unit)) continue
      if (isShare(context, note.text, unit, words, index) || (unit === '' && op !== '=' && ENTERED.test(note.text)))
        continue
      if (note.place === 'comment' && unit === '') continue
      // "x = 5" sets something; "errors = 0" and "coverage = 100%" are what is to be.
      if (op === '=' && value !== 0 && unit !== '%') continue
      // "RC = 0" is how something ended, and no amount.
      if (op === '=' && STATUS.test(note.text.slice(0, index))) continue
      // "> 1% over 5 minutes" says for how long.
      if (TIME.test(unit) && at > 0 && /^[a-z]/i.test(words)) continue
      // What was made is told, not held: "Documentation: 6,000+ lines".
      if (note.role === 'record' && words.includes('+')) continue
      found.push({ span: note.span, text: note.text, op, value, unit, why: why(words) })
    }
    const row = context.document.blocks[note.block]
    if (row?.kind !== 'row') continue
    for (const amount of limitsIn(context, row))
      found.push({ span: note.span, text: note.text, op: '<=', ...amount, why: why('a column of limits') })
    for (const { op, value, unit, words } of targetsIn(context, row))
      found.push({ span: note.span, text: note.text, op, value, unit, why: why(words) })
  }
  return found.sort((a, b) => a.span.start - b.span.start)
}

/** "Deploy to 5-10% of the users first": how many are meant by an act, and nothing that has to hold. */
function isShare({ vocabulary }: Context, text: string, unit: string, words: string, index: number): boolean {
  if (unit !== '%' || /[<>≤≥=+]/.test(words)) return false
  const acts = /^\d/.test(words) || vocabulary.leadingPhrase('imperative', text) !== null
  return acts && vocabulary.leadingPhrase('share', text.slice(index + words.length).trimStart()) !== null
}

/** A line of shown code that is a bound in words ("- Error rate: > 5%"), or holds one in quotes. */
const IN_WORDS = new RegExp(`^\\s*(?:[-*]\\s+)?[${letters}][${letters}\\s\\d()_/.-]*:?\\s+[<>≤≥]=?\\s*\\d`, 'i')
const IN_QUOTES = /["']\s*[<>≤≥]=?\s*\d[^"']*["']/

/** Alert rules and target values are often given as a block that is only shown. */
function shownMeasures(context: Context, judged: JudgedCode): JudgedMeasure[] {
  if (judged.form !== 'fence' || judged.use === 'run' || judged.use === 'template') return []
  return judged.lines.flatMap(({ is, span }) => {
    const text = context.lines.text.slice(span.start, Math.min(span.end, span.start + 400))
    if (is === 'comment' || is === 'box' || is === 'prose') return []
    if (
      !IN_QUOTES.test(text) &&
      (!IN_WORDS.test(text) || /^\s*(?:if|while|for|return|when|where|and|or)\b|[{};]/i.test(text))
    )
      return []
    return boundsOf(context.vocabulary, text).map(({ op, value, unit, words }) => {
      return { span, text: text.trim(), op, value, unit, why: { rule: 'measure-shown', words } }
    })
  })
}

/** "100 % success rate", "Uptime: 99.9 %" as what is to be: null where it tells what was. */
function rateOf(context: Context, note: Note): number | null {
  if (note.place !== 'item' || note.role === 'record' || note.role === 'reference') return null
  const percent = PERCENT.exec(note.text)
  if (percent === null) return null
  const bounds = boundsOf(context.vocabulary, note.text)
  if (
    bounds.some(
      ({ index, words }) => index <= percent.index + percent[0].length && percent.index <= index + words.length,
    )
  )
    return null
  const end = percent.index + percent[0].length
  const behind = context.vocabulary.leadingPhrase('rate', note.text.slice(end))
  const before = context.vocabulary.phrase('rate', note.text.slice(0, percent.index))
  const beside =
    before !== null && /^\s*[:=]?\s*$/.test(note.text.slice(before.index + before.text.length, percent.index))
  return behind !== null || beside ? Number((percent[1] ?? '').replace(',', '.')) : null
}

/** "Should create ~52 rows/year": how many of something there have to be; "~" only says about. */
function yieldOf({ vocabulary }: Context, note: Note): { value: number; unit: string } | null {
  const hit = note.place === 'comment' ? null : vocabulary.phrase('yields', note.text)
  if (hit === null || boundsOf(vocabulary, note.text).length > 0) return null
  // Where the verb stands last, the number is before it.
  const amount =
    YIELD.exec(note.text.slice(hit.index + hit.text.length)) ?? YIELD_BEFORE.exec(note.text.slice(0, hit.index))
  return amount === null ? null : { value: Number((amount[1] ?? '').replaceAll(',', '')), unit: amount[2] ?? '' }
}

/** What an item of a list of limits says first: "12 deployments a day". */
function limitOf(context: Context, note: Note): { value: number; unit: string } | null {
  if (note.place !== 'item' || !note.first || boundsOf(context.vocabulary, note.text).length > 0) return null
  const amount = LEADING_AMOUNT.exec(note.text)
  if (amount === null) return null
  const section = context.headings[context.sectionOf[note.block] ?? -1]
  if (section === undefined || context.vocabulary.phrase('limits', section.text.plain) === null) return null
  return { value: Number((amount[1] ?? '').replaceAll(',', '')), unit: amount[2] ?? '' }
}

/** "2 GB RAM", "CPU: 2 cores" as what an item of a list of least amounts says. */
const RESOURCE = /^(?:[\p{L}\s/]{1,24}[:：]\s*)?(\d+(?:[.,]\d+)?)\s*([kmgt]i?b|v?cpus?|cores?|核)(?![\p{L}\d])/iu

/** Under "Minimum requirements:" an amount is the least that is needed; what is only recommended bounds nothing. */
function leastOf(context: Context, note: Note): { value: number; unit: string } | null {
  const amount = note.place === 'item' && note.first ? RESOURCE.exec(note.text) : null
  if (amount === null || boundsOf(context.vocabulary, note.text).length > 0) return null
  const { blocks } = context.document
  const parent = blocks[note.block]?.parent
  let lead = blocks[note.block - 1]
  while (lead?.kind === 'item' && lead.parent === parent) lead = blocks[lead.at - 1]
  const words = lead !== undefined && 'text' in lead ? lead.text.plain : ''
  const least = new RegExp(`(?<![${letters}])(?:${context.vocabulary.sources.bound('>=')})(?![a-z])`, 'i')
  if (words.length > LABEL || !least.test(words)) return null
  return { value: Number((amount[1] ?? '').replace(',', '.')), unit: amount[2] ?? '' }
}

const LABEL = 60

const AMOUNTS = /(\d+(?:[.,]\d+)?)\s?([kmgt]i?b|[kmgt]o|[кмгт]б|v?cpus?|cores?|核)(?![a-z\d])/giu
const NEEDED = /^\s*(?:[:：]|[(（])\s*([^()（）]{2,80})/

/** "The host meets the minimum requirements (2 GB RAM, 10 GB disk)": each is the least that is needed. */
function neededIn({ vocabulary }: Context, note: Note) {
  if (note.place !== 'item' && note.place !== 'paragraph') return []
  const hit = vocabulary.phrase('least-needed', note.text)
  const behind = hit === null ? null : WITHIN.exec(note.text.slice(hit.index + hit.text.length))?.[0]
  const named = behind === null || behind === undefined ? null : NEEDED.exec(behind)
  if (hit === null || named === null || boundsOf(vocabulary, note.text).length > 0) return []
  return [...(named[1] ?? '').matchAll(AMOUNTS)].map(([, value = '', unit = '']) => {
    return { hit, value: Number(value.replace(',', '.')), unit }
  })
}

/** A bracket or colon that follows closely: verbs may stand between. */
const WITHIN = /(?<=^[^.。()（）:：]{0,16})[:：(（].*/u
