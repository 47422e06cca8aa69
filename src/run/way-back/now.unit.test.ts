import { describe, expect, it } from 'vitest'
import { aPlan, type PlanDraft, type SectionDraft } from '../../testing/plans.ts'
import { aRun, ran } from '../../testing/scenario.ts'
import { wayBackNow } from './now.ts'

const migrate = { title: 'Migrate', run: ['shopctl schema-up orders'] }
const serve = { title: 'Serve', run: ['systemctl restart shop'] }
const restart: SectionDraft = {
  title: 'Restart',
  level: 1,
  estimate: 300,
  steps: [{ title: 'Again', run: ['systemctl restart shop'] }],
}
const restore: SectionDraft = {
  title: 'Restore',
  level: 2,
  triggers: ['Orders are lost'],
  steps: [{ title: 'Down', run: [{ script: 'shopctl schema-down orders', flags: ['destructive'] }] }],
}
const plan = (more: Partial<PlanDraft> = {}) =>
  aPlan({ sections: [{ title: 'Deploy', steps: [serve, migrate] }, restart, restore], ...more })
const ways = (run: ReturnType<typeof aRun>, end: number | null = null) => wayBackNow(run.state, end).ways

describe('the ways back at a moment', () => {
  it('undo nothing before anything was done, and can be started all the same', () => {
    const run = aRun(plan())
    expect(ways(run).map(({ standing, startable }) => [standing, startable])).toEqual([
      ['early', true],
      ['early', true],
    ])
    expect(wayBackNow(run.state, null).meant?.procedure.title).toBe('Restart')
  })

  it('apply once what they name has been done; one that undoes a later step says which', () => {
    const run = aRun(plan())
    run.advance()
    const [first, second] = ways(run)
    expect(first).toMatchObject({ standing: 'applies', undoes: ['Serve'], restarts: ['shop'] })
    expect(second).toMatchObject({ standing: 'early', why: 'What it undoes has not been done yet: step 2, “Migrate”.' })
    run.end()
    run.advance()
    expect(ways(run)[1]).toMatchObject({ standing: 'applies', undoes: ['Migrate'], restarts: [] })
    expect(ways(run)[1]?.destroys).toEqual(['shopctl schema-down orders'])
  })

  it('take the time of the document, else what earlier runs took, else nobody knows', () => {
    expect(ways(aRun(plan())).map(({ estimate }) => estimate)).toEqual([{ seconds: 300, from: 'document' }, null])
    const learned = aRun(plan(), {}, null, { learned: { Down: 90_000, Again: 1 } })
    expect(ways(learned).map(({ estimate }) => estimate)).toEqual([
      { seconds: 300, from: 'document' },
      { seconds: 90, from: 'learned' },
    ])
  })

  it('must begin so long before the change window closes as they take', () => {
    expect(ways(aRun(plan()), 1_000_000).map(({ latest }) => latest)).toEqual([700_000, null])
  })

  it('name the inputs that nothing has set', () => {
    const steps = [{ title: 'Load', run: [{ script: 'load "$DUMP"', needs: ['DUMP'] }] }]
    const run = aRun(
      plan({
        sections: [
          { title: 'Deploy', steps: [serve] },
          { title: 'Back', level: 1, steps },
        ],
        inputs: [{ name: 'DUMP', scope: 'procedure' }],
      }),
    )
    expect(ways(run)[0]?.lacks.map(({ name }) => name)).toEqual(['DUMP'])
    run.act({ type: 'GiveInputs', values: { DUMP: 'x' }, from: 'person' })
    expect(ways(run)[0]?.lacks).toEqual([])
  })

  it('are milder or taken once a harsher one was begun, and over with the run', () => {
    const run = aRun(plan())
    run.advance()
    run.act({ type: 'Back', procedure: 'Restore', reason: null, confirmed: true })
    run.end({ how: 'cancelled', status: 143 })
    expect(ways(run).map(({ standing, startable }) => [standing, startable])).toEqual([
      ['milder', false],
      ['taken', false],
    ])
    run.act({ type: 'Abort', reason: null })
    expect(ways(run)[0]?.standing).toBe('over')
  })
})

describe('the point of no return', () => {
  const said = (steps: readonly string[], back: readonly SectionDraft[] = [restart]) => {
    const made = plan({ sections: [{ title: 'Deploy', steps: [serve, migrate] }, ...back] })
    const text = 'From here on nothing can be undone'
    const span = { start: 0, end: 1, line: 1, endLine: 1 }
    return {
      ...made,
      steps: made.steps.map((one) => (steps.includes(one.id) ? { ...one, noReturn: { text, span } } : one)),
    }
  }
  it('is the first step of which the document says so; behind it what names other steps does not apply', () => {
    const run = aRun(said(['Migrate']))
    expect(wayBackNow(run.state, null).noReturn).toMatchObject({ step: { id: 'Migrate' }, passed: false })
    run.advance()
    expect(ways(run)[0]?.standing).toBe('applies')
    run.end()
    run.advance()
    expect(wayBackNow(run.state, null).noReturn).toMatchObject({ passed: true })
    expect(ways(run)[0]).toMatchObject({ standing: 'past', startable: true })
  })
  it('leaves those that name the step itself as they are', () => {
    const run = aRun(said(['Migrate'], [restart, restore]))
    run.advance()
    run.end()
    run.advance()
    expect(ways(run).map(({ standing }) => standing)).toEqual(['past', 'applies'])
  })
  it('is perhaps a step that destroys what no procedure names, and is said to be no more than that', () => {
    const drop = { title: 'Drop', run: [{ script: 'shopctl drop legacy_orders', flags: ['destructive'] as const }] }
    const run = aRun(plan({ sections: [{ title: 'Deploy', steps: [serve, drop] }, restart] }))
    expect(wayBackNow(run.state, null).noReturn).toMatchObject({
      step: { id: 'Drop' },
      said: null,
      why: '`shopctl drop legacy_orders` destroys something, and no procedure names what',
    })
    const named = { ...restore, steps: [{ title: 'Load', run: ['shopctl load legacy_orders'] }] }
    expect(
      wayBackNow(aRun(plan({ sections: [{ title: 'Deploy', steps: [serve, drop] }, named] })).state, null).noReturn,
    ).toBeNull()
  })
})

describe('conditions for going back', () => {
  const failing = () => {
    const run = aRun(
      plan({
        sections: [
          { title: 'Deploy', steps: [serve] },
          restart,
          { ...restore, triggers: ['Restarting the shop service fails', 'Error rate > 5 %'] },
        ],
      }),
    )
    run.advance()
    run.end({ status: 1, statements: [ran(0, 1)] })
    return run
  }
  it('that a failure may be stand beside it, and no others', () => {
    const step = aRun(
      plan({
        sections: [
          { title: 'Deploy', steps: [{ title: 'Restart the shop service', run: ['systemctl restart shop'] }] },
          { ...restore, level: 1, triggers: ['The shop service fails to restart', 'Error rate > 5 %'] },
        ],
      }),
    )
    step.advance()
    step.end({ status: 1, statements: [ran(0, 1)] })
    const sentences = step.asked('failure').detail.flatMap((one) => (one.is === 'sentence' ? one.text : []))
    expect(sentences).toEqual(['The shop service fails to restart'])
  })
  it('are asked about once, after what deploys, all in one question', () => {
    const run = failing()
    run.answer('failure', 'accept', { reason: 'known' })
    run.advance()
    expect(run.asked('triggers').detail).toHaveLength(2)
    expect(run.answer('triggers', 'no')).toHaveLength(1)
    run.advance()
    expect(run.state.outcome).toBe('done')
  })
  it('that have come true lead to their own procedure', () => {
    const run = failing()
    run.answer('failure', 'accept', { reason: 'known' })
    run.advance()
    run.answer('triggers', 'yes', { fields: { trigger: 'Error rate > 5 %' } })
    expect(run.asked('procedure')).toMatchObject({ about: 'Restore', reason: 'Error rate > 5 %' })
    expect(run.state.fired).toMatchObject([{ text: 'Error rate > 5 %', by: { id: 'ada' } }])
    run.answer('procedure', 'no')
    run.advance()
    expect(run.state.outcome).toBe('done')
  })
  it('are nobody’s question where nothing was deployed', () => {
    const run = aRun(plan({ sections: [{ title: 'Deploy', steps: [{ title: 'Look' }] }, restore] }))
    run.advance()
    run.answer('confirm', 'skip', { reason: 'not today' })
    run.advance()
    expect(run.state.outcome).toBe('done')
  })
})
