import type { Rule } from '../rule.ts'

/** Data is destroyed on the main line, and nothing was saved before. */
export const destructiveBeforeBackup: Rule = {
  name: 'destructive-before-backup',
  severity: 'error',
  reason: 'What is removed before a backup was made cannot be brought back.',
  remedy: 'Put a backup, and a check that it can be read, before it.',
  *find({ statements }) {
    for (const { on, statement } of statements) {
      if (on !== 'main') continue
      if (/backup|dump|snapshot|\bbak\b/i.test(statement.source) && !statement.flags.includes('destructive')) return
      if (!statement.flags.includes('destructive')) continue
      yield {
        span: statement.span,
        message: 'This removes or overwrites something, and no backup is made before it.',
      }
      return
    }
  },
}

/** Changes are made and the document knows no way back. */
export const noWayBack: Rule = {
  name: 'no-way-back',
  severity: 'warning',
  reason: 'When the release fails, a way back is invented under pressure by whoever is awake.',
  remedy: 'Add a section "Rollback" with the commands or items that lead back.',
  *find({ plan }) {
    const deploys = plan.sections.filter((section) => section.role === 'deploy')
    const changes = plan.steps.find(
      (step) => step.command !== null && deploys.some((section) => section.id === step.section),
    )
    if (changes === undefined || plan.procedures.length > 0) return
    yield {
      span: changes.span,
      message: 'From here on the release changes something, and the document has no rollback section with steps.',
    }
  },
}
