import type { Comparison, ExpectationTest } from '../../plan/index.ts'
import { contraryIn } from './contrary.ts'
import type { Judged, Seen } from './seen.ts'

const holds: Readonly<Record<Comparison, (a: number, b: number) => boolean>> = {
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
  '=': (a, b) => a === b,
}

const compare = (values: readonly number[], op: Comparison, value: number, unit: string, nothing: string): Judged => {
  const [first] = values
  if (first === undefined) return { verdict: 'unclear', why: nothing }
  // Two different numbers could both be meant, unless they lead to the same conclusion.
  const all = new Set(values.map((one) => holds[op](one, value)))
  const seen = [...new Set(values)].slice(0, 5).join(', ')
  if (all.size > 1)
    return { verdict: 'unclear', why: `The output holds several numbers (${seen}): which one is meant?` }
  return { verdict: all.has(true) ? 'met' : 'unmet', why: `Found ${seen}${unit}, expected ${op} ${value}${unit}.` }
}

/**
 * `N things`, or `things: N`; of "3 of 10 things" it is 3. Without words only an output that is one number can be meant.
 * A number beside a word that denies it ("expected 10 things, not 10 things") proves nothing.
 */
export const count = ({ op, value, words }: Extract<ExpectationTest, { is: 'count' }>, { output }: Seen): Judged => {
  const names = words.map((word) => word.replace(/[^\p{L}\p{N}]+/gu, '\\W+')).join('|')
  const patterns = names
    ? [
        new RegExp(`${number}(?:\\s*(?:/|of|out of)\\s*(?:the\\s+)?\\d[\\d,]*)?\\s+(?:\\w+\\s+)?(?:${names})`, 'giu'),
        new RegExp(`(?:${names})\\s*[:=]\\s*${number}`, 'giu'),
      ]
    : [/^\s*(\d[\d,]*)\s*$/g]
  const found = patterns.flatMap((pattern) =>
    [...output.matchAll(pattern)].map((one) => ({
      number: Number(one[1]?.replaceAll(',', '')),
      beside: besideIt(output, one.index, one.index + one[0].length),
    })),
  )
  const denied = found.map(({ beside }) => contraryIn(beside)).find((word) => word !== null)
  if (denied !== undefined)
    return { verdict: 'unclear', why: `The output names a number of ${words.join(', ')} beside “${denied}”.` }
  const alone = /^\s*(\d+)\s*$/.exec(output)
  const values = found.length > 0 || !alone ? found.map((one) => one.number) : [Number(alone[1])]
  return compare(values, op, value, '', `No number of ${words.join(', ') || 'them'} was found in the output.`)
}

/** Not a part of another number, a name or a version; a comma in it stands between digits. */
const number = '(?<![\\w.,/-])(\\d+(?:,\\d+)*)'

/** What stands in the same part of the line, at most so many characters away. */
const besideIt = (output: string, from: number, to: number): string => {
  const before =
    output
      .slice(Math.max(0, from - 200), from)
      .split(/[\n,;|()]/)
      .at(-1) ?? ''
  return `${before} ${output.slice(to, to + 200).split(/[\n,;|()]/)[0] ?? ''}`
}

/** Units that measure the same, each with its worth in the first of its row. */
const units: readonly Readonly<Record<string, number>>[] = [
  { ms: 1, us: 0.001, µs: 0.001, s: 1000, sec: 1000, seconds: 1000, min: 60_000, minutes: 60_000, h: 3_600_000 },
  {
    b: 1,
    bytes: 1,
    kb: 1e3,
    mb: 1e6,
    gb: 1e9,
    tb: 1e12,
    kib: 1024,
    mib: 1024 ** 2,
    gib: 1024 ** 3,
    k: 1024,
    m: 1024 ** 2,
    g: 1024 ** 3,
  },
  { '%': 1, percent: 1 },
]

/** Every number with a unit of the same kind is compared, converted; a bare number only when it is all there is. */
export const threshold = (
  { op, value, unit }: Extract<ExpectationTest, { is: 'threshold' }>,
  { output }: Seen,
): Judged => {
  const wanted = unit.toLowerCase()
  const row = units.find((one) => wanted in one) ?? { [wanted]: 1 }
  const worth = row[wanted] ?? 1
  const found = [...output.matchAll(/(-?\d+(?:\.\d+)?)\s?(%|[A-Za-zµ/]+)/g)].flatMap(([, number, name = '']) => {
    const of = row[name.toLowerCase()]
    return of === undefined ? [] : [(Number(number) * of) / worth]
  })
  const alone = /^\s*(-?\d+(?:\.\d+)?)\s*$/.exec(output)
  const values = found.length > 0 || !alone ? found : [Number(alone[1])]
  return compare(
    values,
    op,
    value,
    unit === '%' || unit === '' ? unit : ` ${unit}`,
    unit
      ? `No value in ${unit} was found in the output.`
      : 'No number that alone could be meant was found in the output.',
  )
}
