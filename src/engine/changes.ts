import { type RunCommand, type RunState, wantsChanges } from '../run/index.ts'
import type { Capture, RunStore } from './ports.ts'

interface ChangesPorts {
  readonly store: Pick<RunStore, 'read' | 'runs'>
  readonly capture: Pick<Capture, 'gitChanges'>
}

/**
 * What the repository tells of this release, for messages of the document that want it: since the release that the last run of
 * this document in this environment brought to its end, else since the tag before. Nothing where no message wants it.
 */
export async function changesSeen({ store, capture }: ChangesPorts, state: RunState): Promise<readonly RunCommand[]> {
  if (!wantsChanges(state)) return []
  const changes = await capture.gitChanges(state.cwd, await releasedBefore(store, state), state.release)
  return changes === null ? [] : [{ type: 'SeeChanges', changes }]
}

/** What git may know the release before by: its commit, and its name. */
async function releasedBefore(store: ChangesPorts['store'], state: RunState): Promise<readonly string[]> {
  const last = (await store.runs()).find(
    ({ run, document, environment, rehearsal, outcome, createdAt }) =>
      run !== state.id &&
      outcome === 'done' &&
      !rehearsal &&
      document === state.source.path &&
      environment === state.environment &&
      createdAt <= state.createdAt,
  )
  if (last === undefined) return []
  const journal = await store.read(last.run, 0)
  return journal
    .flatMap(({ event }) => {
      if (event.type === 'ChangesSeen') return [event.to]
      return event.type === 'RunCreated' && event.release !== null ? [event.release] : []
    })
    .reverse()
}
