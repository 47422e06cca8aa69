import type { Block, Input, Plan, Section, SectionId, Step, StepId } from '../plan/index.ts'
import { blocksOf } from '../plan/walk.ts'
import type { Line } from './events.ts'

/**
 * A plan's steps in the order of work: children before their parent, a parent's own command before its children. Made
 * once per plan, so that finding what comes next costs the same in a plan of ten steps and of ten thousand.
 */
export interface Entry {
  readonly at: number
  readonly step: Step
  /** `work`: the step's own doing. `close`: its children are done, so it is. */
  readonly visit: 'work' | 'close'
  readonly block: Block
}

export interface Order {
  readonly entries: readonly Entry[]
  /** Where a step's first entry is. */
  readonly place: ReadonlyMap<StepId, number>
  /** The line's steps of a section, in order. */
  readonly bySection: ReadonlyMap<SectionId, readonly Step[]>
}

interface PlanIndex {
  readonly steps: ReadonlyMap<StepId, Step>
  readonly ordinals: ReadonlyMap<StepId, number>
  readonly sections: ReadonlyMap<SectionId, Section>
  readonly inputs: ReadonlyMap<string, Input>
  order(line: Line): Order
}

const indices = new WeakMap<Plan, PlanIndex>()

export const indexOf = (plan: Plan): PlanIndex => {
  const known = indices.get(plan)
  if (known) return known
  const steps = new Map(plan.steps.map((step) => [step.id, step]))
  const orders = new Map<string, Order>()
  const index: PlanIndex = {
    steps,
    ordinals: new Map(plan.steps.map((step, at) => [step.id, at])),
    sections: new Map(plan.sections.map((section) => [section.id, section])),
    inputs: new Map(plan.inputs.map((input) => [input.name, input])),
    order: (line) => {
      const key = line === 'main' ? '' : `/${line.procedure}`
      const order = orders.get(key) ?? orderOf(steps, blocksOf(plan, line))
      orders.set(key, order)
      return order
    },
  }
  indices.set(plan, index)
  return index
}

export const stepOf = (plan: Plan, id: StepId): Step => {
  const step = indexOf(plan).steps.get(id)
  if (!step) throw new Error(`no step ${id} in this plan`)
  return step
}

/** The sections around a step or section, outermost first, itself included. */
export const sectionsAround = (plan: Plan, id: SectionId | null): readonly Section[] => {
  const sections = indexOf(plan).sections
  const around: Section[] = []
  for (let at = id; at !== null && around.length <= sections.size; ) {
    const section = sections.get(at)
    if (!section) break
    around.unshift(section)
    at = section.parent
  }
  return around
}

/** A step's parents and the step itself, outermost first. */
export const parentsAndSelf = (plan: Plan, step: Step): readonly Step[] => {
  const chain = [step]
  for (let at = step.parent; at !== null && chain.length <= plan.steps.length; ) {
    const parent = stepOf(plan, at)
    chain.unshift(parent)
    at = parent.parent
  }
  return chain
}

const orderOf = (steps: ReadonlyMap<StepId, Step>, blocks: readonly Block[]): Order => {
  const entries: Entry[] = []
  const place = new Map<StepId, number>()
  const bySection = new Map<SectionId, Step[]>()
  const add = (step: Step, visit: Entry['visit'], block: Block) => {
    const at = entries.length
    if (!place.has(step.id)) {
      place.set(step.id, at)
      const section = bySection.get(step.section)
      if (section) section.push(step)
      else bySection.set(step.section, [step])
    }
    entries.push({ at, step, visit, block })
  }
  const walk = (id: StepId, block: Block) => {
    const step = steps.get(id)
    if (!step || place.has(id)) return
    if (step.children.length === 0 || step.command) add(step, 'work', block)
    for (const child of step.children) walk(child, block)
    if (step.children.length > 0) add(step, 'close', block)
  }
  for (const block of blocks) for (const id of block.steps) walk(id, block)
  return { entries, place, bySection }
}
