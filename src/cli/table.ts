import type { Context } from './context.ts'
import type { Given } from './given.ts'
import { documentCommands } from './table-documents.ts'
import { pageCommands } from './table-page.ts'
import { runCommands } from './table-runs.ts'

/** One command, complete enough to parse, to explain and to run it. */
export interface CommandEntry {
  readonly name: string
  /** What it does, in a sentence. */
  readonly sentence: string
  readonly args: readonly ArgumentEntry[]
  readonly options: readonly OptionEntry[]
  readonly examples: readonly ExampleEntry[]
  /** Loads what carries it out; nothing of it is loaded before. */
  readonly load: () => Promise<{ readonly execute: Execute }>
}

interface ArgumentEntry {
  /** `<file>` required, `[run]` optional, `<step...>` one or more. */
  readonly form: string
  readonly help: string
}

export interface OptionEntry {
  /** As commander takes it: `--input <name=value>`. */
  readonly form: string
  readonly help: string
  readonly choices?: readonly string[]
  /** May be given several times. */
  readonly many?: boolean
  /** A whole number, at least 1. */
  readonly line?: boolean
  /** A port: a whole number, and 0 for any that is free. */
  readonly port?: boolean
}

interface ExampleEntry {
  readonly line: string
  readonly what: string
}

/** Carries a command out; the number is the exit status. */
type Execute = (given: Given, context: Context) => Promise<number>

/** Every command; help, parsing and suggestions come from here. */
export const commands: readonly CommandEntry[] = [...documentCommands, ...runCommands, ...pageCommands]

/** Options that every command has. */
export const everywhere: readonly OptionEntry[] = [
  { form: '--json', help: 'print JSON for programs, nothing else on standard output' },
  { form: '--plain', help: 'full sentences, no drawing and no cursor movement: for screen readers and logs' },
  { form: '--ascii', help: 'no characters beyond ASCII in marks' },
  { form: '--no-color', help: 'no colours (NO_COLOR does the same, FORCE_COLOR the opposite)' },
  { form: '--store <folder>', help: 'where runs are kept, instead of .holdpoint/ beside the document' },
  { form: '--debug', help: 'print the stack of an error in Holdpoint itself' },
]
