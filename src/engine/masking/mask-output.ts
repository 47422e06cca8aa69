import type { StepId } from '../../plan/index.ts'
import type { RunCommand, RunState } from '../../run/index.ts'
import type { RunFiles } from '../ports.ts'
import type { Secrets } from '../secrets.ts'
import { Masker } from './masker.ts'

interface MaskPorts {
  readonly files: RunFiles
  readonly secrets: Secrets
}

/**
 * Makes the copy of an output that may be shown, where the run was given secrets. Without all of them, or without room on the
 * disk, there is none: nothing of that output is shown then, and its end is told all the same.
 */
export async function maskOutput(
  { files, secrets }: MaskPorts,
  state: RunState,
  step: StepId,
  attempt: number,
  length: number,
): Promise<readonly RunCommand[]> {
  const values = secrets.given(state)
  if (length === 0 || values === null || values.length === 0) return []
  try {
    const masked = await files.mask(state.id, step, attempt, length, new Masker(values))
    return [{ type: 'Mask', step, attempt, masked }]
  } catch {
    return []
  }
}

/** The same for every attempt whose copy could not be made when it ended. */
export async function maskDue(ports: MaskPorts, state: RunState): Promise<readonly RunCommand[]> {
  const due = state.plan.steps.flatMap(({ id }) =>
    state.steps
      .get(id)
      .attempts.flatMap(({ started, end, masked }) => (masked === 'due' && end ? [{ started, end }] : [])),
  )
  const made: RunCommand[] = []
  for (const { started, end } of due)
    made.push(...(await maskOutput(ports, state, started.step, started.attempt, end.output.bytes)))
  return made
}

/** What the journal says of an attempt that the state does not hold any more: an earlier sample of a soak. */
interface Past {
  /** What may be shown is the copy in which secrets are hidden; false: nothing in it has to be. */
  readonly masked: boolean
}

/**
 * Bytes `[from, to)` of an attempt's output as people may see them, and as they may leave this machine: with secrets hidden.
 * Null: what would have to be hidden is not known here.
 */
export async function shownOutput(
  { files, secrets }: MaskPorts,
  state: RunState,
  step: StepId,
  attempt: number,
  from: number,
  to: number,
  past?: Past,
): Promise<Uint8Array | null> {
  const known = state.steps.get(step).attempts.find(({ started }) => started.attempt === attempt)
  if (known === undefined && past !== undefined)
    return past.masked
      ? files.masked(state.id, step, attempt, from, to)
      : files.output(state.id, step, attempt, from, to)
  if (known === undefined || known.masked === 'due') return null
  if (known.end === null && Object.values(state.inputs).some(({ value }) => value === null)) {
    const values = secrets.given(state)
    return values === null ? null : await maskedSoFar(files, { run: state.id, step, attempt }, from, to, values)
  }
  const hidden = known.masked !== null && known.masked.digest !== known.end?.output.digest
  return hidden ? files.masked(state.id, step, attempt, from, to) : files.output(state.id, step, attempt, from, to)
}

/**
 * Of an attempt that runs there is no copy yet: what is asked for is masked as it is read, together with as much around it as a
 * secret may reach. What may be the beginning of one is not given before it is known.
 */
async function maskedSoFar(
  files: RunFiles,
  { run, step, attempt }: { readonly run: string; readonly step: StepId; readonly attempt: number },
  from: number,
  to: number,
  values: readonly string[],
): Promise<Uint8Array> {
  const masker = new Masker(values, { live: true })
  const start = Math.max(0, from - masker.reach)
  const bytes = await files.output(run, step, attempt, start, to + masker.reach)
  return masker.write(bytes).subarray(from - start, to - start)
}
