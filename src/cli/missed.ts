import type { ScheduleNow } from '../engine/engine.ts'
import { HoldpointError } from '../errors.ts'
import type { Workplace } from './workplace.ts'

/**
 * What recurs, beside other work: of one document and environment, or all of it. Where the store cannot tell, that is for
 * those to say who ask for it (`runs --schedules`): a release does not end because of it.
 */
export async function schedulesBeside(
  { engine }: Pick<Workplace, 'engine'>,
  ...of: Parameters<Workplace['engine']['schedules']>
): Promise<readonly ScheduleNow[]> {
  try {
    return await engine.schedules(...of)
  } catch (error) {
    if (error instanceof HoldpointError) return []
    throw error
  }
}

/** Whoever comes by has people told of what was missed. Gives all that recurs. */
export async function tellMissedBeside(work: Workplace): Promise<readonly ScheduleNow[]> {
  const all = await schedulesBeside(work)
  if (!all.some(({ standing }) => standing.overdue > 0)) return all
  try {
    await work.engine.tellMissed(all, work.driving.by)
  } catch (error) {
    if (!(error instanceof HoldpointError)) throw error
  }
  return all
}
