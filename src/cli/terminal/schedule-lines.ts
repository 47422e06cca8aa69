import type { ScheduleNow } from '../../engine/engine.ts'
import { cadenceWords, wallWords } from '../../run/index.ts'
import { quoted } from '../quoted.ts'
import { wrap } from './cells.ts'
import type { Look } from './look.ts'
import { who } from './people.ts'
import { short } from './run-views.ts'
import { count, oneLine } from './words.ts'

/** What recurs after the runs of a store: who does it, how it stands, and how it is done. `now`: milliseconds since the epoch. */
export function scheduleLines(all: readonly ScheduleNow[], now: number, look: Look): string[] {
  const { width } = look.caps
  if (all.length === 0) return wrap('Nothing recurs after the runs here.', width)
  return all.flatMap((one) => {
    const { schedule, document, environment, standing, cron } = one
    const facts = [cadenceWords(schedule.cadence), `${oneLine(document, look)} line ${schedule.span.line}`]
    if (environment !== null) facts.push(oneLine(environment, look))
    if (cron === null)
      facts.push(schedule.owner === null ? 'no owner is named' : `for ${oneLine(schedule.owner, look)}`)
    const isMissed = standing.overdue > 0
    const isDone = standing.next === null || cron?.is === 'installed'
    const mark = isMissed ? look.marks.failed : isDone ? look.marks.passed : look.marks.open
    return [
      ...wrap(`${mark} ${oneLine(schedule.title, look)}: ${facts.join(', ')}`, width, '    ').map(
        isMissed ? look.bad : look.bold,
      ),
      ...wrap(`    ${standingWords(one, now, look)}`, width, '    '),
      ...(cron === null ? wrap(`    ${lastWords(one, look)}`, width, '    ') : []),
      ...howLines(one, look),
    ]
  })
}

/** What a run leaves behind when it is done; '' for nothing. */
export function leftLines(all: readonly ScheduleNow[], now: number, look: Look): string[] {
  if (all.length === 0) return []
  const { width } = look.caps
  return [
    '',
    look.bold('What recurs from now on'),
    ...all.flatMap((one) => [
      ...wrap(
        `  ${oneLine(one.schedule.title, look)} (${cadenceWords(one.schedule.cadence)}): ${standingWords(one, now, look)}`,
        width,
        '    ',
      ),
      ...(one.cron === null || one.cron.is === 'installed' ? [] : howLines(one, look)),
    ]),
    ...wrap(`  ${look.command('runs --schedules')} tells what is due, and what was missed.`, width, '  '),
  ]
}

/** One line about what was missed; none where nothing was. */
export function missedLines(all: readonly ScheduleNow[], look: Look): string[] {
  const missed = all.filter(({ standing }) => standing.overdue > 0)
  if (missed.length === 0) return []
  const titles = missed.map(({ schedule }) => oneLine(schedule.title, look)).join(', ')
  return wrap(`Missed: ${titles}. ${look.command('runs --schedules')} tells more.`, look.caps.width, '  ').map(look.bad)
}

function standingWords({ standing, cron, zone }: ScheduleNow, now: number, look: Look): string {
  const { next, overdue, since, missed } = standing
  const moment = (at: number) => `${wallWords(at, zone)} (${zone})`
  if (cron !== null) {
    const words = { installed: 'installed', missing: 'not installed', unseen: 'cannot be seen here' }[cron.is]
    const when = next === null ? '' : cron.is === 'installed' ? `; next at ${moment(next)}` : ''
    const gone = since === null ? '' : `; it should have run at ${moment(since)}`
    return `${words}${cron.is === 'installed' ? ` (${oneLine(cron.why, look)})` : `: ${oneLine(cron.why, look)}`}${when}${gone}.`
  }
  if (next === null) return 'Done; it is due no more.'
  if (overdue > 0 && since !== null) {
    const times = overdue === 1 ? 'Missed' : `Missed ${count(overdue, 'time')} in a row`
    return next === since
      ? `${times}: it was due at ${moment(since)}.`
      : `${times}, last at ${moment(since)}; next due at ${moment(next)}.`
  }
  const before = missed > 0 ? `; missed ${count(missed, 'time')} before` : ''
  return next <= now ? `Due since ${moment(next)}${before}.` : `Due at ${moment(next)}${before}.`
}

function lastWords({ left, last }: ScheduleNow, look: Look): string {
  const run = (one: { readonly run: string; readonly by: Parameters<typeof who>[0] }) =>
    `run ${short(one.run)}, ${who(one.by, look)}`
  return last === null ? `Not done since ${run(left)}.` : `Done last by ${run(last)}, ${day(last.at)}.`
}

const day = (at: number): string => new Date(at).toISOString().slice(0, 10)

/** The command that does it, or the line that belongs in a crontab: to be copied, so it is not wrapped. */
function howLines({ schedule, document, environment, cron }: ScheduleNow, look: Look): string[] {
  if (cron !== null) return cron.is === 'installed' ? [] : [`      ${oneLine(cron.line, look)}`]
  if (schedule.steps.length === 0) return ['    Nothing of it is a step: it is done by hand, and nobody can tell.']
  const place = environment === null ? '' : ` --environment ${quoted(environment)}`
  return [`      ${look.command(`run ${quoted(document)} --only ${quoted(schedule.title)}${place}`)}`]
}
