import { beforeEach, describe, expect, it } from 'vitest'
import { read } from '../read/index.ts'
import { driveOptions, engineOfFakes, newRun } from '../testing/engine-of-fakes.ts'
import { FakeRunner } from '../testing/fake-runner.ts'
import { memoryStore } from '../testing/memory-store.ts'
import { ada } from '../testing/run-events.ts'
import type { RunStore } from './ports.ts'

const text = '# Go\n\n## Approval\n\n- [ ] **QA Lead**: ________\n\n## Deploy\n\n```bash\nlogin "$API_TOKEN"\n```\n'
const [first, second] = ['the-first-secret', 'the-second-secret']

let runner: FakeRunner
let store: RunStore
let run: string
let ids = 0
/** Another process on the same store. */
const anEngine = () =>
  engineOfFakes(runner, {
    store,
    newId: () => {
      ids += 1
      return `id${ids}`
    },
  })
const drive = async (secret: string | null) =>
  await anEngine().drive(run, driveOptions({ secrets: secret === null ? {} : { API_TOKEN: secret } }))
const sign = async () => {
  const engine = anEngine()
  const [open] = (await engine.load(run)).open
  const answer = { option: 'sign', steps: [], reason: null, fields: {} } as const
  await engine.act(run, { type: 'Answer', decision: open?.id ?? '', answer }, ada)
}
const events = async (type: string) => (await store.read(run, 0)).filter(({ event }) => event.type === type)

beforeEach(async () => {
  runner = new FakeRunner()
  store = memoryStore()
  const { plan } = read({ path: 'GO.md', text, encoding: 'utf8', digest: 'd' })
  const inputs = [{ from: 'environment', values: { API_TOKEN: first } } as const]
  const engine = anEngine()
  run = (await engine.create(newRun(plan, { source: { path: 'GO.md', text, encoding: 'utf8' }, inputs }), ada)).id
  await engine.drive(run, driveOptions())
  await sign()
})

describe('an approval of a command that uses a secret', () => {
  it('stands for the value that was given, also when it is given anew after a restart', async () => {
    expect((await drive(first)).why).toBe('ended')
    expect(runner.started).toHaveLength(1)
    expect(await events('ApprovalLapsed')).toEqual([])
  })

  it('lapses when another value is given, before it is used, and is asked for again', async () => {
    const { why, state } = await drive(second)
    expect(why).toBe('waiting')
    expect(runner.started).toEqual([])
    expect(state.open.map(({ kind }) => kind)).toEqual(['signoff'])
    expect((await events('ApprovalLapsed')).map(({ event }) => event)).toMatchObject([
      { why: [{ what: 'input', name: 'API_TOKEN', after: 'another value' }] },
    ])
    await sign()
    expect((await drive(second)).why).toBe('ended')
    expect(runner.started).toHaveLength(1)
  })

  it('tells nothing of the value to who has the journal alone', async () => {
    await drive(second)
    const journal = JSON.stringify(await store.read(run, 0))
    const marks = (await events('SecretsMarked')).flatMap(({ event }) =>
      event.type === 'SecretsMarked' ? Object.values(event.marks) : [],
    )
    expect(new Set(marks).size).toBe(2)
    for (const value of [first, second]) expect(journal).not.toContain(value)
  })

  it('is not asked for again where no value is at hand', async () => {
    expect(await drive(null)).toMatchObject({ why: 'waiting', needs: ['API_TOKEN'] })
    expect(await events('ApprovalLapsed')).toEqual([])
  })
})
