import type { Given } from './given.ts'
import { quoted } from './quoted.ts'
import { detectCaps } from './terminal/caps.ts'
import { type Look, look, type Surroundings } from './terminal/look.ts'

/** What a command works with besides its arguments: where it was started and what it may write to. */
export interface Context {
  readonly version: string
  /** Absolute. */
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly stdin: NodeJS.ReadStream
  readonly stdout: NodeJS.WriteStream
  readonly stderr: NodeJS.WriteStream
  readonly look: Look
  /** From now on commands that are named to people lead to this store; `found`: they find it by themselves. */
  leadTo(store: string, found: boolean): void
  /** Writes lines to standard output. */
  print(lines: string | readonly string[]): void
  /** Writes one value as JSON to standard output. */
  printJson(value: unknown): void
  /** The look as it is now; a window changes its size. */
  lookNow(): Look
}

/** The context of this process. */
export function contextOf(given: Given, version: string): Context {
  const { stdin, stdout, stderr, env } = process
  const flags = { plain: given.flag('plain'), ascii: given.flag('ascii'), color: !isOff(given) }
  const caps = () => detectCaps({ env, input: stdin, output: stdout }, flags)
  const program = programName(env)
  let around: Surroundings = { program, options: '', store: null }
  const lookNow = () => look(caps(), () => around)
  return {
    version,
    cwd: process.cwd(),
    env,
    stdin,
    stdout,
    stderr,
    look: lookNow(),
    lookNow,
    leadTo: (store, found) => {
      around = { program, options: found ? '' : ` --store ${quoted(store)}`, store }
    },
    print: (lines) => {
      const all = typeof lines === 'string' ? [lines] : lines
      if (all.length > 0) stdout.write(`${all.join('\n')}\n`)
    },
    printJson: (value) => {
      stdout.write(`${JSON.stringify(value)}\n`)
    },
  }
}

/** What this process was called as: the wrapper of a clone says so; an installed one is on the PATH. */
export const programName = (env: Context['env']): string => quoted(env.HOLDPOINT_COMMAND || 'holdpoint')

/** Commander keeps `--no-color` as `color: false`. */
const isOff = (given: Given): boolean => given.flag('no-color')
