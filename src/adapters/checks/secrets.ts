/** In an address: `scheme://user:password@host`. */
const inUserinfo = /[a-z][\w+.-]*:\/\/[^\s:/@?#]*:([^\s/?#]+)@/gi
/** In an address: `?token=…`. */
const inQuery = /[?&](?:password|passwd|pwd|token|access_token|api_?key|key|secret|sig|signature)=([^&#\s]+)/gi

/** Shorter ones would also be found where they are none. */
const least = 4

/** What the words of a check hold that evidence must not: passwords and tokens of addresses, as written and decoded. */
export function secretsIn(texts: readonly string[]): readonly string[] {
  const found = texts.flatMap((text) => [...text.matchAll(inUserinfo), ...text.matchAll(inQuery)].map(([, one]) => one))
  const forms = found.flatMap((one = '') => [one, decoded(one), encodeURIComponent(decoded(one))])
  return [...new Set(forms)].filter((one) => one.length >= least).sort((a, b) => b.length - a.length)
}

/** A line of evidence without them. */
export function without(secrets: readonly string[], line: string): string {
  return secrets.reduce((text, secret) => text.replaceAll(secret, '***'), withoutUserinfo(line))
}

const withoutUserinfo = (text: string): string =>
  text.replace(inUserinfo, (whole, one: string) => whole.replace(`:${one}@`, ':***@'))

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
