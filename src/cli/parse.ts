import { Argument, Command, CommanderError, Option } from 'commander'
import { HoldpointError } from '../errors.ts'
import { Given } from './given.ts'
import { type CommandEntry, commands, everywhere, type OptionEntry } from './table.ts'

/** What the command line says: a command to carry out, or help to print. */
type Parsed =
  | { readonly is: 'command'; readonly entry: CommandEntry; readonly given: Given }
  | { readonly is: 'help'; readonly text: string }

/**
 * Parses arguments (without `node` and the script) against the table. Throws an error of the catalogue for what is not
 * in it. `width` is the help's.
 */
export function parse(argv: readonly string[], width: number): Parsed {
  let parsed: Parsed | null = null
  let help = ''
  const program = build(width, (text) => {
    help += text
  })
  for (const entry of commands) {
    const command = program.command(entry.name)
    describe(command, entry)
    command.action(() => {
      parsed = { is: 'command', entry, given: new Given(named(command)) }
    })
  }
  try {
    program.parse(argv.length === 0 ? ['help'] : [...argv], { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    if (help === '') throw refusal(error, argv)
  }
  return parsed ?? { is: 'help', text: help }
}

function build(width: number, out: (text: string) => void): Command {
  const program = new Command('holdpoint')
  return program
    .description('Runs a release from the Markdown checklist a team already keeps.')
    .usage('<command> [arguments]')
    .exitOverride()
    .configureHelp({ subcommandTerm: (command) => command.name() })
    .configureOutput({ writeOut: out, writeErr: () => {}, getOutHelpWidth: () => width, getOutHasColors: () => false })
    .option('-V, --version', 'print the version')
    .helpCommand('help [command]', 'explain a command')
    .addHelpText(
      'after',
      '\nBegin with `holdpoint inspect FILE`, then `rehearse`, then `run`.\n`holdpoint help COMMAND` shows options and examples.\n\nExit status: 0 done, 1 failed or aborted, 2 wrong usage or unreadable input,\n3 unfinished (waiting for people, paused, detached), 4 backed out, 5 Holdpoint\nitself failed.',
    )
}

function describe(command: Command, entry: CommandEntry): void {
  command.description(entry.sentence)
  for (const { form, help } of entry.args) command.addArgument(new Argument(form, help))
  for (const option of [...entry.options, ...everywhere]) command.addOption(optionOf(option))
  const examples = entry.examples.map(({ line, what }) => `  ${line}\n      ${what}`)
  command.addHelpText('after', `\nExamples:\n${examples.join('\n')}`)
}

function optionOf(entry: OptionEntry): Option {
  const option = new Option(entry.form, entry.help)
  if (entry.choices) option.choices(entry.choices)
  if (entry.many || entry.line || entry.port) {
    option.argParser((value: string, before: unknown) => {
      if (entry.line && !/^[1-9]\d{0,8}$/.test(value)) {
        throw new HoldpointError('option-number', { option: option.long ?? entry.form, value })
      }
      if (entry.port && !/^\d{1,9}$/.test(value)) throw new HoldpointError('port-unclear', { port: value })
      return entry.many ? [...(Array.isArray(before) ? before : []), value] : value
    })
  }
  return option
}

/** Arguments and options by their long names as the table writes them. */
function named(command: Command): Record<string, unknown> {
  const values: Record<string, unknown> = {}
  for (const option of command.options) {
    const value: unknown = command.getOptionValue(option.attributeName())
    values[option.long?.replace(/^--/, '') ?? option.name()] = option.negate ? value === false : value
  }
  command.registeredArguments.forEach((argument, at) => {
    values[argument.name()] = command.processedArgs[at]
  })
  return values
}

/** Commander's refusal in our words. The name and the suggestion are taken from its message, which quotes both. */
function refusal(error: CommanderError, argv: readonly string[]): HoldpointError {
  const name = /'([^']*)'/.exec(error.message)?.[1] ?? ''
  const meant = /\(Did you mean (?:one of )?(.+)\?\)/.exec(error.message)?.[1]
  const suggestion = meant ? ` Did you mean ${meant}?` : ''
  const command = commands.find((entry) => argv.includes(entry.name))?.name
  const help = command ? `holdpoint ${command} --help` : 'holdpoint help'
  switch (error.code) {
    case 'commander.unknownCommand':
      return new HoldpointError('command-unknown', { name, suggestion })
    case 'commander.unknownOption':
      return new HoldpointError('option-unknown', { name, suggestion, help })
    case 'commander.missingArgument':
      return new HoldpointError('argument-missing', { name, command: command ?? '', help })
    case 'commander.optionMissingArgument':
      return new HoldpointError('option-incomplete', { name, help })
    default:
      return new HoldpointError('usage', { problem: error.message.replace(/^error: /, ''), help })
  }
}
