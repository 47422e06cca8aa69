import type { Finding } from '../../plan/index.ts'
import { wrap } from '../terminal/cells.ts'
import type { Look } from '../terminal/look.ts'
import { oneLine } from '../terminal/words.ts'

const order = { error: 0, warning: 1, info: 2 } as const

/** Findings, worst first, each with its line, its rule and what to do. */
export function findingLines(findings: readonly Finding[], look: Look): string[] {
  const paint = { error: look.bad, warning: look.warn, info: look.dim }
  return findings
    .toSorted((a, b) => order[a.severity] - order[b.severity] || a.span.line - b.span.line)
    .flatMap((finding) => [
      ...wrap(`line ${finding.span.line}: ${oneLine(finding.message, look)}`, look.caps.width, '  ').map(
        paint[finding.severity],
      ),
      ...wrap(`  ${oneLine(finding.remedy, look)} (${finding.severity}, ${finding.rule})`, look.caps.width, '  '),
    ])
}
