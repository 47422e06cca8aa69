import type { PlacedCall } from '../../shell/index.ts'
import type { Look } from '../look.ts'
import { looksOn } from '../programs.ts'
import type { Rule } from '../rule.ts'

/** The code goes back, the schema stays. */
export const migrationWithoutWayBack: Rule = {
  name: 'migration-without-way-back',
  severity: 'warning',
  reason: 'The old release meets a database of the new one, unless the migration goes down or a backup is restored.',
  remedy:
    'Say in the rollback section how the schema comes back: the migration tool’s way down, or a restore of the backup.',
  *find({ statements, plan }) {
    if (plan.procedures.length === 0) return
    const back = statements.filter((one) => one.on === 'procedure')
    if (
      back.some(
        ({ acts, statement }) =>
          acts.some(({ act }) => act.is === 'restore' || act.is === 'migrate') || speaksOfData(statement.source),
      )
    )
      return
    if (spoken(plan)) return
    for (const { on, section, acts } of statements) {
      if (on !== 'main' || section?.role !== 'deploy') continue
      const call = acts.find(({ act }) => act.is === 'migrate' && act.way === 'up')?.call
      if (call === undefined) continue
      yield { span: call.span, message: 'This changes the database, and no way back says how the database comes back.' }
      return
    }
  },
}

/** When to take it is decided by whoever shouts loudest. */
export const rollbackWithoutTrigger: Rule = {
  name: 'rollback-without-trigger',
  severity: 'info',
  reason: 'Without a stated condition nobody knows when to stop trying and go back.',
  remedy: 'Say when to take it: "Roll back if the error rate stays over 5 % for 10 minutes".',
  *find({ plan, judged }) {
    const first = plan.procedures[0]
    if (first === undefined || judged.triggers.length > 0) return
    const section = plan.sections.find(({ id }) => id === first.section)
    if (section === undefined) return
    yield { span: section.heading, message: 'No line of the document says when this way back is to be taken.' }
  },
}

/** A way back that ends with its last command leaves open whether it worked. */
export const rollbackNeverChecked: Rule = {
  name: 'rollback-never-checked',
  severity: 'info',
  reason: 'Whether the old release works again is what everybody wants to know at that moment.',
  remedy: 'End the way back with a look: a health check, a status, an item to confirm.',
  *find(look) {
    const { plan, statements } = look
    const of = Map.groupBy(statements, (one) => one.procedure?.id)
    const sections = new Map(plan.sections.map((section) => [section.id, section]))
    const byHand = plan.steps.filter((step) => step.command === null)
    for (const procedure of plan.procedures) {
      const own = of.get(procedure.id) ?? []
      const section = sections.get(procedure.section)
      if (own.length === 0 || section === undefined) continue
      const { start, end } = section.span
      const within = (at: number) => at >= start && at < end
      const checked =
        own.some(
          ({ acts, calls, step }) =>
            step.expectations.length > 0 || acts.some(({ act }) => act.is === 'look') || calls.some(looks),
        ) ||
        byHand.some((step) => within(step.span.start)) ||
        plan.sections.some((one) => one.role === 'verify' && one.span.start > end)
      if (!checked) yield { span: section.heading, message: 'Nothing checks that this way back has worked.' }
    }
  },
}

const looks = (call: PlacedCall) =>
  looksOn(call) || /^(?:psql|redis-cli)$/.test(call.program) || /health|check|verify|test|status/i.test(call.program)

const speaksOfData = (text: string) => /migrat|database|\bdb\b|schema|restore|downgrade/i.test(text)
const spoken = (plan: Look['plan']) => {
  const sections = plan.sections.filter(({ role }) => role === 'rollback')
  return (
    sections.some(({ title }) => speaksOfData(title)) ||
    plan.steps.some(
      (step) => sections.some(({ id }) => id === step.section) && speaksOfData(`${step.title} ${step.detail ?? ''}`),
    )
  )
}
