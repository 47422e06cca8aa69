import type { ScheduleNow } from '../engine/engine.ts'

/** What recurs, for programs: what `holdpoint runs --schedules --json` prints. Moments are milliseconds since the epoch. */
export const scheduleJson = ({ schedule, document, environment, left, last, standing, cron, zone }: ScheduleNow) => ({
  schedule: schedule.id,
  title: schedule.title,
  document,
  line: schedule.span.line,
  environment,
  cadence: schedule.cadence.is === 'cron' ? { is: 'cron' as const } : schedule.cadence,
  owner: schedule.owner,
  steps: schedule.steps,
  zone,
  left,
  last,
  ...standing,
  cron,
})
