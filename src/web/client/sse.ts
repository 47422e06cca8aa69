/** One server-sent event. `id`: null where it has none. */
export interface ServerSent {
  readonly event: string
  readonly data: string
  readonly id: string | null
}

/**
 * Reads server-sent events as they come in, wherever the pieces are cut. `EventSource` would do, but it does not say why a
 * connection was refused, and it can't be told at which event to go on.
 */
export class ServerSentReader {
  #rest = ''
  #event = ''
  #id: string | null = null
  #data: string[] = []

  /** The events that this piece completes. */
  take(piece: string): readonly ServerSent[] {
    const lines = (this.#rest + piece).split(/\r\n|\n|\r(?!$)/)
    this.#rest = lines.pop() ?? ''
    return lines.flatMap((line) => this.#line(line))
  }

  #line(line: string): readonly ServerSent[] {
    if (line === '') {
      const done =
        this.#data.length === 0 ? [] : [{ event: this.#event || 'message', data: this.#data.join('\n'), id: this.#id }]
      this.#event = ''
      this.#id = null
      this.#data = []
      return done
    }
    const colon = line.indexOf(':')
    const field = colon < 0 ? line : line.slice(0, colon)
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '')
    if (field === 'event') this.#event = value
    else if (field === 'data') this.#data.push(value)
    else if (field === 'id') this.#id = value
    return []
  }
}
