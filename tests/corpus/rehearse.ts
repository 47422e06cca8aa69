import { join } from 'node:path'
import { openRehearsal, readDocument, type Stop } from '../../src/compose.ts'
import type { Answerer } from '../../src/engine/ports.ts'
import { HoldpointError } from '../../src/errors.ts'
import type { Plan, Source } from '../../src/plan/index.ts'
import { type Judged, read } from '../../src/read/index.ts'
import type { Actor, Recorded } from '../../src/run/index.ts'

const by: Actor = { kind: 'rehearsal', id: 'test', name: null, key: null }

export interface Rehearsed {
  readonly source: Source
  readonly plan: Plan
  readonly judged: Judged
  /** How it stopped, or the code of the error by which it was refused. */
  readonly stop: Stop | string
  /** Every event, as the store gives it back; empty when there is no run. */
  readonly history: readonly Recorded[]
  /** How often the simulated people were asked. */
  readonly asked: number
}

/**
 * Reads a document and rehearses it to its end, through the real engine and a store on the disk below `folder`; with
 * `procedure`, that way back is taken before anything else, and `note` is what somebody says of the run first.
 */
export async function rehearse(
  folder: string,
  path: string,
  { procedure = null, note = null }: { readonly procedure?: string | null; readonly note?: string | null } = {},
): Promise<Rehearsed> {
  const source = readDocument(path)
  const { plan, judged } = read(source)
  const held = openRehearsal({ cwd: folder, store: join(folder, '.holdpoint') }, plan, {
    fail: [],
    refuse: [],
    absent: [],
    degrade: [],
  })
  let asked = 0
  const answer: Answerer = (...question) => {
    asked += 1
    if (asked > 100 + 10 * plan.steps.length) throw new Error(`${path} asks for ever`)
    return held.answer(...question)
  }
  const options = { assumeConfirmed: false, only: [], from: null }
  const about = { environment: null, release: null, cwd: folder, options, rehearsal: true, continues: null }
  const way = { by, holder: held.holder, version: '0', terminal: false, secrets: {}, follow: false, listener() {} }
  try {
    const { id } = await held.engine.create({ plan, source, inputs: [], version: '0', ...about }, by)
    if (note !== null) await held.engine.act(id, { type: 'Comment', step: null, text: note }, by)
    if (procedure !== null) await held.engine.act(id, { type: 'Back', procedure, reason: 'test', confirmed: true }, by)
    const stop = await held.engine.drive(id, { ...way, answer, signal: new AbortController().signal })
    const history = await held.engine.history(id)
    return { source, plan, judged, stop, history, asked }
  } catch (error) {
    if (!(error instanceof HoldpointError)) throw error
    return { source, plan, judged, stop: error.code, history: [], asked }
  } finally {
    await held.close()
  }
}
