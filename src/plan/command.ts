import type { CommandFlag, Comparison, ExpectationKind } from './reading.ts'
import type { Span } from './span.ts'

/**
 * Something to be executed: a fence, an indented block or the code spans of one line.
 *
 * `text` is what an interpreter gets when no input stands in it: the source's own bytes less what is not the command's
 * (the fence's or list's indentation, a transcript's prompts and its output). Statements cut it, in order.
 */
export interface Command {
  /** `check`: Holdpoint itself looks, see `Check`. */
  readonly language: Language | 'check'
  readonly form: 'fence' | 'inline'
  /** First to last line of code; fences and blank edges excluded. */
  readonly span: Span
  readonly text: string
  /** `script`: one unit that is never cut (a shebang, its own `set -e`). */
  readonly unit: 'statements' | 'script'
  readonly statements: readonly Statement[]
  readonly flags: readonly CommandFlag[]
  /** Where it runs. A command after `ssh host` in its section belongs to that session, see `Session`. */
  readonly session: SessionId | null
  /** Why it cannot run as it stands, e.g. `...` in it; a person completes it or does it by hand. */
  readonly incomplete: string | null
  /** The largest time it may take, from an annotation; milliseconds. */
  readonly timeout: number | null
  /** An annotation's word that running it twice does no harm. */
  readonly idempotent: boolean
  /** Name of the target that an annotation says it runs on; absent: this machine, or that of its session. */
  readonly target?: string
}

/** The interpreter a command is written for; what none is there for is done by hand. */
export type Language = 'bash' | 'powershell' | 'cmd' | 'sql' | 'python' | 'javascript' | 'unknown'

/** One top-level statement of a command: what shares a line, and a heredoc's body, stays together. */
export interface Statement {
  /** 0-based, in the command's order. */
  readonly index: number
  readonly span: Span
  /** The source's bytes, placeholders as they stand; for people. */
  readonly source: string
  /**
   * What bash gets: `source` with each placeholder replaced by a quoted expansion of its input's variable. Ends
   * without a newline.
   */
  readonly script: string
  /** The comment lines directly above, without their `#`; null when there are none. */
  readonly title: string | null
  readonly flags: readonly CommandFlag[]
  readonly placeholders: readonly Placeholder[]
  /** Names of the inputs and variables that it reads and that must have a value before it starts. */
  readonly needs: readonly string[]
  /** Statuses by which its program answers rather than fails (1 of grep, diff, test …). */
  readonly answers: readonly number[]
  /** A condition of its own ("If needed", "optional"); asked before it runs. */
  readonly condition: Condition | null
  /** Lines of the block that are meant for the program that it opens (`>>> …`, SQL): its standard input. */
  readonly stdin: string | null
  /** How an endless one ends: an observer with its section, a service not at all (it is the release). */
  readonly endless: 'observer' | 'service' | null
  /** Looked at again until it holds, for so many milliseconds ("Wait until healthy"); absent: once. */
  readonly waits?: number
  /** The port that a service names, when it names one: it is ready when this answers. */
  readonly port: number | null
  /** One of several marked ways ("Option A", "or"): only the chosen one runs. */
  readonly alternative: Alternative | null
  /** May ask for a password or a confirmation on the terminal (sudo, ssh, a login); tried silently before the run. */
  readonly mayAsk: string | null
  /** Offered when the statement of this index has failed ("or, if that fails"); absent: not so. */
  readonly insteadOf?: number
  /** Null, or the reason why it does not run as it stands (a comment offered as a command, `...`). */
  readonly offered: string | null
}

/** A piece of a statement that must be replaced before it can run. */
export interface Placeholder {
  readonly span: Span
  /** Exactly as it stands: `<app>`, `YOUR_TOKEN`. */
  readonly text: string
  /** Name of the input that replaces it. */
  readonly input: string
  /**
   * Where it stands: `bare`, in `double` quotes or an unquoted heredoc, in `single` quotes; `foreign` is text that
   * another program will parse (a remote shell, SQL, a quoted heredoc), where only `[A-Za-z0-9._:@/+-]+` is safe.
   */
  readonly position: 'bare' | 'double' | 'single' | 'foreign'
}

/** What the document says an outcome should be. */
export interface Expectation {
  readonly id: string
  readonly kind: ExpectationKind
  readonly span: Span
  /** The sentence as it stands, for a person. */
  readonly text: string
  /** Index of the statement it speaks about; null: the whole command. */
  readonly statement: number | null
  /** What a machine can compare; null: a person judges. */
  readonly test: ExpectationTest | null
}

export type ExpectationTest =
  /** The statement's exit status. `fail`: any status but 0 is right ("should raise IntegrityError"). */
  | { readonly is: 'exit'; readonly status: number | 'fail' }
  /** An HTTP status, seen in the output or through curl's dumped headers. */
  | { readonly is: 'http'; readonly status: number }
  /** A JSON value that the output must contain as a subset. */
  | { readonly is: 'json'; readonly value: unknown }
  /** `N things`: a number that stands before one of `words` in the output (any number when there are none). */
  | { readonly is: 'count'; readonly op: Comparison; readonly value: number; readonly words: readonly string[] }
  /** A comparison with a number and its unit. */
  | { readonly is: 'threshold'; readonly op: Comparison; readonly value: number; readonly unit: string }
  /** Words that the output must hold. Without `sure` they may be a description, not a quotation: a person judges where
   * they are not found. */
  | { readonly is: 'text'; readonly text: string; readonly sure: boolean }
  /** Nothing may be printed. */
  | { readonly is: 'silent' }

/** A condition under which something applies; a person says whether it holds. */
export interface Condition {
  /** The words of the document: "if using Redis", "optional", "if needed". */
  readonly text: string
  readonly span: Span
}

/** One of several ways. All members of a group but the chosen one are left out. */
export interface Alternative {
  readonly group: string
  /** "Option B", "staging", "Windows"; shown to the person who chooses. */
  readonly option: string
  /** The option by which every way of the group is gone, one after the other; null: one excludes the others. */
  readonly all: string | null
  readonly span: Span
}

export type SessionId = string

/** A command that changes who reads what follows (`ssh host`, `docker exec -it`, a database shell). */
export interface Session {
  readonly id: SessionId
  /** The statement that opens it, as it stands. */
  readonly opener: string
  readonly kind: 'host' | 'container' | 'user' | 'database' | 'language'
  readonly span: Span
  /** What it goes to: host, user, container or program as written. */
  readonly to: string
  /** What stands between `ssh` and the host, each word as it is; absent where no plain `ssh` opens it. */
  readonly options?: readonly string[]
}
