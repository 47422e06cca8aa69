import type { Step } from '../plan/index.ts'
import type { Actor, RunOutcome, RunState, StepState } from '../run/index.ts'
import { failures } from './failures.ts'

/**
 * How a step stands, in one word of the record. `aside`: it is on the shelf or in a procedure that was not taken, and
 * nobody touched it. A step that failed and that nobody settled (the way back was taken instead) has failed.
 */
export type Standing = 'passed' | 'accepted' | 'skipped' | 'failed' | 'unknown' | 'running' | 'open' | 'aside'

export function standing(step: Step, state: StepState): Standing {
  if (state.outcome !== null) return state.outcome
  if (state.phase !== 'ended') return state.phase === 'running' ? 'running' : 'open'
  const last = failures(step, state).find(({ attempt }) => attempt === state.attempts.at(-1)?.started.attempt)
  if (last === undefined) return 'open'
  return last.unknown ? 'unknown' : 'failed'
}

/** What a step's outcome rests on: how it was settled, and what was compared or judged. */
export function why({ how, attempts, verdicts }: StepState): string {
  const said = how === null ? '' : (reasons[how] ?? how)
  const end = attempts.at(-1)?.end
  const status = how === 'ran' && end ? `${said}, status ${end.status ?? 'unknown'}` : said
  const counts = (['met', 'unmet', 'unclear'] as const)
    .map((verdict) => ({ verdict, count: verdicts.filter((one) => one.verdict === verdict).length }))
    .filter(({ count }) => count > 0)
    .map(({ verdict, count }) => `${count} ${verdict}`)
  return [status, counts.join(', ')].filter((part) => part !== '').join('; ')
}

/** `StepSettled.how`, for people. */
const reasons: Readonly<Record<string, string>> = {
  ran: 'ran',
  children: 'its parts',
  ticked: 'ticked',
  given: 'filled in',
  signed: 'signed',
  claimed: 'as the document claims',
  assumed: 'assumed',
  judged: 'a person decided',
  condition: 'its condition',
  choice: 'another way was chosen',
  'by-hand': 'done by hand',
  partial: 'not in this part',
  scheduled: 'left to its schedule',
  left: 'left',
}

const outcomes: Readonly<Record<RunOutcome, string>> = {
  done: 'done',
  failed: 'failed',
  aborted: 'aborted',
  'backed-out': 'backed out',
}

/** How a run stands: its outcome, or that it is not over. */
export const runStanding = ({ outcome, status }: Pick<RunState, 'outcome' | 'status'>): string =>
  outcome === null ? `not over (${status})` : outcomes[outcome]

/** Who it was, as people know them; programs and files are named as such. */
export function who({ kind, id, name }: Actor): string {
  if (kind === 'person') return name ?? id
  if (kind === 'engine') return 'Holdpoint'
  return kind === 'answers' ? `answers file ${id}` : 'rehearsal'
}

/** The same without the e-mail address, where a name is signed. */
export const nameOf = (actor: Actor): string => who(actor).replace(/\s*<[^<>]*>$/, '')

/** `2026-03-01 09:30:12Z`; the record knows one time zone. */
export const when = (at: number): string =>
  new Date(at)
    .toISOString()
    .replace('T', ' ')
    .replace(/\.\d+Z$/, 'Z')

/** `0.4 s`, `12 s`, `3 min 20 s`, `2 h 5 min`. */
export function took(ms: number): string {
  if (ms < 10_000) return `${(Math.max(0, ms) / 1000).toFixed(1)} s`
  const seconds = Math.round(ms / 1000)
  if (seconds < 60) return `${seconds} s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return `${minutes} min ${seconds % 60} s`
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}

/** `1–3, 7, 8`, of whole numbers in ascending order. */
export function ranges(numbers: readonly number[]): string {
  const runs: [number, number][] = []
  for (const number of numbers) {
    const last = runs.at(-1)
    if (last !== undefined && number === last[1] + 1) last[1] = number
    else runs.push([number, number])
  }
  return runs.map(([from, to]) => (to - from < 2 ? [...new Set([from, to])].join(', ') : `${from}–${to}`)).join(', ')
}
