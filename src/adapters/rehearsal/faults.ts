import { HoldpointError } from '../../errors.ts'
import type { Plan, StepId } from '../../plan/index.ts'
import type { RunState } from '../../run/index.ts'
import { statementKey } from './simulated-runner.ts'

/**
 * The statements that `--fail LINE` means: for each line the one that stands on it, else the first below it. Fails with
 * `line-without-statement`.
 */
export function statementsAt(plan: Plan, lines: readonly number[]): ReadonlySet<string> {
  const all = written(plan).flatMap((step) =>
    (step.command?.statements ?? []).map((s) => ({ key: statementKey(step.id, s.index), span: s.span })),
  )
  return new Set(lines.map((line) => at(all, line, 'line-without-statement', plan).key))
}

/** The steps that `--refuse LINE` means, in the same way. Fails with `line-without-question`. */
export function stepsAt(plan: Plan, lines: readonly number[]): ReadonlySet<StepId> {
  return new Set(lines.map((line) => at(written(plan), line, 'line-without-question', plan).id))
}

/** What is measured before the change has the line of what compares with it, which is meant. */
const written = ({ steps }: Plan) => steps.filter(({ baseline }) => baseline === undefined)

/** What was told to go wrong. */
export interface Told {
  readonly fail: readonly number[]
  readonly refuse: readonly number[]
  /** Roles of which nobody is there. */
  readonly absent: readonly string[]
  /** Words of what is worse than it should be. */
  readonly degrade: readonly string[]
}

/** Lines and roles of which something was told to go wrong, and which the rehearsal never came to: it shows nothing of them. */
export function neverReached(
  { plan, steps, answered }: RunState,
  { fail, refuse, absent }: Told,
): Omit<Told, 'degrade'> {
  const ran = new Set(
    plan.steps.flatMap(({ id }) =>
      steps.get(id).attempts.flatMap(({ end }) => end?.statements.map(({ index }) => statementKey(id, index)) ?? []),
    ),
  )
  const asked = new Set(answered.flatMap(({ decision }) => decision.steps))
  const needed = new Set(answered.flatMap(({ decision }) => decision.who?.needs.flatMap(({ roles }) => roles) ?? []))
  return {
    absent: absent.filter((role) => !needed.has(role)),
    fail: fail.filter((line) => [...statementsAt(plan, [line])].every((statement) => !ran.has(statement))),
    refuse: refuse.filter((line) => [...stepsAt(plan, [line])].every((step) => !asked.has(step))),
  }
}

function at<T extends { readonly span: { readonly line: number; readonly endLine: number } }>(
  things: readonly T[],
  line: number,
  code: 'line-without-statement' | 'line-without-question',
  plan: Plan,
): T {
  // A parent's span holds its children's: the last one that begins at or before the line is the innermost.
  const found =
    things.findLast(({ span }) => span.line <= line && line <= span.endLine) ??
    things.find(({ span }) => span.line > line)
  if (found === undefined) throw new HoldpointError(code, { path: plan.source.path, line })
  return found
}
