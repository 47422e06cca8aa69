import type { StepId } from '../../plan/index.ts'
import type { Recorded } from '../../run/index.ts'

/** Where the time of a run went, in milliseconds. */
export interface RunTimes {
  /** In which a command ran. */
  readonly machine: number
  /** In which a question waited for people, and no command ran. */
  readonly people: number
  /** Neither: windows, soaks, or nobody drove it. */
  readonly rest: number
  readonly steps: Readonly<Record<StepId, StepTimes>>
}

interface StepTimes {
  readonly machine: number
  /** A question about several steps is shared out among them. */
  readonly people: number
}

interface Span {
  readonly from: number
  readonly to: number
}

/** What is under way when the journal ends, ends with it. */
export function runTimes(history: readonly Recorded[]): RunTimes {
  const steps: Record<StepId, { machine: number; people: number }> = {}
  const of = (step: StepId) => {
    const known = steps[step] ?? { machine: 0, people: 0 }
    steps[step] = known
    return known
  }
  const running = new Map<string, number>()
  const open = new Map<string, { readonly from: number; readonly steps: readonly StepId[] }>()
  const machine: Span[] = []
  const people: Span[] = []
  const ran = (step: StepId, from: number, to: number) => {
    machine.push({ from, to })
    of(step).machine += to - from
  }
  const answered = (decision: string, to: number) => {
    const asked = open.get(decision)
    if (asked === undefined) return
    open.delete(decision)
    people.push({ from: asked.from, to })
    for (const step of asked.steps) of(step).people += (to - asked.from) / asked.steps.length
  }
  for (const { at, event } of history) {
    if (event.type === 'StepStarted') running.set(event.step, at)
    else if (event.type === 'StepEnded' || event.type === 'StepNeverStarted') {
      const from = running.get(event.step)
      running.delete(event.step)
      if (from !== undefined) ran(event.step, from, at)
    } else if (event.type === 'DecisionOpened') open.set(event.decision.id, { from: at, steps: event.decision.steps })
    else if (event.type === 'DecisionAnswered' && event.closed) answered(event.decision, at)
    else if (event.type === 'DecisionWithdrawn') answered(event.decision, at)
  }
  const first = history[0]?.at ?? 0
  const last = history.at(-1)?.at ?? first
  for (const [step, from] of running) ran(step, from, last)
  for (const decision of [...open.keys()]) answered(decision, last)
  const worked = covered(machine)
  const both = covered([...machine, ...people])
  return { machine: worked, people: both - worked, rest: Math.max(0, last - first - both), steps }
}

/** How much time spans cover together, overlaps once. */
function covered(spans: readonly Span[]): number {
  let sum = 0
  let end = Number.NEGATIVE_INFINITY
  for (const { from, to } of spans.toSorted((a, b) => a.from - b.from)) {
    sum += Math.max(0, to - Math.max(from, end))
    end = Math.max(end, to)
  }
  return sum
}
