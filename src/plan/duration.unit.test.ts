import { describe, expect, it } from 'vitest'
import { millisecondsIn, secondsIn } from './duration.ts'

describe('a written length of time', () => {
  it.each([
    ['500ms', 500],
    ['90s', 90_000],
    ['10m', 600_000],
    ['30 min', 1_800_000],
    ['1.5h', 5_400_000],
    ['1.1h', 3_960_000],
    [' 2 d ', 172_800_000],
    ['1w', 604_800_000],
  ])('%s', (text, milliseconds) => {
    expect(millisecondsIn(text)).toBe(milliseconds)
  })

  it.each(['', 'soon', '10', 'm', '0s', '-5m', '1h30m', '2 months', '10M', '5.m', '99999w', '1e3s'])(
    'is not “%s”',
    (text) => {
      expect(millisecondsIn(text)).toBeNull()
    },
  )

  it('in seconds is a whole number of them, at least one', () => {
    expect(['1500ms', '900ms', '400ms', '2m', 'soon'].map(secondsIn)).toEqual([2, 1, null, 120, null])
  })
})
