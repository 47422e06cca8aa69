/** Longest line that is kept whole, in characters; what goes on longer is shown as several lines. */
const longest = 8192

/**
 * Cuts an attempt's output into raw lines as its bytes come, also within a character or an escape sequence. Work per
 * chunk is that of its own bytes; memory is one line.
 */
export class OutputLines {
  #decoder = new TextDecoder()
  #rest = ''

  /** Lines that these bytes complete, without their line feeds. */
  write(bytes: Uint8Array): string[] {
    const text = this.#decoder.decode(bytes, { stream: true })
    const lines = (this.#rest + text).split('\n')
    this.#rest = lines.pop() ?? ''
    if (this.#rest.length > longest) {
      const overwritten = this.#rest.lastIndexOf('\r', this.#rest.length - 2)
      if (overwritten >= 0) this.#rest = this.#rest.slice(overwritten)
      while (this.#rest.length > longest) {
        lines.push(this.#rest.slice(0, longest))
        this.#rest = this.#rest.slice(longest)
      }
    }
    return lines.flatMap((line) => (line.length > longest ? chunks(line) : [line]))
  }

  /** The line that has not ended yet. */
  get rest(): string {
    return this.#rest
  }

  /** The last line, when the output does not end with a line feed. */
  end(): string[] {
    const last = this.#rest + this.#decoder.decode()
    this.#rest = ''
    return last === '' ? [] : [last]
  }
}

function chunks(line: string): string[] {
  const parts: string[] = []
  for (let at = 0; at < line.length; at += longest) parts.push(line.slice(at, at + longest))
  return parts
}
