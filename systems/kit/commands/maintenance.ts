import { openDatabase } from '../database.ts'
import { beginMaintenance, endMaintenance, isMaintenance } from '../maintenance.ts'
import { type Command, UsageError } from './system.ts'

/** Seconds after which clients are told to ask again. */
const retryAfter = 5

/** Whether clients may write: `on REASON | off | status | pass`. */
export const maintenance: Command = async ({ system: { configuration }, args: [act, ...words], say, now }) => {
  switch (act) {
    case 'on': {
      if (words.length === 0) throw new UsageError()
      const { db, close } = await openDatabase(configuration)
      const begun = { now, reason: words.join(' '), retryAfter }
      const { since, reason } = await beginMaintenance(configuration.DATA, db, begun).finally(close)
      say(`maintenance on since ${since}: ${reason}`)
      say('nothing is being written any more')
      return 0
    }
    case 'off':
      say((await endMaintenance(configuration.DATA)) ? 'maintenance off' : 'maintenance was off')
      say('writes are open')
      return 0
    case 'status': {
      const state = await isMaintenance(configuration.DATA)
      say(state === null ? 'maintenance off' : `maintenance on since ${state.since}: ${state.reason}`)
      return 0
    }
    case 'pass': {
      const state = await isMaintenance(configuration.DATA)
      say(state?.pass ?? '')
      return 0
    }
    default:
      throw new UsageError()
  }
}
