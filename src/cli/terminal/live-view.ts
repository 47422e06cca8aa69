import type { Step } from '../../plan/index.ts'
import { due, opensAt, type RunState, termsMoment } from '../../run/index.ts'
import { cut } from './cells.ts'
import type { Look } from './look.ts'
import { soakStatusLines } from './soak-lines.ts'
import type { Tail } from './tail.ts'
import type { Tally } from './tally.ts'
import { duration, stopwatch } from './times.ts'
import { wayBackInShort } from './way-back-lines.ts'
import { indexOf, isOwnTitle, oneLine } from './words.ts'

/** What is known of a run beyond its journal: the attempt that runs and what it prints. */
interface Happening {
  readonly tally: Tally
  /** Output of the running attempt, made safe to show. */
  readonly tail: Tail
  /** Its last line as far as it has come. */
  readonly rest: string
  /** Index of the statement that runs. */
  readonly statement: number | null
  /** What the statement after an endless one waits for. */
  readonly waiting: string | null
  /** A line instead of the keys, e.g. the menu of Ctrl-C. */
  readonly notice: readonly string[] | null
}

/**
 * The few lines at the bottom that change: output's end, what runs, what is next, how far. Never more than the window
 * is high; each line fits the window, so that it can be drawn over.
 */
export function liveLines(state: RunState, happening: Happening, now: number, look: Look): string[] {
  const { width, height } = look.caps
  const running = state.running[0]
  const fitted = (line: string) => cut(line, width - 1, look.marks.cut)
  const foot = [
    ...(running ? runningLines(state, running, happening, now, look) : nextLookLine(state, now, look)),
    progressLine(state, happening, now, look),
    ...nextLine(state, happening, look),
    ...wayBackLine(state, now, look),
    ...(happening.notice ?? [look.dim('Ctrl-C stops, pauses or detaches')]),
  ].map(fitted)
  const room = Math.max(0, Math.min(12, height - foot.length - 2))
  const output = running ? [...happening.tail.last(room), ...(happening.rest ? [happening.rest] : [])].slice(-room) : []
  return [...(room ? output.map((line) => fitted(`  ${look.dim(look.marks.bar)} ${line}`)) : []), ...foot]
}

function runningLines(
  state: RunState,
  running: RunState['running'][number],
  happening: Happening,
  now: number,
  look: Look,
): string[] {
  const step = indexOf(state.plan).step(running.step)
  const statements = step.command?.statements.length ?? 0
  const at =
    happening.statement !== null && statements > 1 ? `, statement ${happening.statement + 1} of ${statements}` : ''
  const takes = step.estimate === null ? state.learned[step.id] : step.estimate * 1000
  const estimate = takes === undefined ? '' : ` of about ${duration(takes)}`
  const head = `${look.marks.running} ${stopwatch(now - running.at)}${estimate} ${look.marks.dot} step ${step.number}${at}`
  const waiting = happening.waiting ? [look.warn(`  waits for ${oneLine(happening.waiting, look)}; g goes on now`)] : []
  return [`${look.accent(head)} ${oneLine(runs(step, happening.statement), look)}`, ...waiting]
}

/** A step without words of its own is called what it runs now. */
const runs = (step: Step, statement: number | null): string =>
  (isOwnTitle(step) && step.command?.statements[statement ?? 0]?.source.trim()) || step.title

/** A step that waits until something holds, between two looks. */
function nextLookLine(state: RunState, now: number, look: Look): string[] {
  const opens = opensAt(state)
  if (opens !== null && state.terms !== null)
    return [look.warn(`waits until changes may be made: ${termsMoment(state.terms, opens)}`)]
  // One column narrower, as all lines here are.
  const watching = soakStatusLines(state, now, { ...look, caps: { ...look.caps, width: look.caps.width - 1 } })
  if (watching.length > 0) return watching
  const at = due(state)
  if (at === null) return []
  const id = indexOf(state.plan)
    .line(state.line)
    .find((one) => state.steps.get(one).phase === 'ended')
  const which = id === undefined ? '' : `step ${indexOf(state.plan).step(id).number} waits: `
  return [look.warn(`${which}not so yet; next look in ${Math.max(0, Math.ceil((at - now) / 1000))} s`)]
}

function progressLine(state: RunState, { tally }: Happening, now: number, look: Look): string {
  const { total, done, failed } = tally
  const elapsed = now - state.createdAt
  const estimate =
    state.plan.estimate === null || state.line !== 'main' ? '' : ` of about ${duration(state.plan.estimate * 1000)}`
  const parts = [`${done} of ${total} done`, `${total - done} left`, `${stopwatch(elapsed)}${estimate}`]
  if (failed > 0) parts.splice(1, 0, look.bad(`${failed} failed`))
  return parts.join(` ${look.marks.dot} `)
}

function wayBackLine(state: RunState, now: number, look: Look): string[] {
  const short = wayBackInShort(state, now)
  return short === null ? [] : [look.dim(short)]
}

function nextLine(state: RunState, { tally }: Happening, look: Look): string[] {
  const next = tally.next(
    state,
    state.running.map(({ step }) => step),
    1,
  )[0]
  return next ? [look.dim(`next: ${next.number} ${oneLine(next.title, look)}`)] : []
}
