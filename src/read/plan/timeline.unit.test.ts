import { describe, expect, it } from 'vitest'
import { read, sourceOf } from '../index.ts'

const planOf = (...parts: string[]) =>
  read(sourceOf('D.md', new TextEncoder().encode(`# Release\n\n${parts.join('\n\n')}\n`), '0'.repeat(64))).plan
const onMain = (plan: ReturnType<typeof planOf>) => plan.main.flatMap(({ steps }) => steps).length

describe('times from the release', () => {
  it.each([
    ['T-24h', 'prepare', -86_400],
    ['T-1h: Freeze', 'prepare', -3600],
    ['Freeze (T-30 min)', 'prepare', -1800],
    ['T-0', 'deploy', 0],
    ['T+30m', 'verify', 1800],
    ['T+30m: Monitoring', 'monitor', 1800],
    ['D-7', 'prepare', -604_800],
    ['J-1', 'prepare', -86_400],
    ['H-2', 'prepare', -7200],
  ])('as a heading, %s is %s', (title, role, offset) => {
    const plan = planOf(`## ${title}`, '1. Call the desk\n2. Close the window')
    const section = plan.sections.at(-1)
    expect(section?.role).toBe(role)
    if (!title.startsWith('Freeze')) expect(section?.offset).toBe(offset)
    if (role !== 'monitor') expect(onMain(plan)).toBe(2)
  })

  it('as bullets, are steps in their order', () => {
    const plan = planOf('## Timeline', '- T-60 min: freeze\n- T-0: release\n- T+15 min: look at the errors')
    expect(plan.steps.map(({ kind, title, offset }) => [kind, title, offset])).toEqual([
      ['confirm', 'T-60 min: freeze', -3600],
      ['confirm', 'T-0: release', 0],
      ['confirm', 'T+15 min: look at the errors', 900],
    ])
    expect(onMain(plan)).toBe(3)
    expect(plan.main.map(({ order }) => order)).toEqual(['ordered'])
  })

  it('as rows of a table, are steps that say who does what', () => {
    const rows = '| Time | What | Who |\n|---|---|---|\n| T-2h | Freeze | Support |\n| T-0 | Push the button | Lead |'
    const plan = planOf('## Schedule', rows)
    expect(plan.steps.map(({ title, offset }) => [title, offset])).toEqual([
      ['T-2h · Freeze · Support', -7200],
      ['T-0 · Push the button · Lead', 0],
    ])
    expect(onMain(plan)).toBe(2)
  })

  it.each(['T-shirts', 'T-1000 model', 'D-Bus', 'T0001 ticket', 'H-bridge'])('are not found in %s', (title) => {
    expect(planOf(`## ${title}`, 'Words.', '## Deploy', '1. Run `make deploy`').sections.at(-2)?.role).toBe('reference')
  })
})

describe('a table that waits for what is measured', () => {
  it('is recorded where it stands, also under a heading that says no more than what it is', () => {
    const rows = '| Metric | Target | Actual |\n|---|---|---|\n| Error rate | < 0.5 % | |\n| Orders | > 10 | ___ |'
    const plan = planOf('## Deploy', '1. Run `make deploy`', '## Metrics', rows)
    expect(plan.sections.at(-1)?.role).toBe('record')
    expect(plan.steps.slice(1).map(({ kind, title }) => [kind, title])).toEqual([
      ['record', 'Error rate'],
      ['record', 'Orders'],
    ])
    expect([onMain(plan), plan.shelf.length]).toEqual([3, 0])
  })
})
