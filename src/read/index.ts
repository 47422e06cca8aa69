import type { Finding, Plan, Source } from '../plan/index.ts'
import { findingsOf } from './findings/index.ts'
import { judge } from './judge/index.ts'
import type { Judged } from './judged.ts'
import { planOf } from './plan/index.ts'

export type { Judged } from './judged.ts'
export { bytesOf, sourceOf } from './source.ts'

/**
 * Reads a runbook: what it says (`judged`), arranged for execution (`plan`), and what will hurt (`findings`). Pure; a bad
 * document gives findings, never an exception; the same source always gives the same answer.
 */
export function read(source: Source): {
  readonly plan: Plan
  readonly judged: Judged
  readonly findings: readonly Finding[]
} {
  const judged = judge(source)
  const plan = planOf(judged)
  return { plan, judged, findings: findingsOf(plan, judged) }
}
