import type { ChangeWindow } from '../../run/index.ts'
import { dayEnd, isDate, mostSpans, timeOf, weekdayIn, zoneOf } from './clock.ts'
import type { YamlNode } from './strict.ts'

const keys = ['days', 'dates', 'from', 'to', 'zone']

/**
 * `windows: [{ days: Mon-Thu, from: "09:00", to: "16:00" }]`: when changes are made; `zone` is the environment's. A list with
 * nothing in it is refused: some would read it as "never", and it would be "always".
 */
export function windowsOf(node: YamlNode | undefined, zone: string | null): readonly ChangeWindow[] {
  if (node === undefined) return []
  const list = `a list of 1 to ${mostSpans} windows, or no \`windows\` where changes are made at any time`
  const windows = node.items(list)
  if (windows.length === 0 || windows.length > mostSpans) throw node.wrong(list)
  return windows.map((one) => {
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
      from: parts.from === undefined ? 0 : timeOf(parts.from, dayEnd - 1),
      to: parts.to === undefined ? dayEnd : timeOf(parts.to, dayEnd),
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

/** One word, or a list of at least one; none where the key is missing. */
const nodesOf = (node: YamlNode | undefined, expected: string): readonly YamlNode[] => {
  if (node === undefined) return []
  if (node.isText && !node.empty) return [node]
  const nodes = node.items(expected)
  if (nodes.length === 0) throw node.wrong(expected)
  return nodes
}
