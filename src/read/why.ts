import type { Judged, Why } from './judged.ts'

/** The rules that judged something on a line, in the order of the document. */
export function why(judged: Judged, line: number): readonly Why[] {
  const { document } = judged
  const found: { readonly at: number; readonly why: Why }[] = []
  const add = (span: { start: number; line: number; endLine: number } | undefined, reason: Why) => {
    if (span !== undefined && span.line <= line && line <= span.endLine) found.push({ at: span.start, why: reason })
  }
  for (const section of judged.sections) add(document.blocks[section.heading]?.span, section.why)
  for (const entry of [
    ...judged.items,
    ...judged.code,
    ...judged.expectations,
    ...judged.measures,
    ...judged.durations,
    ...judged.windows,
    ...judged.triggers,
    ...judged.alternatives,
    ...judged.conditions,
    ...judged.prohibitions,
  ])
    add(entry.span, entry.why)
  return found.sort((a, b) => a.at - b.at).map((entry) => entry.why)
}
