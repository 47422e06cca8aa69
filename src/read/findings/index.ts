import type { Finding, Plan } from '../../plan/index.ts'
import type { Judged } from '../judged.ts'
import { lookAt } from './look.ts'
import type { Rule } from './rule.ts'
import { curlCannotFail, endlessInTheMiddle, leftOut, secretInTheOpen } from './rules/commands.ts'
import { destructiveBeforeBackup, noWayBack } from './rules/way-back.ts'

/** All rules, by name. Each has a page in `docs/rules/`. */
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
  const look = lookAt(plan, judged)
  return rules
    .flatMap((rule) =>
      [...rule.find(look)].map((found) => ({
        rule: rule.name,
        severity: rule.severity,
        remedy: rule.remedy,
        fix: null,
        ...found,
      })),
    )
    .sort((a, b) => a.span.start - b.span.start)
}
