import { chmodSync, closeSync, mkdirSync, openSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AttemptSpec } from '../../engine/ports.ts'
import { HoldpointError } from '../../errors.ts'
import { curlConfig, curlrcOf, type Environment } from './environment.ts'
import { interpreterOf, textToParse } from './text-to-parse.ts'

/**
 * What the shell reads of a command, as one file of NUL-terminated fields: directory, state file, names of secrets,
 * the whole text if it has to be parsed first, number of variables, the variables, then seven fields for each statement
 * (index, kind, port, answers, file of its standard input, text, number of lines before it). Text reaches bash this way and in no argument.
 */
interface CommandFile {
  readonly cwd: string
  readonly state: string | null
  readonly secrets: readonly string[]
  /** Every statement at its line; empty when bash can surely parse it. */
  readonly whole: string
  readonly environment: Environment
  readonly statements: readonly (readonly string[])[]
}

const encodeCommand = (command: CommandFile): string => {
  const variables = Object.entries(command.environment).map(([name, value]) => `${name}=${value}`)
  const names = ` ${command.secrets.join(' ')} `
  const fields = [command.cwd, command.state ?? '', names, command.whole, String(variables.length), ...variables]
  return [...fields, ...command.statements.flat()].map((field) => `${field.replaceAll('\0', '')}\0`).join('')
}

export const decodeCommand = (text: string): CommandFile => {
  const [cwd = '', state = '', names = '', whole = '', count = '0', ...rest] = text.split('\0').slice(0, -1)
  const variables = rest.slice(0, Number(count)).map((entry) => {
    const at = entry.indexOf('=')
    return [entry.slice(0, at), entry.slice(at + 1)] as const
  })
  const statements: string[][] = []
  for (let at = Number(count); at < rest.length; at += 7) statements.push(rest.slice(at, at + 7))
  const secrets = names.split(' ').filter((name) => name !== '')
  return { cwd, state: state || null, secrets, whole, environment: Object.fromEntries(variables), statements }
}

/** Makes the folder, readable by nobody else, and the file of the output in it. */
export const prepareFolder = (folder: string): void =>
  written(folder, () => {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    chmodSync(folder, 0o700)
    closeSync(openSync(join(folder, 'output'), 'a', 0o600))
  })

/** Writes what an attempt needs before it is let go. `first` is the environment of a run's first command. */
export const writeCommand = (spec: AttemptSpec, state: string | null, first: Environment): { readonly curl: boolean } =>
  written(spec.folder, () => {
    const { files, curl } = commandFiles(spec, { folder: spec.folder, state, first, curlrc: curlrcOf(first) })
    if (curl) mkdirSync(join(spec.folder, 'curl'), { recursive: true, mode: 0o700 })
    for (const [name, text] of Object.entries(files)) writeFileSync(join(spec.folder, name), text, { mode: 0o600 })
    return { curl }
  })

/** Where an attempt runs: its folder, the file of its state, the environment of a first command and the user's own `.curlrc`. */
interface CommandPlace {
  readonly folder: string
  readonly state: string | null
  readonly first: Environment
  readonly curlrc: string
}

/** What an attempt needs before it is let go, by name in its folder; and whether curl's headers are wanted. `command` is the last. */
export const commandFiles = (
  spec: AttemptSpec,
  { folder, state, first, curlrc }: CommandPlace,
): { readonly files: Readonly<Record<string, string>>; readonly curl: boolean } => {
  const curl = !spec.terminal && spec.statements.some((statement) => /\bcurl\b/.test(statement.script))
  const curlHome = curl ? join(folder, 'curl') : first.CURL_HOME
  const open = (variables: Environment) =>
    Object.fromEntries(Object.entries(variables).filter(([name]) => !spec.secrets.includes(name)))
  const environment = {
    ...(state ? {} : open(first)),
    ...open(spec.env),
    ...(curlHome ? { CURL_HOME: curlHome } : {}),
  }
  const whole = textToParse(spec)
  const script = spec.script ? wholeScript(spec) : null
  const statements = script === null ? spec.statements.map(fieldsOf) : [script.fields]
  const command = encodeCommand({ cwd: spec.cwd, state, secrets: spec.secrets, whole, environment, statements })
  const inputs = spec.statements.flatMap(({ index, stdin }) => (stdin === null ? [] : [[`stdin.${index}`, stdin]]))
  return {
    curl,
    files: {
      ...(curl ? { 'curl/.curlrc': curlConfig(curlrc, join(folder, 'curl', 'headers')) } : {}),
      ...Object.fromEntries(inputs),
      ...(script?.text == null ? {} : { script: script.text }),
      command,
    },
  }
}

const fieldsOf = (statement: AttemptSpec['statements'][number]): string[] => [
  String(statement.index),
  statement.endless ?? 'run',
  statement.port === null ? '' : String(statement.port),
  statement.answers.join(','),
  statement.stdin === null ? '' : `stdin.${statement.index}`,
  statement.script,
  String(statement.line - 1),
]

/**
 * A script that names its interpreter is read by it, from a descriptor: its own process, as when it is called. One that
 * only sets its own options is evaluated as one statement, so that what it exports is carried on.
 */
const wholeScript = (spec: AttemptSpec): { readonly fields: string[]; readonly text: string | null } => {
  const text = spec.statements.map((statement) => statement.script).join('\n')
  const index = String(spec.statements[0]?.index ?? 0)
  const before = String((spec.statements[0]?.line ?? 1) - 1)
  const interpreter = interpreterOf(text)
  if (!interpreter) return { fields: [index, 'run', '', '', '', text, before], text: null }
  const call = `${interpreter} /dev/fd/3 3<"$HOLDPOINT_ATTEMPT/script"`
  return { fields: [index, 'run', '', '', '', call, before], text }
}

/** Runs `act`; what the file system refuses becomes an error that a user can act upon. */
export const written = <T>(folder: string, act: () => T): T => {
  try {
    return act()
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new HoldpointError('attempt-folder', { folder, why }, { cause })
  }
}
