import { describe, expect, it } from 'vitest'
import fc from '../../testing/properties.ts'
import { onceStanding, recurringStanding } from './standing.ts'
import { graceOf, timeAt, turnAt } from './times.ts'

const day = 86_400
const at = (text: string) => Date.parse(text)
const berlin = (from: string, every: number) => ({ from: at(from), every, zone: 'Europe/Berlin' })
const shown = (moment: number) => new Date(moment).toISOString().slice(0, 16)

describe('the times of what recurs', () => {
  it('keep their time of day when the clock changes', () => {
    const spring = berlin('2026-03-27T17:00:00Z', day)
    expect([1, 2, 3].map((turn) => shown(timeAt(spring, turn)))).toEqual([
      '2026-03-28T17:00',
      '2026-03-29T16:00',
      '2026-03-30T16:00',
    ])
    const autumn = berlin('2026-10-23T16:00:00Z', 7 * day)
    expect([1, 2].map((turn) => shown(timeAt(autumn, turn)))).toEqual(['2026-10-30T17:00', '2026-11-06T17:00'])
  })

  it('of a month are on the same day of it, or on its last', () => {
    const monthly = berlin('2026-01-31T12:00:00Z', 30 * day)
    expect([1, 2, 3, 13].map((turn) => shown(timeAt(monthly, turn)))).toEqual([
      '2026-02-28T12:00',
      '2026-03-31T11:00',
      '2026-04-30T11:00',
      '2027-02-28T12:00',
    ])
    expect(shown(timeAt(berlin('2026-11-30T12:00:00Z', 90 * day), 1))).toBe('2027-02-28T12:00')
  })

  it('are found again by what lies before them, whatever the zone and the cadence', () => {
    const zones = fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe')
    const cadences = fc.constantFrom(3600, 5 * 3600, day, 7 * day, 30 * day, 90 * day)
    fc.assert(
      fc.property(
        zones,
        cadences,
        fc.integer({ min: 0, max: 4e9 }),
        fc.integer({ min: 1, max: 500 }),
        (zone, every, from, turn) => {
          const times = { zone, every, from: at('2020-01-01T00:00:00Z') + from * 100 }
          const time = timeAt(times, turn)
          expect(time).toBeGreaterThan(timeAt(times, turn - 1))
          expect(turnAt(times, time)).toBe(turn)
          expect(turnAt(times, time + 1)).toBe(turn + 1)
        },
      ),
    )
  })
})

describe('what recurs weekly', () => {
  const weekly = berlin('2026-06-05T10:00:00Z', 7 * day)
  const standing = (now: string, ...done: readonly string[]) => {
    const { next, overdue, since, missed } = recurringStanding(weekly, done.map(at), at(now))
    return { next: next === null ? null : shown(next), since: since === null ? null : shown(since), overdue, missed }
  }
  const [first, second, third] = ['2026-06-12T10:00', '2026-06-19T10:00', '2026-06-26T10:00'] as const

  it('is due a week after the run', () => {
    expect(standing('2026-06-06T10:00:00Z')).toEqual({ next: first, since: null, overdue: 0, missed: 0 })
  })

  it('may be late by a quarter of a week, and is missed then', () => {
    expect(standing('2026-06-14T04:00:00Z')).toMatchObject({ next: first, overdue: 0 })
    expect(standing('2026-06-14T04:00:01Z')).toEqual({ next: second, since: first, overdue: 1, missed: 1 })
    expect(standing('2026-06-30T10:00:00Z')).toMatchObject({ since: third, overdue: 3, missed: 3 })
  })

  it('counts what is done early or late for one turn only', () => {
    expect(standing('2026-06-15T10:00:00Z', '2026-06-08T08:00:00Z')).toMatchObject({ next: second, missed: 0 })
    expect(standing('2026-06-15T10:00:00Z', '2026-06-13T08:00:00Z')).toMatchObject({ next: second, missed: 0 })
    const late = ['2026-06-13T08:00:00Z', '2026-06-13T09:00:00Z']
    expect(standing('2026-06-15T10:00:00Z', ...late)).toMatchObject({ next: third, missed: 0 })
    expect(standing('2026-06-15T10:00:00Z', '2026-06-08T08:00:00Z', '2026-06-09T08:00:00Z').next).toBe(second)
  })

  it('is not overdue any more when it was done again; what was missed stays told', () => {
    expect(standing('2026-06-24T10:00:00Z', '2026-06-24T09:00:00Z')).toEqual({
      next: '2026-07-03T10:00',
      since: null,
      overdue: 0,
      missed: 2,
    })
  })

  it('does not count what was done before the run', () => {
    expect(standing('2026-06-15T10:00:00Z', '2026-06-04T10:00:00Z')).toMatchObject({ overdue: 1 })
  })

  it('has nothing missed when the clock is put back before the run, and all of it when it is put forward', () => {
    expect(standing('2020-01-01T00:00:00Z')).toEqual({ next: first, since: null, overdue: 0, missed: 0 })
    expect(standing('2036-06-06T10:00:00Z').overdue).toBe(521)
  })

  it('never misses more than there were turns, and nothing of what was done in time', () => {
    const moments = fc.array(fc.integer({ min: -3e9, max: 3e9 }), { maxLength: 12 })
    fc.assert(
      fc.property(moments, fc.integer({ min: -3e9, max: 6e9 }), (done, passed) => {
        const now = weekly.from + passed
        const all = recurringStanding(
          weekly,
          done.map((one) => weekly.from + one),
          now,
        )
        expect(all.overdue).toBeLessThanOrEqual(all.missed)
        expect(all.missed).toBeLessThanOrEqual(Math.max(0, Math.floor((passed + 3_600_000) / (7 * day * 1000))))
        const inTime = Array.from({ length: 20 }, (_, turn) => timeAt(weekly, turn + 1) - 1)
        expect(recurringStanding(weekly, inTime, now).missed).toBe(0)
      }),
    )
  })
})

describe('what is due once', () => {
  const review = berlin('2026-06-05T10:00:00Z', 7 * day)
  const due = timeAt(review, 1)

  it('is missed a quarter of its time after it, and done whenever it is done', () => {
    expect(onceStanding(review, [], due)).toEqual({ next: due, overdue: 0, since: null, missed: 0 })
    expect(onceStanding(review, [], due + graceOf(review) + 1)).toMatchObject({ overdue: 1, since: due })
    expect(onceStanding(review, [due + 30 * day * 1000], due + 31 * day * 1000)).toMatchObject({
      next: null,
      overdue: 0,
    })
  })
})
