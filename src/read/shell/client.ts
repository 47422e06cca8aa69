import { findPlaceholders } from './placeholders.ts'
import { forEachChild, parseShell, type SyntaxNode } from './tree.ts'

/** The line that starts a client of a database so that it reads its standard input. */
export interface ClientLine {
  /** `psql`, `mysql`, `sqlite3`, … */
  readonly program: string
  readonly text: string
}

/** What a client is told on its command line instead of on its input: options with a value, and words after its own. */
const TOLD: Readonly<Record<string, { readonly valued: RegExp; readonly alone: RegExp; readonly own: number }>> = {
  psql: {
    valued: /^(?:-[a-zA-Z]*[cfo]|--command|--file|--output)$/,
    alone: /^(?:-l|--list|--(?:command|file|output)=.*)$/,
    own: 2,
  },
  mysql: { valued: /^(?:-e|--execute)$/, alone: /^(?:-e.+|--execute=.*)$/, own: 1 },
  mariadb: { valued: /^(?:-e|--execute)$/, alone: /^(?:-e.+|--execute=.*)$/, own: 1 },
  sqlite3: { valued: /^-cmd$/, alone: /^$/, own: 1 },
  sqlcmd: { valued: /^-[qQi]$/, alone: /^-[qQi].+$/, own: 0 },
  'clickhouse-client': { valued: /^(?:-q|--query|--queries-file)$/, alone: /^--(?:query|queries-file)=.*$/, own: 0 },
}
/** What makes a client stop at the first error in its input, where it does not by itself and an option can say so. */
const STRICT: Readonly<Record<string, string>> = { sqlite3: '-bail' }
/** Options of these clients whose value is the next word. */
const VALUED =
  /^(?:-[hpUdUvFPRST]|--(?:host|port|username|dbname|user|database|set|variable|socket|defaults-file|config)|-u|-D)$/

const CONTAINER = /^(?:docker|podman|docker-compose|kubectl|oc)$/

/**
 * The line of a call to a client of SQL as one that reads from its input: what it was told on the line is left out, and
 * a container gets its input and no terminal. Null when the text calls none, or in a way that nothing can be fed to.
 */
export function clientLine(text: string): ClientLine | null {
  const { hidden } = findPlaceholders(text)
  const parsed = parseShell(hidden)
  const statement = parsed.commands[0]
  if (parsed.errors?.length || parsed.commands.length !== 1 || statement === undefined) return null
  const node = commandIn(statement)
  if (node === null) return null
  const words = [...(node.name ? [node.name] : []), ...node.args]
  const values = words.map((one) => ('value' in one && typeof one.value === 'string' ? one.value : one.text))
  const at = values.findIndex((one) => TOLD[baseOf(one)] !== undefined)
  if (at < 0 || values.slice(0, at).some((one) => /^(?:xargs|watch|parallel|ssh)$/.test(baseOf(one)))) return null
  const program = baseOf(values[at] as string)
  const changed = changes(values, at, program)
  const source = (one: { readonly pos: number; readonly end: number }) => text.slice(one.pos, one.end)
  const before = node.prefix.map(source)
  const line = words.flatMap((one, index) => {
    const replaced = changed.get(index)
    return replaced === null ? [] : [replaced ?? source(one)]
  })
  return { program, text: [...before, ...line].join(' ') }
}

/** What becomes of a word: null leaves it out, another text stands in its place; absent: it stays. */
function changes(values: readonly string[], at: number, program: string): ReadonlyMap<number, string | null> {
  const changed = new Map<number, string | null>()
  const container = values.slice(0, at).findIndex((one) => CONTAINER.test(baseOf(one)))
  if (container >= 0) feedContainer(values, container, at, changed)
  const strict = STRICT[program]
  if (strict !== undefined) changed.set(at, `${values[at]} ${strict}`)
  const told = TOLD[program] as (typeof TOLD)[string]
  let own = 0
  for (let index = at + 1; index < values.length; index += 1) {
    const word = values[index] as string
    if (told.valued.test(word)) {
      changed.set(index, null)
      changed.set(index + 1, null)
      index += 1
    } else if (told.alone.test(word)) changed.set(index, null)
    else if (VALUED.test(word)) index += 1
    else if (!word.startsWith('-')) {
      own += 1
      if (own > told.own) changed.set(index, null)
    }
  }
  return changed
}

/** `docker exec -it db psql` has a terminal and `docker exec db psql` no input; Compose gives a terminal by itself. */
function feedContainer(values: readonly string[], from: number, to: number, changed: Map<number, string | null>): void {
  const exec = values.findIndex((one, at) => at > from && at < to && /^(?:exec|run)$/.test(one))
  if (exec < 0) return
  const compose = values.slice(from, exec).some((one) => /compose/.test(one))
  for (let at = exec + 1; at < to; at += 1) {
    const word = values[at] as string
    if (/^-(?:it|ti|i|t|T)$|^--(?:interactive|tty|stdin)$/.test(word)) changed.set(at, null)
  }
  changed.set(exec, `${values[exec]} ${compose ? '-T' : '-i'}`)
}

type CommandNode = Extract<SyntaxNode, { type: 'Command' }>

/** The only simple command of a statement, be it redirected or not. */
function commandIn(node: SyntaxNode): CommandNode | null {
  if (node.type === 'Command') return node
  if (node.type !== 'Statement' && node.type !== 'Redirected') return null
  let found: CommandNode | null = null
  forEachChild(node, (child) => {
    if (child.type === 'Command' || child.type === 'Redirected') found ??= commandIn(child)
  })
  return found
}

const baseOf = (word: string) => word.split('/').at(-1) ?? ''
