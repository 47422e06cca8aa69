import type { ActName } from '../../contract/index.ts'
import { HoldpointError } from '../../errors.ts'
import type { Actor, RunState } from '../../run/index.ts'
import { indexOf } from '../../run/order.ts'
import { Detailed } from '../answer-error.ts'
import type { Served } from '../parts.ts'
import { commandOf } from './commands.ts'
import { type About, changesAbout, refuseStale } from './stale.ts'

/** Others may act as fast as they like; giving up after so many turns keeps an act bounded. */
const turns = 20

/** The run has moved since the act was looked at. */
class Moved extends Error {}

/**
 * Carries out what somebody does on a page, if what it is about is still what the page showed: looked at and done in one. Gives the
 * `seq` of what it brought about. Whoever comes second learns what has happened, and by whom.
 */
export async function actOn(
  { parts, live, conductor }: Served,
  run: string,
  name: ActName,
  body: About,
  by: Actor,
): Promise<number> {
  for (let turn = 0; ; turn += 1) {
    const now = await live.open(run)
    const { state } = now
    const since = await now.since(body.seen)
    refuseStale(name, body, state, since)
    refuseStrangers(body, state)
    if (name === 'go-on' && now.driver?.here !== true) throw new HoldpointError('go-on-elsewhere', { run })
    try {
      const command = commandOf(name, body)
      const check = ({ seq }: RunState) => {
        if (seq !== state.seq) throw new Moved()
      }
      const seq = command === null ? state.seq : (await parts.engine.act(run, command, by, check)).state.seq
      await conductor.after(name, run)
      return seq
    } catch (error) {
      if (error instanceof Moved && turn < turns) continue
      if (error instanceof Moved) throw new HoldpointError('run-moving', { run, times: turns })
      throw detailed(error, body, state, await now.since(body.seen))
    }
  }
}

/** What was refused because somebody was faster says what they did. */
function detailed(error: unknown, about: About, state: RunState, since: Parameters<typeof changesAbout>[2]): unknown {
  if (!(error instanceof HoldpointError) || error instanceof Detailed) return error
  const changes = changesAbout(about, state, since)
  return changes.length === 0 ? error : new Detailed(error.code, error.values, { changes, seq: state.seq })
}

/** Steps that the run does not have. */
function refuseStrangers({ steps = [], step }: About, { plan, source }: RunState): void {
  const known = indexOf(plan).steps
  const stranger = [...steps, ...(step == null ? [] : [step])].find((id) => !known.has(id))
  if (stranger !== undefined) throw new HoldpointError('step-unknown', { step: stranger, path: source.path })
}
