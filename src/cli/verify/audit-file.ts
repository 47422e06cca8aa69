import { readFileSync, statSync } from 'node:fs'
import { isSigned } from '../../compose.ts'
import { type Alteration, proofOf, verifyAudit } from '../../record/index.ts'

/** A report for an auditor, held against the attestation beside it. */
interface VerifiedAudit {
  readonly file: string
  /** How many runs it tells of; null when what is attested does not hold. */
  readonly runs: number | null
  readonly altered: readonly Alteration[]
  readonly signedBy: string | null
  readonly notes: readonly string[]
}

/** Whether a path is a report that `report --all -o` wrote: its attestation lies beside it. */
export const isAuditFile = (path: string): boolean => isFile(path) && isFile(proofOf(path).attestation)

/** From the files alone: no store, no network. `key`: fingerprint of who must have signed it. */
export function verifyAuditFile(path: string, key: string | null): VerifiedAudit {
  const beside = proofOf(path)
  const { altered, statement, signedBy } = verifyAudit(
    {
      name: path,
      bytes: readFileSync(path),
      attestation: readFileSync(beside.attestation, 'utf8'),
      key: isFile(beside.key) ? readFileSync(beside.key, 'utf8') : null,
    },
    isSigned,
    key,
  )
  const notes =
    signedBy !== null && key === null
      ? [`It is signed by ${signedBy}. Ask whoever signed it whether that is their key, or give it with --key.`]
      : []
  return { file: path, runs: statement?.predicate.runs.length ?? null, altered, signedBy, notes }
}

const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() === true
