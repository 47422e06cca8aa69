import type { Finding, Plan, Statement, Step } from '../../plan/index.ts'
import type { Judged } from '../judged.ts'

/** Something that will hurt: a stable name, how bad it is, and where it is found. Pure. */
export interface Rule {
  /** kebab-case; never changes its meaning. */
  readonly name: string
  readonly severity: Finding['severity']
  find(plan: Plan, judged: Judged): Iterable<Pick<Finding, 'span' | 'message' | 'remedy'>>
}

/** Everything that would run, with its step: offers left out. */
export function* running(plan: Plan): Generator<{ readonly step: Step; readonly statement: Statement }> {
  for (const step of plan.steps) {
    for (const statement of step.command?.statements ?? []) if (statement.offered === null) yield { step, statement }
  }
}
