import { inMarkdown } from '../escape.ts'
import { style } from '../html/style.ts'
import { tableHtml } from '../html/table.ts'
import { type Html, html, Html as Markup } from '../html/text.ts'
import type { Table } from '../table.ts'
import type { Audit } from './audit.ts'
import type { AuditEntry } from './entry.ts'
import { asked, fields, goneTable, overview, scope, unreadableTable } from './rows.ts'

const title = 'Changes'

const tablesOf = (audit: Audit): readonly Table[] =>
  [overview(audit), goneTable(audit), unreadableTable(audit)].filter(({ rows }) => rows.length > 0)

const heading = ({ number, title, release }: AuditEntry) =>
  `${number}. ${title}${release === null ? '' : `, ${release}`}`

export function auditMarkdown(audit: Audit): string {
  const parts = [
    `# ${title}`,
    rows(['', ''], scope(audit)),
    ...[...tablesOf(audit), asked].flatMap((table) => [`## ${table.title}`, rows(table.header, table.rows)]),
    ...audit.entries.flatMap((entry) => [`## ${inMarkdown(heading(entry))}`, rows(['', ''], fields(entry))]),
  ]
  return `${parts.join('\n\n')}\n`
}

const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`

const rows = (header: readonly string[], cells: readonly (readonly string[])[]): string =>
  [row(header), row(header.map(() => '---')), ...cells.map((one) => row(one.map(inMarkdown)))].join('\n')

/** One page that needs nothing else, as the record of a run is. */
export function auditHtml(audit: Audit): string {
  const page = html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${title}</title><style>${new Markup(style)}</style></head><body><main>
<h1>${title}</h1>
${list(scope(audit))}
${[...tablesOf(audit), asked].map((table) => tableHtml(table))}
${audit.entries.map((entry) => html`<section><h2><bdi>${heading(entry)}</bdi></h2>${list(fields(entry))}</section>`)}
</main></body></html>
`
  return page.markup
}

const list = (pairs: readonly (readonly [string, string])[]): Html =>
  html`<dl>${pairs.map(([name, value]) => html`<div><dt>${name}</dt><dd><bdi>${value}</bdi></dd></div>`)}</dl>`

/** The same as data; times are ISO 8601. */
export function auditJson(audit: Audit) {
  const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString())
  return {
    version: 1,
    environment: audit.environment,
    from: iso(audit.from),
    to: iso(audit.to),
    madeAt: iso(audit.madeAt),
    store: audit.store,
    runs: audit.entries.map((entry) => ({
      ...entry,
      startedAt: iso(entry.startedAt),
      endedAt: iso(entry.endedAt),
      approvals: entry.approvals.map((one) => ({ ...one, at: iso(one.at) })),
    })),
    removed: audit.gone.map((one) => ({
      ...one,
      startedAt: iso(one.startedAt),
      removed: { ...one.removed, at: iso(one.removed.at) },
    })),
    missing: audit.missing,
    unreadable: audit.unreadable,
    rehearsals: audit.rehearsals,
  }
}
