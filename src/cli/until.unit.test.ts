import { expect, it } from 'vitest'
import type { Given } from './given.ts'
import { untilOf } from './until.ts'

const given = (until: string | null) => ({ text: () => until }) as unknown as Given
const at = (day: number, hours: number) => new Date(2026, 2, day, hours).getTime()

it.each([
  ['nothing', null, null],
  ['a time of today', '18:00', at(9, 18)],
  ['a time that is over today', '9:00', at(10, 9)],
  ['a date', '2026-03-12T18:00', at(12, 18)],
])('--until means %s', (_name, text, expected) => {
  expect(untilOf(given(text), at(9, 12))).toBe(expected)
})

it.each(['25:00', 'soon'])('--until %s is refused', (text) => {
  expect(() => untilOf(given(text), at(9, 12))).toThrow('is no time')
})
