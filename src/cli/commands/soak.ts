import { due, nextCall, type RunState } from '../../run/index.ts'
import type { Context } from '../context.ts'
import { exitAfter, exitOf } from '../exit.ts'
import type { Given } from '../given.ts'
import { tellMissedBeside } from '../missed.ts'
import { pairs } from '../pairs.ts'
import { statusJson } from '../status-json.ts'
import { follow } from '../terminal/follow.ts'
import { endLines, short } from '../terminal/run-views.ts'
import { missedLines } from '../terminal/schedule-lines.ts'
import { soakStatusLines } from '../terminal/soak-lines.ts'
import { timerLines } from '../terminal/timer-lines.ts'
import { waitingLines } from '../terminal/waiting.ts'
import { openRun } from '../workplace.ts'

/** One visit: what is due is looked at, nothing else starts, and nobody waits for the next time. */
export async function execute(given: Given, context: Context): Promise<number> {
  const { work, state } = await openRun(given, context, given.text('run'))
  try {
    if (given.flag('timer')) {
      const { argv, execPath } = process
      const call = [execPath, argv[1] ?? '', 'soak', state.id, '--store', work.place.store]
      context.print(timerLines(state, { call, cwd: work.place.cwd, path: context.env.PATH ?? '' }))
      return exitOf(state)
    }
    const missed = missedLines(await tellMissedBeside(work), context.look)
    if (!given.json) context.print(missed)
    if (state.status === 'ended') {
      if (given.json) context.printJson(statusJson(state, Date.now()))
      else context.print(['The run has ended; there is nothing to watch.', ...endLines(state, context.look)])
      return exitOf(state)
    }
    const driver = await work.store.driver(state.id, Date.now())
    // Whoever drives takes the samples, and a call at which nothing is due leaves no trace in the journal.
    if (driver !== null || isIdle(state, Date.now())) {
      tell(state, given, context)
      if (driver !== null && !given.json)
        context.print(`Process ${driver.pid} on ${driver.host} drives the run and takes the samples.`)
      return exitOf(state)
    }
    const stop = await work.engine.drive(state.id, {
      ...work.driving,
      terminal: false,
      secrets: pairs('--input', given.list('input')),
      listener: given.json ? () => {} : follow(context.look, context.print),
      follow: false,
      signal: new AbortController().signal,
      soakOnly: true,
    })
    tell(stop.state, given, context)
    return exitAfter(stop)
  } finally {
    await work.close()
  }
}

const isIdle = (state: RunState, now: number): boolean => {
  const times = [due(state), nextCall(state), ...state.outbox.map(({ next }) => next)]
  return state.running.length === 0 && times.every((at) => at === null || at > now)
}

/** What is watched and asked now. */
function tell(state: RunState, given: Given, context: Context): void {
  if (given.json) context.printJson(statusJson(state, Date.now()))
  else {
    const watching = soakStatusLines(state, Date.now(), context.look)
    const asked = waitingLines(state, context.look)
    const onward = [`Nothing is watched now. Go on with:`, `  ${context.look.command(`resume ${short(state.id)}`)}`]
    context.print([...watching, ...asked, ...(watching.length + asked.length > 0 ? [] : onward)])
  }
}
