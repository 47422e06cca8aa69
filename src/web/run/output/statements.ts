import type { AttemptView, StepDocument } from '../../../contract/index.ts'
import type { Meaning } from '../../parts/meaning.ts'
import { length } from '../../parts/times.ts'

/** A statement of an attempt, as it stands beside its output. */
export interface StatementMark {
  readonly index: number
  /** What people call it: its title, else its own first line. */
  readonly name: string
  readonly source: string
  readonly state: 'passed' | 'failed' | 'running' | 'not-known' | 'not-reached'
  readonly meaning: Meaning
  /** `done, 0.4 s`, `status 2, 12 s`, `runs`, `not reached`. */
  readonly words: string
  /** Offset of the first byte that it printed; null: it did not begin. */
  readonly from: number | null
  /** It printed nothing. */
  readonly silent: boolean
}

/** Every statement of a step, in order, as one attempt went. `runs`: index of the one that runs now; null: not known. */
export function statementMarks(
  step: StepDocument,
  attempt: AttemptView,
  runs: number | null,
): readonly StatementMark[] {
  const went = new Map(attempt.statements.map((one) => [one.index, one]))
  const last = attempt.statements.at(-1)
  const over = attempt.endedAt !== null
  const current = over ? null : (runs ?? (last === undefined ? 0 : last.index + 1))
  const notReached = new Set(attempt.notReached)
  return step.statements
    .filter(({ offered }) => offered === null)
    .map(({ index, title, source }): StatementMark => {
      const one = went.get(index)
      const about = { index, name: title ?? source.split('\n')[0] ?? '', source }
      if (one !== undefined) {
        const [state, meaning, word] = stateOf(one.status)
        const words = `${word}, ${length(one.ms)}`
        return { ...about, state, meaning, words, from: one.from, silent: one.to <= one.from }
      }
      const none = { from: null, silent: true }
      if (index === current && !notReached.has(index))
        return { ...about, state: 'running', meaning: 'running', words: 'runs', from: last?.to ?? 0, silent: false }
      if (over && !notReached.has(index) && attempt.how !== 'exit')
        return { ...about, state: 'not-known', meaning: 'waiting', words: 'not known', ...none }
      return { ...about, state: 'not-reached', meaning: 'plain', words: over ? 'not reached' : 'to come', ...none }
    })
}

const stateOf = (status: number | null): readonly [StatementMark['state'], Meaning, string] => {
  if (status === null) return ['not-known', 'waiting', 'end not known']
  return status === 0 ? ['passed', 'done', 'done'] : ['failed', 'unmet', `status ${status}`]
}

/** The statement that printed what stands at this offset; null: before the first. */
export const statementAt = (marks: readonly StatementMark[], offset: number): StatementMark | null =>
  marks.findLast(({ from, silent }) => from !== null && !silent && from <= offset) ?? null

/** How an attempt ended, in words. */
export function attemptWords(attempt: AttemptView): string {
  if (attempt.endedAt === null) return attempt.cancelRequested ? 'is being ended' : 'runs'
  const took = length(attempt.endedAt - attempt.startedAt)
  switch (attempt.how) {
    case 'exit':
      return attempt.status === 0 ? `done, ${took}` : `status ${attempt.status ?? 'not known'}, ${took}`
    case 'timeout':
      return `took too long and was ended after ${took}`
    case 'cancelled':
      return `was ended after ${took}`
    case 'lost-terminal':
      return 'its terminal was lost'
    default:
      return 'its end is not known'
  }
}

/** 1,234 bytes for people. */
export function sizeWords(bytes: number): string {
  if (bytes < 1000) return bytes === 1 ? '1 byte' : `${bytes} bytes`
  for (const [unit, size] of [
    ['kB', 1e3],
    ['MB', 1e6],
  ] as const)
    if (bytes < size * 999.5) return `${(bytes / size).toFixed(bytes < size * 10 ? 1 : 0)} ${unit}`
  return `${(bytes / 1e9).toFixed(1)} GB`
}
