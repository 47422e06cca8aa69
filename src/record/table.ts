/** One part of the record, whatever it is drawn in. Cells are plain text of anybody: who draws them escapes them. */
export interface Table {
  readonly title: string
  readonly header: readonly string[]
  readonly rows: readonly (readonly string[])[]
  /** Changed texts that no cell can hold; shown below the rows. */
  readonly changes?: readonly Change[]
}

export interface Change {
  readonly title: string
  readonly before: string
  readonly after: string
}
