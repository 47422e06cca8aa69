import { makeBundleFolder, operatorKey, stampsOf } from '../../compose.ts'
import {
  attest,
  attestationFile,
  bundle,
  exportedEvidence,
  exportedOutputs,
  publicKeyFile,
  recordFiles,
  stamp,
  statement,
  subjectsOf,
} from '../../record/index.ts'
import type { RunState } from '../../run/index.ts'
import type { Context } from '../context.ts'
import type { Workplace } from '../workplace.ts'
import { flagLookAlikes } from './flag-look-alikes.ts'
import { tailKey, tailsOf } from './tails.ts'

/** Bytes of an output that are copied at once. */
const portion = 1024 * 1024

/** The record in all its forms, with the attestation over them that the operator's key signs. */
export async function provenFiles(
  state: RunState,
  work: Workplace,
  context: Context,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const key = operatorKey(context.env)
  const history = await work.engine.history(state.id)
  const stored = await work.store.read(state.id, 0)
  const tails = await tailsOf(state, work)
  await flagLookAlikes(state, history, tails, context)
  const stamped = stampsOf(work.place.store, state.id).at(-1)
  const files = new Map([
    ...recordFiles(state, history, stored, (step, attempt) => tails.get(tailKey(step, attempt)) ?? null),
    ...(stamped === undefined
      ? []
      : ([
          [stamp.text, Buffer.from(stamped.text)],
          [stamp.reply, stamped.reply],
        ] as const)),
  ])
  const signed = attest(statement(state, history, subjectsOf(files), context.version), key)
  return new Map([
    ...files,
    [bundle.attestation, Buffer.from(attestationFile(signed))],
    [bundle.key, Buffer.from(publicKeyFile(key.sign('').key))],
  ])
}

/** Writes a folder that proves itself: record, journal, outputs, attestation and the key to check it with. */
export async function writeBundle(state: RunState, work: Workplace, context: Context, folder: string): Promise<void> {
  const proven = await provenFiles(state, work, context)
  const made = makeBundleFolder(folder)
  for (const [name, bytes] of proven) await made.write(name, [bytes])
  const history = await work.engine.history(state.id)
  for (const { name, file } of exportedEvidence(history)) {
    const bytes = await work.files.kept(state.id, file)
    // One that is gone is missing there too, which `verify` says.
    if (bytes !== null) await made.write(name, [bytes])
  }
  for (const { name, step, attempt, sealed, masked } of exportedOutputs(history))
    if (sealed !== null)
      await made.write(
        name,
        portions(sealed.bytes, (from, to) => work.engine.output(state, step, attempt, from, to, { masked })),
      )
}

async function* portions(
  length: number,
  read: (from: number, to: number) => Promise<Uint8Array | null>,
): AsyncIterable<Uint8Array> {
  for (let from = 0; from < length; from += portion) {
    const bytes = await read(from, Math.min(length, from + portion))
    if (bytes === null || bytes.length === 0) return
    yield bytes
  }
}
