import { join } from 'node:path'
import { HoldpointError } from '../../errors.ts'
import type { ServerParts, Wanted } from '../../server/parts.ts'
import type { Context } from '../context.ts'
import { isOf } from '../find-run.ts'
import { Given } from '../given.ts'
import { short } from '../terminal/run-views.ts'
import { duration } from '../terminal/times.ts'
import { createRun, openRehearsal, type Prepared, prepare, type Workplace } from '../workplace.ts'

/** Makes runs for people on the page, as `run` and `rehearse` make them in a terminal. */
export function beginning(work: Workplace, context: Context): Pick<ServerParts, 'begin' | 'rehearse'> {
  const options = (wanted: Wanted) => givenOf(wanted, work)
  const prepared = (wanted: Wanted, given: Given): Prepared => {
    const found = prepare(given, join(work.place.cwd, wanted.path))
    if (wanted.digest !== null && found.plan.source.digest !== wanted.digest)
      throw new HoldpointError('document-changed', { path: wanted.path })
    return found
  }
  return {
    begin: async (wanted, by) => {
      const given = options(wanted)
      const ready = prepared(wanted, given)
      await refuseSecond(wanted, work, context)
      return await createRun(ready, work, given, context, { by, rehearsal: false })
    },
    rehearse: async (wanted) => {
      const given = options(wanted)
      const document = join(work.place.cwd, wanted.path)
      const ready = prepared(wanted, given)
      const rehearsal = openRehearsal(given, context, document, ready.plan)
      const by = { kind: 'rehearsal', id: 'rehearsal', name: null, key: null } as const
      try {
        const state = await createRun(ready, rehearsal, given, context, { by, rehearsal: true })
        const stop = await rehearsal.engine.drive(state.id, {
          ...rehearsal.driving,
          by,
          terminal: true,
          answer: rehearsal.answer,
          secrets: {},
          listener: () => {},
          follow: false,
          signal: new AbortController().signal,
        })
        return stop.state
      } finally {
        await rehearsal.close()
      }
    },
  }
}

/** What stands on the command line for the same. */
const givenOf = (wanted: Wanted, { place }: Workplace): Given =>
  new Given({
    cwd: place.cwd,
    store: place.store,
    environment: wanted.environment ?? undefined,
    release: wanted.release ?? undefined,
    input: Object.entries(wanted.inputs).map(([name, value]) => `${name}=${value}`),
    'assume-confirmed': wanted.assumeConfirmed,
    only: wanted.only,
    from: wanted.from === null ? undefined : String(wanted.from),
    beside: wanted.beside ?? undefined,
  })

/** Whoever begins a second run of a document says why. */
async function refuseSecond({ path, beside }: Wanted, work: Workplace, { look }: Context): Promise<void> {
  if (beside !== null) return
  const document = join(work.place.cwd, path)
  const first = (await work.engine.runs()).find(
    (header) => header.outcome === null && !header.rehearsal && isOf(header, document, work.place),
  )
  if (first === undefined) return
  throw new HoldpointError('run-unfinished', {
    path,
    run: short(first.run),
    age: duration(Date.now() - first.updatedAt),
    resume: look.command(`resume ${short(first.run)}`),
    abort: look.command(`abort ${short(first.run)}`),
  })
}
