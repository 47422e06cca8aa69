/**
 * A stretch of a runbook's source: half-open `[start, end)` in UTF-16 units of `Source.text`, with the 1-based lines
 * of its first and its last character. `text.slice(start, end)` is what it names; nothing else is ever reported for it.
 */
export interface Span {
  readonly start: number
  readonly end: number
  readonly line: number
  readonly endLine: number
}

/**
 * A runbook as it was read. `text` holds every byte of the file: bytes that are valid UTF-8 decode as such (a byte-order
 * mark stays as U+FEFF), any other file as `latin1`, one character a byte, so that `encoding` always leads back to the
 * same bytes.
 */
export interface Source {
  /** As the user gave it, relative to the working directory of the run where possible. */
  readonly path: string
  readonly text: string
  readonly encoding: 'utf8' | 'latin1'
  /** Lower-case hex SHA-256 of the file's bytes. */
  readonly digest: string
}
