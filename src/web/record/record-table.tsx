import type { RecordTable as Table } from '../../contract/record.ts'
import { Escaped } from '../parts/escaped.tsx'
import { join } from '../parts/join.ts'

/** More rows than these are drawn when asked for; on paper all of them stand. */
const most = 200

/** A table of the record. On a narrow screen each row is a card with the names of its cells. */
export function RecordTable({ table }: { readonly table: Table }) {
  const rest = table.rows.slice(most)
  return (
    <>
      <Rows header={table.header} rows={table.rows.slice(0, most)} title={table.title} />
      {rest.length > 0 && (
        <details className="mt-2">
          <summary className="min-h-10 py-2 font-medium">{rest.length} more rows</summary>
          <Rows header={table.header} rows={rest} title={`${table.title}, the rest`} />
        </details>
      )}
      {table.changes.map(({ title, before, after }) => (
        <div key={`${title}${before}${after}`} className="mt-2 rounded-lg border border-line p-2">
          <p className="mb-1 text-sm font-medium">{title}</p>
          <pre className="overflow-x-auto text-sm whitespace-pre-wrap">
            <del className="block bg-unmet-soft text-unmet no-underline">
              <span aria-hidden="true">- </span>
              <Escaped text={before} />
            </del>
            <ins className="block bg-done-soft text-done no-underline">
              <span aria-hidden="true">+ </span>
              <Escaped text={after} />
            </ins>
          </pre>
        </div>
      ))}
    </>
  )
}

function Rows({
  header,
  rows,
  title,
}: {
  readonly header: readonly string[]
  readonly rows: readonly (readonly string[])[]
  readonly title: string
}) {
  return (
    <table className="block w-full text-sm md:table md:border-collapse">
      <caption className="sr-only">{title}</caption>
      <thead className="sr-only md:not-sr-only md:table-header-group">
        <tr className="border-b border-line-strong text-left">
          {header.map((name) => (
            <th key={name} scope="col" className="px-2 py-1.5 align-bottom font-semibold whitespace-nowrap">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="grid gap-2 md:table-row-group">
        {rows.map((row, at) => (
          <tr
            key={at}
            className="block break-inside-avoid rounded-lg border border-line p-2 md:table-row md:rounded-none md:border-0 md:border-b"
          >
            {row.map((cell, column) => (
              <td
                key={column}
                className={join(
                  'block min-w-0 align-top empty:hidden md:table-cell md:px-2 md:py-1.5 md:empty:table-cell',
                  cell.length <= 10 && 'whitespace-nowrap',
                )}
              >
                {cell !== '' && (
                  <>
                    <span className="mr-2 text-ink-3 md:hidden">{header[column]}</span>
                    <Escaped text={cell} />
                  </>
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
