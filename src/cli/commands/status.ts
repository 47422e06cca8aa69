import type { Context } from '../context.ts'
import { exitOf } from '../exit.ts'
import type { Given } from '../given.ts'
import { statusJson } from '../status-json.ts'
import { statusLines, wayBackLines } from '../terminal/run-views.ts'
import { waitingLines } from '../terminal/waiting.ts'
import { openRun } from '../workplace.ts'

export async function execute(given: Given, context: Context): Promise<number> {
  const { work, state } = await openRun(given, context, given.text('run'))
  try {
    const now = Date.now()
    const driver = await work.store.driver(state.id, now)
    if (given.json) context.printJson({ ...statusJson(state), driver })
    else {
      context.print(statusLines(state, now, driver !== null, context.look))
      context.print(waitingLines(state, context.look))
      context.print(wayBackLines(state, context.look))
    }
    return exitOf(state)
  } finally {
    await work.close()
  }
}
