import { type Actor, forecast, windowEnd } from '../../run/index.ts'
import type { Context } from '../context.ts'
import { exitAfter } from '../exit.ts'
import type { Given } from '../given.ts'
import { follow } from '../terminal/follow.ts'
import { forecastLines } from '../terminal/forecast-lines.ts'
import { stopLines } from '../terminal/waiting.ts'
import { untilOf } from '../until.ts'
import { createRun, openRehearsal, prepare } from '../workplace.ts'

/** Why something that was told to go wrong did not. */
const whyNot = {
  absent: 'nobody of this role was needed',
  degrade: 'the rehearsal never came to it',
  fail: 'the rehearsal never came to this line',
  refuse: 'the rehearsal never came to this line',
} as const

export async function execute(given: Given, context: Context): Promise<number> {
  const document = given.required('file')
  const prepared = prepare(given, document)
  const rehearsal = openRehearsal(given, context, document, prepared.plan)
  try {
    const by: Actor = { kind: 'rehearsal', id: 'rehearsal', name: null, key: null }
    const state = await createRun(prepared, rehearsal, given, context, { by, rehearsal: true })
    const tell = follow(context.look, context.print)
    const listener: typeof tell = (live) => {
      if (!given.json) tell(live)
      else if (live.is === 'recorded') context.printJson(live.recorded)
    }
    for (const recorded of await rehearsal.engine.history(state.id)) listener({ is: 'recorded', recorded, state })
    const stop = await rehearsal.engine.drive(state.id, {
      ...rehearsal.driving,
      // Whoever rehearses does not do what the simulated people let pass.
      by,
      terminal: true,
      answer: rehearsal.answer,
      secrets: {},
      listener,
      follow: !given.json,
      signal: new AbortController().signal,
    })
    const never = await rehearsal.engine.neverRehearsed(stop.state)
    const until = untilOf(given, Date.now()) ?? windowEnd(stop.state, Date.now())
    const foreseen = forecast(stop.state, until)
    if (given.json) context.printJson({ forecast: { ...foreseen, until, neverRehearsed: never } })
    const missed = rehearsal.neverReached(stop.state)
    for (const [option, told] of Object.entries(missed))
      for (const one of told) {
        const why = whyNot[option as keyof typeof whyNot]
        context.stderr.write(`holdpoint: --${option} ${one} had no effect: ${why}.\n`)
      }
    if (!given.json) {
      context.print(stopLines(stop, context.look))
      context.print(['', ...forecastLines(stop.state, foreseen, never, until, context.look)])
    }
    return exitAfter(stop)
  } finally {
    await rehearsal.close()
  }
}
