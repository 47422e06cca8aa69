import { describe, expect, it } from 'vitest'
import { aPlan, deploy, type StepDraft } from '../testing/plans.ts'
import { ada, aRun, ran } from '../testing/scenario.ts'

describe('judgment', () => {
  const plan = aPlan({
    sections: [deploy({ title: 'Look', run: ['look'], expect: [{ text: 'it looks right', on: 0 }] })],
  })

  it('lays the output beside the sentence; met passes, unmet is a failure', () => {
    const run = aRun(plan)
    run.advance()
    run.end({}, [{ expectation: 'Look/0', verdict: 'unclear', why: 'Only a person can tell.', by: null }])
    expect(run.asked('judgment').detail).toMatchObject([{ is: 'output' }, { is: 'sentence' }, { is: 'note' }])
    run.answer('judgment', 'unmet')
    run.advance()
    expect(run.asked('failure').statement).toBe(0)
    run.answer('failure', 'retry')
    run.advance()
    run.end()
    run.answer('judgment', 'met')
    run.advance()
    expect(run.state).toMatchObject({ outcome: 'done' })
    expect(run.state.steps.get('Look')).toMatchObject({
      outcome: 'passed',
      how: 'judged',
      verdicts: [{ expectation: 'Look/0', verdict: 'met', by: ada }],
    })
  })
})

describe('what an end amounts to', () => {
  const build: StepDraft = { title: 'Build', run: ['a', { script: 'grep x', answers: [1] }, 'b | c'] }
  const ended = (statements: ReturnType<typeof ran>[], status: number, notReached: number[] = []) => {
    const run = aRun(aPlan({ sections: [deploy(build)] }))
    run.advance()
    run.end({ statements, status, notReached })
    return run
  }

  it('a status by which a program answers is for a person', () => {
    expect(ended([ran(0, 0), ran(1, 1), ran(2, 0)], 0).asked('judgment').statement).toBe(1)
  })

  it('an earlier part of a pipeline that failed is for a person, except by SIGPIPE', () => {
    expect(ended([ran(0, 0), ran(1, 0), ran(2, 0, [1, 0])], 0).asked('judgment').statement).toBe(2)
    expect(ended([ran(0, 0), ran(1, 0), ran(2, 0, [141, 0])], 0).state.open).toEqual([])
  })

  const leaving = (script: string) => {
    const run = aRun(aPlan({ sections: [deploy({ title: 'Build', run: [script, 'grep x', 'b | c'] })] }))
    run.advance()
    run.end({ statements: [ran(0, 0)], notReached: [1, 2] })
    return run
  }
  const named = 'The command ended before these were reached: `grep x`, `b | c`.'

  it.each(['exit 0', 'if done; then exit; fi', '[ -e done ] && exit 0'])('what `%s` left out is named', (script) => {
    const run = leaving(script)
    run.advance()
    expect(run.state.steps.get('Build')).toMatchObject({ outcome: 'passed', reason: named })
  })

  it.each(["trap 'exit 0' ERR; false", 'exec true', './looks-done # exit 0'])(
    'what `%s` left out without saying so is for a person',
    (script) => {
      const run = leaving(script)
      expect(run.asked('judgment')).toMatchObject({ question: named, statement: 0 })
      run.answer('judgment', 'met')
      run.advance()
      expect(run.state.steps.get('Build')).toMatchObject({ outcome: 'passed', how: 'judged', reason: named })
    },
  )
})

describe('a request that a server refused', () => {
  const look = (http: readonly number[], expect: StepDraft['expect'] = [], more: object = {}) => {
    const run = aRun(aPlan({ sections: [deploy({ title: 'Look', run: [{ script: 'curl app', ...more }], expect })] }))
    run.advance()
    const verdicts = expect.map(
      (_, at) => ({ expectation: `Look/${at}`, verdict: 'met', why: 'as said', by: null }) as const,
    )
    run.end({ statements: [{ ...ran(0, 0), http }] }, verdicts)
    return run
  }

  it('is for a person, who is told the status, though curl ended with 0', () => {
    const run = look([500])
    expect(run.asked('judgment').question).toBe('curl received HTTP 500, and ended with status 0: is that right?')
    run.answer('judgment', 'unmet')
    run.advance()
    expect(run.asked('failure').statement).toBe(0)
  })

  it('also where something else that is expected was met', () => {
    const words = { text: 'ok', on: 0, test: { is: 'text', text: 'ok', sure: true } } as const
    expect(look([500], [words]).asked('judgment').statement).toBe(0)
  })

  it('also among others that were answered: all are named', () => {
    expect(look([503, 503, 200]).asked('judgment').question).toContain('HTTP 503 (2 times), then 200')
  })

  it('is not asked about where the document says which status it expects', () => {
    const status = { text: '404', on: 0, test: { is: 'http', status: 404 } } as const
    expect(look([404], [status]).state.steps.get('Look').outcome).toBe('passed')
    const bare = { text: '404', test: { is: 'text', text: '404', sure: false } } as const
    expect(look([404], [bare]).state.steps.get('Look').outcome).toBe('passed')
  })

  it('is looked at again where the document waits for it', () => {
    const run = look([503], [], { waits: 60_000 })
    expect(run.state.open).toEqual([])
    expect(run.state.steps.get('Look').phase).toBe('ended')
  })

  it('that was only sent elsewhere is none', () => {
    expect(look([301, 200]).state.steps.get('Look').outcome).toBe('passed')
  })
})

describe('unknown', () => {
  const run = (idempotent: boolean) => {
    const run = aRun(aPlan({ sections: [deploy({ title: 'Build', run: ['make'], command: { idempotent } })] }))
    run.advance()
    run.end({ how: 'unknown', status: null, statements: [ran(0, null)] })
    return run
  }

  it('is never started again by itself', () => {
    const lost = run(false)
    expect(lost.asked('unknown').attempt).toBe(1)
    expect(lost.advance()).toEqual([])
    lost.answer('unknown', 'retry')
    expect(lost.advance()).toMatchObject([{ type: 'StepStarted', attempt: 2 }])
  })

  it('except once, where the document says that twice does no harm', () => {
    const lost = run(true)
    expect(lost.advance()).toMatchObject([{ type: 'StepStarted', attempt: 2 }])
    lost.end({ how: 'unknown', status: null, statements: [] })
    expect(lost.asked('unknown').attempt).toBe(2)
  })
})
