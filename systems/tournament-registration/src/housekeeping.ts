import { isMaintenance } from '../../kit/maintenance.ts'
import { forgetLimits } from '../../kit/shared-limits.ts'
import type { Context } from './context.ts'
import { clearSpool } from './files/spool.ts'
import { sweepUploads } from './registration/uploads.ts'

/** Milliseconds between two rounds. */
const cadence = 60_000

/** Removes, now and once a minute, what failed registrations left. Each process does it: what one does the others find done. */
export function startHousekeeping(context: Context): { stop(): Promise<void> } {
  const { configuration, db, log } = context
  let round: Promise<void> = Promise.resolve()
  const begin = () => {
    round = round.then(async () => {
      try {
        if ((await isMaintenance(configuration.DATA)) !== null) return
        const swept = await sweepUploads(context, configuration.SWEEP_AFTER_MINUTES)
        if (swept > 0) log.warn({ swept }, 'Files of registrations that came to no end were removed')
        await clearSpool(configuration.DATA, configuration.SWEEP_AFTER_MINUTES)
        await forgetLimits(db)
      } catch (error) {
        log.warn({ err: error }, 'Housekeeping failed; it is tried again in a minute')
      }
    })
  }
  begin()
  const timer = setInterval(begin, cadence)
  return {
    stop: () => {
      clearInterval(timer)
      return round
    },
  }
}
