import { createHash } from 'node:crypto'
import type { Finding, Source } from '../../plan/index.ts'
import { applyFixes } from '../../read/findings/fix.ts'
import { bytesOf } from '../../read/index.ts'
import type { Checking } from './checked.ts'

/** Documents as they are when everything is mended that can be. */
export interface Mending {
  /** What is left, in the mended texts. */
  readonly checking: Checking
  readonly before: readonly Source[]
  /** By the document's path; documents in which nothing was mended are not among them. */
  readonly mended: ReadonlyMap<string, readonly Finding[]>
}

/** Fixes that touch each other are applied one after the other; this many rounds at most. */
const rounds = 10

/** Mends what is found until nothing is left that can be. Nothing is written. */
export async function mend(
  before: readonly Source[],
  checkAll: (sources: readonly Source[]) => Promise<Checking>,
): Promise<Mending> {
  const mended = new Map<string, readonly Finding[]>()
  let checking = await checkAll(before)
  for (let round = 0; round < rounds; round++) {
    let changed = false
    const sources = checking.documents.map(({ source, findings }) => {
      const next = applyFixes(source, findings)
      if (next.text === source.text) return source
      changed = true
      mended.set(source.path, [...(mended.get(source.path) ?? []), ...next.mended])
      const digest = createHash('sha256')
        .update(bytesOf({ ...source, text: next.text }))
        .digest('hex')
      return { ...source, text: next.text, digest }
    })
    if (!changed) break
    checking = await checkAll(sources)
  }
  return { checking, before, mended }
}
