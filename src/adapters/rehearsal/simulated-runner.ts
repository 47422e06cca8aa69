import { createHash } from 'node:crypto'
import type { AttemptPlace, AttemptSpec, Clock, Progress, RunningAttempt, StepRunner } from '../../engine/ports.ts'
import type { Plan, Step } from '../../plan/index.ts'
import type { AttemptEnd, StatementEnd } from '../../run/index.ts'
import { type Degraded, worsened } from './degraded.ts'
import { simulatedMeasure } from './simulated-measure.ts'
import { simulatedHttp, simulatedOutput, simulatedStatus } from './simulated-output.ts'
import { simulatedValues } from './simulated-values.ts'

interface SimulatedRunnerPorts {
  readonly plan: Plan
  readonly clock: Clock
  /** Keeps what an attempt is said to have printed, where the run's files will look for it. */
  readonly write: (place: AttemptPlace, output: Uint8Array) => Promise<void>
  /** Statements that fail, see `statementsAt`. */
  readonly failing: ReadonlySet<string>
  readonly degraded: Degraded
}

/** Names a statement of a plan. */
export const statementKey = (step: string, statement: number) => `${statement} ${step}`

/**
 * Runs nothing: every statement succeeds at once and prints what its expectations ask for, except those that are told
 * to fail. An attempt takes the time that the document says its step takes.
 */
export function createSimulatedRunner(ports: SimulatedRunnerPorts): StepRunner {
  const steps = new Map(ports.plan.steps.map((step) => [step.id, step]))
  const start = async (spec: AttemptSpec) => {
    const { end, output } = simulate(spec, steps.get(spec.step) ?? null, ports)
    await ports.write(spec, output)
    await ports.clock.until(ports.clock.now() + (steps.get(spec.step)?.estimate ?? 0) * 1000)
    return ended(spec, end)
  }
  return {
    warm: () => {},
    start,
    // Nothing of a rehearsal outlives its process, so an attempt that is found again has not begun.
    attach: async () => 'never-started',
    alive: async (services) => services,
    variable: async (_folder, name) => `rehearsed-${name.toLowerCase()}`,
    close: async () => {},
  }
}

function simulate(
  spec: AttemptSpec,
  step: Step | null,
  { plan, clock, failing, degraded }: SimulatedRunnerPorts,
): { readonly end: AttemptEnd; readonly output: Uint8Array } {
  const expectations = step?.expectations ?? []
  const last = spec.statements.at(-1)?.index
  const statements: StatementEnd[] = []
  let output = ''
  let failed = false
  for (const { index, check } of spec.statements) {
    if (failed) break
    failed = failing.has(statementKey(spec.step, index))
    const stated = expectations.filter((e) => e.statement === index || (e.statement === null && index === last))
    const own = worsened(step, stated, degraded)
    // A look of which the document says nothing but its name has only its status to be worse by.
    const isLook = step?.kind === 'check' && step.baseline === undefined
    if (stated.length === 0 && index === last && isLook && degraded.fits(step.title)) failed = true
    const seen = check !== undefined && 'check' in check ? simulatedValues(check.check, spec.before ?? [], failed) : []
    // Against nothing nothing can be held: as in a real run, a person is asked.
    const isUnclear = !failed && seen.some(({ compared }) => compared?.verdict === 'unclear')
    const from = Buffer.byteLength(output)
    const measured = step !== null && index === last ? simulatedMeasure(plan, step, degraded) : ''
    output += failed ? 'rehearsed failure\n' : simulatedOutput(own) + measured
    const status = failed ? 1 : isUnclear ? 2 : simulatedStatus(own)
    statements.push({
      index,
      status,
      pipe: [],
      startedAt: clock.now(),
      ms: 0,
      from,
      to: Buffer.byteLength(output),
      http: failed ? [] : simulatedHttp(own),
      ended: 'itself',
      ...(seen.length === 0 ? {} : { seen }),
    })
  }
  const bytes = Buffer.from(output)
  const end: AttemptEnd = {
    how: 'exit',
    status: statements.at(-1)?.status ?? 0,
    statements,
    notReached: spec.statements.slice(statements.length).map((s) => s.index),
    output: { bytes: bytes.length, digest: createHash('sha256').update(bytes).digest('hex') },
    survivors: [],
    services: [],
    notCarried: [],
  }
  return { end, output: bytes }
}

function ended(place: AttemptPlace, end: AttemptEnd): RunningAttempt {
  return {
    place,
    output: '',
    end: Promise.resolve(end),
    onProgress: (listener) => end.statements.flatMap(progressOf).forEach(listener),
    cancel: async () => {},
    goOn: async () => {},
    stopObservers: async () => {},
  }
}

const progressOf = ({ index, startedAt, ms, status }: StatementEnd): readonly Progress[] => [
  { is: 'started', statement: index, at: startedAt },
  { is: 'ended', statement: index, at: startedAt + ms, status: status ?? 0 },
]
