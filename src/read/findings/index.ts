import type { Finding, Plan } from '../../plan/index.ts'
import type { Judged } from '../judged.ts'
import { commandRules } from './command-rules.ts'
import { lookAt } from './look.ts'
import { once } from './once.ts'
import type { Rule } from './rule.ts'
import { criteriaNothingChecks, nothingChecksTheChange } from './rules/after-change.ts'
import { backupNeverVerified, destructiveBeforeBackup, migrationBeforeBackup } from './rules/backups.ts'
import { checkCannotBeMade } from './rules/checks.ts'
import { approvalPending, leftToWrite, ownerLeftBlank, tickedAlready } from './rules/left-open.ts'
import { deadAnchor } from './rules/links.ts'
import { noWayBack } from './rules/no-way-back.ts'
import { rollbackForgetsService, rollbackNamesOtherService, stoppedNeverStarted } from './rules/services.ts'
import { soakNoteWrong } from './rules/soaks.ts'
import { codeNeverClosed, headingTwice, numbersOutOfOrder, sectionEmpty } from './rules/structure.ts'
import { placeholderSpelledTwice, restoreOfUnknownFile, tokenInTheDocument } from './rules/values.ts'
import { migrationWithoutWayBack, rollbackNeverChecked, rollbackWithoutTrigger } from './rules/way-back.ts'

/** All rules, by name. Each has a page in `docs/rules/`. */
export const rules: readonly Rule[] = [
  ...commandRules,
  approvalPending,
  backupNeverVerified,
  checkCannotBeMade,
  codeNeverClosed,
  criteriaNothingChecks,
  deadAnchor,
  destructiveBeforeBackup,
  headingTwice,
  leftToWrite,
  migrationBeforeBackup,
  migrationWithoutWayBack,
  noWayBack,
  nothingChecksTheChange,
  numbersOutOfOrder,
  ownerLeftBlank,
  placeholderSpelledTwice,
  restoreOfUnknownFile,
  rollbackForgetsService,
  rollbackNamesOtherService,
  rollbackNeverChecked,
  rollbackWithoutTrigger,
  sectionEmpty,
  soakNoteWrong,
  stoppedNeverStarted,
  tickedAlready,
  tokenInTheDocument,
].sort((a, b) => (a.name < b.name ? -1 : 1))

/** Everything the rules find, in the order of the document. */
export function findingsOf(plan: Plan, judged: Judged): readonly Finding[] {
  const look = lookAt(plan, judged)
  const found = rules.flatMap((rule) =>
    [...rule.find(look)].map((one) => ({
      rule: rule.name,
      severity: rule.severity,
      remedy: rule.remedy,
      fix: null,
      ...one,
    })),
  )
  return once(found).sort((a, b) => a.span.start - b.span.start)
}
