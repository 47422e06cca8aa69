import type { RunState } from '../run/index.ts'
import type { Context } from './context.ts'
import { short } from './terminal/run-views.ts'
import type { Workplace } from './workplace.ts'

/**
 * What becomes of an act of a person on a run that this command only appends to: whoever drives the run takes it up; when
 * nobody does, how to go on. Nothing for a run that has ended.
 */
export async function whoDrives(state: RunState, work: Workplace, { look }: Context): Promise<readonly string[]> {
  if (state.status === 'ended') return []
  const driver = await work.store.driver(state.id, Date.now())
  return driver
    ? [`Process ${driver.pid} on ${driver.host} drives the run and takes it up.`]
    : ['Nobody drives the run now. Go on with:', `  ${look.command(`resume ${short(state.id)}`)}`]
}
