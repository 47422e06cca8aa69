import { matchesOf } from '../matches.ts'
import { otherCode } from './other-code.ts'
import { checked, type Found, line, shapes } from './placeholder-shapes.ts'

export type { Found } from './placeholder-shapes.ts'

/**
 * Every placeholder of a command, in order, none inside another. `hidden` is the text with word characters of the same
 * length in their place: to a parser `<app>` would be a redirection.
 */
export function findPlaceholders(text: string): { readonly found: readonly Found[]; readonly hidden: string } {
  const all: Found[] = []
  const code = otherCode(text)
  for (const { shape, holds, accept } of shapes) {
    if (holds !== undefined && !holds.test(text)) continue
    for (const match of matchesOf(shape, text)) {
      const found = { start: match.index, end: match.index + match[0].length, text: match[0] }
      if (!checked.test(line(text, found.start)) && (accept === undefined || accept(found, text, code))) all.push(found)
    }
  }
  all.sort((a, b) => a.start - b.start || b.end - a.end)
  const found = all.filter((one, at) => !all.slice(Math.max(0, at - 8), at).some((other) => other.end > one.start))
  let hidden = ''
  let from = 0
  for (const one of found) {
    hidden += text.slice(from, one.start) + '_'.repeat(one.end - one.start)
    from = one.end
  }
  return { found, hidden: hidden + text.slice(from) }
}

/** `...` or `…` where arguments or lines were left out; a path (`./...`) or a sentence's end is none. */
export function leftOutIn(line: string): Found | null {
  if (/^\s*(#|echo\b|printf\b)/.test(line)) return null
  const match = /(?<=^|[\s=:,('"])(?:\.\.\.|…)(?=$|[\s,)'"])/.exec(line)
  return match && { start: match.index, end: match.index + match[0].length, text: match[0] }
}
