import { isSigned } from '../../compose.ts'
import { alteredRow, forgedAnswers, type SealedOutput, sealedOutputs, verify } from '../../record/index.ts'
import type { OutputSeal } from '../../run/index.ts'
import type { Context } from '../context.ts'
import { findRun } from '../find-run.ts'
import type { Given } from '../given.ts'
import { openWorkplace } from '../workplace.ts'
import { anchored } from './anchors.ts'
import type { Verified } from './verified.ts'

/** A run as the store holds it: its journal, its outputs, and its line in the list of runs. */
export async function verifyKept(given: Given, context: Context): Promise<Verified> {
  const work = openWorkplace(given, context, null)
  try {
    const header = findRun(await work.engine.runs(), given.text('run'), work.place)
    const journal = await work.store.read(header.run, 0)
    const found = new Map<SealedOutput, OutputSeal | null>()
    for (const output of sealedOutputs(journal)) {
      const { step, attempt, from, log, sealed, whole } = output
      const to = whole ? Number.POSITIVE_INFINITY : from + sealed.bytes
      found.set(output, await work.files.seal(header.run, step, attempt, from, to, log))
    }
    const same = (output: SealedOutput) =>
      [...found].find(
        ([known]) =>
          known.step === output.step &&
          known.attempt === output.attempt &&
          known.from === output.from &&
          known.log === output.log &&
          known.sealed.bytes === output.sealed.bytes,
      )?.[1] ?? null
    const { altered: unanchored, notes } = anchored(work.place.cwd, journal)
    const altered = [
      ...verify(journal, { seq: header.last, hash: header.head }, same),
      ...forgedAnswers(journal, isSigned),
      ...alteredRow(journal, header),
      ...unanchored,
    ]
    return { run: header.run, journal, outputs: found.size, altered, signedBy: null, notes }
  } finally {
    await work.close()
  }
}
