import { createHash } from 'node:crypto'
import type { Recorded } from './envelope.ts'

/**
 * One text for one value: keys sorted, no white space, absent and `undefined` members alike. Lone surrogates are
 * escaped (`\ud800`), so that any string of a document has a form that survives UTF-8.
 */
export const canonical = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map((one) => canonical(one ?? null)).join(',')}]`
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
      .map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`)
    return `{${members.join(',')}}`
  }
  if (typeof value === 'number' && !Number.isFinite(value)) throw new Error(`not a number that JSON can hold: ${value}`)
  const text = JSON.stringify(value)
  if (text === undefined) throw new Error(`not a value that JSON can hold: ${typeof value}`)
  return text
}

/** Lower-case hex SHA-256 of the canonical form. */
export const digestOf = (value: unknown): string => createHash('sha256').update(canonical(value), 'utf8').digest('hex')

/** Fixes an event and, through `prev`, everything before it. `prev` is '' for the first. */
export const seal = (draft: Omit<Recorded, 'prev' | 'hash'>, prev: string): Recorded => {
  const open = { run: draft.run, seq: draft.seq, at: draft.at, actor: draft.actor, event: draft.event, prev }
  return { ...open, hash: digestOf(open) }
}
