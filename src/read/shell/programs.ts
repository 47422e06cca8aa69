import type { Call } from './calls.ts'

/** Does one of the words equal, or is one of the short options in a bundle (`-rf` holds `-r`)? */
export function has(call: Call, ...wanted: readonly string[]): boolean {
  for (const arg of call.args) {
    if (wanted.includes(arg)) return true
    if (!arg.startsWith('-')) continue
    const bundle = /^-[A-Za-z]+$/.test(arg)
    for (const one of wanted)
      if (
        bundle ? SHORT.test(one) && arg.includes(one[1] as string) : one.startsWith('--') && arg.startsWith(`${one}=`)
      )
        return true
  }
  return false
}

const SHORT = /^-[A-Za-z0-9]$/

/** One name, or several in brackets. */
const PLAINLY = /^\^(?:([\w-]+)|\((?:\?:)?([\w|-]+)\))\$$/

/**
 * The rows of a table that are those of a program, in their order. Most programs are named plainly (`^(?:git|gh)$`) and
 * found by their name; the patterns of the others are tried.
 */
export function byProgram<Row extends { readonly programs: RegExp }>(rows: readonly Row[]) {
  const named = rows.map(({ programs }) => {
    const [, one, several] = PLAINLY.exec(programs.source) ?? []
    return one === undefined ? (several?.split('|') ?? null) : [one]
  })
  const others = rows.filter((_, at) => named[at] === null)
  const known = new Map<string, readonly Row[]>()
  for (const name of named.flatMap((names) => names ?? []))
    known.set(
      name,
      rows.filter(({ programs }) => programs.test(name)),
    )
  return (program: string): readonly Row[] =>
    known.get(program) ?? others.filter(({ programs }) => programs.test(program))
}

/** The words that are no options: `git push --force origin main` → `push`, `origin`, `main`. */
export const plain = (call: Call) => call.args.filter((arg) => !arg.startsWith('-'))

/** A script's own program, e.g. `manage.py shell` of `python manage.py shell`. */
export function scriptWords(call: Call): readonly string[] {
  return /^(python[\d.]*|node|php|ruby|poetry|pipenv|uv|npx|bundle|bunx|deno|bun|pnpm|yarn)$/.test(call.program)
    ? plain(call).filter((word) => !/^(run|exec|python[\d.]*|php|node)$/.test(word))
    : [call.program, ...plain(call)]
}

export const databaseShell = /^(psql|mysql|mariadb|sqlite3?|redis-cli|mongo(sh)?|cqlsh|sqlcmd|clickhouse-client)$/

/** Whether a database client has been given what to do, so that it does not ask for it. */
export function databaseFed(call: Call): boolean {
  if (call.fed) return true
  if (/^psql$/.test(call.program))
    return has(call, '-c', '-f', '--command', '--file', '-l', '--list', '--version', '-V')
  if (/^(mysql|mariadb)$/.test(call.program)) return has(call, '-e', '--execute', '--version', '-V')
  if (call.program.startsWith('sqlite')) return plain(call).length > 1 || has(call, '-version', '--version')
  if (call.program === 'redis-cli')
    return (
      redisWords(call).length > 0 ||
      has(call, '--version', '--scan', '--bigkeys', '--stat', '--latency', '--rdb', '--pipe')
    )
  if (call.program.startsWith('mongo'))
    return has(call, '--eval', '--file', '-f', '--version') || call.args.some((arg) => arg.endsWith('.js'))
  return has(call, '-e', '-Q', '-q', '-i', '-f', '--query', '--version')
}

function redisWords(call: Call): readonly string[] {
  const words: string[] = []
  for (let at = 0; at < call.args.length; at += 1) {
    const arg = call.args[at] as string
    if (/^(-[hpanu]|--user|--pass)$/.test(arg)) at += 1
    else if (!arg.startsWith('-')) words.push(arg)
  }
  return words
}

/** Text that another program will parse as a program of its own: the words of a remote, nested or query language. */
export function program(call: Call): string | null {
  const after = (option: RegExp) => {
    const at = call.args.findIndex((arg) => option.test(arg))
    return at < 0 ? null : (call.args[at + 1] ?? null)
  }
  if (/^(bash|sh|zsh|dash|su|ksh)$/.test(call.program)) return after(/^-[a-z]*c$/)
  if (call.program === 'eval') return call.args.join(' ')
  if (call.program === 'trap') return call.args.find((arg) => !arg.startsWith('-')) ?? null
  const runner = runners[call.program]
  if (runner !== undefined) return rest(call, runner)
  if (call.program === 'ssh') return remote(call)?.command ?? null
  return null
}

/** Programs that run the words behind their own: the options that take a value, and how many words come first. */
const runners: Readonly<Record<string, { readonly valued: RegExp; readonly own: number }>> = {
  watch: { valued: /^-[nq]$/, own: 0 },
  parallel: { valued: /^-[jPaN]$/, own: 0 },
  chroot: { valued: /^$/, own: 1 },
  flock: { valued: /^-[wE]$/, own: 1 },
  runuser: { valued: /^-[ugG]$/, own: 0 },
}

function rest(call: Call, { valued, own }: (typeof runners)[string]): string | null {
  let at = 0
  while ((call.args[at] ?? '').startsWith('-')) at += valued.test(call.args[at] as string) ? 2 : 1
  const words = call.args.slice(at + own)
  const listed = words.findIndex((word) => word.startsWith(':::'))
  const said = (listed < 0 ? words : words.slice(0, listed)).join(' ')
  return said === '' ? null : said
}

/** What a database client is told, in its own language; '' when nothing is seen. */
export function query(call: Call): string {
  if (!databaseShell.test(call.program)) return ''
  return `${call.args.filter((arg) => /[\s(]/.test(arg) || /^(flushall|flushdb)$/i.test(arg)).join('\n')}\n${call.food}`
}

/** Host and remote command of an `ssh`, and the words before the host. */
export function remote(
  call: Call,
): { readonly host: string; readonly command: string | null; readonly options: readonly string[] } | null {
  if (call.program !== 'ssh') return null
  let at = 0
  while (at < call.args.length && (call.args[at] as string).startsWith('-')) {
    at += /^-[bcDEeFIiJLlmOopQRSWw]$/.test(call.args[at] as string) ? 2 : 1
  }
  const host = call.args[at]
  if (host === undefined) return null
  let next = at + 1
  while (next < call.args.length && /^-[tTnv]+$/.test(call.args[next] as string)) next += 1
  const command = call.args.slice(next).join(' ')
  return { host, command: command === '' ? null : command, options: call.args.slice(0, at) }
}
