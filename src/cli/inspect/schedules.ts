import type { Plan, Schedule } from '../../plan/index.ts'
import { cadenceWords } from '../../run/index.ts'
import { wrap } from '../terminal/cells.ts'
import type { Look } from '../terminal/look.ts'
import { count, list, oneLine } from '../terminal/words.ts'
import { numbersOf } from './soaks.ts'

/** `weekly, 5 steps (137-141), line 281, by SRE`; lines for cron as they stand. */
export function recursLines(plan: Plan, look: Look): string[] {
  const { width } = look.caps
  return (plan.schedules ?? []).flatMap(({ title, span, owner, cadence, steps }) => {
    const facts = [cadenceWords(cadence), `line ${span.line}`]
    if (owner !== null) facts.push(`by ${oneLine(owner, look)}`)
    if (steps.length > 0) facts.push(`${count(steps.length, 'step')} (${numbersOf(plan, steps)})`)
    const lines = cadence.is === 'cron' ? cadence.lines : []
    return [
      ...wrap(`  ${oneLine(title, look)}: ${facts.join(', ')}`, width, '    '),
      ...lines.flatMap(({ text, wrong }, at) => [
        ...wrap(`    ${at > 0 ? 'or ' : ''}${oneLine(text, look)}`, width, '      ').map(look.dim),
        ...(wrong === null
          ? []
          : wrap(`    cron would not take it: ${oneLine(wrong, look)}`, width, '      ').map(look.bad)),
      ]),
    ]
  })
}

/** `1 daily, 2 weekly and 1 line for cron.` */
export function recursSummary({ schedules = [] }: Plan): string {
  const cron = schedules.filter(({ cadence }) => cadence.is === 'cron').length
  const many = new Map<string, number>()
  for (const words of schedules.flatMap(wordsOf)) many.set(words, (many.get(words) ?? 0) + 1)
  const parts = [...many].map(([words, number]) => `${number} ${words}`)
  if (cron > 0) parts.push(count(cron, 'line for cron', 'lines for cron'))
  return parts.length === 0 ? '' : `${list(parts)}.`
}

const wordsOf = ({ cadence }: Schedule): readonly string[] => (cadence.is === 'cron' ? [] : [cadenceWords(cadence)])
