import { describe, expect, it } from 'vitest'
import { aPlan, deploy } from '../../testing/plans.ts'
import { aRun } from '../../testing/scenario.ts'
import { runFacts } from './run-facts.ts'
import { runTimes } from './run-times.ts'

const plan = aPlan({
  sections: [
    { title: 'Check', order: 'any', steps: ['All is quiet', 'Team is here'] },
    deploy({ title: 'Ship', run: ['make ship'] }),
  ],
})

/** Every event a second after the one before it. */
const shipped = () => {
  const run = aRun(plan)
  run.advance()
  run.answer('confirm', 'done', { steps: ['All is quiet', 'Team is here'] })
  run.advance()
  run.end()
  if (run.state.outcome === null) run.advance()
  return run
}

describe('where the time of a run goes', () => {
  it('to machines while a command runs, to people while a question waits, to neither else', () => {
    const { journal } = shipped()
    const at = (type: string) => journal.find(({ event }) => event.type === type)?.at ?? Number.NaN
    const times = runTimes(journal)
    expect(times.people).toBe(at('DecisionAnswered') - at('DecisionOpened'))
    expect(times.machine).toBe(at('StepEnded') - at('StepStarted'))
    const whole = (journal.at(-1)?.at ?? 0) - (journal[0]?.at ?? 0)
    expect(times.machine + times.people + times.rest).toBe(whole)
  })

  it('shares a question about several steps out among them', () => {
    const { steps, people } = runTimes(shipped().journal)
    expect(steps['All is quiet']?.people).toBe(people / 2)
    expect(steps['Team is here']?.people).toBe(people / 2)
    expect(steps.Ship).toMatchObject({ people: 0 })
  })

  it('counts what overlaps once, and what is under way up to now', () => {
    const run = aRun(plan)
    run.advance()
    expect(runTimes(run.journal)).toMatchObject({ machine: 0, people: 0 })
    const [last] = run.journal.slice(-1)
    if (last === undefined) throw new Error('nothing happened')
    const later = [...run.journal, { ...last, at: last.at + 5_000, event: { type: 'Resumed' } as const }]
    expect(runTimes(later)).toMatchObject({ people: 5_000 })
  })
})

describe('what is remembered of a run', () => {
  const roles = { Check: 'verify', Deploy: 'deploy', Rollback: 'rollback' } as const
  const withRoles = (of: typeof plan): typeof plan => ({
    ...of,
    sections: of.sections.map((section) => ({ ...section, role: roles[section.title as keyof typeof roles] })),
  })

  it('whether it deployed, and how it ended', () => {
    const run = aRun(withRoles(plan), {}, null, { release: '1.2' })
    run.advance()
    expect(runFacts(run.journal)).toMatchObject({ deployed: false, outcome: null, endedAt: null, whole: true })
    run.answer('confirm', 'done', { steps: ['All is quiet', 'Team is here'] })
    run.advance()
    run.end()
    if (run.state.outcome === null) run.advance()
    expect(runFacts(run.journal)).toMatchObject({ deployed: true, outcome: 'done', release: '1.2', wrongAt: null })
  })

  it('when it first went wrong', () => {
    const run = aRun(withRoles(plan))
    run.advance()
    run.answer('confirm', 'done', { steps: ['All is quiet', 'Team is here'] })
    run.advance()
    run.end({ status: 1 })
    const ended = run.journal.find(({ event }) => event.type === 'StepEnded')?.at
    expect(runFacts(run.journal)).toMatchObject({ deployed: true, wrongAt: ended })
  })

  it('that it is not of the whole document', () => {
    expect(runFacts(aRun(plan, { only: ['deploy'] }).journal)).toMatchObject({ whole: false })
    expect(runFacts(aRun(plan, {}, 'r0').journal)).toMatchObject({ whole: false, continues: 'r0' })
    expect(runFacts([])).toBeNull()
  })
})
