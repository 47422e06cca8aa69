import type { Freeze, FreezeMoment } from '../../run/index.ts'
import { dayEnd, isDate, minutesIn, mostSpans, weekdayIn, zoneOf } from './clock.ts'
import type { YamlNode } from './strict.ts'

const keys = ['from', 'to', 'reason', 'zone']

/**
 * `freezes: [{ from: 2026-12-18, to: 2027-01-06, reason: Christmas trade }]`: when no changes are made. Without a year it is
 * each year's (`12-18`), a day of the week (`Fri 15:00`) is each week's. A day at the end is part of it.
 */
export function freezesOf(node: YamlNode | undefined, zone: string | null): readonly Freeze[] {
  const freezes = node?.items('a list of freezes') ?? []
  if (node !== undefined && freezes.length > mostSpans) throw node.wrong(`a list of at most ${mostSpans} freezes`)
  return freezes.map((one) => {
    const expected = `a mapping with ${keys.map((key) => `\`${key}\``).join(', ')}`
    const parts = Object.fromEntries(one.entries(keys, expected))
    const reason = parts.reason?.text('the reason in words').trim() ?? ''
    if (parts.from === undefined || parts.to === undefined || reason === '')
      throw one.wrong('`from`, `to` and a `reason` in it')
    const from = momentOf(parts.from, 0)
    const to = momentOf(parts.to, dayEnd)
    if (from.every !== to.every) throw parts.to.wrong(`an end that is written as its beginning is`)
    if (from.every === 'once' && `${to.day} ${minutes(to)}` <= `${from.day} ${minutes(from)}`)
      throw parts.to.wrong('an end after its beginning')
    return { from, to, zone: zoneOf(parts.zone, zone, one), reason }
  })
}

const minutes = (moment: FreezeMoment): string => String(moment.minutes).padStart(4, '0')

/** `otherwise`: the minutes of a day that is named without a time. */
function momentOf(node: YamlNode, otherwise: number): FreezeMoment {
  const expected = 'a day such as `2026-12-18`, `12-18` or `Fri`, with a time such as `15:00` behind it or without'
  const [day = '', time = null, ...more] = node.text(expected).split(/[ T]+/)
  const at = time === null ? otherwise : minutesIn(time)
  if (at === null || more.length > 0) throw node.wrong(expected)
  if (isDate(day)) return { every: 'once', day, minutes: at }
  // 2026 has no 29 February, and so it has no freeze that begins on one each year.
  if (isDate(`2026-${day}`)) return { every: 'year', day, minutes: at }
  const weekday = weekdayIn(day)
  if (weekday === null) throw node.wrong(expected)
  return { every: 'week', day: String(weekday), minutes: at }
}
