import { describe, expect, it } from 'vitest'
import { aSoakRun } from '../../testing/soak-run.ts'
import { did, doneRun, leavesBehind } from './done-run.ts'

const text = `# Release
## Deploy
- [ ] Switch over
## Monitoring
### Weekly Checks
- [ ] No complaints
- [ ] Log read
- [ ] **Monthly audit**
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
  return { state: run.state, done: doneRun(run.journal) }
}
const became = ({ state }: ReturnType<typeof driven>) =>
  state.plan.steps.map(({ id, title }) => `${title}: ${state.steps.get(id).how} ${state.steps.get(id).outcome}`)

describe('a run of a document in which something recurs', () => {
  const weekly = ({ state }: ReturnType<typeof driven>) =>
    (state.plan.schedules ?? []).find(({ title }) => title === 'Weekly Checks' || title.startsWith('Monitoring'))

  it('leaves it to its schedule, with a reason and without a deviation, and is done', () => {
    const run = driven(text)
    const { state, done } = run
    expect(state.outcome).toBe('done')
    expect(became(run)).toContain('Switch over: ticked passed')
    expect(became(run)).toContain('No complaints: scheduled skipped')
    expect(state.steps.get(state.plan.steps[1]?.id ?? '').reason).toBe('Left to its schedule: weekly.')
    expect(state.deviations).toEqual([])
    const schedule = weekly(run)
    expect(done && leavesBehind(done)).toBe(true)
    expect(done && schedule && did(done, schedule)).toBe(false)
  })

  it('does it when it is begun for that alone, and leaves nothing behind', () => {
    const run = driven(text, { only: ['weekly checks'] })
    const schedule = weekly(run)
    expect(became(run)).toContain('No complaints: ticked passed')
    expect(became(run)).toContain('Switch over: partial skipped')
    expect(run.done && leavesBehind(run.done)).toBe(false)
    expect(run.done && schedule && did(run.done, schedule)).toBe(true)
  })

  it('does one item of it when that is named', () => {
    const run = driven(text, { only: ['monthly audit'] })
    expect(became(run)).toContain('Costs: ticked passed')
    expect(became(run)).toContain('No complaints: partial skipped')
  })

  it('does it when nothing else is in the document', () => {
    const run = driven(checklist)
    expect(became(run)).toEqual(['No complaints: ticked passed', 'Log read: ticked passed'])
    expect(run.done && leavesBehind(run.done)).toBe(false)
  })

  it('tells nothing of schedules when it is a rehearsal', () => {
    expect(driven(text, { only: ['Weekly'], rehearsal: true }).done).toBeNull()
  })
})
