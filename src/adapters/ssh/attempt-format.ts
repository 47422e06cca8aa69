import type { AttemptSpec, Progress } from '../../engine/ports.ts'
import type { AttemptEnd } from '../../run/index.ts'

export type Environment = Readonly<Record<string, string>>

/** A process on the host. */
export interface StillThere {
  readonly pid: number
  readonly startTime: string
  readonly parent: number
  readonly command: string
}

/**
 * What the adapter of this machine's shell knows of an attempt and its files. It is passed in, because adapters do not know each
 * other, and because what runs elsewhere must be told and read in the very same way.
 */
export interface AttemptFormat {
  /** The one shell file, as it goes to the host. */
  readonly script: string
  /** What of a shell's environment the first command of a run sees. */
  readonly firstEnvironment: (environment: Environment) => Environment
  readonly prepareFolder: (folder: string) => void
  /** What an attempt needs before it is let go, by name in its folder. */
  readonly commandFiles: (
    spec: AttemptSpec,
    place: {
      readonly folder: string
      readonly state: string | null
      readonly first: Environment
      readonly curlrc: string
    },
  ) => { readonly files: Readonly<Record<string, string>>; readonly curl: boolean }
  /** The file of the state from which an attempt goes on, in the folder of the one before it; null: the first environment. */
  readonly stateFile: (continues: AttemptSpec['continues']) => string | null
  readonly variable: (folder: string, name: string) => string | null
  /** What the `records` of an attempt tell of its statements. */
  readonly progress: (records: string) => readonly Progress[]
  /** What the files of an attempt say once it is over. */
  readonly readEnd: (
    spec: AttemptSpec,
    seen: {
      readonly survivors: AttemptEnd['survivors']
      readonly left: readonly StillThere[]
      readonly find: (pid: number) => Pick<StillThere, 'startTime'> | null
      readonly store: string
    },
  ) => Promise<AttemptEnd>
}
