import type { Plan, Step, StepId } from '../../plan/index.ts'
import type { Decision } from '../decision.ts'
import { sectionsAround, stepOf } from '../order.ts'
import type { RunState } from '../state.ts'
import { type Approval, type Authority, anybody } from './authority.ts'
import { countsIn, rolesNamed } from './role-words.ts'
import type { Who } from './who.ts'

/** What is demanded of whoever answers: by the project's file, and by the document's own words for its roles. */
interface Demand {
  /** Null: anybody at hand. */
  readonly who: Who | null
  readonly deadline: number | null
  readonly remind: number | null
}

export const demandOf = (state: RunState, { kind, steps, about }: Decision): Demand | null => {
  const { plan, authority } = state
  const step = steps.length === 1 ? stepOf(plan, steps[0] ?? '') : null
  switch (kind) {
    case 'signoff':
    case 'confirm':
    case 'record':
      return step && stepDemand(state, step)
    case 'condition':
      // That a hold does not apply here takes those who could let it pass.
      return held(state, about, step)[0] ?? null
    case 'failure':
    case 'unknown':
      // To go on without a sign-off takes those who may give it.
      return (step && stepDemand(state, step)) ?? ruled(authority, 'failure', step ? textsOf(plan, step) : [])
    case 'go':
      return ruled(
        authority,
        'go',
        sectionsAround(plan, about).map(({ title }) => title),
      )
    case 'destructive':
      return step && destructiveDemand(state, step)
    case 'procedure': {
      const procedure = plan.procedures.find(({ id }) => id === about)
      return ruled(authority, 'way-back', procedure ? [procedure.title] : [])
    }
    case 'override':
      return together((about ?? '').split('\n').flatMap((text) => ruled(authority, 'override', [text]) ?? []))
    case 'sample': {
      const windows = plan.soaks.filter((soak) => soak.steps.some((id) => steps.includes(id)))
      const owners = windows.flatMap(({ owner }) => owner ?? [])
      const roles = owners.flatMap((owner) => rolesNamed(owner, authority.roles)).map(({ name }) => name)
      return roles.length === 0 ? null : { ...demand(authority, [{ roles, count: 1 }], null), remind: hourly }
    }
    case 'soak':
      // To let it stand takes those who may let a failure stand.
      return ruled(
        authority,
        'failure',
        plan.soaks.flatMap(({ id, title }) => (id === about?.split('/')[0] ? title : [])),
      )
    default:
      return null
  }
}

/** Milliseconds between reminders of who watches a soak. */
const hourly = 3_600_000

/** Each of several things has those who may let it pass; all of them are demanded. */
const together = (demands: readonly Demand[]): Demand | null => {
  const people = demands.flatMap(({ who }) => who ?? [])
  const needs = new Map(people.flatMap((who) => who.needs.map((need) => [JSON.stringify(need), need] as const)))
  const separated = people.some((who) => who.separated)
  const least = (times: readonly (number | null)[]) => {
    const known = times.filter((time) => time !== null)
    return known.length === 0 ? null : Math.min(...known)
  }
  return demands.length === 0
    ? null
    : {
        who: people.length === 0 ? null : { needs: [...needs.values()], separated },
        deadline: least(demands.map(({ deadline }) => deadline)),
        remind: least(demands.map(({ remind }) => remind)),
      }
}

/** What is demanded of who lets a step's destructive statements run; null: nothing. */
export const destructiveDemand = (
  { plan, authority }: Pick<RunState, 'plan' | 'authority'>,
  step: Step,
): Demand | null => ruled(authority, 'destructive', textsOf(plan, step))

/** What the holds that a condition governs demand. */
const held = (state: RunState, section: string | null, step: Step | null): readonly Demand[] =>
  (step ? [step] : state.plan.steps.filter((one) => isWithin(state.plan, one, section)))
    .flatMap((one) => stepDemand(state, one) ?? [])
    .filter(({ who }) => who !== null)

const isWithin = (plan: Plan, step: Step, section: string | null): boolean =>
  sectionsAround(plan, step.section).some(({ id }) => id === section)

const goOrNot = /\bgo\s*(?:\/|or|-)?\s*no[\s-]*go\b/i

/** A line of a go/no-go list: somebody says go, or the run holds. */
export const isPoll = (plan: Plan, { kind, title, section, command }: Step): boolean =>
  command === null &&
  (kind === 'confirm' || kind === 'check' || kind === 'signoff') &&
  (goOrNot.test(title) || goOrNot.test(sectionsAround(plan, section).at(-1)?.title ?? ''))

/** Asked by itself, never assumed and never taken from a tick in the document: critical, or not everybody's to tick. */
export const isOwnQuestion = (state: Pick<RunState, 'authority' | 'plan'>, step: Step): boolean =>
  /\bCRITICAL\b/.test(step.title) || isPoll(state.plan, step) || stepDemand(state, step)?.who != null

const known = new WeakMap<Authority, WeakMap<Plan, Map<StepId, Demand | null>>>()

/** What a sign-off demands, or an item that not everybody may tick; null: nothing. */
export const stepDemand = ({ authority, plan }: Pick<RunState, 'authority' | 'plan'>, step: Step): Demand | null => {
  if (authority === anybody) return null
  const plans = known.get(authority) ?? new WeakMap<Plan, Map<StepId, Demand | null>>()
  const demands = plans.get(plan) ?? new Map<StepId, Demand | null>()
  known.set(authority, plans.set(plan, demands))
  const found = demands.get(step.id)
  if (found !== undefined) return found
  const demand = step.command === null ? demandOfStep(authority, plan, step) : null
  demands.set(step.id, demand)
  return demand
}

const demandOfStep = (authority: Authority, plan: Plan, step: Step): Demand | null => {
  const { roles } = authority
  const counted = countsIn(`${step.title}\n${step.detail ?? ''}`, roles).map(({ role, count }) => ({
    roles: [role],
    count,
  }))
  if (step.kind !== 'signoff' && !isPoll(plan, step))
    return (
      ruled(authority, 'item', [step.title], counted) ?? (counted.length > 0 ? demand(authority, counted, null) : null)
    )
  const texts = textsOf(plan, step)
  const headings = sectionsAround(plan, step.section).filter(({ role }) => role === 'signoff')
  const naming = [step.title, ...headings.map(({ title }) => title).reverse()]
  const named = naming.map((text) => rolesNamed(text, roles)).find((found) => found.length > 0) ?? []
  const own =
    counted.length > 0 ? counted : named.length > 0 ? [{ roles: named.map(({ name }) => name), count: 1 }] : []
  return ruled(authority, 'signoff', texts, own) ?? (own.length > 0 ? demand(authority, own, null) : null)
}

/** The line itself, then the headings above it, the nearest first. */
const textsOf = (plan: Plan, step: Step): readonly string[] => [
  step.title,
  ...sectionsAround(plan, step.section)
    .map(({ title }) => title)
    .reverse(),
]

/** What the first approval of a kind that fits one of the texts demands; null: none does. */
export const ruled = (
  authority: Authority,
  of: Approval['of'],
  texts: readonly string[],
  own: NonNullable<Approval['needs']> = [],
): Demand | null => {
  const has = (words: string) => texts.some((text) => text.toLowerCase().includes(words.toLowerCase()))
  const approval = authority.approvals.find((one) => one.of === of && (one.match === null || has(one.match)))
  return approval ? demand(authority, approval.needs ?? own, approval) : null
}

const demand = (authority: Authority, needs: NonNullable<Approval['needs']>, approval: Approval | null): Demand => {
  const people = (role: string) => authority.roles.find(({ name }) => name === role)?.people ?? []
  const separated = approval?.separated ?? false
  return {
    who:
      needs.length === 0 && !separated
        ? null
        : { needs: needs.map((one) => ({ ...one, people: [...new Set(one.roles.flatMap(people))] })), separated },
    deadline: approval?.deadline ?? null,
    remind: approval?.remind ?? null,
  }
}
