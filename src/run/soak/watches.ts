import type { Plan, Role, Section, Soak, Step, StepId } from '../../plan/index.ts'
import { isOwnQuestion } from '../authority/demand.ts'
import type { Line } from '../events.ts'
import { indexOf, sectionsAround } from '../order.ts'
import type { RunState } from '../state.ts'
import { fillerOf } from './metrics.ts'
import type { SoakId } from './soak.ts'

/** Windows that share one beginning (“Hour 1”, “Hours 2–4”, “Day 2–7”), and what of a line is watched in them. */
export interface Watch {
  readonly id: SoakId
  readonly title: string
  readonly windows: readonly Window[]
  /** What it settles, in the order of work: what is looked at, and parents of that. */
  readonly steps: readonly Step[]
  /** The line of the document at which it begins. */
  readonly line: number
  /** Seconds from its beginning to its end. */
  readonly to: number
}

export interface Window {
  readonly soak: Soak & { readonly to: number }
  /** Commands and checks that are run at each sample. */
  readonly machine: readonly Step[]
  /** Items and values that people are asked about. */
  readonly people: readonly Step[]
  /** Values that one of the commands measures. */
  readonly measured: readonly { readonly step: Step; readonly by: Step }[]
}

type Known = Pick<RunState, 'plan' | 'authority' | 'line'>

const known = new WeakMap<Plan, { authority: unknown; lines: Map<string, Watched> }>()

interface Watched {
  readonly all: readonly Watch[]
  readonly of: ReadonlyMap<StepId, Watch>
}

/** The soaks of the line that a run is on; made once for it. */
export const watchesOf = (state: Known): readonly Watch[] => watched(state).all

/** The soak that a step of the line is watched in; null: it is an ordinary step. */
export const watchOf = (state: Known, step: StepId): Watch | null => watched(state).of.get(step) ?? null

const none: Watched = { all: [], of: new Map() }

const watched = (state: Known): Watched => {
  const { plan, authority, line } = state
  if (plan.soaks.length === 0) return none
  let of = known.get(plan)
  if (of?.authority !== authority) {
    of = { authority, lines: new Map() }
    known.set(plan, of)
  }
  const key = line === 'main' ? '' : `/${line.procedure}`
  const found = of.lines.get(key) ?? made(state, line)
  of.lines.set(key, found)
  return found
}

const made = (state: Known, line: Line): Watched => {
  const { plan } = state
  const finite = plan.soaks.filter((soak): soak is Window['soak'] => soak.to !== null)
  const windowOf = new Map(finite.flatMap((soak) => soak.steps.map((id) => [id, soak] as const)))
  const groups: { readonly key: string; readonly steps: Step[] }[] = []
  const open = new Map<string, Step[]>()
  for (const { step } of firsts(plan, line)) {
    const soak = windowOf.get(step.id)
    if (soak && isLookedAt(state, soak, step)) {
      const key = keyOf(plan, finite, soak)
      const steps = open.get(key) ?? []
      if (!open.has(key)) groups.push({ key, steps })
      open.set(key, steps)
      steps.push(step)
    } else if (step.children.length === 0 && !isBeside(state, step)) open.clear()
  }
  const all = groups
    .map(({ key, steps }) => watchOfSteps(plan, finite, windowOf, key, steps))
    .map((watch, at, others) => {
      // What a hold parts is watched on behind it, as a soak of its own.
      const isFirst = others.findIndex(({ id }) => id === watch.id) === at
      return isFirst ? watch : { ...watch, id: `${watch.id}/${watch.steps[0]?.id}` }
    })
  return { all, of: new Map(all.flatMap((watch) => watch.steps.map((step) => [step.id, watch]))) }
}

const firsts = (plan: Plan, line: Line) => {
  const { entries, place } = indexOf(plan).order(line)
  return entries.filter(({ at, step }) => place.get(step.id) === at)
}

/** What people tick or measure, and what may be run again; what destroys, or takes certain people, has its own turn. */
const isLookedAt = (state: Known, soak: Soak, step: Step): boolean => {
  if (step.command !== null) return isAgain(soak, step)
  if (step.children.length > 0) return false
  return ['confirm', 'check', 'measure', 'wait', 'record'].includes(step.kind) && !isOwnQuestion(state, step)
}

const isAgain = (soak: Soak, { id, command }: Step): boolean =>
  soak.again === undefined ? command?.language === 'check' : soak.again.includes(id)

/** The outermost heading with a time of watching that a window stands under; itself where it is one. */
const outermost = (plan: Plan, finite: readonly Soak[], { section }: Soak): Section | undefined =>
  sectionsAround(plan, section).find(({ id, heading }) =>
    finite.some((one) => one.section === id && one.span.line === heading.line),
  )

/** Windows under one heading are watched together; one within another belongs to it. */
const keyOf = (plan: Plan, finite: readonly Soak[], soak: Soak): string => {
  const outer = outermost(plan, finite, soak)
  return outer ? (outer.parent ?? '') : soak.section
}

const beside: ReadonlySet<Role> = new Set(['verify', 'communicate', 'record', 'monitor', 'contacts', 'reference'])

/** What goes on while a soak is watched: what only verifies, communicates or records. */
export const isBeside = (state: Known, step: Step): boolean => {
  const role = indexOf(state.plan).sections.get(step.section)?.role
  return role !== undefined && beside.has(role) && step.kind !== 'signoff' && !isOwnQuestion(state, step)
}

const watchOfSteps = (
  plan: Plan,
  finite: readonly Window['soak'][],
  windowOf: ReadonlyMap<StepId, Window['soak']>,
  heading: string,
  looks: readonly Step[],
): Watch => {
  const own = new Set(looks.map(({ id }) => windowOf.get(id)))
  const windows = finite
    .filter((soak) => own.has(soak))
    .map((soak): Window => {
      const steps = looks.filter(({ id }) => windowOf.get(id) === soak)
      return {
        soak,
        machine: steps.filter(({ command }) => command !== null),
        people: steps.filter((step) => step.command === null && fillerOf(plan, step.id, steps) === null),
        measured: steps.flatMap((step) => {
          const by = step.command === null ? fillerOf(plan, step.id, steps) : null
          return by === null ? [] : [{ step, by }]
        }),
      }
    })
  const first = windows[0] as Window
  const outer = new Set(windows.map(({ soak }) => outermost(plan, finite, soak)))
  const [one] = outer
  const around = outer.size === 1 && one ? one : indexOf(plan).sections.get(heading)
  const titles = windows.length > 1 ? [first.soak.title, windows.at(-1)?.soak.title ?? ''] : [first.soak.title]
  return {
    id: first.soak.id,
    title: titles.length > 1 && around && around.level > 1 ? around.title : titles.join(' … '),
    windows,
    steps: [...looks, ...parentsOf(plan, looks)],
    line: Math.min(...looks.map(({ span }) => span.line)),
    to: Math.max(...windows.map(({ soak }) => soak.to)),
  }
}

/** Parents that are done when what is looked at in them is, the innermost first. */
const parentsOf = (plan: Plan, looks: readonly Step[]): readonly Step[] => {
  const held = new Set(looks.map(({ id }) => id))
  const { steps } = indexOf(plan)
  const parents: Step[] = []
  for (let level = looks; level.length > 0; ) {
    const above = level.flatMap(({ parent }) => (parent === null ? [] : (steps.get(parent) ?? [])))
    level = above.filter(
      (one) => one.command === null && !held.has(one.id) && one.kind !== 'signoff' && one.kind !== 'record',
    )
    for (const one of level) {
      if (!held.has(one.id)) parents.push(one)
      held.add(one.id)
    }
  }
  return parents
}
