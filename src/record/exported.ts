import type { StepId } from '../plan/index.ts'
import { evidenceFile, type OutputSeal, type Recorded } from '../run/index.ts'

/** The output of an attempt as a file beside the record. */
interface ExportedOutput {
  readonly step: StepId
  readonly attempt: number
  /** Of the file, below the bundle's folder. */
  readonly name: string
  /** Of what was printed, as the journal holds it. */
  readonly original: OutputSeal
  /** Of the file. Null: nothing of it leaves this machine. */
  readonly sealed: OutputSeal | null
  /** The file is a copy in which secrets are hidden. */
  readonly masked: boolean
}

/** Every output that was not empty when its attempt ended, in the order of their ends. */
export function exportedOutputs(history: readonly Recorded[]): readonly ExportedOutput[] {
  const created = history[0]?.event
  const numbers = new Map(
    created?.type === 'RunCreated' ? created.plan.steps.map(({ id, number }) => [id, number]) : [],
  )
  const copies = maskedCopies(history)
  let secret = false
  return history.flatMap(({ event }): readonly ExportedOutput[] => {
    if (event.type === 'InputsSet') secret ||= Object.values(event.values).includes(null)
    if (event.type !== 'StepEnded' || event.end.output.bytes === 0) return []
    const { step, attempt } = event
    const { output } = event.end
    const copy = copies.get(`${attempt} ${step}`)
    const masked = copy !== undefined && copy.digest !== output.digest
    const sealed = masked ? copy : output
    const name = `outputs/step-${numbers.get(step) ?? 0}-attempt-${attempt}.txt`
    return [{ step, attempt, name, original: output, sealed: secret && copy === undefined ? null : sealed, masked }]
  })
}

/** The copies in which secrets are hidden, by attempt and step; of several for one output the last. */
export const maskedCopies = (history: readonly Recorded[]): ReadonlyMap<string, OutputSeal> =>
  new Map(
    history.flatMap(({ event }) =>
      event.type === 'OutputMasked' ? [[`${event.attempt} ${event.step}`, event.masked] as const] : [],
    ),
  )

/** What people added, as files beside the record: by the number of its event, so that no name takes another's place. */
export const exportedEvidence = (
  history: readonly Recorded[],
): readonly { readonly name: string; readonly file: string; readonly sealed: OutputSeal }[] =>
  history.flatMap(({ seq, event }) => {
    if (event.type !== 'EvidenceAdded') return []
    const { bytes, digest, name } = event
    return [{ name: `evidence/${seq}-${name}`, file: evidenceFile(digest), sealed: { bytes, digest } }]
  })
