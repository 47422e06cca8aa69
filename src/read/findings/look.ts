import type { Plan, Procedure, Section, Statement, Step, StepId } from '../../plan/index.ts'
import { stepsIn } from '../../plan/walk.ts'
import type { Judged } from '../judged.ts'
import type { PlacedCall } from '../shell/index.ts'
import { actsOf, type Placed } from './acts.ts'
import { choicesIn } from './choices.ts'

/** What rules look at: the reading, and everything that would run with the simple commands in it. Made once a document. */
export interface Look {
  readonly plan: Plan
  readonly judged: Judged
  /** Every statement that would run, in document order; what is only offered is left out. */
  readonly statements: readonly Looked[]
}

/** A statement with its surroundings. */
export interface Looked {
  readonly step: Step
  readonly statement: Statement
  readonly section: Section | null
  /** The main line, a way back, or the shelf, from which nothing runs by itself. */
  readonly on: 'main' | 'procedure' | 'shelf'
  readonly procedure: Procedure | null
  /** One of a list to choose from, which nobody runs from top to bottom. */
  readonly choice: boolean
  /** Simple commands in source order, with their places; empty for languages other than bash. */
  readonly calls: readonly PlacedCall[]
  /** What these do to the system, where their words tell. */
  readonly acts: readonly Placed[]
}

export function lookAt(plan: Plan, judged: Judged): Look {
  const calls = new Map<number, readonly PlacedCall[]>()
  const listed = choicesIn(judged)
  const choices = new Set<number>()
  for (const { shell, block } of judged.code) {
    for (const { index, span } of shell?.statements ?? []) {
      calls.set(span.start, shell?.calls.get(index) ?? [])
      if (listed.has(block)) choices.add(span.start)
    }
  }
  const main = stepsIn(plan, plan.main)
  const procedures = new Map<StepId, Procedure>()
  for (const procedure of plan.procedures)
    for (const id of stepsIn(plan, procedure.blocks)) if (!procedures.has(id)) procedures.set(id, procedure)
  const sections = new Map(plan.sections.map((section) => [section.id, section]))
  const statements = plan.steps.flatMap((step): Looked[] => {
    if (step.command === null) return []
    const procedure = procedures.get(step.id) ?? null
    const around = {
      step,
      section: sections.get(step.section) ?? null,
      on: main.has(step.id) ? ('main' as const) : procedure === null ? ('shelf' as const) : ('procedure' as const),
      procedure,
    }
    return step.command.statements
      .filter(({ offered }) => offered === null)
      .map((statement) => {
        const own = calls.get(statement.span.start) ?? []
        return { ...around, statement, choice: choices.has(statement.span.start), calls: own, acts: actsOf(own) }
      })
  })
  return { plan, judged, statements }
}
