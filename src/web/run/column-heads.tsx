/** The heads of a table's columns. */
export function ColumnHeads({ names }: { readonly names: readonly string[] }) {
  return (
    <thead className="border-b border-line-strong text-ink-2">
      <tr>
        {names.map((name) => (
          <th key={name} scope="col" className="py-1 pr-3 font-medium whitespace-nowrap">
            {name}
          </th>
        ))}
      </tr>
    </thead>
  )
}
