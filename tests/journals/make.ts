import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openHoldpoint, readDocument } from '../../src/compose.ts'
import type { Answerer } from '../../src/engine/ports.ts'
import { read } from '../../src/read/index.ts'
import { sealedOutputs } from '../../src/record/index.ts'
import type { Actor, Decision, OptionId } from '../../src/run/index.ts'
import type { KeptJournal } from './kept.ts'

/*
 * Makes the journal that a release leaves behind for the versions after it: `node tests/journals/make.ts 0.2.0` runs
 * `DEPLOY.md` for real, until a check fails and the way back is taken, and writes `0.2.0.json`. Never made anew for a
 * version that was released.
 */

const by: Actor = { kind: 'person', id: 'ada', name: 'Ada Lovelace <ada@example.org>', key: null }

type Say = readonly [option: OptionId, more?: { reason?: string; fields?: Readonly<Record<string, string>> }]

/** What Ada answers, by the kind of the question; of two for one kind the first is given once. */
const script: Partial<Record<Decision['kind'], Say[]>> = {
  claims: [['accept']],
  input: [['give', { fields: { INPUT_VERSION: '2.0.0' } }]],
  condition: [['yes']],
  confirm: [['done']],
  destructive: [['edit', { fields: { text: 'rm -rf data/cache data/old' } }], ['yes']],
  signoff: [['refuse', { reason: 'the backup was not looked at' }], ['sign']],
  record: [['give', { fields: { '1': '4 kB' } }]],
  judgment: [['met', { reason: 'as in the design' }], ['unmet']],
  failure: [['retry'], ['retry'], ['back', { reason: 'orders are missing' }]],
  value: [['keep']],
  procedure: [['start']],
}

const answer: Answerer = async ([decision], _state, _signal, refused) => {
  if (refused) throw refused
  if (!decision) return null
  const say = script[decision.kind] ?? []
  const said = say.length > 1 ? say.shift() : say[0]
  if (!said) throw new Error(`nobody answers: ${decision.kind}, ${decision.question}`)
  const [option, more = {}] = said
  return {
    decision: decision.id,
    answer: { option, steps: [], reason: more.reason ?? null, fields: more.fields ?? {} },
  }
}

async function make(version: string): Promise<KeptJournal> {
  const cwd = '/tmp/holdpoint-journal'
  rmSync(cwd, { recursive: true, force: true })
  mkdirSync(cwd)
  const path = join(cwd, 'DEPLOY.md')
  copyFileSync(join(import.meta.dirname, 'DEPLOY.md'), path)
  const source = { ...readDocument(path), path: 'DEPLOY.md' }
  const { plan } = read(source)
  const held = openHoldpoint({ cwd, store: join(cwd, '.holdpoint') }, process.env)
  try {
    const options = { assumeConfirmed: false, only: [], from: null }
    const about = { environment: 'staging', release: '2.0.0', cwd, options, rehearsal: false, continues: null, version }
    const { id } = await held.engine.create({ plan, source, inputs: [], ...about }, by)
    await held.engine.act(id, { type: 'Comment', step: null, text: 'The first journal of its version.' }, by)
    const { signal } = new AbortController()
    const way = { by, version, terminal: false, secrets: {}, follow: false, listener() {}, answer, signal }
    const stop = await held.engine.drive(id, { ...way, holder: { ...held.holder, host: 'release.example.org' } })
    if (stop.state.outcome !== 'backed-out')
      throw new Error(`the run stopped otherwise: ${JSON.stringify(stop.state.open)}`)
    const journal = await held.store.read(id, 0)
    const outputs = sealedOutputs(journal).map(async ({ step, attempt, log, sealed }) => {
      const bytes = await held.files.output(id, step, attempt, 0, sealed.bytes)
      return { step, attempt, log, text: new TextDecoder().decode(bytes), seal: sealed }
    })
    return { version, journal, outputs: await Promise.all(outputs) }
  } finally {
    await held.close()
    rmSync(cwd, { recursive: true, force: true })
  }
}

const [version] = process.argv.slice(2)
if (version === undefined || !/^\d+\.\d+\.\d+$/.test(version)) throw new Error('which version is it, such as 0.2.0?')
writeFileSync(join(import.meta.dirname, `${version}.json`), `${JSON.stringify(await make(version))}\n`)
