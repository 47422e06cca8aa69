import type { ChangeWindow } from '../../run/index.ts'
import { dayEnd, isDate, timeOf, weekdayIn, zoneOf } from './clock.ts'
import type { YamlNode } from './strict.ts'

const keys = ['days', 'dates', 'from', 'to', 'zone']

/** `windows: [{ days: Mon-Thu, from: "09:00", to: "16:00" }]`: when changes are made; `zone` is the environment's. */
export function windowsOf(node: YamlNode | undefined, zone: string | null): readonly ChangeWindow[] {
  return (node?.items('a list of windows') ?? []).map((one) => {
    const expected = `a mapping with ${keys.map((key) => `\`${key}\``).join(', ')}`
    const parts = Object.fromEntries(one.entries(keys, expected))
    const dates = nodesOf(parts.dates, 'a date, or a list of them').map((each) => {
      const date = each.text('a date such as `2026-12-28`')
      if (!isDate(date)) throw each.wrong('a date such as `2026-12-28`')
      return date
    })
    const days = nodesOf(parts.days, 'days of the week, such as `Mon-Thu`, or a list of them').flatMap(daysOf)
    return {
      days: parts.days === undefined && dates.length === 0 ? [1, 2, 3, 4, 5, 6, 7] : [...new Set(days)],
      dates,
      from: parts.from === undefined ? 0 : timeOf(parts.from),
      to: parts.to === undefined ? dayEnd : timeOf(parts.to),
      zone: zoneOf(parts.zone, zone, one),
    }
  })
}

/** `Mon`, `Mon-Thu`, `Fri-Mon`. */
function daysOf(node: YamlNode): readonly number[] {
  const expected = 'days of the week, such as `Mon` or `Mon-Thu`'
  const [from = '', to = from, ...more] = node.text(expected).split('-')
  const [first, last] = [weekdayIn(from.trim()), weekdayIn(to.trim())]
  if (first === null || last === null || more.length > 0) throw node.wrong(expected)
  return Array.from({ length: ((last - first + 7) % 7) + 1 }, (_, index) => ((first + index - 1) % 7) + 1)
}

/** One word, or a list of them. */
const nodesOf = (node: YamlNode | undefined, expected: string): readonly YamlNode[] =>
  node === undefined || node.empty ? [] : node.isText ? [node] : node.items(expected)
