import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { ProcessState } from '../process-state.ts'
import { processState, reloadProcesses, type Service, startProcesses, stopProcesses } from '../processes.ts'
import { currentLink, currentRelease } from '../releases.ts'
import { type Command, type System, UsageError } from './system.ts'

/** The processes: `start | stop | restart | reload | status`; status ends with 3 where it does not run. */
export const service: Command = async ({ system, args: [act], say }) => {
  const processes = processesOf(system)
  const stop = async () => say((await stopProcesses(processes)) ? 'stopped' : 'it did not run')
  const start = async () => say(`started: ${told(system, await startProcesses(processes))}`)
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
      say(`reloaded: ${told(system, await reloadProcesses(processes))}`)
      return 0
    case 'status': {
      const state = processState(processes)
      say(state === null ? 'not running' : `running: ${told(system, state)}`)
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

const told = ({ root }: System, { pid, ready, wanted, restarts }: ProcessState) =>
  `release ${currentRelease(root)?.version ?? 'of the source'}, process ${pid}, ${ready.length} of ${wanted} workers serve${restarts === 0 ? '' : `, ${restarts} restarted`}`
