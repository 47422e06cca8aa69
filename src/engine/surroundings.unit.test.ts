import { describe, expect, it } from 'vitest'
import { createVirtualClock } from '../adapters/rehearsal/virtual-clock.ts'
import { read } from '../read/index.ts'
import type { ReleaseIdentity, Terms } from '../run/index.ts'
import { driveOptions, engineOfFakes, newRun } from '../testing/engine-of-fakes.ts'
import { FakeRunner } from '../testing/fake-runner.ts'
import { memoryStore } from '../testing/memory-store.ts'
import { ada } from '../testing/run-events.ts'
import type { NewRun } from './engine.ts'
import type { Answerer } from './ports.ts'

const text = [
  '# Go',
  '',
  '## Deploy',
  '```bash',
  './bin/start',
  '```',
  '',
  '## Rollback',
  '```bash',
  './bin/stop',
  '```',
  '',
].join('\n')
const utc = (at: string) => Date.parse(`${at}Z`)
const none: Terms = { windows: [], freezes: [], after: null, destructive: 'ask', assumeConfirmed: true }
const nightly: Terms = {
  ...none,
  windows: [{ days: [1, 2, 3, 4, 5, 6, 7], dates: [], from: 1320, to: 120, zone: 'UTC' }],
}
const identity = (digest: string): ReleaseIdentity => ({
  digest,
  commit: null,
  changes: null,
  document: 'd',
  files: [],
})

function world(at: string) {
  const clock = createVirtualClock(utc(at))
  const runner = new FakeRunner()
  const engine = engineOfFakes(runner, { clock, store: memoryStore() })
  const { plan } = read({ path: 'GO.md', text, encoding: 'utf8', digest: 'd' })
  const make = (more: Partial<NewRun> = {}) =>
    engine.create(newRun(plan, { environment: 'production', terms: nightly, ...more }), ada)
  const done = async (more: Partial<NewRun> = {}) => {
    const run = await make({ terms: none, ...more })
    return await engine.drive(run.id, driveOptions())
  }
  return { clock, runner, engine, make, done }
}

const waits: Answerer = async ([first]) =>
  first === undefined ? null : { decision: first.id, answer: { option: 'wait', steps: [], reason: null, fields: {} } }

describe('a run outside its window', () => {
  it('that somebody lets wait is driven on when it opens, and asked once', async () => {
    const { clock, runner, engine, make } = world('2026-03-23T12:00')
    let times = 0
    const answer: Answerer = async (...asked) => {
      times += 1
      return await waits(...asked)
    }
    const { state } = await engine.drive((await make()).id, driveOptions({ answer }))
    expect([state.outcome, new Date(clock.now()).toISOString(), times]).toEqual(['done', '2026-03-23T22:00:00.000Z', 1])
    expect(runner.started).toHaveLength(1)
    expect(state.deviations).toEqual([])
  })

  it('that nobody answers for waits for people, and is gone on with by nobody', async () => {
    const { clock, runner, engine, make } = world('2026-03-23T12:00')
    const run = await make()
    expect(await engine.drive(run.id, driveOptions())).toMatchObject({ why: 'waiting' })
    await clock.until(utc('2026-03-23T23:00'))
    expect(await engine.drive(run.id, driveOptions())).toMatchObject({
      why: 'waiting',
      state: { open: [{ kind: 'override' }] },
    })
    expect(runner.started).toHaveLength(0)
  })
})

describe('what was done in the environment before', () => {
  const after: Terms = { ...none, after: 'staging' }
  const staging = { environment: 'staging', identity: identity('one') }

  it('is the newest whole run of the same release there', async () => {
    const { done, make } = world('2026-03-23T12:00')
    await done(staging)
    const second = await done(staging)
    await done({ ...staging, identity: identity('two') })
    await done({ ...staging, rehearsal: true })
    await done({ ...staging, environment: 'production' })
    const state = await make({ terms: after, identity: identity('one') })
    expect(state.promotes).toMatchObject({ run: second.state.id, environment: 'staging', digest: 'one', deviations: 0 })
  })

  it('is nothing where it was another release, a part, undone, or where nobody knows what is released', async () => {
    const { done, make } = world('2026-03-23T12:00')
    const promotes = async (of: ReleaseIdentity | null = identity('one')) =>
      (await make({ terms: after, ...(of === null ? {} : { identity: of }) })).promotes
    await done({ ...staging, identity: identity('two') })
    await done({ ...staging, options: { assumeConfirmed: false, only: ['Deploy'], from: null } })
    expect(await promotes()).toBeNull()
    await done(staging)
    expect(await promotes(null)).toBeNull()
    expect(await promotes()).not.toBeNull()
  })

  it('is nothing once its way back was begun there', async () => {
    const { done, make, engine } = world('2026-03-23T12:00')
    const first = await done(staging)
    const back = await make({ ...staging, terms: none, continues: first.state.id })
    const promotes = async () => (await make({ terms: after, identity: identity('one') })).promotes
    expect(await promotes()).not.toBeNull()
    await engine.act(back.id, { type: 'Back', procedure: null, reason: null, confirmed: true }, ada)
    expect(await promotes()).toBeNull()
  })
})

describe('the lock of an environment', () => {
  it('is held by an unfinished run, and not by rehearsals; a way back waits for nobody', async () => {
    const { done, make } = world('2026-03-23T23:00')
    const ended = await done()
    await make({ exclusive: true, rehearsal: true })
    const first = await make({ exclusive: true })
    await expect(make({ exclusive: true })).rejects.toMatchObject({ code: 'environment-locked' })
    expect((await make({ exclusive: true, continues: ended.state.id })).status).toBe('running')
    const beside = await make({ exclusive: true, beside: 'hotfix' })
    // The newest that is unfinished is the way back.
    expect(beside).toMatchObject({ beside: { who: 'Ada Lovelace', reason: 'hotfix' } })
    expect(beside.deviations).toMatchObject([{ kind: 'overridden', reason: 'hotfix' }])
    expect(first.beside).toBeNull()
  })

  it('is taken also by who would begin beside somebody who is not there', async () => {
    const { make } = world('2026-03-23T23:00')
    expect((await make({ exclusive: true, beside: 'hotfix' })).beside).toBeNull()
    await expect(make({ exclusive: true })).rejects.toMatchObject({ code: 'environment-locked' })
  })
})
