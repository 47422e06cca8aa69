import { describe, expect, it } from 'vitest'
import { aPlan, deploy, rollback } from '../testing/plans.ts'
import { ada, aRun, ran } from '../testing/scenario.ts'
import { procedureNamed } from './way-back.ts'

describe('procedure', () => {
  const plan = aPlan({
    sections: [
      deploy({ title: 'Build', run: ['make'] }, 'Look'),
      rollback,
      {
        title: 'Disaster',
        level: 2,
        steps: [
          { title: 'Rebuild', run: [{ script: 'git checkout v1.0.0' }, { script: 'load "$DUMP"', needs: ['DUMP'] }] },
        ],
      },
    ],
    inputs: [
      {
        name: 'DUMP',
        scope: 'procedure',
        born: { from: 'backup-file', step: 'Build', when: 'after', find: { is: 'output', statement: 0 } },
      },
      {
        name: 'TAG',
        text: 'v1.0.0',
        scope: 'procedure',
        uses: [{ start: 10_000, end: 10_001, line: 10, endLine: 10 }],
        born: { from: 'previous-tag', step: 'Build', when: 'before', find: { is: 'git-tag' } },
      },
    ],
  })

  it('lists what it destroys, is its one confirmation, and ends the run as backed out', () => {
    const run = aRun(plan)
    run.advance()
    run.act({ type: 'Back', procedure: null, reason: 'slow' })
    // Who asks has ended nothing yet.
    expect(run.state.steps.get('Build').attempts[0]?.cancelRequested).toBe(false)
    expect(run.asked('procedure').detail).toContainEqual({ is: 'command', text: 'rm -r app', language: 'bash' })
    expect(run.asked('procedure').options[0]?.effect).toContain(
      'Stops what runs now, or waits for it, then starts “Rollback”',
    )
    run.answer('procedure', 'start')
    expect(run.state.steps.get('Build').attempts[0]?.cancelRequested).toBe(true)
    expect(run.advance()).toEqual([])
    run.end({ how: 'cancelled', status: 143 })
    expect(run.state.open).toEqual([])
    expect(run.advance()).toMatchObject([{ type: 'StepStarted', step: 'Restore' }])
    run.end()
    run.advance()
    expect(run.state).toMatchObject({ outcome: 'backed-out', procedures: { Rollback: { outcome: 'done' } } })
  })

  it('starts in one act where the person has confirmed it, and the record holds what was confirmed and by whom', () => {
    const run = aRun(plan)
    run.advance()
    run.act({ type: 'Back', procedure: '1', reason: 'slow', confirmed: true })
    expect(run.state).toMatchObject({ open: [], line: { procedure: 'Rollback' } })
    expect(run.state.steps.get('Build').attempts[0]?.cancelRequested).toBe(true)
    const [asked] = run.state.answered
    expect(asked?.decision.detail).toContainEqual({ is: 'command', text: 'rm -r app', language: 'bash' })
    expect(asked?.answers).toMatchObject([{ by: ada, answer: { option: 'start' } }])
    expect(run.state.procedures).toMatchObject({ Rollback: { reason: 'slow', by: ada } })
    run.end({ how: 'cancelled', status: 143 })
    expect(run.advance()).toMatchObject([{ type: 'StepStarted', step: 'Restore' }])
  })

  it('confirmed, needs nothing more of what was asked before: neither of a failure nor of the way back itself', () => {
    for (const first of [null, 'Rollback', 'Disaster']) {
      const run = aRun(plan)
      run.advance()
      run.end({ status: 1, statements: [ran(0, 1)] })
      if (first !== null) run.act({ type: 'Back', procedure: first, reason: null })
      expect(run.state.open.map(({ kind }) => kind)).toEqual([first === null ? 'failure' : 'procedure'])
      run.act({ type: 'Back', procedure: 'Rollback', reason: null, confirmed: true })
      expect(run.advance()).toMatchObject([{ type: 'StepStarted', step: 'Restore' }])
      expect(run.state.open).toEqual([])
    }
  })

  it('confirmed, still asks for a value that nobody has given, and ends nothing before', () => {
    const run = aRun(plan)
    run.advance()
    run.act({ type: 'Back', procedure: 'Disaster', reason: null, confirmed: true })
    expect(run.asked('procedure')).toMatchObject({ about: 'Disaster' })
    expect(run.state).toMatchObject({ line: 'main', running: [{ step: 'Build' }] })
    expect(run.state.steps.get('Build').attempts[0]?.cancelRequested).toBe(false)
  })

  it('that is not taken after all leads back to what was asked', () => {
    const run = aRun(plan)
    run.advance()
    run.end({ status: 1, statements: [ran(0, 1)] })
    run.act({ type: 'Back', procedure: null, reason: null })
    run.answer('procedure', 'no')
    run.advance()
    expect(run.state.open.map(({ kind }) => kind)).toEqual(['failure'])
  })

  it('offers the next level when it fails, with the values that this run captured', () => {
    const run = aRun(plan)
    run.advance()
    run.act({ type: 'Capture', input: 'DUMP', value: 'dump_1.sql', step: 'Build', from: 'output' })
    run.end()
    run.act({ type: 'Back', procedure: 'Rollback', reason: null })
    run.answer('procedure', 'start')
    run.advance()
    run.end({ status: 1, statements: [ran(0, 1)] })
    run.answer('failure', 'back')
    expect(run.asked('procedure')).toMatchObject({
      about: 'Disaster',
      fields: [{ name: 'DUMP', suggestion: 'dump_1.sql' }],
    })
    run.answer('procedure', 'start')
    expect(run.advance()).toMatchObject([{ type: 'StepStarted', step: 'Rebuild' }])
    expect(run.state.procedures).toMatchObject({ Rollback: { outcome: 'left' } })
  })

  it('that fails in its last level says that there is no other, and can be retried, edited, accepted, skipped or stopped', () => {
    const run = aRun(plan)
    run.advance()
    run.act({ type: 'Capture', input: 'DUMP', value: 'dump_1.sql', step: 'Build', from: 'output' })
    run.act({ type: 'Back', procedure: 'Disaster', reason: null })
    run.answer('procedure', 'start')
    run.end({ how: 'cancelled', status: 143 })
    run.advance()
    run.end({ status: 1, statements: [ran(0, 1)] })
    const { options, detail } = run.asked('failure')
    expect(options.map(({ id }) => id)).toEqual(['retry', 'edit', 'accept', 'skip', 'pause', 'abort'])
    expect(detail).toContainEqual({
      is: 'note',
      text: 'This is the last way back: no other one can be started from here.',
    })
    expect(() => run.act({ type: 'Back', procedure: null, reason: null })).toThrow('no way back')
  })

  it('is all that a run does that continues an ended one', () => {
    const run = aRun(plan, {}, 'r0')
    run.advance()
    run.answer('procedure', 'start', { fields: { procedure: 'rollback' } })
    expect(run.advance()).toMatchObject([{ type: 'StepStarted', step: 'Restore' }])

    const declined = aRun(plan, {}, 'r0')
    declined.act({ type: 'Back', procedure: '2', reason: null })
    declined.answer('procedure', 'no')
    declined.advance()
    expect(declined.state).toMatchObject({ status: 'ended', outcome: 'aborted' })
    expect(declined.state.steps.get('Build').attempts).toEqual([])
  })

  it('is named by id, level, title or words that only its title holds', () => {
    const { procedures } = plan
    for (const name of ['Disaster', '2', 'disa']) expect(procedureNamed(procedures, name)?.id).toBe('Disaster')
    for (const name of ['', '3', 'a', 'nothing']) expect(procedureNamed(procedures, name)).toBeNull()
  })

  it('offers a better value for a literal, and never changes it silently', () => {
    const run = aRun(plan)
    const use = run.state.plan.steps.find((one) => one.id === 'Rebuild')?.command?.statements[0]?.span
    const known = aRun({
      ...plan,
      inputs: plan.inputs.map((one) => (one.name === 'TAG' && use ? { ...one, uses: [use] } : one)),
    })
    known.advance()
    known.act({ type: 'Capture', input: 'TAG', value: 'v1.4.2', step: 'Build', from: 'git' })
    known.act({ type: 'Back', procedure: 'Disaster', reason: null })
    known.end({ how: 'cancelled', status: 143 })
    known.answer('procedure', 'start', { fields: { DUMP: 'd.sql' } })
    known.advance()
    expect(known.asked('value').question).toBe('The document says `v1.0.0`; this run knows `v1.4.2`. Which one?')
    known.answer('value', 'take')
    expect(known.state.deviations.at(-1)).toMatchObject({ kind: 'edited', diff: { after: 'git checkout v1.4.2' } })
  })
})

describe('a step that runs when the way back is started', () => {
  const plan = () => aPlan({ sections: [deploy({ title: 'Build', run: ['make'] }), rollback] })
  it('is waited for where that was said, and its end asks nobody', () => {
    const run = aRun(plan())
    run.advance()
    run.act({ type: 'Back', procedure: null, reason: null, confirmed: true, wait: true })
    expect(run.state.steps.get('Build').attempts[0]?.cancelRequested).toBe(false)
    expect(run.advance()).toEqual([])
    run.end()
    expect(run.state.steps.get('Build').outcome).toBe('passed')
    expect(run.advance()).toMatchObject([{ type: 'StepStarted', step: 'Restore' }])
  })
  it('is asked about: stop it or wait for it, to stop being what is suggested', () => {
    const run = aRun(plan())
    run.advance()
    run.act({ type: 'Back', procedure: null, reason: null })
    expect(run.asked('procedure').fields).toMatchObject([
      { name: 'running', choices: ['stop', 'wait'], suggestion: 'stop' },
    ])
    run.answer('procedure', 'start', { fields: { running: 'wait' } })
    expect(run.state.steps.get('Build').attempts[0]?.cancelRequested).toBe(false)
  })
})

describe('what follows a way back', () => {
  const afterwards = {
    title: 'Post-rollback',
    level: 3,
    aftermath: true,
    steps: [{ title: 'Tell', run: ['tell them'] }],
  }
  const second = { title: 'Disaster', level: 2, steps: [{ title: 'Rebuild', run: ['rebuild all'] }] }
  const plan = () => aPlan({ sections: [deploy({ title: 'Build', run: ['make'] }), rollback, second, afterwards] })
  const started = () => {
    const run = aRun(plan())
    run.advance()
    run.act({ type: 'Back', procedure: 'Rollback', reason: null, confirmed: true })
    run.end({ how: 'cancelled', status: 143 })
    run.advance()
    return run
  }
  it('runs once it is done, and the run ends as backed out', () => {
    const run = started()
    run.end()
    expect(run.advance()).toMatchObject([
      { type: 'ProcedureEnded', procedure: 'Rollback', outcome: 'done' },
      { type: 'ProcedureStarted', procedure: 'Post-rollback' },
      { type: 'StepStarted', step: 'Tell' },
    ])
    run.end()
    run.advance()
    expect(run.state.outcome).toBe('backed-out')
  })
  it('is none itself: it is not offered', () => {
    const run = started()
    run.end({ status: 1, statements: [ran(0, 1)] })
    expect(run.asked('failure').options.find(({ id }) => id === 'back')).toMatchObject({
      label: 'Take the next way back',
      effect: 'Asks to start “Disaster”; nothing of it runs before that is answered.',
    })
    expect(() => run.act({ type: 'Back', procedure: 'Post-rollback', reason: null })).toThrow('Post-rollback')
  })
})
