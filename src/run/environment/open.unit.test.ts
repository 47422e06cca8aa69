import { describe, expect, it } from 'vitest'
import { closedAt, nextOpening, windowEnd } from './open.ts'
import type { ChangeWindow, Freeze, Terms } from './terms.ts'
import { closedWords, termsMoment } from './words.ts'
import { isZone, momentOf, wallOf, wallWords } from './zone.ts'

const berlin = 'Europe/Berlin'
const utc = (text: string) => Date.parse(`${text}Z`)
const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString().slice(0, 16))
const hours = (hour: number, minute = 0) => hour * 60 + minute
const termsOf = (more: Partial<Terms>): Terms => ({
  windows: [],
  freezes: [],
  after: null,
  destructive: 'ask',
  assumeConfirmed: true,
  ...more,
})
const weekly = (days: readonly number[], from: number, to: number, zone = berlin): ChangeWindow => ({
  days,
  dates: [],
  from,
  to,
  zone,
})
const working = termsOf({ windows: [weekly([1, 2, 3, 4], hours(9), hours(16))] })
const night = termsOf({ windows: [weekly([6], hours(22), hours(4))] })
const isOpen = (terms: Terms, at: string) => closedAt(terms, utc(at)).length === 0
const end = (terms: Terms, at: string) => iso(windowEnd({ terms }, utc(at)))
const opens = (terms: Terms, at: string) => iso(nextOpening(terms, utc(at)))

describe('the clock on a wall', () => {
  it('is two hours ahead in summer, and the same moment comes back', () => {
    expect(wallWords(utc('2026-07-01T22:30'), berlin)).toBe('Thu 2026-07-02 00:30')
    expect(momentOf(wallOf(utc('2026-07-01T22:30'), berlin), berlin)).toBe(utc('2026-07-01T22:30'))
  })
  it('leaves an hour out in spring: what stands in it is the moment at which it is put forward', () => {
    expect(iso(momentOf(Date.UTC(2026, 2, 29, 2, 30), berlin))).toBe('2026-03-29T01:00')
    expect(iso(momentOf(Date.UTC(2026, 2, 29, 2, 30), berlin, 'last'))).toBe('2026-03-29T01:00')
    expect(iso(momentOf(Date.UTC(2026, 2, 29, 3), berlin))).toBe('2026-03-29T01:00')
  })
  it('shows an hour twice in autumn: the first or the last, as it is meant', () => {
    expect(iso(momentOf(Date.UTC(2026, 9, 25, 2, 30), berlin))).toBe('2026-10-25T00:30')
    expect(iso(momentOf(Date.UTC(2026, 9, 25, 2, 30), berlin, 'last'))).toBe('2026-10-25T01:30')
  })
  it('knows zones that are half an hour off, south of the equator, and names that are none', () => {
    expect(wallWords(utc('2026-01-01T00:00'), 'Asia/Kolkata')).toBe('Thu 2026-01-01 05:30')
    expect(wallWords(Date.parse('+010000-01-01T00:00Z'), 'UTC')).toBe('Sat +010000-01-01 00:00')
    expect(iso(momentOf(Date.UTC(2026, 3, 5, 1, 45), 'Australia/Lord_Howe', 'last'))).toBe('2026-04-04T15:15')
    expect(['Europe/Berlin', 'UTC', 'Europe/Berlim', '+02:00', ''].map(isZone)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ])
  })
})

describe('a change window', () => {
  it('is open on its days from its first minute up to its last, in the time of its zone', () => {
    expect(isOpen(working, '2026-03-23T07:59:59')).toBe(false)
    expect(isOpen(working, '2026-03-23T08:00')).toBe(true)
    expect(isOpen(working, '2026-03-23T14:59:59')).toBe(true)
    expect(isOpen(working, '2026-03-23T15:00')).toBe(false)
    expect(isOpen(working, '2026-03-27T10:00')).toBe(false)
  })
  it('moves with its zone, not with UTC, when the clocks change', () => {
    expect(isOpen(working, '2026-03-30T07:00')).toBe(true)
    expect(isOpen(working, '2026-03-30T06:59')).toBe(false)
    expect(isOpen(working, '2026-10-26T07:30')).toBe(false)
    expect(isOpen(working, '2026-10-26T08:00')).toBe(true)
  })
  it('does not ask where this machine is', () => {
    const before = process.env.TZ
    try {
      for (const zone of ['America/New_York', 'Asia/Tokyo', 'UTC']) {
        process.env.TZ = zone
        expect([isOpen(working, '2026-03-24T08:30'), end(working, '2026-03-24T08:30')]).toEqual([
          true,
          '2026-03-24T15:00',
        ])
      }
    } finally {
      if (before === undefined) delete process.env.TZ
      else process.env.TZ = before
    }
  })
  it('reaches past midnight, and is as long as the night is: five hours in spring, seven in autumn', () => {
    expect(isOpen(night, '2026-03-21T23:30')).toBe(true)
    expect(end(night, '2026-03-21T22:00')).toBe('2026-03-22T03:00')
    const lasts = (at: string) => (windowEnd({ terms: night }, utc(at)) ?? 0) - utc(at)
    expect(lasts('2026-03-28T21:00') / 3_600_000).toBe(5)
    expect(lasts('2026-10-24T20:00') / 3_600_000).toBe(7)
    expect(end(night, '2026-03-28T21:00')).toBe('2026-03-29T02:00')
    expect(end(night, '2026-10-24T20:00')).toBe('2026-10-25T03:00')
  })
  it('within the hour that is left out is none that night; in the hour that comes twice it is open the first time', () => {
    const short = termsOf({ windows: [weekly([7], hours(2, 15), hours(2, 45))] })
    expect(['2026-03-29T00:30', '2026-03-29T01:00', '2026-03-29T01:20'].map((at) => isOpen(short, at))).toEqual([
      false,
      false,
      false,
    ])
    expect(['2026-10-25T00:20', '2026-10-25T00:50', '2026-10-25T01:20'].map((at) => isOpen(short, at))).toEqual([
      true,
      false,
      false,
    ])
  })
  it('opens on single dates, and no more when the last of them is over', () => {
    const dates = termsOf({
      windows: [{ days: [], dates: ['2026-12-28', '2026-12-30'], from: hours(22), to: hours(2), zone: 'UTC' }],
    })
    expect(opens(dates, '2026-12-01T12:00')).toBe('2026-12-28T22:00')
    expect(isOpen(dates, '2026-12-29T01:59')).toBe(true)
    expect(opens(dates, '2026-12-29T02:00')).toBe('2026-12-30T22:00')
    expect(opens(dates, '2026-12-31T02:00')).toBe(null)
  })
  it('that follows another without a gap is one with it; one that never ends has no end', () => {
    const two = termsOf({ windows: [weekly([1], hours(9), hours(12)), weekly([1], hours(12), hours(24))] })
    expect(end(two, '2026-03-23T08:30')).toBe('2026-03-23T23:00')
    expect(end(termsOf({ windows: [weekly([1, 2, 3, 4, 5, 6, 7], 0, hours(24))] }), '2026-03-23T08:30')).toBe(null)
    expect(end(termsOf({}), '2026-03-23T08:30')).toBe(null)
  })
  it('has no end while it is closed, and says when it opens', () => {
    expect(end(working, '2026-03-27T10:00')).toBe(null)
    expect(opens(working, '2026-03-27T10:00')).toBe('2026-03-30T07:00')
    expect(opens(working, '2026-03-24T10:00')).toBe('2026-03-24T10:00')
  })
})

describe('a freeze', () => {
  const freeze = (from: Freeze['from'], to: Freeze['to']): Freeze => ({ from, to, zone: berlin, reason: 'trade' })
  const day = (every: Freeze['from']['every'], day: string, minutes: number) => ({ every, day, minutes })
  const once = termsOf({ freezes: [freeze(day('once', '2026-12-18', 0), day('once', '2027-01-06', 1440))] })
  const yearly = termsOf({ freezes: [freeze(day('year', '12-18', 0), day('year', '01-06', 1440))] })
  const weekend = termsOf({ freezes: [freeze(day('week', '5', hours(15)), day('week', '1', hours(8)))] })

  it('holds from its first minute to the end of its last day', () => {
    expect(
      ['2026-12-17T22:59', '2026-12-17T23:00', '2027-01-06T22:59', '2027-01-06T23:00'].map((at) => isOpen(once, at)),
    ).toEqual([true, false, false, true])
    expect(opens(once, '2026-12-24T12:00')).toBe('2027-01-06T23:00')
    expect(end(once, '2026-12-01T12:00')).toBe('2026-12-17T23:00')
    expect(end(once, '2027-02-01T12:00')).toBe(null)
  })
  it('comes back each year, over its end, and each week', () => {
    for (const at of ['2026-12-24T12:00', '2027-01-03T12:00', '2031-01-06T12:00'])
      expect(isOpen(yearly, at)).toBe(false)
    for (const at of ['2026-12-17T12:00', '2027-01-07T12:00']) expect(isOpen(yearly, at)).toBe(true)
    expect(isOpen(weekend, '2026-03-27T13:59')).toBe(true)
    expect(isOpen(weekend, '2026-03-27T14:00')).toBe(false)
    // The clocks change within it: it ends at eight all the same.
    expect(opens(weekend, '2026-03-28T12:00')).toBe('2026-03-30T06:00')
    expect(opens(weekend, '2026-10-24T12:00')).toBe('2026-10-26T07:00')
  })
  it('that ends in the hour that comes twice holds until it has come the second time', () => {
    const until = termsOf({ freezes: [freeze(day('once', '2026-10-24', 0), day('once', '2026-10-25', hours(2, 30)))] })
    expect(opens(until, '2026-10-25T00:00')).toBe('2026-10-25T01:30')
  })
  it('is stronger than a window, which opens when both let', () => {
    const both = termsOf({ windows: working.windows, freezes: once.freezes })
    expect(opens(both, '2026-12-20T12:00')).toBe('2027-01-07T08:00')
    expect(end(both, '2026-12-17T10:00')).toBe('2026-12-17T15:00')
    expect(closedWords(both, 'production', utc('2026-12-20T12:00')).map(({ text }) => text)).toEqual([
      'Changes in production are made Mon-Thu 09:00-16:00 (Europe/Berlin).',
      'There is a freeze in production: trade, 2026-12-18 00:00 to 2027-01-06 24:00 (Europe/Berlin).',
    ])
    expect(termsMoment(both, utc('2027-01-07T08:00'))).toBe('Thu 2027-01-07 09:00 (Europe/Berlin)')
  })
})
