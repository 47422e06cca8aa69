import { holdsOf, type RunState, whoMay } from '../../run/index.ts'
import { wrap } from './cells.ts'
import type { Look } from './look.ts'
import { oneLine } from './words.ts'

/** Before the first step: whom a run will need, so that nobody learns it at the sign-off. Nothing where no roles are held. */
export function holdsLines(state: RunState, look: Look): string[] {
  const holds = state.authority.roles.length === 0 ? [] : holdsOf(state)
  if (holds.length === 0) return []
  const lines = holds.flatMap(({ step, who, hopeless }) => {
    const title = oneLine(step.title.replace(/[\s:：|]*_{2,}.*$/, ''), look)
    const never = hopeless ? '; these are too few, nobody can let it pass' : ''
    const said = wrap(`  line ${step.span.line}, ${title}: ${whoMay(state, { who })}${never}`, look.caps.width, '    ')
    return hopeless ? said.map(look.warn) : said
  })
  return ['This run will need:', ...lines]
}
