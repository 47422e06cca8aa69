import { HoldpointError } from '../errors.ts'
import type { Given } from './given.ts'

/**
 * The moment that `--until` names, in milliseconds since the epoch: a time of day (the next one from `now` on) or a date with
 * one, on the clock of this machine. Null: it was not given. Fails with `usage`.
 */
export function untilOf(given: Given, now: number): number | null {
  const text = given.text('until')
  if (text === null) return null
  const [, hours, minutes] = /^(\d{1,2}):(\d{2})$/.exec(text.trim()) ?? []
  if (hours === undefined || minutes === undefined) {
    const at = Date.parse(text)
    if (!Number.isNaN(at)) return at
  } else if (Number(hours) < 24 && Number(minutes) < 60) {
    const day = new Date(now)
    const at = day.setHours(Number(hours), Number(minutes), 0, 0)
    return at > now ? at : new Date(at).setDate(new Date(at).getDate() + 1)
  }
  throw new HoldpointError('usage', {
    problem: `--until ${text} is no time: 18:00, or 2026-03-01T18:00.`,
    help: 'holdpoint help rehearse',
  })
}
