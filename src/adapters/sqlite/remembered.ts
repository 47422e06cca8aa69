import type { DatabaseSync } from 'node:sqlite'

/** SQL on the values given to inputs last time. */
export interface RememberedTable {
  of(environment: string, document: string): Readonly<Record<string, string>>
  put(environment: string, document: string, name: string, value: string): void
}

export function rememberedTable(database: DatabaseSync): RememberedTable {
  const of = database.prepare('select name, value from remembered where environment = ? and document = ?')
  const put = database.prepare(
    'insert or replace into remembered (environment, document, name, value) values (?, ?, ?, ?)',
  )
  return {
    of: (environment, document) =>
      Object.fromEntries(of.all(environment, document).map((row) => [String(row.name), String(row.value)])),
    put(environment, document, name, value) {
      put.run(environment, document, name, value)
    },
  }
}
