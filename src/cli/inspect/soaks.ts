import type { Plan, Soak, StepId } from '../../plan/index.ts'
import { schedulesOf } from '../../run/index.ts'
import { wrap } from '../terminal/cells.ts'
import type { Look } from '../terminal/look.ts'
import { duration } from '../terminal/times.ts'
import { count, indexOf, oneLine } from '../terminal/words.ts'

const time = (seconds: number) => duration(seconds * 1000)

const cadences: Readonly<Record<number, string>> = {
  3600: 'hourly',
  86400: 'daily',
  604800: 'weekly',
  2592000: 'monthly',
  7776000: 'quarterly',
}

/** `daily`, `every 30 min`. */
const pace = (seconds: number): string => cadences[seconds] ?? `every ${time(seconds)}`

/** `1 h to 4 h, every 30 min`, `1 d`, `weekly, without an end`. */
export function spanOf({ from, to, every }: Pick<Soak, 'from' | 'to' | 'every'>): string {
  const parts = to === null ? [] : [from === 0 ? time(to) : `${time(from)} to ${time(to)}`]
  if (every !== null) parts.push(pace(every))
  if (to === null) parts.push('without an end')
  return parts.join(', ')
}

/** Those that are watched while the run goes on; what recurs is shown with the schedules. */
export const limitedSoaks = ({ soaks, schedules = [] }: Plan): readonly Soak[] =>
  soaks.filter(({ id }) => !schedules.some((one) => one.id === id))

/** Numbers of steps, without those that are done with their parents. */
const outermost = (plan: Plan, steps: readonly StepId[]): readonly number[] =>
  steps
    .map((id) => indexOf(plan).step(id))
    .filter(({ parent }) => parent === null || !steps.includes(parent))
    .map(({ number }) => number)

/** `3-5, 9`: the numbers of steps. */
export const numbersOf = (plan: Plan, steps: readonly StepId[]): string => ranges(outermost(plan, steps))

/** When to watch, for how long and how often, with what to look at; what has steps names their numbers. */
export function soakLines(plan: Plan, look: Look): string[] {
  const { width } = look.caps
  return limitedSoaks(plan).flatMap((soak) => {
    const { title, span, owner, steps, tasks } = soak
    const facts = [spanOf(soak), `line ${span.line}`]
    if (owner !== null) facts.push(`by ${oneLine(owner, look)}`)
    const outer = outermost(plan, steps)
    if (outer.length > 0) facts.push(`${count(outer.length, 'step')} (${ranges(outer)})`)
    const paced = tasks.filter(({ every }) => every !== null)
    return [
      ...wrap(`  ${oneLine(title, look)}: ${facts.join(', ')}`, width, '    '),
      ...paced.flatMap(({ text, span, every }) =>
        wrap(`    ${pace(every ?? 0)} (line ${span.line}): ${oneLine(text, look)}`, width, '      ').map(look.dim),
      ),
      ...(tasks.length > paced.length
        ? wrap(`    ${count(tasks.length - paced.length, 'thing')} to look at, with the steps`, width, '      ').map(
            look.dim,
          )
        : []),
    ]
  })
}

/** How a run will watch: how often people are asked and commands look, and what makes it fail. */
export function scheduleLines(plan: Plan, look: Look): string[] {
  const { width } = look.caps
  return schedulesOf(plan).flatMap(({ title, to, lanes, limits }) => {
    const asked = lanes.flatMap(({ by, times, every }) =>
      by === 'people' ? [rhythm('people are asked', times, every)] : [],
    )
    const looked = lanes.flatMap(({ by, times, every }) =>
      by === 'machine' ? [rhythm('commands and checks look', times, every)] : [],
    )
    const { failures, inconclusive, errors, missed } = limits
    return [
      ...wrap(`  Watched for ${time(to)}: ${oneLine(title, look)}`, width, '    '),
      ...[...new Set([...asked, ...looked])].flatMap((text) => wrap(`    ${text}`, width, '      ').map(look.dim)),
      ...wrap(
        `    fails on the ${nth(failures)} red sample; for people on the ${nth(inconclusive)} unclear one, the ${nth(errors)} in a row that cannot be taken, or ${missed === 0 ? 'any' : `more than ${missed}`} missed`,
        width,
        '      ',
      ).map(look.dim),
    ]
  })
}

const rhythm = (what: string, times: number, every: number): string =>
  times === 1 ? `${what} once, at the end of ${time(every)}` : `${what} ${times} times, ${pace(every)}`

const nth = (number: number): string =>
  number === 1 ? 'first' : number === 2 ? 'second' : number === 3 ? 'third' : `${number}th`

/** `3-5, 9`. */
function ranges(numbers: readonly number[]): string {
  const found: [number, number][] = []
  for (const number of numbers) {
    const last = found.at(-1)
    if (last !== undefined && last[1] === number - 1) last[1] = number
    else found.push([number, number])
  }
  return found.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(', ')
}
