import type { Context } from '../context.ts'
import { exits } from '../exit.ts'
import type { Given } from '../given.ts'
import { statusJson } from '../status-json.ts'
import { short } from '../terminal/run-views.ts'
import { openRun } from '../workplace.ts'

export async function execute(given: Given, context: Context): Promise<number> {
  const { work, state } = await openRun(given, context, given.text('run'))
  try {
    const acted = await work.engine.act(state.id, { type: 'Pause', reason: given.text('reason') }, work.driving.by)
    if (given.json) context.printJson(statusJson(acted.state, Date.now()))
    else {
      const when = acted.state.running.length > 0 ? ' after the step that runs now' : ''
      const resume = context.look.command(`resume ${short(state.id)}`)
      context.print([`Run ${short(state.id)} is paused${when}. Go on with:`, `  ${resume}`])
    }
    return exits.done
  } finally {
    await work.close()
  }
}
