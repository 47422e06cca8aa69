import { createHash } from 'node:crypto'
import type { Finding, Severity } from '../../plan/index.ts'
import { wiki } from '../../read/findings/shellcheck.ts'
import { documented, type Silenced } from '../../read/index.ts'
import { lineSpan } from '../../read/lines.ts'
import { atLeast, type Checked, type Checking, standardInput } from './checked.ts'
import type { Unread } from './json.ts'
import { placeOf } from './places.ts'

const levels: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'note' }

/**
 * SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/). Columns are UTF-16 units, as the run says; silenced
 * findings are results with their suppression.
 */
export function sarif(
  { documents, shellcheck }: Checking,
  severity: Severity,
  version: string,
  unread: readonly Unread[],
) {
  const results = documents.flatMap((checked, at) => [
    ...atLeast(checked.findings, severity).map((finding) => ({ checked, at, finding, silenced: null })),
    ...checked.silenced.map((silenced) => ({ checked, at, finding: silenced.finding, silenced })),
  ])
  const rules = rulesOf(results.map((one) => one.finding))
  const seen = new Map<string, number>()
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'Holdpoint', version, semanticVersion: version, rules } },
        columnKind: 'utf16CodeUnits',
        newlineSequences: ['\r\n', '\n', '\r'],
        invocations: [
          {
            executionSuccessful: unread.length === 0,
            toolExecutionNotifications: [
              ...unread.map(({ path, error }) => ({
                level: 'error',
                message: { text: `${error.sentence} ${error.next}` },
                locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(path) } } }],
              })),
              ...(shellcheck.is === 'failed'
                ? [{ level: 'warning', message: { text: `shellcheck has said nothing: ${shellcheck.why}.` } }]
                : []),
            ],
          },
        ],
        artifacts: documents.map(({ source }) => ({
          location: { uri: uriOf(source.path) },
          mimeType: 'text/markdown',
          encoding: source.encoding === 'utf8' ? 'UTF-8' : 'ISO-8859-1',
          hashes: { 'sha-256': source.digest },
        })),
        results: results.map(({ checked, at, finding, silenced }) => ({
          ruleId: finding.rule,
          ruleIndex: rules.findIndex((rule) => rule.id === finding.rule),
          level: levels[finding.severity],
          message: { text: `${finding.message} ${finding.remedy}` },
          locations: [
            { physicalLocation: { artifactLocation: artifact(checked, at), region: regionOf(checked, finding.span) } },
          ],
          partialFingerprints: { 'holdpoint/v1': fingerprint(checked, finding, seen) },
          ...(finding.fix === null ? {} : { fixes: [fixOf(checked, at, finding.fix)] }),
          ...(silenced === null ? {} : { suppressions: [suppression(silenced)] }),
        })),
      },
    ],
  }
}

/** What is said of the rules: Holdpoint's all, so that a clean document says what it was asked; shellcheck's as met. */
function rulesOf(findings: readonly Finding[]) {
  const codes = new Set(findings.map((one) => one.rule).filter((rule) => rule.startsWith('shellcheck/')))
  return [
    ...documented.map(({ name, severity, reason, remedy }) => ({
      id: name,
      shortDescription: { text: name.replaceAll('-', ' ') },
      fullDescription: { text: reason },
      help: { text: remedy, markdown: `${remedy}\n\n\`holdpoint lint --explain ${name}\`` },
      defaultConfiguration: { level: levels[severity] },
    })),
    ...[...codes].sort().map((rule) => {
      const code = rule.slice('shellcheck/'.length)
      return { id: rule, shortDescription: { text: `shellcheck's ${code}` }, helpUri: wiki(code) }
    }),
  ]
}

function regionOf({ lines }: Checked, span: Pick<Finding['span'], 'start' | 'end'>) {
  const { line, column, endLine, endColumn } = placeOf(lines, span)
  return {
    startLine: line,
    startColumn: column,
    endLine,
    endColumn,
    ...(span.end > span.start
      ? { snippet: { text: lines.text.slice(span.start, span.end).replace(/^\uFEFF/, '') } }
      : {}),
  }
}

const fixOf = (checked: Checked, at: number, { title, edits }: NonNullable<Finding['fix']>) => ({
  description: { text: title },
  artifactChanges: [
    {
      artifactLocation: artifact(checked, at),
      replacements: edits.map(({ span, text }) => {
        const { snippet, ...deletedRegion } = regionOf(checked, span)
        return { deletedRegion, insertedContent: { text } }
      }),
    },
  ],
})

const suppression = ({ reason, by }: Silenced) => ({
  kind: by === 'document' ? 'inSource' : 'external',
  status: 'accepted',
  justification: reason,
})

const artifact = ({ source }: Checked, index: number) => ({ uri: uriOf(source.path), index })

/** A path as a URI reference: relative ones stay relative to where the command was given. */
function uriOf(path: string): string {
  if (path === standardInput) return 'stdin'
  const encoded = path.split('/').map(encodeURIComponent).join('/')
  return path.startsWith('/') ? `file://${encoded}` : encoded.replace(/^\.\//, '')
}

/** Stays the same when lines above are added: rule, the line's words, and the how-manieth of them it is. */
function fingerprint({ source, lines }: Checked, { rule, span }: Finding, seen: Map<string, number>): string {
  const line = lineSpan(lines, span.line)
  const key = `${source.path}\0${rule}\0${lines.text.slice(line.start, line.end).trim()}`
  const nth = (seen.get(key) ?? 0) + 1
  seen.set(key, nth)
  return createHash('sha256').update(`${key}\0${nth}`).digest('hex').slice(0, 32)
}
