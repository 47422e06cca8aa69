import type { Facts } from '../facts.ts'
import type { Table } from '../table.ts'
import { nameOf, when } from '../words.ts'
import type { SampleFact, SoakFact } from './facts.ts'

/** Samples that are told one by one; of more, those that follow each other and are green are one row. */
const each = 12

/** What was watched, and then the samples of each. */
export const soakTables = ({ soaks }: Facts): readonly Table[] => [
  {
    title: 'Soaks',
    header: ['Soak', 'Verdict', 'Why', 'Began', 'Ended', 'Samples'],
    rows: soaks.map(({ title, state: { verdict, outcome, why, startedAt, endedAt, counts } }) => [
      title,
      verdict === 'met' || outcome === null ? (verdict ?? 'not over') : `${verdict ?? 'not judged'}, ${outcome}`,
      why ?? '',
      when(startedAt),
      endedAt === null ? '' : when(endedAt),
      Object.entries(counts)
        .flatMap(([what, count]) => (count > 0 ? [`${count} ${words[what] ?? what}`] : []))
        .join(', '),
    ]),
  },
  ...soaks.map(samplesOf),
]

const words: Readonly<Record<string, string>> = { error: 'not taken' }

/** What the table of a soak's samples is called. */
export const samplesTitle = (title: string): string => `Samples of “${title}”`

const samplesOf = ({ title, samples }: SoakFact): Table => ({
  title: samplesTitle(title),
  header: ['When', 'Sample', 'What was seen', 'Missed before it', 'By'],
  rows: joined(samples).map((group) => {
    const [first] = group
    const last = group.at(-1)
    if (first === undefined || last === undefined) return []
    return [
      group.length === 1 ? when(first.at) : `${when(first.at)} to ${when(last.at)}`,
      group.length === 1 ? (words[first.verdict] ?? first.verdict) : `${group.length} green`,
      seen(group),
      first.missed === 0 ? '' : String(first.missed),
      nameOf(first.by),
    ]
  }),
})

/** Green ones in a row, without a gap, by one hand. */
const joined = (samples: readonly SampleFact[]): readonly (readonly SampleFact[])[] => {
  if (samples.length <= each) return samples.map((one) => [one])
  const groups: SampleFact[][] = []
  for (const one of samples) {
    const before = groups.at(-1)
    const last = before?.at(-1)
    const goesOn =
      one.verdict === 'green' && last?.verdict === 'green' && one.missed === 0 && nameOf(last.by) === nameOf(one.by)
    if (before && goesOn) before.push(one)
    else groups.push([one])
  }
  return groups
}

/** Values by name, and why what is not met is not. Of several samples the least and the greatest. */
const seen = (samples: readonly SampleFact[]): string => {
  const looks = samples.flatMap((one) => one.looks)
  const told = [...Map.groupBy(looks, ({ name }) => name)].flatMap(([name, own]) => {
    const values = own.flatMap(({ value }) => value ?? [])
    const why = own.length === 1 && own[0]?.verdict !== 'met' ? (own[0]?.why ?? '') : ''
    const range = values.length < 2 ? values[0] : rangeOf(values)
    // What was compared names the value.
    const words = [range !== undefined && why.includes(range) ? '' : range, why.replace(/\.$/, '')]
      .filter((part) => part !== undefined && part !== '')
      .join(', ')
    return words === '' ? [] : [`${name}: ${words}`]
  })
  return told.join('; ')
}

const rangeOf = (values: readonly string[]): string => {
  const sorted = values.toSorted((a, b) => Number.parseFloat(a) - Number.parseFloat(b))
  return sorted[0] === sorted.at(-1) ? (sorted[0] ?? '') : `${sorted[0]} to ${sorted.at(-1)}`
}
