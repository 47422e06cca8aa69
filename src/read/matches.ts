/**
 * All matches of a pattern with the flag `g`, as `matchAll` finds them. `matchAll` copies the pattern for every text that
 * it looks at, and on the short texts of a runbook that takes longer than to look.
 */
export function matchesOf(pattern: RegExp, text: string): RegExpExecArray[] {
  const found: RegExpExecArray[] = []
  pattern.lastIndex = 0
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    found.push(match)
    if (match[0] === '') pattern.lastIndex += (text.codePointAt(match.index) ?? 0) > 0xffff ? 2 : 1
  }
  return found
}
