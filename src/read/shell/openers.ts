import type { Session } from '../../plan/index.ts'
import type { Call } from './calls.ts'
import { databaseFed, databaseShell, has, plain, program, remote, scriptWords } from './programs.ts'

/** Programs that may read what is typed below them; a line that names none of them opens no such program. */
const readers =
  /(?:^|[^\w-])(?:psql|mysql|mariadb|sqlite3?|redis-cli|mongo(?:sh)?|cqlsh|sqlcmd|clickhouse-client|manage\.py|django-admin|rails|artisan|flask|truffle|hardhat|python[\d.]*|node|irb|iex|ipython)(?![\w-])/

/** Whether a line is worth parsing to know which program it opens. */
export const namesReader = (line: string): boolean => readers.test(line)

/** A call that opens a session: who reads what is typed next. */
export interface Opens {
  readonly kind: Session['kind']
  readonly to: string
  /** Of a plain `ssh`: see `Session`. */
  readonly options?: readonly string[]
}

/** What only says how much `ssh` tells, or that it is to have a terminal, is not needed to run something there. */
const aside = /^-[tTnvqfN]+$/
const literal = /^[\w@%+=:,./~-]+$/

function host(to: NonNullable<ReturnType<typeof remote>>): Opens {
  const options = to.options.filter((word) => !aside.test(word))
  return { kind: 'host', to: to.host, ...(options.every((word) => literal.test(word)) ? { options } : {}) }
}

export function opens(call: Call): Opens | null {
  if (call.nested || call.fed || call.piped || call.background) return null
  const words = plain(call)
  const inside = call.via.find((one) => /^(docker|kubectl) /.test(one))
  if (databaseShell.test(call.program)) return databaseFed(call) ? null : { kind: 'database', to: call.program }
  if (call.program === 'ssh' && !has(call, '-N', '-f', '-V', '-T')) {
    const to = remote(call)
    return to !== null && to.command === null ? host(to) : null
  }
  if (call.program === 'eb' && words[0] === 'ssh') return { kind: 'host', to: words[1] ?? 'eb ssh' }
  if (
    /^(gcloud|vagrant|fly|flyctl|heroku)$/.test(call.program) &&
    /\b(ssh|console|ps:exec|run bash)\b/.test(words.join(' '))
  ) {
    return has(call, '--command', '-c', '-C') ? null : { kind: 'host', to: words.join(' ') }
  }
  if (call.program === 'su' || (call.program === 'sudo' && has(call, '-i', '-s'))) {
    return program(call) === null && !has(call, '-c') ? { kind: 'user', to: words.at(-1) ?? 'root' } : null
  }
  if (/^(bash|sh|zsh|ash)$/.test(call.program) && inside?.endsWith('-it') && words.length === 0 && !has(call, '-c')) {
    return { kind: 'container', to: inside }
  }
  return language(call)
}

function language(call: Call): Opens | null {
  const [script = '', ...rest] = scriptWords(call)
  const said = rest.join(' ')
  if (/(^|\/)manage\.py$/.test(script) || script === 'django-admin') {
    if (/^(shell|shell_plus)\b/.test(said))
      return has(call, '-c', '--command') ? null : { kind: 'language', to: script }
    if (/^dbshell\b/.test(said)) return { kind: 'database', to: script }
    return null
  }
  if (/(^|\/)rails$/.test(script) && /^(?:console|c|dbconsole|db)(?: |$)/.test(said))
    return { kind: 'language', to: 'rails console' }
  if (script === 'artisan' && /^tinker\b/.test(said)) return { kind: 'language', to: 'tinker' }
  if (script === 'flask' && /\bshell\b/.test(said)) return { kind: 'language', to: 'flask shell' }
  if (/^(truffle|hardhat)$/.test(script) && /^(console|develop)\b/.test(said)) return { kind: 'language', to: script }
  if (/^(python[\d.]*|node|irb|iex|ipython)$/.test(call.program) && call.args.length === 0) {
    return { kind: 'language', to: call.program }
  }
  return null
}
