import { matchesOf } from '../matches.ts'
import type { Call } from './calls.ts'

const named =
  /(?:^|[\s"'{&?;,_-])[\w-]{0,40}(?:password|passwd|passphrase|pwd|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|auth[_-]?key|secret[_-]?key)["']?\s*[=:]\s*["']?([^\s"'&;,}]+)/gi
const options =
  /^--?(?:password|passwd|pass|token|secret|api-key|auth-token|client-secret|docker-password|access-token|(?:src|dest)?storepass|keypass|secret-string)$/i
const headers =
  /\b(?:Bearer|Basic|Token)\s+([^\s"']{3,})|\bX-(?:API-Key|Auth-Token)\s*:\s*([^\s"']+)|:\/\/[^\s:/@]{1,80}:([^\s@/]{1,200})@/gi
/** What every match of the two holds: most commands hold none of it, and are not searched for them at every word. */
const hints = /pass|pwd|secret|token|key|bearer|basic|:\/\//i
/** A value of several words that says again what it is called: `network-passphrase = "Custom Network Passphrase"`. */
const described = /([\w-]*(?:password|passphrase|secret|token|key))["']?\s*[=:]\s*(["'])([^"'\n]*\s[^"'\n]*)\2/gi
const calls = (all: string, name: string, _quote: string, value: string): string =>
  value.toLowerCase().includes(name.toLowerCase().split(/[-_]/).at(-1) ?? '') ? '' : all
/** `cargo login <your-token>`, `vault login YOUR_TOKEN`: a word that says what is typed in its place. */
const stoodFor =
  /(?<=^\S+ login )(<[\w -]*(?:token|password|passwd|secret|key)>|\{[\w-]*(?:token|password|secret|key)\}|(?:YOUR|MY)_[A-Z_]*(?:TOKEN|PASSWORD|SECRET|KEY))(?=\s|$)/gi
/** As SQL gives a user a password. */
const queried = /\b(?:PASSWORD|IDENTIFIED\s+BY)\s+'([^']+)'/gi
/** As a comment tells what to type: "# Password: x". A plain word ("required") is none. */
const told =
  /(?:password|passwort|kennwort|contrase(?:ñ|n)a|mot de passe|senha|пароль|密码|密碼|パスワード|비밀번호)\s*[:：=]\s*["'`]?(?![a-z]*["'`]?\s*$)([^\s"'`]{4,})["'`]?\s*$/i
/** What is no secret in a secret's place: an expansion, nothing, a path, a switch. */
const harmless = /^(?:\$|`|\*+$|$|true$|false$|null$|none$|\(|<\(|\/|@|%|!|\\|fileb?:\/\/)/i

/**
 * Carries a credential in the open, or a placeholder where one is typed. `words` are the words and assignments as a
 * shell would pass them, placeholders as they stand.
 */
export const tellsSecret = (call: Call, text: string): boolean => secretsOf(call, text).length > 0

/** The values that stand where a credential is typed, as they stand; some of them placeholders or made up. */
export function secretsOf(call: Call, text: string): readonly string[] {
  const written = [text, call.food].flatMap((one) =>
    hints.test(one)
      ? [...found(one.replace(described, calls), named), ...found(one, headers), ...found(one, stoodFor)]
      : [],
  )
  return [...new Set([...written, ...found(call.food, queried), ...given(call)])]
}

/** What the program's own options take for a credential. */
function given(call: Call): string[] {
  const { program } = call
  return call.args.flatMap((arg, at) => {
    const next = call.args[at + 1] ?? ''
    if (options.test(arg)) return harmless.test(next) || next.startsWith('-') ? [] : [next]
    if (program === 'curl' && /^(-u|--user)$/.test(arg)) return /^[^:$]+:([^$]+)/.exec(next)?.slice(1) ?? []
    if (/^(mysql|mysqldump|mariadb|mysqladmin)$/.test(program)) return /^-p([^\s$].*)/.exec(arg)?.slice(1) ?? []
    const value = program === 'redis-cli' && arg === '-a' ? next : sshpass(call, arg, next)
    return harmless.test(value) ? [] : [value]
  })
}

const sshpass = ({ program }: Call, arg: string, next: string) =>
  program === 'sshpass' && arg.startsWith('-p') ? arg.slice(2) || next : ''

const found = (text: string, pattern: RegExp): string[] =>
  matchesOf(pattern, text)
    .map((match) => match[1] ?? match[2] ?? match[3] ?? '')
    .filter((one) => !harmless.test(one))

/** Does a query give a user a password? */
export const givesPassword = (sql: string): boolean => found(sql, queried).length > 0

/** Does a comment tell a password? */
export function tellsPassword(words: string): boolean {
  const value = told.exec(words)?.[1]
  return value !== undefined && !harmless.test(value)
}

/** Is a value that is typed here, or that is called so, a credential? */
export function secretName(name: string): boolean {
  return /password|passwd|passphrase|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|mot[_-]?de[_-]?passe|credential/i.test(
    name,
  )
}
