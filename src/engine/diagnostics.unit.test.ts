import { describe, expect, it } from 'vitest'
import type { RunEvent } from '../run/index.ts'
import { driveOptions, engineOfFakes, newRun } from '../testing/engine-of-fakes.ts'
import { FakeRunner } from '../testing/fake-runner.ts'
import { aPlan, deploy, rollback } from '../testing/plans.ts'
import { ada } from '../testing/run-events.ts'
import type { Diagnose } from './ports.ts'

const plan = aPlan({
  sections: [deploy({ title: 'Build', run: ['make'] }), rollback],
  inputs: [{ name: 'KEY', secret: true }],
})
const text = '# Go\n\nLook into `logs/app.log`.\n'

async function backedOut(diagnose: Diagnose, secrets: Readonly<Record<string, string>> = {}, rehearsal = false) {
  const runner = new FakeRunner()
  const engine = engineOfFakes(runner, { diagnose })
  const inputs = Object.keys(secrets).length > 0 ? [{ from: 'person', values: secrets } as const] : []
  const { id } = await engine.create(
    newRun(plan, { source: { path: 'GO.md', text, encoding: 'utf8' }, inputs, rehearsal }),
    ada,
  )
  await engine.act(id, { type: 'Back', procedure: null, reason: null, confirmed: true }, ada)
  const stop = await engine.drive(id, driveOptions())
  const events = (await engine.history(id)).map(({ event }) => event)
  const kept = events.find(
    (event): event is Extract<RunEvent, { type: 'DiagnosticsKept' }> => event.type === 'DiagnosticsKept',
  )
  return { stop, events, runner, kept }
}

describe('before the first step of a way back', () => {
  it('the logs that the document names and the state of the machine are kept, once', async () => {
    const { kept, events, runner } = await backedOut(async (wanted) => wanted.map(() => Buffer.from('so it was')))
    expect(kept?.kept[0]).toMatchObject({
      of: 'logs/app.log',
      file: 'Rollback-01.txt',
      bytes: 9,
      raw: false,
      why: null,
    })
    expect(kept?.kept.map(({ of }) => of.split(' ', 1)[0])).toEqual(['logs/app.log', 'ps', 'ss', 'df', 'free'])
    expect(Buffer.from(runner.kept.get('Rollback-01.txt') ?? []).toString()).toBe('so it was')
    const types = events.map(({ type }) => type)
    expect(types.filter((type) => type === 'DiagnosticsKept')).toHaveLength(1)
    expect(types.indexOf('DiagnosticsKept')).toBeLessThan(types.indexOf('StepStarted'))
  })
  it('secrets are hidden in what is kept', async () => {
    const { runner } = await backedOut(async (wanted) => wanted.map(() => Buffer.from('key=hunter2hunter2')), {
      KEY: 'hunter2hunter2',
    })
    expect(Buffer.from(runner.kept.get('Rollback-01.txt') ?? []).toString()).toBe('key=**************')
  })
  it('what cannot be kept is told and holds nothing up', async () => {
    const { kept, stop } = await backedOut(async () => {
      throw new Error('the disk is gone')
    })
    expect(kept?.kept[0]).toMatchObject({ file: null, why: 'the disk is gone' })
    expect(stop.state.outcome).toBe('backed-out')
  })
  it('a rehearsal keeps nothing: nothing happened', async () => {
    expect((await backedOut(async () => [], {}, true)).kept).toBeUndefined()
  })
})
