import { sha256 } from '../../run/chain.ts'
import type { Subject } from '../attestation.ts'
import { readAttestation } from '../envelope-file.ts'
import type { IsSigned } from '../signatures.ts'
import type { Alteration } from '../verify.ts'
import type { Audit } from './audit.ts'

/** Of a statement about every run in a period. */
const predicateType = 'urn:holdpoint:changes:v1'

/** An in-toto Statement v1 about a report for an auditor. */
type AuditStatement = ReturnType<typeof auditStatement>

/** What is attested of a report: its bytes, and each run with the end of its journal, so that it can be held against them. */
export function auditStatement(audit: Audit, name: string, bytes: Uint8Array, version: string) {
  const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString())
  const subject: Subject[] = [{ name, digest: { sha256: sha256(bytes).toString('hex') } }]
  return {
    _type: 'https://in-toto.io/Statement/v1',
    subject,
    predicateType,
    predicate: {
      environment: audit.environment,
      from: iso(audit.from),
      to: iso(audit.to),
      madeAt: iso(audit.madeAt),
      holdpoint: version,
      runs: audit.entries.map(({ number, run, journal, altered }) => ({
        number,
        run,
        journal,
        altered: altered.length,
      })),
      removed: audit.gone.map(({ number, run, events, head }) => ({ number, run, journal: { events, head } })),
      missing: audit.missing,
      unreadable: audit.unreadable.map(({ run }) => run),
      rehearsals: audit.rehearsals,
    },
  }
}

/** Names of the two files that lie beside a report and prove it. */
export const proofOf = (report: string) => ({
  attestation: `${report}.attestation.json`,
  key: `${report}.public-key.pem`,
})

interface AuditFiles {
  /** As people call it. */
  readonly name: string
  readonly bytes: Uint8Array
  readonly attestation: string
  /** Null: it is gone. */
  readonly key: string | null
}

/** What of a report is not as it was signed, from the files alone. `key`: fingerprint of who must have signed; null: any. */
export function verifyAudit(
  { name, bytes, attestation, key: keyFile }: AuditFiles,
  isSigned: IsSigned,
  key: string | null,
): {
  readonly altered: readonly Alteration[]
  readonly statement: AuditStatement | null
  readonly signedBy: string | null
} {
  const beside = proofOf(name)
  const bad = (file: string, why: string) => ({
    altered: [{ is: 'file', name: file, why } as const],
    statement: null,
    signedBy: null,
  })
  if (keyFile === null) return bad(beside.key, 'it is gone')
  const attested = readAttestation<AuditStatement>(attestation, keyFile, isSigned, predicateType)
  if (!attested.holds) return bad(beside[attested.file], attested.why)
  const { statement, fingerprint } = attested
  const digest = sha256(bytes).toString('hex')
  const altered: readonly Alteration[] = [
    ...(statement.subject.some((one) => one.digest.sha256 === digest)
      ? []
      : [{ is: 'file', name, why: 'its SHA-256 is not the attested one' } as const]),
    ...(key === null || key === fingerprint
      ? []
      : [{ is: 'rebuilt', why: `it is signed by ${fingerprint}, and should be by ${key}` } as const]),
  ]
  return { altered, statement, signedBy: fingerprint }
}
