import { HoldpointError } from '../errors.ts'
import { commandsNamed } from './commands-named.ts'
import { type Context, contextOf, programName } from './context.ts'
import { exits } from './exit.ts'
import { parse } from './parse.ts'
import { visible } from './terminal/sanitise.ts'

/** Carries out what the arguments say and returns the exit status; whatever is thrown becomes a sentence here. */
export async function start(argv: readonly string[], version: string): Promise<number> {
  const lost = watchOutput()
  let context: Context | null = null
  try {
    const parsed = parse(argv, Math.min(process.stdout.columns ?? 80, 100))
    if (parsed.is === 'help') {
      process.stdout.write(parsed.text)
      return exits.done
    }
    const { execute } = await parsed.entry.load()
    context = contextOf(parsed.given, version)
    const status = await execute(parsed.given, context)
    await new Promise((resolve) => setImmediate(resolve)) // the error of a write is told after it
    return status === exits.done && lost.error ? lost.error.exit : status
  } catch (error) {
    return complain(error, argv, version, context?.look ?? nobodys)
  }
}

/** Where the arguments could not be parsed there is no store to lead to. */
const called = programName(process.env)
const nobodys = { program: called, command: (words: string) => `${called} ${words}` }

/** Says what went wrong and what to do: a user's error as sentence and next action, anything else as our own bug. */
function complain(
  error: unknown,
  argv: readonly string[],
  version: string,
  around: Parameters<typeof commandsNamed>[1],
): number {
  if (error instanceof HoldpointError) {
    say(argv, error.code, error.message, commandsNamed(error.next, around))
    return error.exit
  }
  const message = error instanceof Error ? error.message : String(error)
  say(
    argv,
    'bug',
    `A bug in Holdpoint ${version}: ${message}`,
    commandsNamed(
      'What was done so far is kept; `holdpoint status` shows it. Please report it with the output of `holdpoint doctor`, and of the same command with `--debug`.',
      around,
    ),
  )
  if (argv.includes('--debug') && error instanceof Error) process.stderr.write(`${error.stack}\n`)
  return exits.broken
}

/** One line of JSON on standard output for programs, else two sentences beside it for people. */
function say(argv: readonly string[], code: string, sentence: string, next: string): void {
  if (wantsJson(argv)) process.stdout.write(`${JSON.stringify({ error: { code, sentence, next } })}\n`)
  else process.stderr.write(`holdpoint: ${visible(sentence)}\n${visible(next)}\n`)
}

/** Also where the arguments themselves could not be parsed. */
const wantsJson = (argv: readonly string[]): boolean =>
  argv.some(
    (word, at) => word === '--json' || word === '--format=json' || (word === '--format' && argv[at + 1] === 'json'),
  )

/**
 * `holdpoint inspect FILE | head` must not end in an error: who reads has read enough; nor must a terminal that is gone.
 * A full disk is said once; a run goes on all the same, as its record is elsewhere.
 */
function watchOutput(): { error: HoldpointError | null } {
  const lost: { error: HoldpointError | null } = { error: null }
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (lost.error !== null || error.code === 'EPIPE' || error.code === 'EIO') return
    lost.error = new HoldpointError('output-unwritable', { reason: error.message }, { cause: error })
    process.stderr.write(`holdpoint: ${visible(lost.error.message)}\n${visible(lost.error.next)}\n`)
  })
  return lost
}
