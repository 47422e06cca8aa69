import { wrap } from '../terminal/cells.ts'
import type { Look } from '../terminal/look.ts'
import { oneLine } from '../terminal/words.ts'
import type { Inspection } from './view.ts'

const order = { error: 0, warning: 1, info: 2 } as const

/** Findings, worst first, each with its line, its rule and what to do; and how many are silenced. */
export function findingLines(
  { findings, silenced = 0 }: Pick<Inspection, 'findings' | 'silenced'>,
  look: Look,
): string[] {
  const paint = { error: look.bad, warning: look.warn, info: look.dim }
  const said = findings
    .toSorted((a, b) => order[a.severity] - order[b.severity] || a.span.line - b.span.line)
    .flatMap((finding) => [
      ...wrap(`line ${finding.span.line}: ${oneLine(finding.message, look)}`, look.caps.width, '  ').map(
        paint[finding.severity],
      ),
      ...wrap(`  ${oneLine(finding.remedy, look)} (${finding.severity}, ${finding.rule})`, look.caps.width, '  '),
    ])
  return silenced === 0 ? said : [...said, look.dim(`${silenced} silenced with a reason.`)]
}
