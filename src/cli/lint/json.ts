import type { Finding, Severity } from '../../plan/index.ts'
import type { Lines } from '../../read/lines.ts'
import { atLeast, type Checked, type Checking } from './checked.ts'
import { placeOf } from './places.ts'
import { tallyOf } from './summary.ts'

/** What could not be read, and what to do about it. */
export interface Unread {
  readonly path: string
  readonly error: { readonly code: string; readonly sentence: string; readonly next: string }
}

/** Everything for programs. Lines and columns as editors count them, see `Place`; `span` in UTF-16 units of the text. */
export function checkingJson(
  { documents, shellcheck }: Checking,
  severity: Severity,
  unread: readonly Unread[],
  mended: ReadonlyMap<string, readonly Finding[]>,
) {
  const shown = documents.map((one) => ({ ...one, findings: atLeast(one.findings, severity) }))
  return {
    documents: shown.map((one) => documentJson(one, mended.get(one.source.path) ?? [])),
    unread,
    shellcheck,
    summary: {
      ...tallyOf(shown.flatMap((one) => one.findings)),
      silenced: shown.reduce((sum, one) => sum + one.silenced.length, 0),
      fixable: shown.reduce((sum, one) => sum + one.findings.filter((finding) => finding.fix !== null).length, 0),
    },
  }
}

const documentJson = ({ source, lines, steps, findings, silenced }: Checked, mended: readonly Finding[]) => ({
  path: source.path,
  steps,
  findings: findings.map((finding) => findingJson(finding, lines)),
  silenced: silenced.map(({ finding, reason, by }) => ({ ...findingJson(finding, lines), reason, by })),
  mended: mended.map(({ rule, message, fix }) => ({ rule, message, title: fix?.title ?? '' })),
})

const findingJson = ({ rule, severity, message, remedy, span, fix }: Finding, lines: Lines) => ({
  rule,
  severity,
  message,
  remedy,
  ...placeOf(lines, span),
  span: { start: span.start, end: span.end },
  fix:
    fix === null
      ? null
      : { title: fix.title, edits: fix.edits.map((edit) => ({ ...placeOf(lines, edit.span), text: edit.text })) },
})
