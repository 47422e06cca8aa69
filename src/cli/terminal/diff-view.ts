import { wrap } from './cells.ts'
import type { Look } from './look.ts'
import { visible } from './sanitise.ts'

/** Lines that went and lines that came; what is the same at both ends is left out. */
export function diffLines(before: string, after: string, look: Look): string[] {
  const old = visible(before, look.caps.unicode).split('\n')
  const young = visible(after, look.caps.unicode).split('\n')
  let head = 0
  while (head < old.length && head < young.length && old[head] === young[head]) head++
  let tail = 0
  while (tail < Math.min(old.length, young.length) - head && old.at(-1 - tail) === young.at(-1 - tail)) tail++
  const side = (all: string[], sign: string) =>
    all.slice(head, all.length - tail).flatMap((line) => wrap(`  ${sign} ${line}`, look.caps.width, '    '))
  return [
    ...side(old, look.caps.plain ? 'before:' : '-').map(look.bad),
    ...side(young, look.caps.plain ? 'after:' : '+').map(look.good),
  ]
}
