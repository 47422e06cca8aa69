import type { Recorded } from '../run/index.ts'
import { journalRoot } from './merkle.ts'
import type { Alteration } from './verify.ts'

/** What is written down of a journal at a place that who alters it cannot reach: what its first `events` events give. */
interface Anchor {
  readonly run: string
  readonly events: number
  /** The Merkle root over them, or the hash of the last one, which holds all before it. */
  readonly is: 'merkle-root' | 'head'
  /** Hexadecimal. */
  readonly value: string
}

export const anchorOf = (run: string, journal: readonly Recorded[]): Anchor => ({
  run,
  events: journal.length,
  is: 'merkle-root',
  value: journalRoot(journal),
})

/** An anchor as one line, which people can read too. */
export const anchorLine = ({ run, events, is, value }: Anchor): string =>
  `Holdpoint-Run: ${run} events=${events} ${is}=${value}`

/** The anchors in a text that holds whatever else: lines, and the ids of mails that Holdpoint sent. */
export const anchorsIn = (text: string): readonly Anchor[] => [
  ...[...text.matchAll(/\bHoldpoint-Run: (\S+) events=(\d{1,9}) (merkle-root|head)=([0-9a-f]{64})\b/g)].map(
    ([, run = '', events = '', is, value = '']): Anchor => ({
      run,
      events: Number(events),
      is: is === 'head' ? 'head' : 'merkle-root',
      value,
    }),
  ),
  ...[...text.matchAll(/<([0-9a-z]+)\.[^<>\s@]{1,100}\.(\d{1,9})\.([0-9a-f]{64})@holdpoint>/g)].map(
    ([, run = '', events = '', value = '']): Anchor => ({ run, events: Number(events), is: 'head', value }),
  ),
]

/** Anchors of this journal that it does not bear out. `where`: of each, for people. */
export function brokenAnchors(
  journal: readonly Recorded[],
  anchors: readonly (Anchor & { readonly where: string })[],
): readonly Alteration[] {
  const last = journal.length
  return anchors.flatMap(({ events, is, value, where }): readonly Alteration[] => {
    if (events > last)
      return [{ is: 'missing', from: last + 1, to: events, why: `${where} anchors a journal of ${events} events` }]
    const first = journal.slice(0, events)
    const own = is === 'head' ? (first.at(-1)?.hash ?? '') : journalRoot(first)
    if (own === value) return []
    const what = is === 'head' ? `the hash of event ${events}` : `the root of its first ${events} events`
    return [{ is: 'rebuilt', why: `${what} is ${own}, ${where} anchors ${value}` }]
  })
}
