import { describe, expect, it } from 'vitest'
import { timeOfLine } from './log-times.ts'

const now = Date.UTC(2026, 10, 21, 12)
const ten = Date.UTC(2026, 10, 21, 10)
const here = new Date(2026, 10, 21, 10).getTime()

describe('A line says when it was written', () => {
  it.each([
    ['2026-11-21T10:00:00Z started', ten],
    ['2026-11-21T10:00:00.250Z started', ten + 250],
    ['[2026-11-21 11:00:00,250 +0100] INFO', ten + 250],
    ['2026-11-21 10:00:00,5 INFO', here + 500],
    ['2026/11/21 10:00:00 [error] 7#7: no such file', here],
    ['203.0.113.9 - - [21/Nov/2026:05:00:00 -0500] "GET / HTTP/1.1" 200 1', ten],
    ['Nov 21 10:00:00 web1 sshd[7]: hello', here],
    ['Nov  1 10:00:00 web1 sshd[7]: hello', new Date(2026, 10, 1, 10).getTime()],
    ['Dec 24 10:00:00 web1 sshd[7]: hello', new Date(2025, 11, 24, 10).getTime()],
    ['{"level":30,"time":1795255200000,"msg":"x"}', 1_795_255_200_000],
    ['{"ts":1795255200.5}', 1_795_255_200_500],
    ['{"@timestamp":"2026-11-21T10:00:00Z"}', ten],
  ])('%s', (line, at) => expect(timeOfLine(line, now)).toBe(at))

  it.each([
    '',
    '  at main.js:3',
    'Traceback (most recent call last):',
    '{"msg":"x"}',
    '2026-99-99T10:00:00Z',
    '{"time":',
  ])('or does not: %j', (line) => expect(timeOfLine(line, now)).toBeNull())
})
