import type { Criterion, Plan, SectionId, Step } from '../plan/index.ts'
import { wordsOf } from './meaning.ts'
import { indexOf } from './order.ts'
import type { RunState } from './state.ts'

/** A criterion, its place in the plan, and what the run shows of it. */
export interface Looked {
  readonly at: number
  readonly criterion: Criterion
  readonly known: { readonly verdict: 'met' | 'unmet'; readonly why: string } | null
}

/**
 * The list whose turn it is: a go/no-go list before the first step below it, the others when no step is left; null: none.
 * `line`: where the next step stands. A part of a document is not judged as a whole.
 */
export const undecided = (state: RunState, line: number | null): SectionId | null => {
  const { plan, options, continues } = state
  if (plan.criteria.length === 0 || state.line !== 'main' || continues !== null || options.only.length > 0) return null
  const isDue = ({ when, span }: Criterion) => line === null || (when === 'place' && span.line < line)
  const due = plan.criteria.find((one) => isDue(one) && isUndecided(state, one.section))
  return due?.section ?? null
}

/** Not asked yet, or answered by what the run has seen otherwise since: what turned unmet is asked about again. */
const isUndecided = (state: RunState, section: SectionId): boolean =>
  state.criteria[section]?.verdicts.some(({ criterion, verdict }) => {
    return verdict === 'met' && knownOf(state, criterion)?.verdict === 'unmet'
  }) ?? true

/** The lines of a list, each with what the outcomes of the run's steps say of it. */
export const lookedAt = (state: RunState, section: SectionId): readonly Looked[] =>
  state.plan.criteria.flatMap((criterion, at) =>
    criterion.section === section ? [{ at, criterion, known: knownOf(state, at) }] : [],
  )

/** What steps say whose words hold all that a line is about; null: nothing, or not the same. */
const knownOf = (state: RunState, at: number): Looked['known'] => {
  const seen = (stepsAbout(state.plan)[at] ?? []).map((step) => ({ step, holds: holds(state, step) }))
  const against = seen.find(({ holds }) => holds === false)
  const witness = against ?? seen.find(({ holds }) => holds === true)
  if (!witness) return null
  const { step } = witness
  const { outcome } = state.steps.get(step.id)
  return { verdict: against ? 'unmet' : 'met', why: `step ${step.number}, “${step.title}”, ${outcome ?? 'open'}` }
}

const known = new WeakMap<Plan, readonly (readonly Step[])[]>()

/** For each criterion the steps that are about it. */
const stepsAbout = (plan: Plan): readonly (readonly Step[])[] => {
  const found = known.get(plan)
  if (found) return found
  const steps = [...indexOf(plan).order('main').bySection.values()].flat().map((step) => ({
    step,
    own: new Set(wordsOf(`${step.title} ${step.expectations.map(({ text }) => text).join(' ')}`)),
  }))
  const about = plan.criteria.map(({ text }) => {
    const words = wordsOf(text)
    return words.length < 2
      ? []
      : steps.filter(({ own }) => words.every((word) => own.has(word))).map(({ step }) => step)
  })
  known.set(plan, about)
  return about
}

/** Null where nobody and nothing looked. */
const holds = (state: RunState, { id }: Step): boolean | null => {
  const { outcome, how } = state.steps.get(id)
  if (outcome === null || how === 'assumed' || how === 'claimed' || outcome === 'unknown') return null
  if (outcome === 'skipped') return null
  return outcome === 'passed'
}
