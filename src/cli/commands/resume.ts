import { type RunState, undelivered } from '../../run/index.ts'
import type { Context } from '../context.ts'
import { driveHere } from '../driving.ts'
import { exitOf } from '../exit.ts'
import type { Given } from '../given.ts'
import { environmentLines } from '../terminal/environment-lines.ts'
import type { Look } from '../terminal/look.ts'
import { endLines } from '../terminal/run-views.ts'
import { oneLine } from '../terminal/words.ts'
import { openRun } from '../workplace.ts'

/** What became of messages that had not gone out when it ended. */
const sentLines = (before: RunState, { outbox }: RunState, look: Look): readonly string[] =>
  undelivered(before).flatMap(({ message, notifier, subject }) => {
    const now = outbox.find((one) => one.message === message && one.notifier === notifier)
    const words = `${oneLine(notifier, look)}: ${oneLine(subject, look)}`
    return now?.arrived ? [`Told ${words}`] : [look.warn(`Not told ${words} (${oneLine(now?.said ?? '', look)})`)]
  })

export async function execute(given: Given, context: Context): Promise<number> {
  const { work, state } = await openRun(given, context, given.text('run'))
  try {
    if (state.status === 'ended') {
      await work.engine.sealServices(state.id, work.driving.by)
      const after = await work.engine.sendLeft(state.id, work.driving.by)
      if (given.json) context.printJson({ run: state.id, status: state.status, outcome: state.outcome })
      else {
        const said = ['The run has ended; there is nothing to resume.', ...sentLines(state, after, context.look)]
        context.print([...said, ...endLines(after, context.look)])
      }
      return exitOf(state)
    }
    if (!given.json) context.print(environmentLines(state, Date.now(), context.look))
    if (state.status === 'paused') await work.engine.act(state.id, { type: 'Resume' }, work.driving.by)
    return await driveHere(work, state.id, given, context)
  } finally {
    await work.close()
  }
}
