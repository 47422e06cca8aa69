import { sha256 } from '../run/chain.ts'
import type { Recorded } from '../run/index.ts'

/**
 * Root of the Merkle tree over leaves, as RFC 6962 (section 2.1) has it: a leaf is hashed behind a byte 0, two subtrees
 * behind a byte 1, and the left one is the largest power of two that leaves something to the right.
 */
export function merkleRoot(leaves: readonly Uint8Array[]): Uint8Array {
  if (leaves.length === 0) return sha256('')
  // The tree's left subtrees that are complete so far, largest first: what is added only ever joins the last ones.
  const complete: { readonly size: number; readonly hash: Uint8Array }[] = []
  for (const leaf of leaves) {
    let joined = { size: 1, hash: hashOf(0, leaf) }
    for (let left = complete.at(-1); left?.size === joined.size; left = complete.at(-1)) {
      joined = { size: left.size * 2, hash: hashOf(1, left.hash, joined.hash) }
      complete.pop()
    }
    complete.push(joined)
  }
  return complete.map(({ hash }) => hash).reduceRight((right, left) => hashOf(1, left, right))
}

const hashOf = (first: number, ...parts: readonly Uint8Array[]): Uint8Array =>
  sha256(Buffer.concat([Buffer.of(first), ...parts]))

/** Of a journal: its leaves are the hashes of the events, 32 bytes each. Hexadecimal. */
export const journalRoot = (journal: readonly Pick<Recorded, 'hash'>[]): string =>
  Buffer.from(merkleRoot(journal.map(({ hash }) => Buffer.from(hash, 'hex')))).toString('hex')
