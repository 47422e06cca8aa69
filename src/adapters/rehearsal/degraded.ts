import { HoldpointError } from '../../errors.ts'
import type { Comparison, Expectation, Plan, Step } from '../../plan/index.ts'

/** What `--degrade WORDS` makes worse than it should be: whatever is said in these words. */
export interface Degraded {
  readonly isAny: boolean
  /** Whether a text is about one of them; it counts as come to then. */
  fits(text: string): boolean
  /** Those that the rehearsal has not come to. */
  missed(): readonly string[]
}

/** Fails with `measure-unknown` when nothing that can be worse in a plan is said in these words. */
export function degradedIn(plan: Plan, words: readonly string[]): Degraded {
  const texts = [
    ...plan.steps.flatMap(({ title, expectations }) => [title, ...expectations.map(({ text }) => text)]),
    ...plan.metrics.map(({ name }) => name),
    ...plan.soaks.flatMap(({ tasks }) => tasks.map(({ text }) => text)),
    ...plan.procedures.flatMap(({ triggers }) => triggers.map(({ text }) => text)),
    ...plan.criteria.map(({ text }) => text),
  ]
  for (const measure of words)
    if (!texts.some((text) => holds(text, measure)))
      throw new HoldpointError('measure-unknown', { path: plan.source.path, measure })
  const met = new Set<string>()
  return {
    isAny: words.length > 0,
    fits(text) {
      const found = words.filter((measure) => holds(text, measure))
      for (const measure of found) met.add(measure)
      return found.length > 0
    },
    missed: () => words.filter((measure) => !met.has(measure)),
  }
}

const holds = (text: string, words: string) => text.toLowerCase().includes(words.trim().toLowerCase())

/** An expectation as one that what is printed to meet it does not meet. */
export function contrary(expectation: Expectation): Expectation {
  const { test } = expectation
  switch (test?.is) {
    case 'threshold':
      return { ...expectation, test: { ...test, value: against(test.op, test.value), op: '=' } }
    case 'count':
      return { ...expectation, test: { ...test, value: Math.floor(against(test.op, test.value)), op: '=' } }
    case 'http':
      return { ...expectation, test: { ...test, status: test.status === 503 ? 500 : 503 } }
    case 'exit':
      return { ...expectation, test: { ...test, status: test.status === 0 ? 'fail' : 0 } }
    case 'json':
      return { ...expectation, test: { ...test, value: {} } }
    case 'text':
    case 'silent':
      return { ...expectation, test: { is: 'text', text: 'degraded in the rehearsal', sure: true } }
    case undefined:
      return expectation
  }
}

/** A number that a comparison does not hold for. */
export function against(op: Comparison, value: number): number {
  switch (op) {
    case '<':
    case '<=':
    case '=':
      return value === 0 ? 1 : value * 2
    case '>':
    case '>=':
      return value > 0 ? value / 2 : value - 1
  }
}

/** The expectations of a statement as the rehearsal meets them: those that are to be worse are not met. */
export const worsened = (step: Step | null, own: readonly Expectation[], degraded: Degraded): readonly Expectation[] =>
  own.map((one) => (degraded.fits(one.text) || degraded.fits(step?.title ?? '') ? contrary(one) : one))
