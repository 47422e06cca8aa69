import { HoldpointError } from '../errors.ts'
import type { Recorded } from './envelope.ts'
import type { RunEvent } from './events.ts'

/** An event of any format that was ever released, or of a newer one. */
type StoredEvent = { readonly type: string } & Readonly<Record<string, unknown>>

/**
 * One for each format but the newest, oldest first: makes an event of that format one of the next. The fold knows the
 * newest format only. None so far: the first release writes format 1.
 */
const steps: readonly ((event: StoredEvent) => StoredEvent)[] = []

/** The format in which journals are written. It grows whenever a released event changes its shape or its meaning. */
export const journalFormat = steps.length + 1

/** The version of plans that runs hold. */
const planVersion = 1

/**
 * A stretch of a run's journal as this version reads it; numbers and hashes stay those of what was written, which alone
 * can be verified. `format`: of the journal that the stretch continues; null: the stretch is its beginning. Fails with
 * `journal-newer`.
 */
export const upcast = (stored: readonly Recorded[], format: number | null): readonly Recorded[] => {
  const [first] = stored
  const begun = first?.event.type === 'RunCreated' ? first.event : null
  const written = format ?? begun?.format ?? journalFormat
  if (first && written > journalFormat)
    throw newer(first, `a journal of format ${written} (this one knows up to ${journalFormat})`)
  if (first && begun && begun.plan.version > planVersion)
    throw newer(first, `a plan of version ${begun.plan.version} (this one knows up to ${planVersion})`)
  const due = steps.slice(written - 1)
  if (due.length === 0) return stored
  return stored.map((one) => ({
    ...one,
    event: due.reduce<StoredEvent>((event, step) => step(event), { ...one.event }) as unknown as RunEvent,
  }))
}

const newer = ({ run, seq }: Recorded, found: string) => new HoldpointError('journal-newer', { run, seq, found })
