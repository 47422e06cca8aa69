import { stepsIn } from '../../plan/walk.ts'
import { type Rule, running } from './rule.ts'

/** Data is destroyed on the main line, and nothing was saved before. */
export const destructiveBeforeBackup: Rule = {
  name: 'destructive-before-backup',
  severity: 'error',
  *find(plan) {
    const main = stepsIn(plan, plan.main)
    for (const { step, statement } of running(plan)) {
      if (!main.has(step.id)) continue
      if (/backup|dump|snapshot|\bbak\b/i.test(statement.source) && !statement.flags.includes('destructive')) return
      if (!statement.flags.includes('destructive')) continue
      yield {
        span: statement.span,
        message: 'This removes or overwrites something, and no backup is made before it.',
        remedy: 'Put a backup, and a check that it can be read, before it.',
      }
      return
    }
  },
}

/** Changes are made and the document knows no way back. */
export const noWayBack: Rule = {
  name: 'no-way-back',
  severity: 'warning',
  *find(plan) {
    const deploys = plan.sections.filter((section) => section.role === 'deploy')
    const changes = plan.steps.find(
      (step) => step.command !== null && deploys.some((section) => section.id === step.section),
    )
    if (changes === undefined || plan.procedures.length > 0) return
    yield {
      span: changes.span,
      message: 'From here on the release changes something, and the document has no rollback section with steps.',
      remedy: 'Add a section "Rollback" with the commands or items that lead back.',
    }
  },
}
