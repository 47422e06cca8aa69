import { describe, expect, it } from 'vitest'
import type { Actor, RunEvent } from '../../run/index.ts'
import { comment } from '../../testing/run-events.ts'
import { settled, startedStep, toyPlan, toyRun } from '../../testing/toy-run.ts'
import { type Audit, missingNumbers } from './audit.ts'
import { auditHtml, auditMarkdown } from './draw.ts'
import { auditEntry } from './entry.ts'

const text = '- [ ] one\n- [ ] two\n'
const signed: RunEvent = { ...settled('step-2'), how: 'signed' } as RunEvent

function entry(events: readonly RunEvent[], by?: Actor, role: 'deploy' | 'verify' = 'deploy') {
  const plan = toyPlan(text)
  const sections = plan.sections.map((section) => ({ ...section, role }))
  const { state, history } = toyRun(text, events, { ...plan, sections }, { release: null }, by)
  return auditEntry(3, state, history, [], () => '')
}

describe('a run, as an auditor samples it', () => {
  it('lacks what nobody gave it', () => {
    expect(entry([]).lacks.map((one) => one.split(':')[0])).toEqual([
      'reason',
      'approval',
      'test evidence',
      'back-out procedure',
      'impact',
    ])
  })

  it('has as reason what somebody said of the run', () => {
    expect(entry([comment('fixes the checkout')])).toMatchObject({ reasons: ['fixes the checkout'] })
  })

  it('has the approvals that stand, with who gave them', () => {
    const lapsed: RunEvent = { type: 'ApprovalLapsed', decision: 'd1', step: 'step-2', why: [] }
    expect(entry([signed]).approvals).toMatchObject([{ by: { id: 'ada' }, of: '- [ ] two' }])
    expect(entry([signed, lapsed]).approvals).toEqual([])
  })

  it('says when it was approved only by who requested it, or after the change had begun', () => {
    expect(entry([signed]).lacks).toContain('separation: only who requested it approved it')
    expect(entry([startedStep('step-1'), signed]).lacks.join()).toContain('approval before the change')
    expect(entry([signed, startedStep('step-1')]).lacks.join()).not.toContain('approval before the change')
  })

  it('counts steps that verify as tests', () => {
    expect(entry([settled('step-1')], undefined, 'verify').tests).toMatchObject({ steps: 2, passed: 1 })
  })
})

it('numbers that nothing has are runs that disappeared', () => {
  expect(missingNumbers([])).toEqual([])
  expect(missingNumbers([2, 5])).toEqual([1, 3, 4])
})

describe('the whole', () => {
  const by: Actor = { kind: 'person', id: 'eve', name: '<script>|x', key: null }
  const audit: Audit = {
    environment: 'production',
    from: Date.UTC(2026, 0, 1),
    to: Date.UTC(2026, 3, 1),
    madeAt: Date.UTC(2026, 4, 1),
    store: '/srv/.holdpoint',
    entries: [{ ...entry([]), altered: ['Event 2 was edited.'] }],
    gone: [
      {
        number: 1,
        run: 'r1',
        title: 'Shop',
        document: 'D.md',
        environment: 'production',
        startedAt: 0,
        outcome: 'done',
        events: 9,
        head: 'abc',
        removed: { at: 1, by },
      },
    ],
    missing: [2],
    unreadable: [{ number: null, run: 'r9', why: 'its line is gone' }],
    rehearsals: 1,
  }

  it.each([
    ['Markdown', auditMarkdown(audit)],
    ['HTML', auditHtml(audit)],
  ])('names what is gone, altered or cannot be read (%s)', (_, drawn) => {
    expect(drawn).toContain('2026-01-01 to 2026-03-31, UTC')
    expect(drawn).toContain('Runs that were removed')
    expect(drawn).toContain('nothing says what became of them')
    expect(drawn).toContain('Event 2 was edited.')
    expect(drawn).toContain('its line is gone')
    expect(drawn).not.toContain('<script>|x')
  })
})
