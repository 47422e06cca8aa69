import type { Block, Plan } from './plan.ts'
import type { StepId } from './step.ts'

/** The blocks of the main line, or of the procedure with this id; none where there is no such procedure. */
export const blocksOf = (plan: Plan, line: 'main' | { readonly procedure: string }): readonly Block[] =>
  line === 'main' ? plan.main : (plan.procedures.find(({ id }) => id === line.procedure)?.blocks ?? [])

/** The steps of blocks with everything under them, in order: each once, and before its children. */
export function stepsIn(plan: Pick<Plan, 'steps'>, blocks: readonly Block[]): ReadonlySet<StepId> {
  const children = new Map(plan.steps.map((step) => [step.id, step.children]))
  const found = new Set<StepId>()
  const walk = (id: StepId) => {
    if (found.has(id)) return
    found.add(id)
    for (const child of children.get(id) ?? []) walk(child)
  }
  for (const block of blocks) for (const id of block.steps) walk(id)
  return found
}
