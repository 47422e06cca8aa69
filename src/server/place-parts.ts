import type { Finding, Source } from '../plan/index.ts'
import type { BoundCheck, read, Silenced } from '../read/index.ts'
import type { Alteration } from '../record/index.ts'
import type { Recorded, RunState } from '../run/index.ts'
import type { EnvironmentTold } from './views/environments.ts'

/** What stands at a place beside its runs: its documents, and what its project says of them. The surface gives it. */
export interface PlaceParts {
  readonly documents: Documents
  /** What `holdpoint.yaml` says; null: there is none. Fails with `settings-invalid` and its like. */
  readonly project: () => ProjectTold | null
  /** The page of a rule; null: there is none by this name. */
  readonly rulePage: (rule: string) => string | null
  /** Milliseconds since the epoch at which commits were made that are in the one and not in the other; empty: git knows none. */
  readonly commitTimes: (from: string, to: string) => Promise<readonly number[]>
  /** Holds a run against its journal, its outputs and its anchors. */
  readonly verify: (run: string) => Promise<Verified>
  /** The last bytes of every output that may be shown, for records that show them. */
  readonly tails: (state: RunState) => Promise<Tails>
}

type Tails = (step: string, attempt: number) => { readonly bytes: Uint8Array; readonly from: number } | null

export interface Verified {
  readonly journal: readonly Recorded[]
  readonly outputs: number
  readonly altered: readonly Alteration[]
  readonly notes: readonly string[]
  /** An alteration, in words. */
  readonly sentence: (one: Alteration) => string
}

/** Documents are named by their path relative to the place; what lies outside of it is refused, however it is written. */
export interface Documents {
  /** Markdown files, in order of their paths; `more`: there are others, which nobody looked for. */
  list(): Promise<{ readonly paths: readonly string[]; readonly more: boolean }>
  /** How a file lies there, without reading it; null: it is not there. The same stamp is the same file. */
  stamp(path: string): string | null
  /** Fails with `document-outside` and the `document-…` errors. */
  read(path: string): Source
  /** As Holdpoint understands it here, with the checks and settings that the project has for it. */
  understood(source: Source): Promise<Understood>
  isWritable(path: string): boolean
  /** Fails with `document-changed` where it is not what it was. Gives the new digest. */
  replace(path: string, digest: string, text: string): string
}

export interface Understood extends Pick<ReturnType<typeof read>, 'plan' | 'judged'> {
  readonly findings: readonly Finding[]
  readonly silenced: readonly Silenced[]
}

export interface ProjectTold {
  readonly path: string
  readonly environments: readonly EnvironmentTold[]
  /** Values of inputs, by environment; `` for all of them. */
  readonly inputs: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** Checks for items by their words, and how bad rules are taken to be. */
  readonly checks: readonly BoundCheck[]
  readonly rules: Readonly<Record<string, Finding['severity'] | 'off'>>
}
