import { describe, expect, it } from 'vitest'
import { read } from '../read/index.ts'

/** Lines of a command, of which the one with this number, from 1 on, is found. */
export type Bad = readonly [line: number, ...lines: readonly string[]]

const inDocument = (section: string, lines: readonly string[]) => {
  const before = ['# Release', '', `## ${section}`, '', '```bash']
  const text = [...before, ...lines, '```', '', '## Rollback', '', '```bash', './bin/back', '```', ''].join('\n')
  return { text, first: before.length + 1 }
}

const findingsIn = (text: string, rule: string) =>
  read({ path: 'RELEASE.md', text, encoding: 'utf8', digest: 'd' }).findings.filter((one) => one.rule === rule)

/** A rule over commands: what it finds in a section, once and on the line named, and what it does not. */
export function describeRule(
  rule: string,
  { section = 'Deploy', bad, good }: { section?: string; bad: readonly Bad[]; good: readonly (readonly string[])[] },
): void {
  describe(rule, () => {
    it.each(bad.map(([line, ...lines]) => [lines.join(' ⏎ '), line, lines] as const))(
      'is found in: %s',
      (_, line, lines) => {
        const { text, first } = inDocument(section, lines)
        expect(findingsIn(text, rule).map((one) => one.span.line - first + 1)).toEqual([line])
      },
    )

    it.each(good.map((lines) => [lines.join(' ⏎ '), lines] as const))('is not found in: %s', (_, lines) => {
      expect(findingsIn(inDocument(section, lines).text, rule)).toEqual([])
    })
  })
}

/** The commands of a section once everything that the rule can mend in them is mended; null where it mends nothing. */
export function mended(rule: string, lines: readonly string[], section = 'Deploy'): string | null {
  const { text } = inDocument(section, lines)
  const edits = findingsIn(text, rule).flatMap((one) => one.fix?.edits ?? [])
  if (edits.length === 0) return null
  let fixed = text
  for (const { span, text: by } of edits.toReversed()) fixed = fixed.slice(0, span.start) + by + fixed.slice(span.end)
  return /```bash\n([\s\S]*?)\n```/.exec(fixed)?.[1] ?? null
}

/** Messages of what a rule finds in the commands of a section. */
export const messages = (rule: string, lines: readonly string[], section = 'Deploy'): readonly string[] =>
  findingsIn(inDocument(section, lines).text, rule).map((one) => one.message)
