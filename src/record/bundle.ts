import { sha256 } from '../run/chain.ts'
import type { Recorded, RunState } from '../run/index.ts'
import type { Subject } from './attestation.ts'
import type { Outputs } from './facts.ts'
import { htmlPage } from './html/page.ts'
import { json } from './json.ts'
import { markdown } from './markdown.ts'

/** Names of the files of a bundle; outputs lie below `outputs/`. */
export const bundle = {
  markdown: 'record.md',
  html: 'record.html',
  json: 'record.json',
  journal: 'journal.jsonl',
  attestation: 'attestation.json',
  key: 'public-key.pem',
} as const

/** Files of a bundle whose run has a time stamp: the line that was stamped, and the authority's answer. */
export const stamp = { text: 'timestamp.txt', reply: 'timestamp.tsr' } as const

/**
 * A record in all its forms and the journal that it was made of, by name: the same bytes for the same run, always.
 * `stored`: the journal as it was written; `history`: as this version reads it.
 */
export function recordFiles(
  state: RunState,
  history: readonly Recorded[],
  stored: readonly Recorded[],
  outputs: Outputs,
): ReadonlyMap<string, Uint8Array> {
  return new Map<string, Uint8Array>([
    [bundle.markdown, Buffer.from(markdown(state, history), state.source.encoding)],
    [bundle.html, Buffer.from(htmlPage(state, history, outputs))],
    [bundle.json, Buffer.from(`${JSON.stringify(json(state, history), null, 2)}\n`)],
    [bundle.journal, Buffer.from(stored.map((one) => `${JSON.stringify(one)}\n`).join(''))],
  ])
}

export const subjectsOf = (files: ReadonlyMap<string, Uint8Array>): readonly Subject[] =>
  [...files].map(([name, bytes]) => ({ name, digest: { sha256: sha256(bytes).toString('hex') } }))

/** The journal of a bundle, line by line; what is no event is null. */
export const journalOf = (text: string): readonly (Recorded | null)[] =>
  text
    .split('\n')
    .filter((line, index, all) => index < all.length - 1 || line !== '')
    .map(eventIn)

function eventIn(line: string): Recorded | null {
  try {
    const value: unknown = JSON.parse(line)
    const known = typeof value === 'object' && value !== null && 'seq' in value && 'event' in value && 'hash' in value
    return known && typeof value.event === 'object' && value.event !== null ? (value as Recorded) : null
  } catch {
    return null
  }
}
