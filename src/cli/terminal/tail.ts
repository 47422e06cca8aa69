/** The end of an output in lines: the last `size` of them and how many there were. Adding one costs the same always. */
export class Tail {
  readonly #size: number
  #ring: string[] = []
  #count = 0

  constructor(size: number) {
    this.#size = size
  }

  add(line: string): void {
    this.#ring[this.#count % this.#size] = line
    this.#count++
  }

  get count(): number {
    return this.#count
  }

  /** The last `n` lines, oldest first. */
  last(n = this.#size): string[] {
    const length = Math.min(n, this.#count, this.#size)
    return Array.from({ length }, (_, i) => this.#ring[(this.#count - length + i) % this.#size] ?? '')
  }
}
