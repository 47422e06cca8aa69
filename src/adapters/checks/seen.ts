import type { CheckCondition } from '../../plan/index.ts'

/** One thing that was seen. `amount` is in milliseconds, bytes, per cent or times a minute where `in` says so. */
export interface Seen {
  readonly text: string
  readonly amount: number | null
  readonly in: 'time' | 'bytes' | 'percent' | 'rate' | null
  /** Compared and not shown. */
  readonly hidden?: true
  /** There are several, and what must hold must hold of each. */
  readonly each?: readonly Seen[]
}

/** What one look gave. `unmet`: what is to be looked at is not there; `unclear`: nobody could look. */
export type Look =
  | { readonly is: 'seen'; readonly see: (name: string) => Seen | null; readonly evidence: readonly string[] }
  | { readonly is: 'unmet' | 'unclear'; readonly why: string }

export const word = (text: string): Seen => ({ text, amount: null, in: null })
export const hidden = (text: string): Seen => ({ ...word(text), hidden: true })
export const yes = (holds: boolean): Seen => word(holds ? 'yes' : 'no')
export const number = (amount: number): Seen => ({ text: String(amount), amount, in: null })
export const percent = (amount: number): Seen => ({ text: `${round(amount)} %`, amount, in: 'percent' })
/** So many a minute. */
export const rate = (amount: number): Seen => ({ text: `${round(amount)}/min`, amount, in: 'rate' })
export const time = (ms: number): Seen => ({ text: spelled(ms, times), amount: ms, in: 'time' })
export const bytes = (amount: number): Seen => ({ text: spelled(amount, sizes), amount, in: 'bytes' })

/** A look that saw these. */
export const saw = (seen: Readonly<Record<string, Seen>>, evidence: readonly string[]): Look => ({
  is: 'seen',
  see: (name) => (Object.hasOwn(seen, name) ? (seen[name] as Seen) : null),
  evidence,
})

/** An amount as it is shown, in the unit in which it was seen. */
export const shownAmount = (amount: number, kind: Seen['in']): string => shows[kind ?? 'none'](amount).text

const shows = { none: (amount: number) => number(round(amount)), time, bytes, percent, rate } as const

/**
 * Whether what was seen is as it must be; a sentence that says why that cannot be told. Nothing seen is never met. `bound`: the
 * amount that the value stands for, where it is known already.
 */
export function holds(seen: Seen | null, { op, value }: CheckCondition, bound?: number): boolean | string {
  if (seen === null) return false
  if (seen.each !== undefined) {
    const results = seen.each.map((one) => holds(one, { of: '', op, value }))
    return results.find((one) => one === false) ?? results.find((one) => one !== true) ?? true
  }
  if (op === '~') return seen.text.includes(value)
  if (op === '!~') return !seen.text.includes(value)
  const wanted = bound ?? amountOf(value, seen.in)
  const own = seen.amount ?? (numeric.test(seen.text) ? Number(seen.text) : null)
  if (op === '=' || op === '!=') {
    const same = own !== null && wanted !== null ? own === wanted : seen.text === value
    return same === (op === '=')
  }
  if (wanted === null) return `“${value}” is no ${words[seen.in ?? 'none']}`
  if (own === null) return `“${seen.text}” is no number`
  if (op === '<') return own < wanted
  if (op === '<=') return own <= wanted
  return op === '>' ? own > wanted : own >= wanted
}

const words = {
  none: 'number',
  time: 'time with its unit, such as 500ms, 10s, 1h or 2d',
  bytes: 'size with its unit, such as 10MB or 5GiB',
  percent: 'percentage',
  rate: 'rate, such as 10/min, 2/s or 100/h',
} as const

const numeric = /^-?\d{1,15}(?:\.\d{1,15})?$/

const times = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
  ['ms', 1],
] as const
const sizes = [
  ['TB', 1e12],
  ['GB', 1e9],
  ['MB', 1e6],
  ['kB', 1e3],
  ['B', 1],
] as const
const allSizes: Readonly<Record<string, number>> = {
  b: 1,
  kb: 1e3,
  mb: 1e6,
  gb: 1e9,
  tb: 1e12,
  kib: 1024,
  mib: 1024 ** 2,
  gib: 1024 ** 3,
  tib: 1024 ** 4,
}

/** In the unit in which it is compared; null: it is none. Bytes and a bare 0 need no unit. */
export function amountOf(value: string, kind: Seen['in']): number | null {
  const [, digits = '', unit = ''] = /^(-?\d{1,15}(?:\.\d{1,15})?)\s*([A-Za-z%]*)$/.exec(value) ?? []
  if (kind === 'rate') return rateOf(value)
  if (digits === '') return null
  const amount = Number(digits)
  if (amount === 0 && unit === '') return 0
  if (kind === null) return unit === '' ? amount : null
  if (kind === 'bytes' && unit === '') return amount
  if (kind === 'percent') return unit === '' || unit === '%' ? amount : null
  const factor = kind === 'time' ? times.find(([name]) => name === unit)?.[1] : allSizes[unit.toLowerCase()]
  return factor === undefined ? null : amount * factor
}

const perMinute: Readonly<Record<string, number>> = {
  s: 60,
  sec: 60,
  second: 60,
  m: 1,
  min: 1,
  minute: 1,
  h: 1 / 60,
  hour: 1 / 60,
}

function rateOf(value: string): number | null {
  const [, digits = '', unit = ''] = /^(\d{1,15}(?:\.\d{1,15})?)(?:\/([a-z]{1,6}))?$/.exec(value) ?? []
  if (digits === '') return null
  const factor = unit === '' && Number(digits) === 0 ? 1 : perMinute[unit]
  return factor === undefined ? null : Number(digits) * factor
}

function spelled(amount: number, units: readonly (readonly [string, number])[]): string {
  const [name, factor] = units.find(([, size]) => Math.abs(amount) >= size) ?? units.at(-1) ?? ['', 1]
  return `${round(amount / factor)} ${name}`
}

const round = (amount: number): number => Math.round(amount * 10) / 10
