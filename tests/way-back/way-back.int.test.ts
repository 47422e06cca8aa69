import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Holdpoint, openHoldpoint, readDocument, type Stop } from '../../src/compose.ts'
import type { Answerer } from '../../src/engine/ports.ts'
import { read } from '../../src/read/index.ts'
import { markdown, type SealedOutput, sealedOutputs, verify } from '../../src/record/index.ts'
import type { Actor, OptionId, OutputSeal } from '../../src/run/index.ts'

const by: Actor = { kind: 'person', id: 'ada', name: null, key: null }
const document = [
  '# Shop',
  '',
  '## Deploy',
  '',
  '```bash',
  'echo deploy >> ledger',
  'until [ -e go ] || ((SECONDS > 90)); do sleep 0.05; done',
  '[ ! -e broken ] || exit 3',
  '```',
  '',
  '- [ ] Tell the others',
  '',
  '## Rollback',
  '',
  '### Level 1: restart',
  '',
  '```bash',
  'echo restart >> ledger',
  '[ ! -e broken ] || exit 3',
  '```',
  '',
  '### Level 2: restore',
  '',
  '```bash',
  'echo restore >> ledger',
  '```',
  '',
  '- [ ] Tell everybody',
  '',
].join('\n')

let folder: string
let held: Holdpoint
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'holdpoint-back-'))
  held = openHoldpoint({ cwd: folder, store: join(folder, '.holdpoint') }, process.env)
})
afterEach(async () => {
  await held.close()
  rmSync(folder, { recursive: true, force: true })
})

async function create(): Promise<string> {
  writeFileSync(join(folder, 'GO.md'), document)
  const source = readDocument(join(folder, 'GO.md'))
  const options = { assumeConfirmed: false, only: [], from: null }
  const about = { environment: null, release: null, cwd: folder, options, rehearsal: false, continues: null }
  const plan = read(source).plan
  return (await held.engine.create({ plan, source, inputs: [], version: '0', ...about }, by)).id
}

/** Drives with these answers, in this order, each to the oldest question; the kinds that were asked are noted. */
function drive(
  id: string,
  answers: readonly OptionId[],
  asked: string[],
  { signal } = new AbortController(),
): Promise<Stop> {
  const left = [...answers]
  const answer: Answerer = async ([decision]) => {
    const option = left.shift()
    if (!decision || !option) return null
    asked.push(decision.about ? `${decision.kind} ${levelOf(decision.question)}` : decision.kind)
    return { decision: decision.id, answer: { option, steps: [], reason: 'as agreed', fields: {} } }
  }
  const way = { by, holder: held.holder, version: '0', terminal: false, secrets: {}, follow: false, listener() {} }
  return held.engine.drive(id, { ...way, answer, signal })
}

const levelOf = (question: string) => /Level \d/.exec(question)?.[0] ?? '?'
const ledger = () => readFileSync(join(folder, 'ledger'), 'utf8').trimEnd().split('\n')
const go = () => writeFileSync(join(folder, 'go'), '')

/** The record, after proving that journal and outputs are as they were written. */
async function proven({ state }: Stop): Promise<string> {
  const history = await held.engine.history(state.id)
  const found = new Map<string, OutputSeal | null>()
  const key = ({ step, attempt, log }: SealedOutput) => `${attempt} ${log} ${step}`
  for (const output of sealedOutputs(history)) {
    const { step, attempt, from, sealed, log } = output
    found.set(key(output), await held.files.seal(state.id, step, attempt, from, from + sealed.bytes, log))
  }
  const header = (await held.engine.runs())[0]
  const head = header ? { seq: header.last, hash: header.head } : null
  expect(verify(history, head, (output) => found.get(key(output)) ?? null)).toEqual([])
  return markdown(state, history)
}

describe('a way back, with real commands', () => {
  it('that fails offers the next level, and what it took and left stands in the record', async () => {
    go()
    writeFileSync(join(folder, 'broken'), '')
    const asked: string[] = []
    const stop = await drive(await create(), ['back', 'start', 'back', 'start', 'done'], asked)
    expect(asked).toEqual(['failure', 'procedure Level 1', 'failure', 'procedure Level 2', 'confirm'])
    expect(ledger()).toEqual(['deploy', 'restart', 'restore'])
    const [first, second] = stop.state.plan.procedures
    expect(stop.state).toMatchObject({
      outcome: 'backed-out',
      procedures: { [first?.id ?? '']: { outcome: 'left' }, [second?.id ?? '']: { outcome: 'done' } },
    })
    const record = await proven(stop)
    expect(record).toContain('- [x] Tell everybody')
    expect(record).toContain('- [ ] Tell the others')
  })

  it('asked for while a step runs ends that step, whose true end is recorded and asks nobody', async () => {
    const id = await create()
    const asked: string[] = []
    const driven = drive(id, ['start', 'done'], asked)
    while (!existsSync(join(folder, 'ledger'))) await sleep(20)
    await held.engine.act(id, { type: 'Back', procedure: null, reason: 'slow' }, by)
    const stop = await driven
    expect(asked).toEqual(['procedure Level 1'])
    expect(stop.state.outcome).toBe('backed-out')
    expect(ledger()).toEqual(['deploy', 'restart'])
    const [deploy] = stop.state.plan.steps
    expect(stop.state.steps.get(deploy?.id ?? '').attempts).toMatchObject([{ end: { how: 'cancelled' } }])
    await proven(stop)
  })

  it('started while a step runs that is waited for begins after its own end', async () => {
    const id = await create()
    const asked: string[] = []
    const driven = drive(id, ['done'], asked)
    while (!existsSync(join(folder, 'ledger'))) await sleep(20)
    const back = { type: 'Back', procedure: 'Level 2: restore', reason: 'slow', confirmed: true, wait: true } as const
    await held.engine.act(id, back, by)
    await sleep(300)
    expect(ledger()).toEqual(['deploy'])
    go()
    const stop = await driven
    expect(asked).toEqual(['confirm'])
    expect(stop.state.outcome).toBe('backed-out')
    expect(ledger()).toEqual(['deploy', 'restore'])
    const [deploy] = stop.state.plan.steps
    expect(stop.state.steps.get(deploy?.id ?? '')).toMatchObject({
      outcome: 'passed',
      attempts: [{ end: { how: 'exit' } }],
    })
    await proven(stop)
  })

  it('declined after the step has ended by itself leaves the run where it was: nothing runs twice', async () => {
    const id = await create()
    const asked: string[] = []
    const detaching = new AbortController()
    const first = drive(id, [], asked, detaching)
    while (!existsSync(join(folder, 'ledger'))) await sleep(20)
    detaching.abort()
    expect((await first).why).toBe('detached')
    // Nobody drives: the step is asked to end and goes on to its own end while the question waits.
    await held.engine.act(id, { type: 'Back', procedure: null, reason: 'slow' }, by)
    go()
    const [step] = (await held.engine.load(id)).running
    while (!existsSync(join(held.files.attempt(id, step?.step ?? '', 1), 'end'))) await sleep(20)
    const stop = await drive(id, ['no', 'done'], asked)
    expect(asked).toEqual(['procedure Level 1', 'confirm'])
    expect(stop.state.outcome).toBe('done')
    expect(ledger()).toEqual(['deploy'])
    expect(await proven(stop)).toContain('- [x] Tell the others')
  })
})
