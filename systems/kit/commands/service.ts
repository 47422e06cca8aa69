import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { ProcessState } from '../process-state.ts'
import { processState, reloadProcesses, type Service, startProcesses, stopProcesses } from '../processes.ts'
import { currentLink, currentRelease } from '../releases.ts'
import { type Command, type System, UsageError } from './system.ts'

/** The processes: `start | stop | restart | reload | status`; status ends with 3 where it does not run. */
export const service: Command = async ({ system, args: [act], say }) => {
  const processes = processesOf(system)
  const tell = ({ pid, ready, wanted, restarts }: ProcessState) => {
    say(`release ${currentRelease(system.root)?.version ?? 'of the source'}, process ${pid}, restarts: ${restarts}`)
    say(`${ready.length} of ${wanted} workers serve`)
  }
  const stop = async () => say((await stopProcesses(processes)) ? 'stopped' : 'it did not run')
  const start = async () => tell(await startProcesses(processes))
  switch (act) {
    case 'start':
      await start()
      return 0
    case 'stop':
      await stop()
      return 0
    case 'restart':
      await stop()
      await start()
      return 0
    case 'reload':
      tell(await reloadProcesses(processes))
      return 0
    case 'status': {
      const state = processState(processes)
      if (state === null) say('it does not run')
      else tell(state)
      return state === null ? 3 : 0
    }
    default:
      throw new UsageError()
  }
}

/** Those of the current release; where there is none, of the source. */
function processesOf({ root, entry, configuration: { DATA } }: System): Service {
  const built = join(currentLink(root), entry.replace(/\.ts$/, '.js'))
  return {
    entry: existsSync(built) ? built : join(root, entry),
    state: resolve(DATA, 'processes.json'),
    log: resolve(DATA, 'logs', 'service.log'),
  }
}
