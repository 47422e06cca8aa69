import type { YamlNode } from './strict.ts'

/** Where a run's root is stamped (RFC 3161), and what a stamp is checked with. */
export interface Anchors {
  /** Address of the authority; null: none. */
  readonly tsa: string | null
  /** File with its certificates in PEM, as written; null: none. */
  readonly ca: string | null
}

/** `anchors: { tsa: https://…, ca: tsa-ca.pem }`. */
export function anchorsOf(node: YamlNode | undefined): Anchors {
  const parts = Object.fromEntries(node?.entries(['tsa', 'ca'], 'a mapping with `tsa` and `ca`') ?? [])
  const expected = 'an address such as `https://tsa.example.org`'
  const tsa = parts.tsa?.text(expected) ?? null
  if (tsa !== null && !/^https?:\/\/./.test(tsa)) throw parts.tsa?.wrong(expected) ?? new Error(expected)
  return { tsa, ca: parts.ca?.text('a file with certificates in PEM') ?? null }
}
