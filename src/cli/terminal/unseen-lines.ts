import type { Progress } from '../../engine/ports.ts'
import { wrap } from './cells.ts'
import type { Look } from './look.ts'
import { oneLine } from './words.ts'

/** The connection to where a step runs is lost, or there again. */
export function unseenLines({ target, why }: Extract<Progress, { is: 'unseen' }>, look: Look): string[] {
  const text =
    why === null
      ? `${target} is there again; what it printed meanwhile follows.`
      : `${oneLine(why, look)} The step goes on there, and Holdpoint tries to reach it again.`
  return wrap(`    ${text}`, look.caps.width, '      ').map(look.warn)
}
