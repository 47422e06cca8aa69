import { matchesOf } from '../matches.ts'

const reader = /\b(?:python[\d.]*|node|ruby|perl|php|manage\.py\s+shell|rails\s+runner)\b/
const heredoc = /<<-?[ \t]*(["']?)([A-Za-z_]\w*)\1/g

/**
 * Tells of an offset whether braces there belong to another language: in a heredoc or a line that an interpreter reads,
 * or in a format string (`f"{total}"`). A glance at the text: placeholders are found before any parser can see it.
 */
export function otherCode(text: string): (at: number) => boolean {
  const bodies: { readonly start: number; readonly end: number }[] = []
  let from = 0
  for (const match of text.includes('<<') ? matchesOf(heredoc, text) : []) {
    if (match.index < from) continue
    const line = text
      .slice(Math.max(0, match.index - 300), match.index)
      .split('\n')
      .at(-1) as string
    if (!reader.test(line)) continue
    const end = text.indexOf('\n', match.index)
    if (end < 0) break
    const close = text.indexOf(`\n${match[2]}`, end)
    from = close < 0 ? text.length : close
    bodies.push({ start: end, end: from })
  }
  return (at) => {
    if (bodies.some((body) => at >= body.start && at < body.end)) return true
    const before = text.slice(Math.max(0, text.lastIndexOf('\n', at - 1) + 1, at - 300), at)
    return /^\s*(?:>>>|\.\.\. )/.test(before) || /(?<![\w"'])[rR]?[fF](["'])(?:(?!\1).)*$/.test(before)
  }
}
