import type { Choice, Section, Step } from '../../plan/index.ts'
import { letPass } from '../authority/binds.ts'
import { stepDemand } from '../authority/demand.ts'
import type { DecideContext } from '../context.ts'
import { askAlternative } from '../decisions/alternative.ts'
import { open, settle } from '../decisions/build.ts'
import { askCondition, type Governed } from '../decisions/condition.ts'
import type { RunEvent } from '../events.ts'
import { indexOf, parentsAndSelf, sectionsAround } from '../order.ts'
import { leftTo, namesSchedule } from '../schedules/recurring.ts'
import { cadenceWords } from '../schedules/words.ts'
import type { RunState } from '../state.ts'
import { isOtherWay } from '../ways.ts'

/**
 * Why a step is not for this run: part of the document only, it recurs and is left to its schedule, another way was chosen, a
 * condition does not hold.
 */
interface OutOfScope {
  readonly how: 'partial' | 'scheduled' | 'choice' | 'condition'
  readonly reason: string
}

/** Null as long as nothing known speaks against it. */
export const outOfScope = (state: RunState, step: Step): OutOfScope | null => {
  const sections = sectionsAround(state.plan, step.section)
  const steps = parentsAndSelf(state.plan, step)
  const part = state.line === 'main' && !isDue(state, step) ? partOf(state, step, sections) : null
  if (part) return { how: 'partial', reason: part }
  const schedule = leftTo(state, step)
  if (schedule) return { how: 'scheduled', reason: `Left to its schedule: ${cadenceWords(schedule.cadence)}.` }
  for (const { alternative } of [...sections, ...steps])
    if (alternative && isOtherWay(state, alternative))
      return { how: 'choice', reason: `${state.choices[alternative.group]} was chosen.` }
  for (const section of sections)
    if (section.condition && state.sectionConditions[section.id] === false)
      return { how: 'condition', reason: `It does not hold: ${section.condition.text}` }
  for (const one of steps)
    if (one.condition && state.steps.get(one.id).conditions[-1] === false)
      return { how: 'condition', reason: `It does not hold: ${one.condition.text}` }
  return step.baseline === undefined ? null : needless(state, step)
}

/** What is measured before the change is part of a run in which the change is. */
const partOf = (state: RunState, step: Step, sections: readonly Section[]): string | null => {
  if (step.baseline === undefined) return partial(state, step, sections)
  const { entries, place } = indexOf(state.plan).order('main')
  const change = entries.slice(place.get(step.id) ?? 0).find((entry) => entry.step.baseline === undefined)?.step
  return change === undefined ? null : partial(state, change, sectionsAround(state.plan, change.section))
}

/** Nothing that is measured is compared when another way was chosen, or a condition does not hold, for all that compares. */
const needless = (state: RunState, { id }: Step): OutOfScope | null => {
  const comparing = state.plan.steps.filter(({ before }) => before === id)
  if (state.plan.procedures.some(({ triggers }) => triggers.some(({ before }) => before === id))) return null
  const out = comparing.map((step) => outOfScope(state, step))
  return out.every((one) => one !== null && one.how !== 'partial') ? (out[0] ?? null) : null
}

/** A hold that somebody else must let pass is no part that can be left out where what it lets pass is run. */
const isDue = (state: RunState, step: Step): boolean =>
  stepDemand(state, step)?.who != null &&
  letPass(state, step).some(
    (one) => one.command !== null && partial(state, one, sectionsAround(state.plan, one.section)) === null,
  )

const partial = (state: RunState, step: Step, sections: readonly Section[]): string | null => {
  const { only, from } = state.options
  const isIn = (words: string) => sections.some(({ title }) => title.toLowerCase().includes(words.toLowerCase()))
  const isNamed = (words: string) => isIn(words) || namesSchedule(state.plan, step, words)
  if (only.length > 0 && !only.some(isNamed)) return `Only ${only.join(', ')} was to be run.`
  // A parent without a command is as much part of the run as its children are.
  const isShell = step.children.length > 0 && !step.command
  if (from !== null && (isShell ? step.span.endLine : step.span.line) < from) return `It stands before line ${from}.`
  return null
}

/** What stands before a step: leave it out, or ask for its choices, then its sections' conditions, then its own. */
export const scopeOf = (state: RunState, step: Step, context: DecideContext): readonly RunEvent[] => {
  const out = outOfScope(state, step)
  if (out) return [settle(step.id, 'skipped', out.how, out.reason)]
  const choices = unmade(state, step)
  if (choices.length > 0) return choices.map((choice) => open(askAlternative(state, choice, context)))
  const section = sectionsAround(state.plan, step.section).find(
    (one) => one.condition && state.sectionConditions[one.id] === undefined,
  )
  if (section?.condition) return [open(askCondition(state, { section, condition: section.condition }, context))]
  if (!parentsAndSelf(state.plan, step).some((one) => unsettled(state, one).length > 0)) return []
  const together = indexOf(state.plan).order(state.line).bySection.get(step.section) ?? [step]
  const all = new Set([...parentsAndSelf(state.plan, step), ...together])
  return [...all].flatMap((one) => askable(state, one)).map((governed) => open(askCondition(state, governed, context)))
}

/** Choices that govern a step or its statements and that nobody has made yet. */
const unmade = (state: RunState, step: Step): readonly Choice[] => {
  const governing = [
    ...sectionsAround(state.plan, step.section),
    ...parentsAndSelf(state.plan, step),
    ...(step.command?.statements ?? []),
  ]
  const groups = new Set(governing.flatMap(({ alternative }) => alternative?.group ?? []))
  return groups.size === 0
    ? []
    : state.plan.choices.filter((one) => groups.has(one.group) && state.choices[one.group] === undefined)
}

const unsettled = (state: RunState, step: Step): readonly Governed[] => {
  const { conditions } = state.steps.get(step.id)
  const own: readonly Governed[] =
    step.condition && conditions[-1] === undefined ? [{ step, statement: null, condition: step.condition }] : []
  if (own.length > 0) return own
  return (step.command?.statements ?? []).flatMap((statement) =>
    statement.condition && conditions[statement.index] === undefined
      ? [{ step, statement: statement.index, condition: statement.condition }]
      : [],
  )
}

/** Not before the condition of a parent holds, nor for a step that is out already. */
const askable = (state: RunState, step: Step): readonly Governed[] => {
  if (state.steps.get(step.id).phase !== 'open' || outOfScope(state, step)) return []
  const above = parentsAndSelf(state.plan, step).slice(0, -1)
  if (above.some((one) => one.condition && state.steps.get(one.id).conditions[-1] === undefined)) return []
  return unsettled(state, step)
}
