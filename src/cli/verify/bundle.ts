import { type BundleFolder, bundleFolder, isSigned } from '../../compose.ts'
import {
  bundle,
  exportedEvidence,
  exportedOutputs,
  journalOf,
  type OutputTail,
  stamp,
  verifyBundle,
} from '../../record/index.ts'
import type { OutputSeal } from '../../run/index.ts'
import type { Context } from '../context.ts'
import type { Given } from '../given.ts'
import { shownTail, tailKey } from '../report/tails.ts'
import { anchored } from './anchors.ts'
import type { Verified } from './verified.ts'

/** A folder that `report --bundle` wrote, by itself: no store, no network. */
export async function verifyFolder(path: string, given: Given, { version, cwd }: Context): Promise<Verified> {
  const key = given.text('key')
  const folder = bundleFolder(path)
  const files = new Map(
    [...Object.values(bundle), ...Object.values(stamp)].flatMap((name) => {
      const bytes = folder.read(name)
      return bytes === null ? [] : [[name as string, bytes] as const]
    }),
  )
  const { seals, tails } = await measured(folder, files.get(bundle.journal))
  const verdict = verifyBundle(
    {
      names: folder.names(),
      files,
      sealOf: (name) => seals.get(name) ?? null,
      tails: (step, attempt) => tails.get(tailKey(step, attempt)) ?? null,
    },
    { isSigned, version, key },
  )
  const { statement, signedBy, journal, drawnAgain } = verdict
  const [text, reply] = [files.get(stamp.text), files.get(stamp.reply)]
  const stamps = text && reply ? [{ file: stamp.reply, text: new TextDecoder().decode(text), reply }] : []
  const anchors = anchored(cwd, journal, stamps, { file: given.text('anchor'), ca: given.text('ca') })
  const altered = [...verdict.altered, ...anchors.altered]
  const notes = [
    ...anchors.notes,
    ...(signedBy !== null && key === null
      ? [`It is signed by ${signedBy}. Ask whoever signed it whether that is their key, or give it with --key.`]
      : []),
    ...(statement !== null && !drawnAgain && altered.length === 0
      ? [`Holdpoint ${statement.predicate.holdpoint} drew the record; only its digest was checked, not what it draws.`]
      : []),
  ]
  return {
    run: journal[0]?.run ?? statement?.predicate.run ?? null,
    journal,
    outputs: seals.size,
    altered,
    signedBy,
    notes,
  }
}

/** Length, digest and end of every output that the journal speaks of and that is there. */
async function measured(folder: BundleFolder, journal: Uint8Array | undefined) {
  const seals = new Map<string, OutputSeal>()
  const tails = new Map<string, OutputTail>()
  const events = journalOf(new TextDecoder().decode(journal)).flatMap((line) => line ?? [])
  for (const { name, step, attempt } of exportedOutputs(events)) {
    const seal = await folder.seal(name)
    if (seal === null) continue
    seals.set(name, seal)
    const tail = await folder.tail(name, shownTail)
    if (tail !== null) tails.set(tailKey(step, attempt), tail)
  }
  for (const { name } of exportedEvidence(events)) {
    const seal = await folder.seal(name)
    if (seal !== null) seals.set(name, seal)
  }
  return { seals, tails }
}
