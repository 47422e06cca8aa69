import { createInterface, emitKeypressEvents, type Key } from 'node:readline'
import { createInterface as createAsker } from 'node:readline/promises'
import { Writable } from 'node:stream'

/** Reads single keys and lines of text from a terminal. Between reads the terminal is as it was found. */
export class Keys {
  readonly #input: NodeJS.ReadStream
  readonly #output: NodeJS.WriteStream
  readonly #onKey: (text: string | undefined, key: Key) => void
  #listener: ((key: string) => void) | null = null
  #interrupted: (() => void) | null = null

  constructor(input: NodeJS.ReadStream, output: NodeJS.WriteStream) {
    this.#input = input
    this.#output = output
    this.#onKey = (text, key) => {
      if (key.ctrl && key.name === 'c') this.#interrupted?.()
      else this.#listener?.(text ?? key.name ?? '')
    }
    emitKeypressEvents(input)
  }

  /** Called for each Ctrl-C while keys are read. */
  onInterrupt(listener: () => void): void {
    this.#interrupted = listener
  }

  /** Takes the keyboard; `listener` gets every key until `leave`. */
  listen(listener: (key: string) => void): void {
    const was = this.#listener
    this.#listener = listener
    if (was !== null) return
    this.#input.setRawMode(true)
    this.#input.on('keypress', this.#onKey)
    this.#input.resume()
  }

  /** Gives the keyboard back, e.g. to a command that needs it. */
  leave(): void {
    if (!this.#handOver()) return
    this.#input.setRawMode(false)
    this.#input.pause()
  }

  /** Stops listening for a reader of lines, which comes at once: the terminal must echo nothing in between. */
  #handOver(): boolean {
    if (this.#listener === null) return false
    this.#listener = null
    this.#input.off('keypress', this.#onKey)
    return true
  }

  /** The next key; null when `signal` aborts first. */
  async next(signal: AbortSignal): Promise<string | null> {
    if (signal.aborted) return null
    const before = this.#listener
    return await new Promise((resolve) => {
      const done = (key: string | null) => {
        signal.removeEventListener('abort', aborted)
        this.#listener = before ?? (() => {})
        resolve(key)
      }
      const aborted = () => done(null)
      signal.addEventListener('abort', aborted, { once: true })
      this.listen(done)
    })
  }

  /**
   * A line of text with line editing; `suggestion` stands there to be changed. Null when `signal` aborts or the person
   * presses Ctrl-C. A secret is not echoed.
   */
  async line(
    prompt: string,
    signal: AbortSignal,
    given: { suggestion?: string; secret?: boolean } = {},
  ): Promise<string | null> {
    const listener = this.#listener
    this.#handOver()
    const silent = new Writable({ write: (_chunk, _encoding, done) => done() })
    const asker = createAsker({ input: this.#input, output: given.secret ? silent : this.#output, terminal: true })
    if (given.secret) this.#output.write(prompt)
    const stop = new AbortController()
    asker.on('SIGINT', () => stop.abort())
    try {
      const answer = asker.question(given.secret ? '' : prompt, { signal: AbortSignal.any([signal, stop.signal]) })
      if (given.suggestion) asker.write(given.suggestion)
      return await answer
    } catch (error) {
      if (error instanceof Error && error.name === 'AbortError') return null
      throw error
    } finally {
      asker.close()
      if (given.secret || stop.signal.aborted) this.#output.write('\n')
      if (listener !== null) this.listen(listener)
    }
  }

  /**
   * Several lines: the suggested ones, each to be changed, then further ones until an empty line. One reader takes them
   * all, so that what is pasted loses nothing. Null when `signal` aborts or the person presses Ctrl-C.
   */
  async lines(prompt: string, signal: AbortSignal, suggested: readonly string[]): Promise<readonly string[] | null> {
    const listener = this.#listener
    this.#handOver()
    const asker = createInterface({ input: this.#input, output: this.#output, terminal: true, prompt })
    const given: string[] = []
    const offer = () => {
      asker.prompt()
      asker.write(suggested[given.length] ?? '')
    }
    try {
      return await new Promise((resolve) => {
        const leave = () => resolve(null)
        asker.on('SIGINT', () => {
          this.#output.write('\n')
          leave()
        })
        asker.on('close', leave)
        signal.addEventListener('abort', leave, { once: true })
        asker.on('line', (line) => {
          if (line === '' && given.length >= suggested.length) return resolve(given)
          given.push(line)
          offer()
        })
        offer()
      })
    } finally {
      asker.close()
      if (listener !== null) this.listen(listener)
    }
  }
}
