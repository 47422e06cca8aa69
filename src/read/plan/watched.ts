import type { CheckNote } from '../checks/notes.ts'
import type { Judged, Noted } from '../judged.ts'
import { within } from './sections.ts'

/** The check that stands beside a condition for going back: while it holds, the condition has come true. */
export const checkBeside = ({ checks, document }: Judged, { span }: Pick<Noted, 'span'>): CheckNote | undefined =>
  checks.find(({ block, wrong }) => wrong === null && within(span, document.blocks[block]?.span ?? span) && block >= 0)

/** A document without the checks of its conditions for going back: they are looked at all the time, and are no steps. */
export const withoutWatched = (judged: Judged): Judged => {
  if (judged.checks.length === 0 || !judged.sections.some(({ role }) => role === 'rollback')) return judged
  const watched = new Set(judged.triggers.map((trigger) => checkBeside(judged, trigger)))
  return { ...judged, checks: judged.checks.filter((one) => !watched.has(one)) }
}
