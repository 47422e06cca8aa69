import type { Cadence } from '../../plan/index.ts'

const units = [
  { seconds: 2_592_000, one: 'monthly', many: 'months' },
  { seconds: 604_800, one: 'weekly', many: 'weeks' },
  { seconds: 86_400, one: 'daily', many: 'days' },
  { seconds: 3600, one: 'hourly', many: 'hours' },
  { seconds: 60, one: 'every minute', many: 'minutes' },
] as const

/** `weekly`, `every 3 months`, `once, 7 days after the run`, `by cron`. */
export const cadenceWords = (cadence: Cadence): string => {
  if (cadence.is === 'cron') return 'by cron'
  const seconds = cadence.is === 'every' ? cadence.seconds : cadence.after
  const found = units.find((unit) => seconds >= unit.seconds && seconds % unit.seconds === 0)
  const number = found === undefined ? seconds : seconds / found.seconds
  const many = found?.many ?? 'seconds'
  if (cadence.is === 'once') return `once, ${number} ${number === 1 ? many.slice(0, -1) : many} after the run`
  return number === 1 && found !== undefined ? found.one : `every ${number} ${many}`
}
