import { HoldpointError } from '../errors.ts'
import { sha256 } from '../run/chain.ts'
import { type OutputSeal, type Recorded, replay, upcast } from '../run/index.ts'
import type { Statement } from './attestation.ts'
import { bundle, journalOf, recordFiles, stamp } from './bundle.ts'
import { type Attested, readAttestation } from './envelope-file.ts'
import { exportedEvidence, exportedOutputs } from './exported.ts'
import type { Outputs } from './facts.ts'
import { journalRoot } from './merkle.ts'
import { forgedAnswers, type IsSigned } from './signatures.ts'
import { type Alteration, brokenLinks } from './verify.ts'

/** A bundle as it lies on a disk. */
interface BundleFiles {
  /** Names of everything in it, also of what is no regular file. */
  readonly names: readonly string[]
  /** Files of the bundle itself, by name; outputs are not among them. */
  readonly files: ReadonlyMap<string, Uint8Array>
  /** Length and digest of an output's file; null when there is none. */
  readonly sealOf: (name: string) => OutputSeal | null
  /** The end of an output's file, as the record shows it. */
  readonly tails: Outputs
}

interface BundleVerdict {
  readonly altered: readonly Alteration[]
  /** What is attested; null when the attestation does not hold. */
  readonly statement: Statement | null
  /** Fingerprint of the key that signed; null when the attestation does not hold. */
  readonly signedBy: string | null
  readonly journal: readonly Recorded[]
  /** Whether the record was drawn again from the journal: only the version that made it draws the same bytes. */
  readonly drawnAgain: boolean
}

interface Expected {
  readonly isSigned: IsSigned
  /** Of this Holdpoint. */
  readonly version: string
  /** Fingerprint of the key that must have signed; null: any. */
  readonly key: string | null
}

/** Everything in a bundle that is not as it was attested, from the files alone. */
export function verifyBundle(given: BundleFiles, { isSigned, version, key }: Expected): BundleVerdict {
  const text = (name: string) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(given.files.get(name))
  const attested = given.files.has(bundle.attestation)
    ? readAttestation(text(bundle.attestation), text(bundle.key), isSigned)
    : null
  const statement = attested?.holds ? attested.statement : null
  const lines = journalOf(text(bundle.journal))
  const journal = lines.flatMap((line) => line ?? [])
  const inJournal = [...noEvents(lines), ...brokenLinks(journal), ...againstStatement(journal, statement)]
  const drawn = inJournal.length === 0 ? draw(journal, given, statement, version) : null
  const altered = [
    ...whoSigned(attested, given, key),
    ...inJournal,
    ...(inJournal.length === 0 ? forgedAnswers(journal, isSigned) : []),
    ...againstFiles(given, statement, drawn, inJournal.length > 0),
    ...outputs(journal, given),
    ...evidence(journal, given),
    ...strangers(journal, given, statement),
  ]
  const signedBy = attested?.holds ? attested.fingerprint : null
  return { altered, statement, signedBy, journal, drawnAgain: drawn !== null }
}

function whoSigned(attested: Attested | null, { files }: BundleFiles, key: string | null): readonly Alteration[] {
  const file = (name: string, why: string): Alteration => ({ is: 'file', name, why })
  if (attested === null) return [file(bundle.attestation, 'it is gone')]
  if (!attested.holds && attested.file === 'key')
    return [file(bundle.key, files.has(bundle.key) ? attested.why : 'it is gone')]
  if (!attested.holds) return [file(bundle.attestation, attested.why)]
  if (key === null || key === attested.fingerprint) return []
  return [{ is: 'rebuilt', why: `it is signed by ${attested.fingerprint}, and should be by ${key}` }]
}

const noEvents = (lines: readonly (Recorded | null)[]): readonly Alteration[] =>
  lines.flatMap((line, index) =>
    line === null ? [{ is: 'edited', seq: index + 1, why: 'its line holds no event' } as const] : [],
  )

/** The chain tells what is broken in it; the root, which was signed, that it was cut off, continued or made anew. */
function againstStatement(journal: readonly Recorded[], statement: Statement | null): readonly Alteration[] {
  if (statement === null) return []
  const { events, merkleRoot } = statement.predicate.journal
  const last = Number(journal.at(-1)?.seq ?? 0)
  if (last < events) return [{ is: 'missing', from: last + 1, to: events, why: `${events} events are attested` }]
  if (last > events) return [{ is: 'added', from: events + 1, to: last, why: `${events} events are attested` }]
  const root = journalRoot(journal)
  if (root === merkleRoot || brokenLinks(journal).length > 0) return []
  return [{ is: 'rebuilt', why: `the root of its journal is ${root}, attested is ${merkleRoot}` }]
}

/** The record's files as the journal gives them; null where another version of Holdpoint drew them. */
function draw(
  stored: readonly Recorded[],
  { tails }: BundleFiles,
  statement: Statement | null,
  version: string,
): ReadonlyMap<string, Uint8Array> | null {
  if (statement !== null && statement.predicate.holdpoint !== version) return null
  try {
    const history = upcast(stored, null)
    const state = replay(history)
    return state === null ? null : recordFiles(state, history, stored, tails)
  } catch (error) {
    if (error instanceof HoldpointError) return null
    throw error
  }
}

/** Each file against its attested digest, and against what the journal gives. */
function againstFiles(
  { files }: BundleFiles,
  statement: Statement | null,
  drawn: ReadonlyMap<string, Uint8Array> | null,
  journalNamed: boolean,
): readonly Alteration[] {
  const names = [bundle.markdown, bundle.html, bundle.json, bundle.journal, ...stampsIn(statement)]
  return names.flatMap((name): readonly Alteration[] => {
    const bytes = files.get(name)
    if (bytes === undefined) return [{ is: 'file', name, why: 'it is gone' }]
    const attested = statement?.subject.find((one) => one.name === name)?.digest.sha256 ?? null
    const made = drawn?.get(name)
    const asAttested = attested === null || sha256(bytes).toString('hex') === attested
    const asDrawn = made === undefined || Buffer.compare(bytes, made) === 0
    // What is wrong in the journal has been said, event by event.
    if ((asAttested && asDrawn) || (name === bundle.journal && journalNamed)) return []
    const where = made === undefined || asDrawn ? '' : `; the first difference is in line ${firstLine(bytes, made)}`
    const why = asAttested ? 'it is not what the journal gives' : 'its SHA-256 is not the attested one'
    return [{ is: 'file', name, why: why + where }]
  })
}

/** The time stamp's files, where one is attested. */
const stampsIn = (statement: Statement | null): readonly string[] =>
  Object.values(stamp).filter((name) => statement?.subject.some((one) => one.name === name) ?? false)

/** 1-based line of the first byte that differs. */
function firstLine(bytes: Uint8Array, made: Uint8Array): number {
  let at = 0
  while (at < bytes.length && at < made.length && bytes[at] === made[at]) at += 1
  return made.subarray(0, at).reduce((line, byte) => (byte === 10 ? line + 1 : line), 1)
}

function outputs(journal: readonly Recorded[], { sealOf }: BundleFiles): readonly Alteration[] {
  return exportedOutputs(journal).flatMap(({ step, attempt, name, sealed }): readonly Alteration[] => {
    if (sealed === null) return []
    const there = sealOf(name)
    if (there === null) return [{ is: 'output-missing', step, attempt, why: `${name} is gone` }]
    if (there.bytes < sealed.bytes) {
      const why = `${name} ends after ${there.bytes} of ${sealed.bytes} bytes`
      return [{ is: 'output-missing', step, attempt, why }]
    }
    if (there.digest === sealed.digest) return []
    const why = `SHA-256 of the ${there.bytes} bytes of ${name} is ${there.digest}, recorded was ${sealed.digest}`
    return [{ is: 'output-altered', step, attempt, why }]
  })
}

function evidence(journal: readonly Recorded[], { sealOf }: BundleFiles): readonly Alteration[] {
  return exportedEvidence(journal).flatMap(({ name, sealed }): readonly Alteration[] => {
    const there = sealOf(name)
    if (there?.digest === sealed.digest) return []
    return [{ is: 'file', name, why: there === null ? 'it is gone' : 'it is not what was added as evidence' }]
  })
}

/** What lies in the folder and belongs to no bundle of this journal. */
function strangers(
  journal: readonly Recorded[],
  { names }: BundleFiles,
  statement: Statement | null,
): readonly Alteration[] {
  const known = new Set<string>([
    ...Object.values(bundle),
    // Where nothing is attested, that has been said.
    ...(statement === null ? Object.values(stamp) : stampsIn(statement)),
    ...exportedOutputs(journal).flatMap(({ name, sealed }) => (sealed === null ? [] : [name])),
    ...exportedEvidence(journal).map(({ name }) => name),
  ])
  return names.filter((name) => !known.has(name)).map((name) => ({ is: 'file', name, why: 'it was added' }))
}
