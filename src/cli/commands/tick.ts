import type { Context } from '../context.ts'
import { exits } from '../exit.ts'
import type { Given } from '../given.ts'
import { statusJson } from '../status-json.ts'
import { stepsNamed } from '../terminal/numbers.ts'
import { oneLine, outcomeMark } from '../terminal/words.ts'
import { whoDrives } from '../who-drives.ts'
import { openRun } from '../workplace.ts'

export async function execute(given: Given, context: Context): Promise<number> {
  const { work, state } = await openRun(given, context, given.required('run'))
  try {
    const steps = stepsNamed(given.list('step'), state.plan)
    const as = given.flag('skip') ? 'skipped' : given.flag('open') ? 'open' : 'done'
    const command = {
      type: 'Tick',
      steps: steps.map(({ id }) => id),
      as,
      reason: given.text('reason'),
      values: given.list('value'),
    } as const
    const acted = await work.engine.act(state.id, command, work.driving.by)
    if (given.json) context.printJson(statusJson(acted.state, Date.now()))
    else {
      context.print(
        steps.map(({ id, number, title }) => {
          const { outcome } = acted.state.steps.get(id)
          const mark = outcome ? outcomeMark(outcome, context.look) : context.look.marks.open
          return `${mark} ${number} ${oneLine(title, context.look)}`
        }),
      )
      context.print(await whoDrives(acted.state, work, context))
    }
    return exits.done
  } finally {
    await work.close()
  }
}
