import { describe, expect, it } from 'vitest'
import { aPlan, rollback, type StepDraft } from '../../testing/plans.ts'
import { aRun, ran, type Scenario } from '../../testing/scenario.ts'

const health: StepDraft = { title: 'health', run: [{ script: 'probe' }], command: { language: 'check' } }
const looked: StepDraft = { title: 'The banner is right', kind: 'check' }
const signoff: StepDraft = { title: 'QA Lead: ____', kind: 'signoff' }
const deploy: StepDraft = { title: 'deploy', run: [{ script: 'make deploy' }] }

const released = (...steps: readonly StepDraft[]): Scenario => {
  const run = aRun(aPlan({ sections: [{ title: 'Release', steps }, rollback] }))
  settle(run)
  return run
}
const settle = (run: Scenario) => {
  const waits = () => run.state.status === 'ended' || run.state.running.length + run.state.open.length > 0
  while (!waits() && run.advance().length > 0);
}
const rests = (run: Scenario) => run.asked('signoff').binds?.checks ?? []
const tick = (run: Scenario, as: 'done' | 'skipped' | 'open', step: string) =>
  run.act({ type: 'Tick', steps: [step], as, reason: 'because', values: [] })
const lapsed = (run: Scenario) => run.journal.flatMap(({ event }) => (event.type === 'ApprovalLapsed' ? event.why : []))

describe('A sign-off', () => {
  const signed = () => {
    const run = released(health, looked, signoff, deploy)
    run.end()
    settle(run)
    run.answer('confirm', 'done')
    settle(run)
    return run
  }

  it('names the checks that it rests on, as they were found', () => {
    const run = signed()
    expect(rests(run)).toEqual(['health', 'The banner is right'])
    const told = run.asked('signoff').detail.flatMap((one) => (one.is === 'note' ? [one.text] : []))
    expect(told).toContain('It rests on step 1, “health”; step 2, “The banner is right”: met.')
  })

  it('does not rest on what nobody looked at', () => {
    const run = aRun(aPlan({ sections: [{ title: 'Release', steps: [looked, signoff, deploy] }, rollback] }), {
      assumeConfirmed: true,
    })
    settle(run)
    expect(run.state.open.map(({ kind, binds }) => [kind, binds?.checks])).toEqual([['confirm', undefined]])
    tick(run, 'skipped', 'The banner is right')
    settle(run)
    expect(rests(run)).toEqual([])
  })

  it('stands while a check is looked at again, and lapses when it turns unmet, before anything of it runs', () => {
    const run = signed()
    run.answer('signoff', 'sign')
    tick(run, 'open', 'The banner is right')
    expect(lapsed(run)).toEqual([])
    tick(run, 'skipped', 'The banner is right')
    expect(lapsed(run)).toMatchObject([{ what: 'check', before: 'met', after: 'skipped', line: expect.any(Number) }])
    settle(run)
    expect(run.state.running).toEqual([])
    expect(rests(run)).toEqual(['health'])
    run.answer('signoff', 'sign')
    settle(run)
    expect(run.state.running).toMatchObject([{ step: 'deploy' }])
  })

  it('that is still asked is asked anew, with what is known now', () => {
    const run = signed()
    const before = run.asked('signoff').id
    tick(run, 'open', 'The banner is right')
    settle(run)
    run.answer('confirm', 'done')
    settle(run)
    expect(run.asked('signoff').id).not.toBe(before)
  })

  it('does not lapse by a check that fails once all that it lets pass is done', () => {
    const run = released(health, signoff, deploy, { ...health, title: 'after' })
    run.end()
    settle(run)
    run.answer('signoff', 'sign')
    settle(run)
    run.end()
    settle(run)
    run.end({ status: 1, statements: [ran(0, 1)] })
    settle(run)
    run.answer('failure', 'accept', { reason: 'known' })
    expect(lapsed(run)).toEqual([])
  })
})

it('a line of a go/no-go list is a sign-off in this too', () => {
  const run = aRun(
    aPlan({
      sections: [
        { title: 'Before', steps: [health] },
        { title: 'Go/No-Go', steps: [{ title: 'Go or no-go: QA', kind: 'confirm' }] },
        { title: 'Deploy', steps: [deploy] },
        rollback,
      ],
    }),
  )
  settle(run)
  run.end()
  settle(run)
  expect(rests(run)).toEqual(['health'])
})
