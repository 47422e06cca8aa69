import type { Caps } from './caps.ts'
import { cells } from './cells.ts'

/** What a screen writes to. */
interface Paper {
  write(text: string): unknown
}

/**
 * Lines that stay, and below them a few that are drawn again and again. The window's history is never touched: only
 * the live lines are erased, by moving up over as many rows as they take in the window as it is now.
 */
export class Screen {
  readonly #paper: Paper
  readonly #caps: () => Caps
  #live: readonly string[] = []

  constructor(paper: Paper, caps: () => Caps) {
    this.#paper = paper
    this.#caps = caps
  }

  /** Adds lines for good, above the live ones. */
  print(lines: readonly string[]): void {
    if (lines.length === 0) return
    const live = this.#live
    this.#paper.write(`${this.#erased()}${lines.join('\n')}\n${this.#drawn(live)}`)
  }

  /** Replaces the live lines; none where the cursor must not move. */
  live(lines: readonly string[]): void {
    if (this.#caps().plain || same(lines, this.#live)) return
    this.#paper.write(this.#erased() + this.#drawn(lines))
  }

  /** Ring, and have the terminal say on the desktop, where it knows how (OSC 9), that the run waits for a person. */
  call(what: string | null): void {
    const { plain } = this.#caps()
    this.#paper.write(plain || what === null ? '\x07' : `\x07\x1b]9;${what}\x07`)
  }

  #erased(): string {
    if (this.#live.length === 0) return ''
    const { width } = this.#caps()
    const rows = this.#live.reduce((sum, line) => sum + Math.max(1, Math.ceil(cells(line) / width)), 0)
    this.#live = []
    return `\x1b[${rows}A\r\x1b[J`
  }

  #drawn(lines: readonly string[]): string {
    this.#live = lines
    return lines.length === 0 ? '' : `${lines.join('\n')}\n`
  }
}

const same = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((line, at) => line === b[at])
