import type { Context } from '../context.ts'
import { driveHere } from '../driving.ts'
import { exitOf } from '../exit.ts'
import type { Given } from '../given.ts'
import { endLines } from '../terminal/run-views.ts'
import { openRun } from '../workplace.ts'

export async function execute(given: Given, context: Context): Promise<number> {
  const { work, state } = await openRun(given, context, given.text('run'))
  try {
    if (state.status === 'ended') {
      await work.engine.sealServices(state.id, work.driving.by)
      if (given.json) context.printJson({ run: state.id, status: state.status, outcome: state.outcome })
      else context.print(['The run has ended; there is nothing to resume.', ...endLines(state, context.look)])
      return exitOf(state)
    }
    if (state.status === 'paused') await work.engine.act(state.id, { type: 'Resume' }, work.driving.by)
    return await driveHere(work, state.id, given, context)
  } finally {
    await work.close()
  }
}
