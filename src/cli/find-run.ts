import { dirname, resolve } from 'node:path'
import { nameIn, type Place } from '../compose.ts'
import type { RunHeader } from '../engine/ports.ts'
import { HoldpointError } from '../errors.ts'

/**
 * The run that is meant: the latest one when nothing is said, else by the beginning of its id, else the latest of the
 * document at that path. A rehearsal is meant where it is named, or where there is nothing else: whoever rehearses beside
 * a run takes it from nobody. Newest first is `runs`' order. Fails with `runs-none`, `run-missing` or `run-ambiguous`.
 */
export function findRun(runs: readonly RunHeader[], wanted: string | null, place: Place): RunHeader {
  const latest = latestOf(runs)
  if (latest === undefined) throw new HoldpointError('runs-none', { store: place.store })
  if (wanted === null) return latest
  const exact = runs.find(({ run }) => run === wanted)
  if (exact) return exact
  const matching = runs.filter(({ run }) => run.startsWith(wanted))
  if (matching.length > 1) {
    throw new HoldpointError('run-ambiguous', {
      wanted,
      known: matching
        .slice(0, 5)
        .map(({ run }) => run)
        .join(', '),
    })
  }
  const found = matching[0] ?? latestOf(runs.filter((header) => isOf(header, wanted, place)))
  if (!found) throw new HoldpointError('run-missing', { run: wanted })
  return found
}

const latestOf = (runs: readonly RunHeader[]): RunHeader | undefined =>
  runs.find(({ rehearsal }) => !rehearsal) ?? runs[0]

/** Whether a run is of the document at this path, by whatever path it was started. */
export const isOf = (header: Pick<RunHeader, 'document'>, path: string, { store }: Place): boolean =>
  nameIn(store, resolve(dirname(store), header.document)) === nameIn(store, path)
