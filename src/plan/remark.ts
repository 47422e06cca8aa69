/** What another checker says of a script, in the script's own lines and columns. */
export interface Remark {
  /** Its code there: `SC2086`. */
  readonly code: string
  readonly level: 'error' | 'warning' | 'info'
  readonly message: string
  /** 1-based; columns count characters (code points), a tab is one; the end is exclusive. */
  readonly line: number
  readonly column: number
  readonly endLine: number
  readonly endColumn: number
}

/** Remarks on each script; or why there are none: the checker is not there, or did not come to an end. */
export type Remarks =
  | { readonly is: 'checked'; readonly of: readonly (readonly Remark[])[] }
  | { readonly is: 'absent' }
  | { readonly is: 'failed'; readonly why: string }
