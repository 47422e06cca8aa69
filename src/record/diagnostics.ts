import { evidenceFile, type OutputSeal, type Recorded } from '../run/index.ts'
import type { Alteration } from './verify.ts'

/** Files that were kept before a way back, and those that people added, with what they held. */
export const keptFiles = (
  journal: readonly Recorded[],
): readonly { readonly file: string; readonly of: string; readonly sealed: OutputSeal }[] =>
  journal.flatMap(({ event }) => {
    if (event.type === 'EvidenceAdded') {
      const { name: of, bytes, digest } = event
      return [{ file: evidenceFile(digest), of, sealed: { bytes, digest } }]
    }
    if (event.type !== 'DiagnosticsKept') return []
    return event.kept.flatMap(({ file, of, bytes, digest }) =>
      file === null ? [] : [{ file, of, sealed: { bytes, digest } }],
    )
  })

/** Those of them that are not as they were kept; `found` measures a file, null: it is gone. */
export const alteredKept = (
  journal: readonly Recorded[],
  found: (file: string) => OutputSeal | null,
): readonly Alteration[] =>
  keptFiles(journal).flatMap(({ file, of, sealed }): readonly Alteration[] => {
    const now = found(file)
    if (now === null) return [{ is: 'file', name: file, why: `what was kept of “${of}” is gone` }]
    return now.digest === sealed.digest ? [] : [{ is: 'file', name: file, why: `what was kept of “${of}” was altered` }]
  })
