import type { AttemptEnd, ExpectationVerdict } from '../../run/index.ts'
import { outputLine } from './decision-view.ts'
import type { Look } from './look.ts'
import { OutputLines } from './output-lines.ts'
import { sanitiseLine } from './sanitise.ts'
import { Tail } from './tail.ts'
import { count } from './words.ts'

/** Lines of a step's output that stay when all went well, and when it did not. */
const folded = 12
const unfolded = 200

/** The output of the step that runs: its end for the live lines, and what stays of it in the transcript. */
export class Printing {
  readonly #look: () => Look
  #lines = new OutputLines()
  #tail = new Tail(unfolded)

  constructor(look: () => Look) {
    this.#look = look
  }

  begin(): void {
    this.#lines = new OutputLines()
    this.#tail = new Tail(unfolded)
  }

  /** Takes bytes in. Where lines stay as they come (no live region), they are returned to be printed. */
  output(bytes: Uint8Array, asTheyCome: boolean): string[] {
    const look = this.#look()
    const printed: string[] = []
    for (const raw of this.#lines.write(bytes)) {
      const line = sanitiseLine(raw, look.caps)
      this.#tail.add(line)
      if (asTheyCome) printed.push(...outputLine(line, look))
    }
    return printed
  }

  get tail(): Tail {
    return this.#tail
  }

  /** The line that is being printed, safe to show. */
  get rest(): string {
    return sanitiseLine(this.#lines.rest, this.#look().caps)
  }

  /** What stays when the step has ended: a few lines, many when it failed. */
  end(end: AttemptEnd, verdicts: readonly ExpectationVerdict[], asTheyCame: boolean): string[] {
    const look = this.#look()
    const last = this.#lines.end().map((raw) => sanitiseLine(raw, look.caps))
    for (const line of last) this.#tail.add(line)
    if (asTheyCame) return last.flatMap((line) => outputLine(line, look))
    const well = end.how === 'exit' && end.status === 0 && verdicts.every(({ verdict }) => verdict === 'met')
    const shown = this.#tail.last(well ? folded : unfolded)
    const hidden = this.#tail.count - shown.length
    const more = hidden > 0 ? [look.dim(`  ${look.marks.bar} ${count(hidden, 'line')} above; the record has all`)] : []
    return [...more, ...shown.flatMap((line) => outputLine(line, look))]
  }
}
