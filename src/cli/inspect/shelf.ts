import type { Plan, ShelfEntry } from '../../plan/index.ts'
import type { Account } from '../../read/plan/index.ts'
import { wrap } from '../terminal/cells.ts'
import type { Look } from '../terminal/look.ts'
import { count, lines, list, oneLine } from '../terminal/words.ts'

/** What stands in the document and is no step of the run, by the reason, and the sum that leaves nothing out. */
export function shelfLines(plan: Plan, account: Account, look: Look): string[] {
  const { width } = look.caps
  const byHand = plan.shelf.filter(({ step }) => step !== null)
  const shown = plan.shelf.filter(({ step }) => step === null)
  const group = (heading: string, entries: readonly ShelfEntry[]) => [
    ...wrap(`${upperFirst(oneLine(heading, look))}:`, width),
    ...entries.flatMap((entry) =>
      wrap(
        `  ${lines(entry.span)}: ${oneLine(entry.title, look).replace(/_{3,}/g, '___') || 'nothing in it'}`,
        width,
        '    ',
      ),
    ),
  ]
  return [
    ...[...Map.groupBy(byHand, ({ reason }) => reason)].flatMap(([reason, entries]) =>
      group(`${reason}, to run or tick by hand`, entries),
    ),
    ...[...Map.groupBy(shown, ({ reason }) => reason)].flatMap(([reason, entries]) => group(reason, entries)),
    ...wrap(sumLine(account), width).map(look.dim),
  ]
}

/**
 * Every block of code and every box, each counted once: `12 code blocks and 30 boxes: 38 are steps, 2 are on the shelf,
 * 2 are not run (1 cron line, …)`.
 */
function sumLine(account: Account): string {
  const { fences, boxes, steps, shelf } = account
  const rest = account.shown.reduce((sum, one) => sum + one.count, 0)
  const why = account.shown.map((one) => `${one.reason}: ${one.count}`).join('; ')
  const parts = [
    count(steps, 'is or is part of a step', 'are steps or parts of one'),
    ...(shelf > 0 ? [count(shelf, 'is on the shelf', 'are on the shelf')] : []),
    ...(rest > 0 ? [`${count(rest, 'is not run', 'are not run')} (${why})`] : []),
  ]
  return `${count(fences, 'code block')} and ${count(boxes, 'box', 'boxes')}: ${list(parts)}.`
}

/** The same in short, for the summary. */
export function shownLine({ fences, boxes, shelf, shown }: Account): string {
  const rest = shown.reduce((sum, one) => sum + one.count, 0)
  if (shelf + rest === 0)
    return `nothing is left out of ${count(fences, 'code block')} and ${count(boxes, 'box', 'boxes')}.`
  const parts = [...(shelf > 0 ? [`${shelf} on the shelf`] : []), ...(rest > 0 ? [`${rest} only shown`] : [])]
  return `${parts.join(', ')}, of ${count(fences, 'code block')} and ${count(boxes, 'box', 'boxes')}.`
}

const upperFirst = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)
