import { describe, expect, it } from 'vitest'
import { aPlan, deploy, rollback } from '../testing/plans.ts'
import { aRun, endOf } from '../testing/scenario.ts'

describe('alternative', () => {
  const plan = aPlan({
    sections: [
      { title: 'Staging', alternative: ['env', 'staging'], steps: ['Use staging'] },
      { title: 'Production', alternative: ['env', 'production'], steps: ['Use production'] },
    ],
    choices: [{ group: 'env', options: ['staging', 'production'] }],
  })

  it('asks at the start; the steps of the other way are left out, which is no deviation', () => {
    const run = aRun(plan)
    run.advance()
    run.answer('alternative', 'choose', { fields: { option: 'production' } })
    run.advance()
    expect(run.state.steps.get('Use staging')).toMatchObject({ outcome: 'skipped', how: 'choice' })
    expect(run.asked('confirm').steps).toEqual(['Use production'])
    expect(run.state.deviations).toEqual([])
  })

  it('refuses a way that is none', () => {
    const run = aRun(plan)
    run.advance()
    expect(() => run.answer('alternative', 'choose', { fields: { option: 'moon' } })).toThrow('no way “moon”')
  })
})

describe('condition', () => {
  it('asks all of a section together when it starts, a parent before its parts', () => {
    const run = aRun(
      aPlan({
        sections: [
          deploy(
            { title: 'Warm up', run: ['make warm'] },
            { title: 'Cache', condition: 'if using Redis', children: [{ title: 'Flush', condition: 'optional' }] },
            {
              title: 'Index',
              run: [
                'make',
                { script: 'make all', condition: { text: 'if slow', span: { start: 0, end: 1, line: 1, endLine: 1 } } },
              ],
            },
          ),
        ],
      }),
    )
    run.advance()
    run.end()
    run.advance()
    expect(run.state.open.map((one) => one.question)).toEqual([
      '“if using Redis”: does this hold here?',
      '“if slow”: does this hold here?',
    ])
    run.answer('condition', 'no')
    run.answer('condition', 'no')
    expect(run.advance()).toMatchObject([
      { step: 'Flush', how: 'condition' },
      { step: 'Cache', how: 'condition' },
      { type: 'StepStarted', step: 'Index', without: [1] },
    ])
  })
})

describe('claims', () => {
  it('shows boxes that were ticked before; accepted ones are deviations, the others come at their turn', () => {
    const run = aRun(
      aPlan({
        sections: [
          { title: 'Prepare', order: 'any', steps: [{ title: 'A', ticked: true }, { title: 'B', ticked: true }, 'C'] },
        ],
      }),
    )
    run.advance()
    run.answer('claims', 'accept', { steps: ['A'] })
    run.advance()
    expect(run.state.deviations).toMatchObject([{ step: 'A', kind: 'assumed' }])
    expect(run.asked('confirm').steps).toEqual(['B', 'C'])
  })
})

describe('input', () => {
  const plan = aPlan({
    sections: [deploy({ title: 'Push', run: [{ script: 'push "$APP" "$TOKEN"', needs: ['APP', 'TOKEN'] }] })],
    inputs: [{ name: 'APP' }, { name: 'TOKEN', secret: true }],
  })

  it('asks for all values before the run; a secret never reaches the journal', () => {
    const run = aRun(plan)
    run.advance()
    expect(run.asked('input').fields.map((one) => [one.name, one.type])).toEqual([
      ['APP', 'text'],
      ['TOKEN', 'secret'],
    ])
    expect(() => run.answer('input', 'give', { fields: { APP: 'shop' } })).toThrow('lacks a value for <TOKEN>')
    run.act({ type: 'GiveInputs', values: { APP: 'shop', TOKEN: 'hunter2' }, from: 'answers' })
    expect(run.state.open).toEqual([])
    expect(run.advance()).toMatchObject([{ type: 'Prepared' }, { type: 'StepStarted' }])
    expect(JSON.stringify(run.journal)).not.toContain('hunter2')
  })

  it('takes no value that a program would get cut off', () => {
    const run = aRun(plan)
    run.advance()
    const cut = { APP: 'shop\0more', TOKEN: 'x' }
    expect(() => run.answer('input', 'give', { fields: cut })).toThrow('The value for <APP> holds a NUL character')
    expect(() => run.act({ type: 'GiveInputs', values: cut, from: 'person' })).toThrow('holds a NUL character')
    expect(run.asked('input').fields).toHaveLength(2)
  })
})

describe('destructive', () => {
  const plan = aPlan({
    sections: [deploy({ title: 'Clean', run: ['ls', { script: 'rm -r old', flags: ['destructive'] }] }), rollback],
  })

  it('names the statement and runs it only after yes', () => {
    const run = aRun(plan)
    run.advance()
    expect(run.asked('destructive')).toMatchObject({ statement: 1, question: expect.stringContaining('`rm -r old`') })
    run.answer('destructive', 'yes')
    expect(run.advance()).toMatchObject([{ type: 'StepStarted' }])
  })

  it('asks again about what was edited, and keeps the difference', () => {
    const run = aRun(plan)
    run.advance()
    run.answer('destructive', 'edit', { fields: { text: 'rm -r older' } })
    run.advance()
    expect(run.asked('destructive').question).toContain('`rm -r older`')
    expect(run.state.deviations).toMatchObject([
      { kind: 'edited', diff: { before: 'rm -r old', after: 'rm -r older' } },
    ])
  })
})

describe('target', () => {
  const plan = aPlan({
    sections: [deploy({ title: 'Remote', run: ['ssh host', 'uptime'], command: { session: 's' } })],
    sessions: [{ id: 's', opener: 'ssh host' }],
  })

  it('is never here by itself; here is a deviation with its reason and leaves the opener out', () => {
    const run = aRun(plan)
    run.advance()
    expect(() => run.answer('target', 'there')).toThrow('has no option there')
    expect(() => run.answer('target', 'here')).toThrow('needs a reason')
    run.answer('target', 'here', { reason: 'this is the host' })
    expect(run.advance()).toMatchObject([{ type: 'StepStarted', without: [0] }])
    expect(run.state.deviations).toMatchObject([{ kind: 'overridden', reason: 'this is the host' }])
  })

  it('by hand asks after each command', () => {
    const run = aRun(plan)
    run.advance()
    run.answer('target', 'hand')
    run.advance()
    run.answer('byhand', 'done')
    expect(run.state.steps.get('Remote')).toMatchObject({ outcome: 'passed', how: 'by-hand' })
  })
})

describe('byhand', () => {
  it('lets a person complete a command, which is a deviation', () => {
    const run = aRun(
      aPlan({ sections: [deploy({ title: 'Copy', run: ['cp ... /srv'], command: { incomplete: 'it has dots' } })] }),
    )
    run.advance()
    run.answer('byhand', 'edit', { fields: { text: 'cp app /srv' } })
    expect(run.advance()).toMatchObject([{ type: 'StepStarted' }])
    expect(run.state.deviations).toMatchObject([{ kind: 'edited' }])
  })

  it('asks for an interactive command only where there is no terminal', () => {
    const plan = aPlan({ sections: [deploy({ title: 'Edit', run: [{ script: 'vi x', flags: ['interactive'] }] })] })
    const without = aRun(plan)
    without.advance(false)
    expect(without.asked('byhand').question).toContain('terminal')
    expect(aRun(plan).advance(true).at(-1)).toMatchObject({ type: 'StepStarted', terminal: true })
  })
})

describe('what the document says to do when a command failed', () => {
  const plan = aPlan({
    sections: [
      deploy({
        title: 'Stop',
        run: [
          { script: 'systemctl stop shop' },
          { script: 'pkill shop', offered: 'only when the statement before it failed', insteadOf: 0 },
          { script: 'echo done' },
        ],
      }),
    ],
  })
  const failed = () => {
    const run = aRun(plan)
    run.advance()
    run.end({ how: 'exit', status: 1, statements: [{ ...endOf(run.state, 'Stop').statements[0], status: 1 } as never] })
    run.advance()
    return run
  }

  it('is left out where it did not fail', () => {
    const run = aRun(plan)
    expect(run.advance().at(-1)).toMatchObject({ type: 'StepStarted', without: [1] })
  })

  it('is offered where it did, and runs instead of it: no deviation', () => {
    const run = failed()
    expect(run.asked('failure').options.find((one) => one.id === 'instead')?.effect).toContain('`pkill shop`')
    run.answer('failure', 'instead')
    expect(run.advance()).toMatchObject([{ type: 'StepStarted', statement: 1, without: [] }])
    expect(run.state.deviations).toEqual([])
  })
})

describe('another language', () => {
  const plan = aPlan({
    sections: [deploy({ title: 'Ask', run: ['psql shop'], command: { language: 'sql' } })],
  })

  it('is done by hand where its interpreter is not here', () => {
    const run = aRun(plan)
    run.act({ type: 'Advance', terminal: false, lacks: ['git', 'psql'] })
    expect(run.asked('byhand').question).toContain('psql is not on this machine')
  })

  it('runs where it is', () => {
    expect(aRun(plan).advance().at(-1)).toMatchObject({ type: 'StepStarted' })
  })
})

describe('record and signoff', () => {
  it('takes a value per blank; a refused sign-off holds the run', () => {
    const run = aRun(
      aPlan({
        sections: [
          deploy({ title: 'Note', kind: 'record', blanks: ['Version', 'Size'] }, { title: 'QA', kind: 'signoff' }),
        ],
      }),
      { assumeConfirmed: true },
    )
    run.advance()
    run.answer('record', 'give', { fields: { '1': '2.0', '2': '3 MB' } })
    expect(run.state.steps.get('Note').values).toEqual(['2.0', '3 MB'])
    run.advance()
    run.answer('signoff', 'refuse', { reason: 'too slow' })
    expect(run.advance()).toEqual([])
    run.answer('failure', 'accept', { reason: 'agreed by phone' })
    expect(run.state.deviations).toMatchObject([{ kind: 'accepted', reason: 'agreed by phone' }])
  })
})
