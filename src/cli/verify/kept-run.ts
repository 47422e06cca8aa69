import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { isSigned, readProject, stampsOf } from '../../compose.ts'
import type { RunHeader } from '../../engine/ports.ts'
import {
  alteredKept,
  alteredRow,
  forgedAnswers,
  keptFiles,
  type SealedOutput,
  sealedOutputs,
  verify,
} from '../../record/index.ts'
import type { OutputSeal } from '../../run/index.ts'
import type { Context } from '../context.ts'
import { findRun } from '../find-run.ts'
import type { Given } from '../given.ts'
import { openWorkplace, type Workplace } from '../workplace.ts'
import { anchored, fileIn } from './anchors.ts'
import type { Verified } from './verified.ts'

/** A run as the store holds it: its journal, its outputs, and its line in the list of runs. */
export async function verifyKept(given: Given, context: Context): Promise<Verified> {
  const work = openWorkplace(given, context, null)
  try {
    const header = findRun(await work.engine.runs(), given.text('run'), work.place)
    return await verifyRun(work, header, { file: given.text('anchor'), ca: given.text('ca') })
  } finally {
    await work.close()
  }
}

export async function verifyRun(
  { store, files, place }: Workplace,
  header: RunHeader,
  given: { readonly file: string | null; readonly ca: string | null } = { file: null, ca: null },
): Promise<Verified> {
  const journal = await store.read(header.run, 0)
  const found = new Map<string, OutputSeal | null>()
  for (const output of sealedOutputs(journal)) {
    const { step, attempt, from, log, sealed, whole } = output
    const to = whole ? Number.POSITIVE_INFINITY : from + sealed.bytes
    found.set(nameOf(output), await files.seal(header.run, step, attempt, from, to, log))
  }
  const kept = new Map<string, OutputSeal | null>()
  for (const { file } of keptFiles(journal)) {
    const bytes = await files.kept(header.run, file)
    kept.set(file, bytes && { bytes: bytes.length, digest: createHash('sha256').update(bytes).digest('hex') })
  }
  const stamps = stampsOf(place.store, header.run)
  const anchors = anchored(place.cwd, journal, stamps, { ...given, ca: given.ca ?? caOf(place.cwd) })
  const altered = [
    ...verify(journal, { seq: header.last, hash: header.head }, (output) => found.get(nameOf(output)) ?? null),
    ...alteredKept(journal, (file) => kept.get(file) ?? null),
    ...forgedAnswers(journal, isSigned),
    ...alteredRow(journal, header),
    ...anchors.altered,
  ]
  return { run: header.run, journal, outputs: found.size + kept.size, altered, signedBy: null, notes: anchors.notes }
}

/** What the project says that stamps are checked with. */
function caOf(cwd: string): string | null {
  const ca = readProject(join(cwd, 'holdpoint.yaml'))?.anchors.ca ?? null
  return ca === null ? null : fileIn(cwd, ca)
}

const nameOf = ({ step, attempt, from, log, sealed }: SealedOutput) =>
  `${attempt} ${log} ${from} ${sealed.bytes} ${step}`
