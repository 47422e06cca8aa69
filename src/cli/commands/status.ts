import type { Context } from '../context.ts'
import { exitOf } from '../exit.ts'
import type { Given } from '../given.ts'
import { schedulesBeside } from '../missed.ts'
import { statusJson } from '../status-json.ts'
import { environmentLines } from '../terminal/environment-lines.ts'
import { short, statusLines } from '../terminal/run-views.ts'
import { missedLines } from '../terminal/schedule-lines.ts'
import { soakStatusLines } from '../terminal/soak-lines.ts'
import { waitingLines } from '../terminal/waiting.ts'
import { wayBackLines } from '../terminal/way-back-lines.ts'
import { openRun } from '../workplace.ts'

export async function execute(given: Given, context: Context): Promise<number> {
  const { work, state } = await openRun(given, context, given.text('run'))
  try {
    const now = Date.now()
    const driver = await work.store.driver(state.id, now)
    if (given.json) context.printJson({ ...statusJson(state, now), driver })
    else {
      context.print(statusLines(state, now, driver !== null, context.look))
      context.print(environmentLines(state, now, context.look))
      context.print(soakStatusLines(state, now, context.look))
      context.print(waitingLines(state, context.look))
      const { path: document } = state.source
      const { environment } = state
      context.print(missedLines(await schedulesBeside(work, { document, environment }), context.look))
      const back = wayBackLines(state, now, context.look)
      if (back.length > 0)
        context.print(['', ...back, `  ${context.look.command(`back ${short(state.id)}`)} takes it.`])
    }
    return exitOf(state)
  } finally {
    await work.close()
  }
}
