import { sudoAsks } from '../../compose.ts'
import { HoldpointError } from '../../errors.ts'
import type { Context } from '../context.ts'
import { driveHere } from '../driving.ts'
import { exits } from '../exit.ts'
import { isOf } from '../find-run.ts'
import type { Given } from '../given.ts'
import { loginLines } from '../logins.ts'
import { environmentLines } from '../terminal/environment-lines.ts'
import { holdsLines } from '../terminal/holds-lines.ts'
import { Keys } from '../terminal/keys.ts'
import { short } from '../terminal/run-views.ts'
import { duration } from '../terminal/times.ts'
import { createRun, openWorkplace, prepare } from '../workplace.ts'

export async function execute(given: Given, context: Context): Promise<number> {
  const document = given.required('file')
  const prepared = prepare(given, document)
  const work = openWorkplace(given, context, document)
  try {
    const unfinished = (await work.engine.runs()).find(
      (header) => header.outcome === null && !header.rehearsal && isOf(header, document, work.place),
    )
    if (unfinished && !given.flag('new') && given.text('beside') === null) {
      const age = duration(Date.now() - unfinished.updatedAt)
      const choice =
        context.look.caps.interactive && !given.json ? await resumeOrNew(unfinished.run, age, context) : null
      if (choice === null)
        throw new HoldpointError('run-unfinished', {
          path: document,
          run: short(unfinished.run),
          age,
          resume: context.look.command(`resume ${short(unfinished.run)}`),
          abort: context.look.command(`abort ${short(unfinished.run)}`),
        })
      if (choice === 'leave') return exits.waiting
      if (choice === 'resume') return await driveHere(work, unfinished.run, given, context)
    }
    const state = await createRun(prepared, work, given, context, { by: work.driving.by, rehearsal: false })
    if (!given.json) {
      context.print(loginLines(state.plan, context.look, () => sudoAsks(context.env)))
      context.print(environmentLines(state, Date.now(), context.look))
      context.print(holdsLines(state, context.look))
    }
    return await driveHere(work, state.id, given, context)
  } finally {
    await work.close()
  }
}

/** An unfinished run of the same document: which of the two is meant is for the person to say. */
async function resumeOrNew(
  run: string,
  age: string,
  { stdin, stdout, print, look }: Context,
): Promise<'resume' | 'new' | 'leave'> {
  const keys = new Keys(stdin, stdout)
  const stop = new AbortController()
  keys.onInterrupt(() => stop.abort())
  print([
    look.bold(`Run ${short(run)} of this document is unfinished; the last that happened in it was ${age} ago.`),
    '  r  resume it',
    '  n  start a new run beside it',
    '  q  leave everything as it is',
  ])
  try {
    for (;;) {
      const key = await keys.next(stop.signal)
      if (key === null || key === 'q') return 'leave'
      if (key === 'r') return 'resume'
      if (key === 'n') return 'new'
    }
  } finally {
    keys.leave()
  }
}
