import { describe, expect, it } from 'vitest'
import { aSoakRun } from '../../testing/soak-run.ts'
import { leftBehindBy, performed } from './recurring.ts'

const text = `# Release
## Deploy
- [ ] Switch over
## Monitoring
### Weekly Checks
- [ ] No complaints
- [ ] Log read
- **Monthly audit**
  - [ ] Costs
## Sign-off
- [ ] Release manager: ____
`
const checklist = '# Weekly checklist\n## Monitoring: weekly\n- [ ] No complaints\n- [ ] Log read\n'

const driven = (document: string, given: Parameters<typeof aSoakRun>[1] = {}) => {
  const run = aSoakRun(document, given)
  for (let turn = 0; turn < 20 && run.state.status !== 'ended'; turn += 1) {
    run.go()
    const [asked] = run.state.open
    if (asked) run.answer(asked.kind, asked.kind === 'signoff' ? 'sign' : 'done')
  }
  return run.state
}
const became = (state: ReturnType<typeof driven>) =>
  state.plan.steps.map(({ id, title }) => `${title}: ${state.steps.get(id).how} ${state.steps.get(id).outcome}`)

describe('a run of a document in which something recurs', () => {
  it('leaves it to its schedule, with a reason and without a deviation, and is done', () => {
    const state = driven(text)
    expect(state.outcome).toBe('done')
    expect(became(state)).toContain('Switch over: ticked passed')
    expect(became(state)).toContain('No complaints: scheduled skipped')
    const [, step] = state.plan.steps
    expect(state.steps.get(step?.id ?? '').reason).toBe('Left to its schedule: weekly.')
    expect(state.deviations).toEqual([])
    expect(leftBehindBy(state).map(({ title }) => title)).toContain('Weekly Checks')
  })

  it('does it when it is begun for that alone, and leaves nothing behind', () => {
    const state = driven(text, { only: ['weekly checks'] })
    expect(state.outcome).toBe('done')
    expect(became(state)).toContain('No complaints: ticked passed')
    expect(became(state)).toContain('Switch over: partial skipped')
    expect(leftBehindBy(state)).toEqual([])
    const weekly = state.plan.schedules?.find(({ title }) => title === 'Weekly Checks')
    expect(weekly && performed(state, weekly)).toBe(true)
  })

  it('does it when nothing else is in the document', () => {
    const state = driven(checklist)
    expect(became(state)).toEqual(['No complaints: ticked passed', 'Log read: ticked passed'])
    expect(leftBehindBy(state)).toEqual([])
  })

  it('has done nothing of it when all of it was left out', () => {
    const state = driven(text)
    expect(state.plan.schedules?.some((one) => performed(state, one))).toBe(false)
  })

  it('does nothing for a schedule when it is a rehearsal', () => {
    const state = driven(text, { only: ['Weekly'], rehearsal: true })
    expect(state.plan.schedules?.some((one) => performed(state, one))).toBe(false)
    expect(leftBehindBy(driven(text, { rehearsal: true }))).toEqual([])
  })
})
