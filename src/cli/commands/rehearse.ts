import type { Actor } from '../../run/index.ts'
import type { Context } from '../context.ts'
import { exitAfter } from '../exit.ts'
import type { Given } from '../given.ts'
import { follow } from '../terminal/follow.ts'
import { stopLines } from '../terminal/waiting.ts'
import { createRun, openRehearsal, prepare } from '../workplace.ts'

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
    const missed = rehearsal.neverReached(stop.state)
    for (const [option, told] of Object.entries(missed))
      for (const one of told) {
        const why = option === 'absent' ? 'nobody of this role was needed' : 'the rehearsal never came to this line'
        context.stderr.write(`holdpoint: --${option} ${one} had no effect: ${why}.\n`)
      }
    if (!given.json) context.print(stopLines(stop, context.look))
    return exitAfter(stop)
  } finally {
    await rehearsal.close()
  }
}
