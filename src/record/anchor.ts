import type { Recorded } from '../run/index.ts'
import { journalRoot } from './merkle.ts'
import type { Alteration } from './verify.ts'

/** What is written down of a journal at a place that who alters it cannot reach: its first `events` events have this root. */
interface Anchor {
  readonly run: string
  readonly events: number
  /** Merkle root over them, hexadecimal. */
  readonly root: string
}

export const anchorOf = (run: string, journal: readonly Recorded[]): Anchor => ({
  run,
  events: journal.length,
  root: journalRoot(journal),
})

/** An anchor as one line, which people can read too. */
export const anchorLine = ({ run, events, root }: Anchor): string =>
  `Holdpoint-Run: ${run} events=${events} merkle-root=${root}`

/** The anchors in a text that holds whatever else. */
export const anchorsIn = (text: string): readonly Anchor[] =>
  [...text.matchAll(/^Holdpoint-Run: (\S+) events=(\d{1,9}) merkle-root=([0-9a-f]{64})$/gm)].map(
    ([, run = '', events = '', root = '']) => ({ run, events: Number(events), root }),
  )

/** Anchors of this journal that it does not bear out. `where`: of each, for people. */
export function brokenAnchors(
  journal: readonly Recorded[],
  anchors: readonly (Anchor & { readonly where: string })[],
): readonly Alteration[] {
  const last = journal.length
  return anchors.flatMap(({ events, root, where }): readonly Alteration[] => {
    if (events > last)
      return [{ is: 'missing', from: last + 1, to: events, why: `${where} anchors a journal of ${events} events` }]
    const own = journalRoot(journal.slice(0, events))
    if (own === root) return []
    return [{ is: 'rebuilt', why: `the root of its first ${events} events is ${own}, ${where} anchors ${root}` }]
  })
}
