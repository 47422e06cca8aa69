import type { Procedure, StepId } from '../../plan/index.ts'
import type { RunState } from '../../run/index.ts'
import { quoted } from '../quoted.ts'
import { wrap } from './cells.ts'
import type { Look } from './look.ts'
import { who } from './people.ts'
import { duration, moment } from './times.ts'
import { count, indexOf, levelAndTitle, list, oneLine, outcomeMark } from './words.ts'

/** The shortest prefix of a run's id that people need to type. */
export const short = (run: string): string => run.slice(0, 8)

/** What this run is: shown before its first command. */
export function headerLines(state: RunState, look: Look): string[] {
  const { width } = look.caps
  const facts = [state.plan.source.path, count(indexOf(state.plan).line(state.line).length, 'step')]
  if (state.environment) facts.push(`environment ${oneLine(state.environment, look)}`)
  if (state.release) facts.push(`release ${oneLine(state.release, look)}`)
  return [
    ...wrap(oneLine(state.plan.title, look), width).map(look.bold),
    ...wrap(facts.join(', '), width, '  '),
    ...wrap(`Run ${short(state.id)} in ${oneLine(state.cwd, look)}`, width, '  ').map(look.dim),
    ...wrap(apart(state, look), width, '  ').filter(Boolean).map(look.warn),
    ...(state.rehearsal ? wrap('Rehearsal: nothing is run, time is virtual.', width).map(look.warn) : []),
    ...(state.options.only.length || state.options.from !== null
      ? wrap(`Only a part of it: ${partOf(state)}. The record says so.`, width).map(look.warn)
      : []),
  ]
}

/** Commands that a reader may expect to run, and that only explain where they stand. */
function apart({ plan }: RunState, look: Look): string {
  const { step } = indexOf(plan)
  const left = plan.shelf.flatMap((one) =>
    one.step !== null && step(one.step).command !== null ? [String(one.span.line)] : [],
  )
  if (left.length === 0) return ''
  const at = left.length > 6 ? [...left.slice(0, 5), `${left.length - 5} more`] : left
  const what = left.length === 1 ? 'A command stands in a section' : `${left.length} commands stand in sections`
  return `${what} that explain${left.length === 1 ? 's' : ''} and will not run (${left.length === 1 ? 'line' : 'lines'} ${list(at)}); ${look.program} inspect ${oneLine(quoted(plan.source.path), look)} --why ${left[0]} says why.`
}

const partOf = ({ options }: RunState): string =>
  [
    ...options.only.map((words) => `sections about "${words}"`),
    ...(options.from ? [`from line ${options.from}`] : []),
  ].join(', ')

/** `Level 1: Restore the release (about 5 min)`. */
export function procedureWords(procedure: Procedure, look: Look): string {
  const time = procedure.estimate === null ? '' : ` (about ${duration(procedure.estimate * 1000)})`
  return `${levelAndTitle(procedure, look)}${time}`
}

/** How a run ended and what its record holds. */
export function endLines(state: RunState, look: Look): string[] {
  const { width } = look.caps
  const words = {
    done: look.good('Done.'),
    failed: look.bad('Failed.'),
    aborted: look.bad('Aborted.'),
    'backed-out': look.warn('Backed out.'),
  }
  const outcomes = new Map<string, number>()
  for (const id of stepsOf(state)) {
    const outcome = state.steps.get(id).outcome ?? 'not done'
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
  }
  const sums = [...outcomes].map(([outcome, n]) => `${n} ${outcome}`).join(', ')
  const deviations = state.deviations.length === 0 ? 'no deviations' : count(state.deviations.length, 'deviation')
  return [
    look.bold(words[state.outcome ?? 'failed']),
    ...(state.rehearsal ? rehearsedLines(state, look) : []),
    ...wrap(`${sums}; ${deviations}; ${duration(state.updatedAt - state.createdAt)}.`, width, '  '),
    ...wrap(`Record: ${look.command(`report ${short(state.id)}`)}`, width, '  '),
  ]
}

/** Steps of every line that the run took; the main line of a run that is another one's way back is not among them. */
function stepsOf({ plan, procedures, continues }: RunState): readonly StepId[] {
  const { line } = indexOf(plan)
  const main = continues === null ? line('main') : []
  return [...new Set([...main, ...Object.keys(procedures).flatMap((procedure) => line({ procedure }))])]
}

/** What a rehearsal shows of the real run: what it would start, whom it would ask, how long it would take. */
function rehearsedLines(state: RunState, look: Look): string[] {
  const started = state.plan.steps.reduce((sum, { id }) => sum + state.steps.get(id).attempts.length, 0)
  const took = duration(state.updatedAt - state.createdAt)
  const text = `A rehearsal: it would start ${count(started, 'command')} and ask ${count(state.answered.length, 'question')}, simulated here, in ${took} of virtual time. Nothing was run.`
  return wrap(text, look.caps.width, '  ')
}

/**
 * Where a run is, for somebody who has just come: what is done, what runs, what it waits for. `driven`: a process drives it;
 * what was running when the last one died may have ended since, which nobody knows before somebody resumes.
 */
export function statusLines(state: RunState, now: number, driven: boolean, look: Look): string[] {
  const {
    caps: { width },
    marks,
  } = look
  const index = indexOf(state.plan)
  const ids = index.line(state.line)
  const settled = ids.filter((id) => state.steps.get(id).phase === 'settled')
  const lines = [...headerLines(state, look)]
  if (state.status === 'ended') return [...lines, '', ...endLines(state, look)]
  lines.push(
    ...wrap(
      `${settled.length} of ${ids.length} steps done, started ${moment(state.createdAt)}, ${duration(now - state.createdAt)} ago, by ${who(state.operator, look)}.`,
      width,
      '  ',
    ),
  )
  for (const id of ids) {
    const { outcome, reason } = state.steps.get(id)
    if (outcome === null || outcome === 'passed') continue
    const step = index.step(id)
    const why = reason ? `: ${oneLine(reason, look)}` : ''
    lines.push(
      ...wrap(`${outcome} ${step.number} ${oneLine(step.title, look)}${why}`, width - 4, '  ').map((line, at) =>
        at === 0 ? `  ${outcomeMark(outcome, look)} ${line}` : `  ${line}`,
      ),
    )
  }
  for (const running of state.running) {
    const step = index.step(running.step)
    const since = duration(now - running.at)
    const how = driven ? `runs for ${since}` : `was started ${since} ago, and nobody watches it`
    lines.push(
      ...wrap(`${marks.running} step ${step.number} ${how}: ${oneLine(step.title, look)}`, width, '  ').map(
        look.accent,
      ),
    )
  }
  const paused = state.status === 'paused'
  if (driven) return paused ? [...lines, look.warn('Paused.')] : lines
  lines.push(
    ...wrap(`${paused ? 'Paused; nobody' : 'Nobody'} drives it now. Go on with:`, width).map(look.warn),
    `  ${look.command(`resume ${short(state.id)}`)}`,
  )
  return lines
}
