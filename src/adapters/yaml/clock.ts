import { isZone, weekdays } from '../../run/index.ts'
import type { YamlNode } from './strict.ts'

/** The end of a day, in minutes from its midnight. */
export const dayEnd = 24 * 60

/** `09:30`, in minutes from midnight; `24:00` is the day's end. Null: it is none. */
export function minutesIn(text: string): number | null {
  const [, hours = '', minutes = ''] = text.match(/^(\d{1,2}):(\d{2})$/) ?? []
  const at = Number(hours) * 60 + Number(minutes)
  return hours === '' || Number(minutes) > 59 || at > dayEnd ? null : at
}

/** `last`: the latest minute of a day that may stand here; something that begins does so before the day's end. */
export function timeOf(node: YamlNode, last: number): number {
  const expected = last < dayEnd ? 'a time from `00:00` to `23:59`' : 'a time such as `09:30`'
  const at = minutesIn(node.text(expected))
  if (at === null || at > last) throw node.wrong(expected)
  return at
}

/** Windows and freezes of an environment at most: all of them are looked through at each step. */
export const mostSpans = 100

/** `Mon` is 1, `Sun` 7; null: it is no day of the week. */
export function weekdayIn(text: string): number | null {
  const at = weekdays.findIndex((name) => name.toLowerCase() === text.toLowerCase())
  return at < 0 ? null : at + 1
}

/** Whether there is such a day: `2026-02-29` is none. */
export const isDate = (text: string): boolean => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const at = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text)
}

/** The zone of what stands here, else that of what is around it. Times without a zone mean nothing. */
export function zoneOf(own: YamlNode | undefined, around: string | null, needs: YamlNode): string {
  const expected = 'a time zone such as `Europe/Berlin` or `UTC`'
  if (own === undefined && around === null) throw needs.wrong(`\`zone\`, ${expected}, in it or in its environment`)
  const zone = own?.text(expected) ?? around ?? ''
  if (!isZone(zone)) throw (own ?? needs).wrong(expected)
  return zone
}
