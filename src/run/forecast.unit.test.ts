import { describe, expect, it } from 'vitest'
import type { Plan } from '../plan/index.ts'
import { aPlan } from '../testing/plans.ts'
import { aRun } from '../testing/scenario.ts'
import { forecast } from './forecast.ts'

const build = { title: 'Build', run: ['make'] }
const serve = { title: 'Serve', run: ['serve'] }
const plan = aPlan({
  sections: [
    { title: 'Prepare', order: 'any', steps: ['Call', 'Write'] },
    { title: 'Deploy', steps: [build, serve] },
    { title: 'Watch', steps: ['Look'] },
    { title: 'Tell', steps: ['Announce'] },
    { title: 'Sign', steps: [{ title: 'Signed', kind: 'signoff' }] },
  ],
})
const said = (estimates: Readonly<Record<string, number>>, more: Partial<Plan> = {}): Plan => ({
  ...plan,
  steps: plan.steps.map((step) => ({ ...step, estimate: estimates[step.id] ?? null })),
  ...more,
})
const of = (plan: Plan, learned: Readonly<Record<string, number>> = {}, until: number | null = null) =>
  forecast(aRun(plan, {}, null, { learned }).state, until)

describe('a forecast', () => {
  it('has the document’s times beside those of earlier runs, section by section, and counts what nobody knows', () => {
    const { sections, unknown } = of(said({ Build: 600 }), { Build: 300_000, Serve: 60_000 })
    expect(sections.find(({ title }) => title === 'Deploy')).toMatchObject({ planned: 600, learned: 360, unknown: 0 })
    expect(sections.find(({ title }) => title === 'Tell')).toMatchObject({ planned: null, learned: null, unknown: 1 })
    expect(unknown).toEqual(['Call', 'Write', 'Look', 'Announce', 'Signed'])
  })
  it('goes along what follows each other, people’s waits among it; of items in any order the longest counts', () => {
    const { path, total } = of(said({ Build: 600, Call: 60, Write: 120 }), { Signed: 900_000 })
    expect(path).toEqual([
      { title: 'Write', seconds: 120, of: 'people' },
      { title: 'Build', seconds: 600, of: 'commands' },
      { title: 'Signed', seconds: 900, of: 'people' },
    ])
    expect(total).toBe(1620)
  })
  it('counts a watch or what goes on beside it, whichever is longer, and what waits for it behind', () => {
    const soak = {
      id: 's',
      title: 'Watch',
      span: { start: 0, end: 1, line: 1, endLine: 1 },
      from: 0,
      every: null,
      owner: null,
      steps: [],
      tasks: [],
    }
    const watchedFor = (to: number) =>
      said({ Announce: 300, Signed: 60 }, { soaks: [{ ...soak, section: 'Watch', to }], sections: roles })
    const roles = plan.sections.map((one) => ({
      ...one,
      role: one.title === 'Sign' ? ('signoff' as const) : ('verify' as const),
    }))
    expect(of(watchedFor(3600)).path.map(({ title }) => title)).toEqual(['Watch', 'Signed'])
    expect(of(watchedFor(60)).path.map(({ title }) => title)).toEqual(['Announce', 'Signed'])
  })
  it('takes a section’s own time where its steps have none', () => {
    const sections = plan.sections.map((one) => (one.title === 'Deploy' ? { ...one, estimate: 900 } : one))
    expect(of(said({}, { sections })).path).toEqual([{ title: 'Deploy', seconds: 900, of: 'commands' }])
  })
  it('tells the latest start for an end, where any time is known', () => {
    expect(of(said({ Build: 600 }), {}, 1_000_000).latestStart).toBe(400_000)
    expect(of(said({}), {}, 1_000_000).latestStart).toBeNull()
  })
})
