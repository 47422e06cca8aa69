import type { Finding, Plan } from '../../plan/index.ts'
import type { Judged } from '../judged.ts'
import { curlCannotFail, endlessInTheMiddle, leftOut, secretInTheOpen } from './commands.ts'
import type { Rule } from './rule.ts'
import { destructiveBeforeBackup, noWayBack } from './way-back.ts'

export const rules: readonly Rule[] = [
  curlCannotFail,
  destructiveBeforeBackup,
  endlessInTheMiddle,
  leftOut,
  noWayBack,
  secretInTheOpen,
]

/** Everything the rules find, in the order of the document. */
export function findingsOf(plan: Plan, judged: Judged): readonly Finding[] {
  const all = rules.flatMap((rule) =>
    [...rule.find(plan, judged)].map((found) => ({ rule: rule.name, severity: rule.severity, ...found })),
  )
  return all.sort((a, b) => a.span.start - b.span.start)
}
