import { matchesOf } from '../../matches.ts'
import { secretName } from '../../shell/secret.ts'

/** A place in a text that holds a key, and the sentence that says so. */
export interface Key {
  readonly start: number
  readonly end: number
  readonly message: string
}

/** Keys in a text, by the form that their issuers document or by the name of the setting that they are given to; in order. */
export function keysIn(text: string): readonly Key[] {
  const issued = matchesOf(tokens, text)
    .filter(([all]) => !example.test(all))
    .map(
      ({ 0: all, index }): Key => ({
        start: index,
        end: index + all.length,
        message: `This has the form of a ${kindOf(all)}.`,
      }),
    )
  const set = settingsIn(text).flatMap(({ all, name, value, index }): Key[] => {
    const start = index + all.lastIndexOf(value)
    if (!(secretName(name) || ownKey.test(name)) || open.test(name) || !random(value)) return []
    return [{ start, end: start + value.length, message: `${name} is given a value here that looks like one in use.` }]
  })
  return [...issued, ...set.filter((one) => !issued.some(({ start, end }) => one.start < end && start < one.end))].sort(
    (a, b) => a.start - b.start,
  )
}

/** The forms that their issuers document. */
const tokens =
  /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b|\bgh[pousr]_[A-Za-z0-9]{36}\b|\bgithub_pat_\w{60,}\b|\bglpat-[\w-]{20}\b|\bxox[abprs]-[\w-]{20,}\b|\bsk_live_[A-Za-z0-9]{20,}\b|\bAIza[\w-]{35}\b|\bnpm_[A-Za-z0-9]{36}\b|-----BEGIN (?:RSA |EC |OPENSSH )?PRIVATE KEY-----\r?\n[A-Za-z0-9+/=]{20,}/g

const kindOf = (token: string) =>
  token.startsWith('-----')
    ? 'private key'
    : token.startsWith('A') && !token.startsWith('AIza')
      ? 'cloud access key'
      : 'token'

const example = /(?:example|xxxx|0{6}|1234567|abcdef)/i

/** `NAME=value` and `name: "value"`, as settings are written, wherever they stand. */
const settings = /(?<![\w.-])["'`]?([A-Za-z][\w.-]{2,60})["'`]?[ \t]*[:=][ \t]*["'`]?([\w+/=.-]{20,400})(?![\w+/=.-])/g

/** The end of one. */
const given = /[:=][ \t]*["'`]?[\w+/=.-]{20}/g

/** Most lines hold no end of one, and are not searched for its name at every word. */
function settingsIn(text: string) {
  const found: { readonly all: string; readonly name: string; readonly value: string; readonly index: number }[] = []
  let end = -1
  for (const { index } of matchesOf(given, text)) {
    if (index < end) continue
    const start = text.lastIndexOf('\n', index) + 1
    end = text.indexOf('\n', index)
    if (end < 0) end = text.length
    for (const match of matchesOf(settings, text.slice(start, end)))
      found.push({ all: match[0], name: match[1] ?? '', value: match[2] ?? '', index: start + match.index })
  }
  return found
}

const ownKey = /service_?role|mnemonic|(?:encryption|signing|auth)_?key|_key$/i
/** What is meant to be seen by everybody, or only names or counts something. */
const open =
  /public|publishable|anon|site_?key|fingerprint|digest|hash|sha\d*$|(?:_|-|\b)(?:id|arn|url|uri|host|name|path|file|address|contract|length|version|alias|type|algorithm)$/i

/**
 * Made by a generator and not by a person who shows where one comes: digits and letters are mixed, no word for a
 * stand-in is in it, no address, no path.
 */
function random(value: string): boolean {
  if (
    example.test(value) ||
    standIn.test(value) ||
    /^(?:0x[\da-f]{40}|[\w.-]+\.(?:com|org|net|io|dev|json|ya?ml))$/i.test(value)
  )
    return false
  const digits = value.match(/\d/g)?.length ?? 0
  return digits >= 4 && /[a-z]/i.test(value) && bits(value) > 3.2
}

/** The first key that well-known test chains give to everybody is a stand-in too. */
const standIn =
  /your|change|replace|placeholder|dummy|fake|sample|insert|todo|test|here|secret|password|token|_key|\.\.\.|^0xac0974be|^(?:arn|projects?)\b|\/\w+\/\w+\/|^(?:[a-z]+|\d+)(?:[-_./](?:[a-z]+|\d+))*$|^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$|(.{3,})\1\1/i

/** What one character tells, in bits; a text of one letter tells nothing. */
function bits(value: string): number {
  const counts = new Map<string, number>()
  for (const char of value) counts.set(char, (counts.get(char) ?? 0) + 1)
  return [...counts.values()].reduce((sum, count) => sum - (count / value.length) * Math.log2(count / value.length), 0)
}
