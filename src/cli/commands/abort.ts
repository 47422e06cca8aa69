import type { Context } from '../context.ts'
import { endAborted } from '../end-aborted.ts'
import { exits } from '../exit.ts'
import type { Given } from '../given.ts'
import { statusJson } from '../status-json.ts'
import { endLines } from '../terminal/run-views.ts'
import { openRun } from '../workplace.ts'

export async function execute(given: Given, context: Context): Promise<number> {
  const { work, state } = await openRun(given, context, given.text('run'))
  try {
    const acted = await work.engine.act(state.id, { type: 'Abort', reason: given.text('reason') }, work.driving.by)
    const ended = await endAborted(acted.state, work)
    const after = ended.status === 'ended' ? await work.engine.sendLeft(ended.id, work.driving.by) : ended
    if (given.json) context.printJson(statusJson(after, Date.now()))
    else if (after.status === 'ended') context.print(endLines(after, context.look))
    else
      context.print('It ends as soon as the step that runs now has been stopped; the process that drives it does that.')
    return exits.done
  } finally {
    await work.close()
  }
}
