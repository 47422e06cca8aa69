import type { RunHeader } from '../../engine/ports.ts'
import { HoldpointError } from '../../errors.ts'
import { type PruneLine, prune } from '../../record/index.ts'
import type { Context } from '../context.ts'
import { exits } from '../exit.ts'
import type { Given } from '../given.ts'
import { scheduleJson } from '../schedule-json.ts'
import { Keys } from '../terminal/keys.ts'
import { runListLines } from '../terminal/run-list.ts'
import { short } from '../terminal/run-views.ts'
import { scheduleLines } from '../terminal/schedule-lines.ts'
import { count } from '../terminal/words.ts'
import { openWorkplace, type Workplace } from '../workplace.ts'

export async function execute(given: Given, context: Context): Promise<number> {
  const work = openWorkplace(given, context, null)
  try {
    if (given.flag('schedules')) return await showSchedules(work, given, context)
    const runs = await work.engine.runs()
    if (given.flag('prune')) return await pruneRuns(runs, work, given, context)
    if (given.json) context.printJson(runs)
    else context.print(runListLines(runs, Date.now(), context.look))
    return exits.done
  } finally {
    await work.close()
  }
}

/** People who are to be told of what was missed are told; nothing else changes. */
async function showSchedules(work: Workplace, given: Given, context: Context): Promise<number> {
  const schedules = await work.engine.schedules()
  const isMissed = schedules.some(({ standing }) => standing.overdue > 0)
  if (given.json) context.printJson(schedules.map(scheduleJson))
  else context.print(scheduleLines(schedules, Date.now(), context.look))
  if (isMissed) await work.engine.tellMissed(schedules, work.driving.by)
  return isMissed ? exits.failed : exits.done
}

async function pruneRuns(runs: readonly RunHeader[], work: Workplace, given: Given, context: Context): Promise<number> {
  const plan = prune(runs, { olderThan: 0, keep: Number(given.text('keep') ?? 10) }, Date.now())
  const going = plan.filter(({ act }) => act === 'remove')
  if (!given.json) context.print(pruneLines(plan))
  if (going.length > 0 && !given.flag('confirm')) {
    if (given.json || !context.look.caps.interactive)
      throw new HoldpointError('prune-unconfirmed', { count: going.length })
    if (!(await agreed(context))) {
      context.print('Nothing was removed.')
      return exits.done
    }
  }
  for (const { run } of going) {
    await work.store.remove(run.run, work.driving.by, Date.now())
    await work.files.remove(run.run)
  }
  if (given.json) context.printJson({ removed: going.map(({ run }) => run.run) })
  else
    context.print(
      going.length === 0
        ? 'There is nothing to remove.'
        : `Removed ${count(going.length, 'run')}: journal, output and all.`,
    )
  return exits.done
}

const pruneLines = (plan: readonly PruneLine<RunHeader>[]): string[] =>
  plan.map(
    ({ run, act, why }) => `${act === 'remove' ? 'removes' : 'keeps  '} ${short(run.run)} ${run.document}: ${why}`,
  )

async function agreed({ stdin, stdout, print }: Context): Promise<boolean> {
  const keys = new Keys(stdin, stdout)
  const stop = new AbortController()
  keys.onInterrupt(() => stop.abort())
  print('Remove them for good, with their journals and outputs? y yes, any other key no')
  const key = await keys.next(stop.signal)
  keys.leave()
  return key === 'y'
}
