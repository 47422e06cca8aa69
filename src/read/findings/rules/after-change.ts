import type { Look, Looked } from '../look.ts'
import { changes, looksOn } from '../programs.ts'
import type { Rule } from '../rule.ts'
import { partOf } from './backups.ts'

/** The release ends with its last change. */
export const nothingChecksTheChange: Rule = {
  name: 'nothing-checks-the-change',
  severity: 'warning',
  reason: 'A release that ends with its last command is over before anybody has seen it work.',
  remedy: 'End it with a look: a health check with what is expected, a smoke test, items to confirm.',
  *find(look) {
    const { plan, judged, statements } = look
    const main = statements.filter((one) => one.on === 'main' && !one.choice)
    const released = main.filter(({ section, step }) => section?.role === 'deploy' && step.condition === null)
    // A part of the document that replaces nothing, such as one on how migrations are written, is no release.
    const parts = new Set(released.filter(replaces).map(({ section }) => partOf(plan, section)))
    const last = released.findLast(
      ({ acts, section }) =>
        acts.some(({ act }) => act.is === 'service' || act.is === 'migrate') && parts.has(partOf(plan, section)),
    )
    if (last === undefined) return
    const { start } = last.statement.span
    const looked =
      plan.sections.some((one) => (one.role === 'verify' || one.role === 'monitor') && one.span.end > start) ||
      plan.steps.some((step) => step.span.start >= start && (step.command === null || step.expectations.length > 0)) ||
      main.some(
        (one) =>
          one.statement.span.start > start &&
          (one.calls.some(looksOn) || judged.vocabulary.topic('verify', one.statement.title ?? '') !== null),
      ) ||
      last.calls.some(looksOn) ||
      saysToLook(look, last)
    if (!looked) yield { span: last.statement.span, message: 'Nothing after this looks whether the change has worked.' }
  },
}

/** Puts something new in the place of what runs. A schema alone, or a service that is set up, is no release yet. */
const replaces = ({ acts, calls }: Looked) =>
  acts.some(({ act }) => act.is === 'service' && act.does !== 'start') ||
  calls.some((call) => changes(call) && !acts.some((one) => one.call === call))

/** The item around it says to look: "Restart the services and check that they answer:". */
function saysToLook({ plan, judged }: Look, { step }: Looked): boolean {
  const around = plan.steps.find(({ id }) => id === step.parent)
  return [step, around].some((one) => one !== undefined && judged.vocabulary.topic('verify', one.title) !== null)
}

/** Words that a run cannot tick. */
export const criteriaNothingChecks: Rule = {
  name: 'criteria-nothing-checks',
  severity: 'info',
  reason: 'Criteria that stand in the document as plain text are read once and proved by nobody.',
  remedy: 'Make each a box (`- [ ]`), or put the command that shows it beside it.',
  *find({ plan, judged }) {
    const { blocks } = judged.document
    for (const [at, section] of judged.sections.entries()) {
      if (section.role !== 'verify' && section.role !== 'signoff') continue
      const end = judged.sections[at + 1]?.heading ?? blocks.length
      const inside = blocks.slice(section.heading + 1, end)
      const bullets = inside.filter((block) => block.kind === 'item' && block.number === null && block.depth === 0)
      const first = bullets[0]
      if (first === undefined || bullets.length < 2) continue
      const named = judged.vocabulary.topic('criteria', section.title) !== null
      if (!named && !bullets.every((block) => block.kind === 'item' && /^[✅✓✔]/.test(block.text.plain))) continue
      const heading = blocks[section.heading]
      const span = { start: heading?.span.start ?? 0, end: inside.at(-1)?.span.end ?? 0 }
      if (plan.steps.some((step) => step.span.start >= span.start && step.span.start < span.end)) continue
      yield {
        span: first.span,
        message: `${bullets.length} lines under "${section.title}" say what must hold, and no step checks them.`,
      }
    }
  },
}
