import { createHash, createHmac } from 'node:crypto'
import type { Answer, Decision } from './decision.ts'
import type { Recorded } from './envelope.ts'
import type { RunEvent } from './events.ts'

/**
 * One text for one value: keys sorted, no white space, absent and `undefined` members alike. Lone surrogates are
 * escaped (`\ud800`), so that any string of a document has a form that survives UTF-8.
 */
export const canonical = (value: unknown): string => {
  if (Array.isArray(value)) {
    let text = ''
    for (const one of value) text += `,${canonical(one ?? null)}`
    return `[${text.slice(1)}]`
  }
  if (typeof value === 'object' && value !== null) {
    let text = ''
    // The default order is that of UTF-16 code units, whatever the locale.
    for (const key of Object.keys(value).sort()) {
      const member: unknown = Reflect.get(value, key)
      if (member !== undefined) text += `,${JSON.stringify(key)}:${canonical(member)}`
    }
    return `{${text.slice(1)}}`
  }
  if (typeof value === 'number' && !Number.isFinite(value)) throw new Error(`not a number that JSON can hold: ${value}`)
  const text = JSON.stringify(value)
  if (text === undefined) throw new Error(`not a value that JSON can hold: ${typeof value}`)
  return text
}

export const sha256 = (bytes: Uint8Array | string): Buffer => createHash('sha256').update(bytes).digest()

/** Lower-case hex SHA-256 of the canonical form. */
export const digestOf = (value: unknown): string => sha256(canonical(value)).toString('hex')

/** Lower-case hex SHA-256 of bytes. */
export const digestOfBytes = (bytes: Uint8Array): string => sha256(bytes).toString('hex')

/** Fixes an event and, through `prev`, everything before it. `prev` is '' for the first. */
export const seal = (draft: Omit<Recorded, 'prev' | 'hash'>, prev: string): Recorded => {
  const open = { run: draft.run, seq: draft.seq, at: draft.at, actor: draft.actor, event: draft.event, prev }
  return { ...open, hash: digestOf(open) }
}

/**
 * What a person signs who answers: the question with all that lay before them, their answer, and through `prev` everything
 * that had happened. `prev` is that of the event that holds the answer.
 */
export const signedAnswer = (run: string, decision: Decision, answer: Answer, prev: string): string =>
  canonical({ signs: 'holdpoint answer v1', run, decision: digestOf(decision), answer, prev })

/** What a person signs who ticks, skips or reopens an item without being asked, at its place in the run. */
export const signedTick = (run: string, event: Tick, prev: string): string => {
  const { signature, ...said } = event
  return canonical({ signs: 'holdpoint tick v1', run, event: said, prev })
}

type Tick = Extract<RunEvent, { readonly type: 'StepSettled' | 'StepReopened' }>

/** Items that people settle by their word alone. */
export const isTick = (event: RunEvent): event is Tick =>
  event.type === 'StepReopened' ||
  (event.type === 'StepSettled' && (event.how === 'ticked' || event.how === 'by-hand' || event.how === 'given'))

/** By what one value of an input is told from others, to who has the key: HMAC-SHA-256, lower-case hex. */
export const markOf = (key: Uint8Array, input: string, value: string): string =>
  createHmac('sha256', key).update(`${input}\0${value}`).digest('hex')

/** By which people know a public key (SPKI in DER, base64): `SHA256:` and base64 without padding, as ssh writes it. */
export const fingerprintOf = (key: string): string =>
  `SHA256:${sha256(Buffer.from(key, 'base64')).toString('base64').replace(/=+$/, '')}`
