import { HoldpointError } from '../errors.ts'
import { digestOfBytes } from '../run/chain.ts'
import { evidenceFile, evidenceLimit, evidenceName, mediaOf, type RunCommand, type RunState } from '../run/index.ts'
import type { NewEvidence } from './engine.ts'
import type { RunFiles } from './ports.ts'

/**
 * Keeps a file with the run, as it is: nothing is hidden in it. Gives what the journal is to say of it. Fails with `evidence-empty`,
 * `evidence-too-large` and `step-unknown`.
 */
export async function keepEvidence(
  files: Pick<RunFiles, 'keep'>,
  { id, plan, source }: Pick<RunState, 'id' | 'plan' | 'source'>,
  { step, name, note, bytes }: NewEvidence,
): Promise<RunCommand> {
  if (step !== null && !plan.steps.some((one) => one.id === step))
    throw new HoldpointError('step-unknown', { step, path: source.path })
  const shown = evidenceName(name)
  if (bytes.length === 0) throw new HoldpointError('evidence-empty', { name: shown })
  if (bytes.length > evidenceLimit)
    throw new HoldpointError('evidence-too-large', { name: shown, bytes: bytes.length, limit: evidenceLimit })
  const digest = digestOfBytes(bytes)
  await files.keep(id, evidenceFile(digest), bytes)
  return {
    type: 'AddEvidence',
    step,
    name: shown,
    media: mediaOf(bytes),
    bytes: bytes.length,
    digest,
    note: note === null || note.trim() === '' ? null : note.trim(),
  }
}
