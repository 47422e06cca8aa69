import type { Criterion, Plan } from '../../plan/index.ts'
import { wrap } from '../terminal/cells.ts'
import type { Look } from '../terminal/look.ts'
import { indexOf, oneLine } from '../terminal/words.ts'

const turns: Readonly<Record<Criterion['when'], string>> = {
  place: 'asked before what follows',
  end: 'asked in the end',
}

/** The lists of what must hold, each with when it is asked and its lines. */
export const criteriaLines = (plan: Plan, look: Look): string[] =>
  [...new Set(plan.criteria.map(({ section }) => section))].flatMap((section) => {
    const own = plan.criteria.filter((one) => one.section === section)
    const { title, heading } = indexOf(plan).section(section)
    const { width } = look.caps
    const when = turns[own[0]?.when ?? 'end']
    return [
      ...wrap(`  ${oneLine(title, look)} (line ${heading.line}), ${when}:`, width, '    '),
      ...own.flatMap(({ text, span }) => wrap(`    ${oneLine(text, look)}, line ${span.line}`, width, '      ')),
    ]
  })
