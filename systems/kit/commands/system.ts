/** What the commands must know of the system that they operate. */
export interface System {
  readonly name: string
  /** The folder in which it is installed, with `releases` and `current`. */
  readonly root: string
  /** The folder of the migrations of the release whose commands these are. */
  readonly migrations: string
  /** What starts its processes: from the system's folder on, and in each release at the same place, as a `.js`. */
  readonly entry: string
  /** Checked. */
  readonly configuration: {
    readonly DATABASE_URL?: string | undefined
    readonly DATA: string
    readonly ENVIRONMENT: string
  }
  /** The folder of the files that rows refer to; null: another service keeps them. */
  readonly files: string | null
  /** Where it listens, for whoever is on this machine: `http://127.0.0.1:8000`. */
  readonly address: string
  /** What it needs outside of itself, each with a way to find out whether it is there, which rejects where it is not. */
  readonly services: Readonly<Record<string, () => Promise<void>>>
}

/** A call of a command: `args` are what stands behind its name. */
export interface Call {
  readonly system: System
  readonly args: readonly string[]
  readonly say: (line: string) => void
  readonly now: Date
}

/** Gives the exit status. What goes wrong is thrown. */
export type Command = (call: Call) => Promise<number>

/** A mistake of whoever calls; what is said instead is how it is called. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

export const amount = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`
