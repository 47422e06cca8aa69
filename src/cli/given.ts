/** What was typed, checked against the table: arguments and options by their names there. */
export class Given {
  readonly #values: Readonly<Record<string, unknown>>

  constructor(values: Readonly<Record<string, unknown>>) {
    this.#values = values
  }

  /** A value, or null when it was not given. */
  text(name: string): string | null {
    const value = this.#values[name]
    return typeof value === 'string' ? value : null
  }

  /** A value that the table requires. */
  required(name: string): string {
    const value = this.text(name)
    if (value === null) throw new Error(`the table of commands does not require ${name}`)
    return value
  }

  /** Every value of what may be given several times. */
  list(name: string): readonly string[] {
    const value = this.#values[name]
    return Array.isArray(value) ? value.map(String) : []
  }

  flag(name: string): boolean {
    return this.#values[name] === true
  }

  /** `--json` and `--format json` are the same. */
  get json(): boolean {
    return this.flag('json') || this.text('format') === 'json'
  }
}
