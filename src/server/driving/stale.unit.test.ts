import { describe, expect, it } from 'vitest'
import type { ActName } from '../../contract/index.ts'
import type { Actor, PersonCommand } from '../../run/index.ts'
import { aPlan } from '../../testing/plans.ts'
import { aRun, type Scenario } from '../../testing/scenario.ts'
import { Detailed } from '../answer-error.ts'
import { type About, refuseStale } from './stale.ts'

const bob: Actor = { kind: 'person', id: 'bob', name: 'Bob', key: null }

const plan = aPlan({
  sections: [
    { title: 'Before', order: 'any', steps: ['a', 'b', 'c'] },
    { title: 'Deploy', steps: [{ title: 'build', run: ['make'] }] },
    { title: 'Back', level: 1, steps: [{ title: 'undo', run: ['make undo'] }] },
  ],
})

/** What a page is told that was drawn before `meanwhile` happened; null: its act is taken. */
function refused(
  act: ActName,
  about: Omit<About, 'seen'>,
  meanwhile: readonly PersonCommand[],
  run: Scenario = asked(),
) {
  const seen = run.state.seq
  for (const command of meanwhile) run.act(command, bob)
  const since = run.journal.filter(({ seq }) => seq > seen)
  try {
    refuseStale(act, { seen, ...about }, run.state, since)
    return null
  } catch (error) {
    if (error instanceof Detailed && error.code === 'page-stale') return error.message
    throw error
  }
}

const asked = () => {
  const run = aRun(plan)
  run.advance()
  return run
}

const tick = (step: string, as: 'done' | 'open' | 'skipped' = 'done'): PersonCommand => ({
  type: 'Tick',
  steps: [step],
  as,
  reason: 'so',
  values: [],
})

const confirm = { decision: asked().state.open[0]?.id ?? '' }

describe('An act of a page that has been overtaken', () => {
  it('is refused where its own step was ticked meanwhile, and says by whom', () => {
    expect(refused('tick', { steps: ['a'] }, [tick('a')])).toContain('Step 1, “a”, done: so (Bob).')
  })

  it('is taken where others did something else', () => {
    expect(refused('tick', { steps: ['a'] }, [tick('b'), { type: 'Comment', step: 'a', text: 'x' }])).toBeNull()
    expect(refused('comment', { step: 'a' }, [tick('a')])).toBeNull()
    expect(refused('pause', {}, [tick('a')])).toBeNull()
  })

  it('answers for what is still open of a question, but not for what was opened again', () => {
    expect(refused('answer', { ...confirm, steps: [] }, [tick('a')])).toBeNull()
    expect(refused('answer', { ...confirm, steps: ['a'] }, [tick('a')])).toContain('“a”')
    const run = asked()
    run.act(tick('b'))
    expect(refused('answer', { ...confirm, steps: [] }, [tick('b', 'open')], run)).toContain('open again')
  })

  it('resumes nothing that was paused after it was drawn, and takes no way back that was begun', () => {
    expect(refused('resume', {}, [{ type: 'Pause', reason: 'smoke' }])).toContain('Paused: smoke (Bob).')
    const back: PersonCommand = { type: 'Back', procedure: null, reason: 'enough', confirmed: true }
    expect(refused('back', { procedure: null }, [back])).toContain('The way back: Back')
    expect(refused('abort', {}, [back])).toContain('The way back: Back')
    expect(refused('back', { procedure: null }, [tick('a')])).toBeNull()
  })
})
