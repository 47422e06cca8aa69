import { describe, expect, it } from 'vitest'
import { readingIn } from './reading.ts'

describe('the number that a sample measured', () => {
  it.each([
    ['0.4\n', '0.4'],
    ['error rate: 0.4%\n', '0.4 %'],
    ['latency 120 ms', '120 ms'],
    ['-3', '-3'],
  ])('is the only one that a command printed: %j', (text, reading) => {
    expect(readingIn(text, false)).toBe(reading)
  })

  it.each(['', 'no errors', '12 errors in 5 minutes', 'v1.2.3', '2026-03-28 12:00', 'http://localhost:8080/'])(
    'is none where several or no amounts stand: %j',
    (text) => {
      expect(readingIn(text, false)).toBeNull()
    },
  )

  it('of a check is what it says that it saw', () => {
    const evidence =
      'looked at 2026-03-28T12:00:00.000Z\nGET http://localhost:1/ → 200\n\nmet: time < 500ms, was 12 ms\n'
    expect(readingIn(evidence, true)).toBe('12 ms')
    expect(readingIn('met: body ~ ok, was ok\n', true)).toBeNull()
  })
})
