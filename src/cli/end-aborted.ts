import { HoldpointError } from '../errors.ts'
import type { RunState } from '../run/index.ts'
import type { Workplace } from './workplace.ts'

/**
 * Brings a run that is aborted to its end, when nobody else drives it: what runs is ended with all its processes. Nothing
 * can start in a run that is aborted, so that this drives where every other act only appends. Gives the newest state.
 */
export async function endAborted(aborted: RunState, work: Workplace): Promise<RunState> {
  if (aborted.status === 'ended') return aborted
  try {
    const { state } = await work.engine.drive(aborted.id, {
      ...work.driving,
      terminal: false,
      secrets: {},
      listener: () => {},
      follow: false,
      signal: new AbortController().signal,
    })
    return state
  } catch (error) {
    if (!(error instanceof HoldpointError) || error.code !== 'lease-lost') throw error
    return await work.engine.load(aborted.id)
  }
}
