import type { Plan, ShelfEntry } from '../../plan/index.ts'
import { wrap } from '../terminal/cells.ts'
import type { Look } from '../terminal/look.ts'
import { count, lines, oneLine } from '../terminal/words.ts'

/** What stands in the document and is no step, grouped by the reason, and the sum that leaves nothing out. */
export function shelfLines(plan: Plan, look: Look): string[] {
  const reasons = new Map<string, ShelfEntry[]>()
  for (const entry of plan.shelf) reasons.set(entry.reason, [...(reasons.get(entry.reason) ?? []), entry])
  return [
    ...[...reasons].flatMap(([reason, entries]) => [
      ...wrap(`${upperFirst(oneLine(reason, look))}:`, look.caps.width),
      ...entries.flatMap((entry) =>
        wrap(`  ${lines(entry.span)}: ${oneLine(entry.title, look) || 'nothing in it'}`, look.caps.width, '    '),
      ),
    ]),
    ...wrap(sum(plan), look.caps.width).map(look.dim),
  ]
}

/** Every fence and box is a step or on the shelf: the two numbers add up to what the document holds. */
function sum(plan: Plan): string {
  const found = plan.steps.filter((step) => step.box !== null || step.command?.form === 'fence').length
  const other = plan.steps.length - found
  const more =
    other === 0
      ? ''
      : ` ${count(other, 'more step comes', 'more steps come')} from numbered lists, code in lines, and tables.`
  const all = found + plan.shelf.length
  return `${count(all, 'fence or box', 'fences and boxes')}: ${count(found, 'is a step', 'are steps')}, ${plan.shelf.length === 0 ? 'none stands here' : count(plan.shelf.length, 'stands here', 'stand here')}.${more}`
}

const upperFirst = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)
