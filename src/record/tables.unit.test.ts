import { describe, expect, it } from 'vitest'
import type { AttemptEnd, Decision, RunEvent } from '../run/index.ts'
import { ran } from '../testing/scenario.ts'
import { endedStep, settled, startedStep, toyPlan, toyRun } from '../testing/toy-run.ts'
import { facts } from './facts.ts'
import { htmlPage, markdown } from './index.ts'
import { steps, tables } from './tables.ts'
import { ranges } from './words.ts'

const text = '- [ ] migrate\n- [ ] check\n- [ ] undo\nVersion: ____\n'

/** Its third step is the way back. */
function planWithWayBack() {
  const plan = toyPlan(text)
  const block = (...steps: readonly string[]) => ({ section: 'whole', order: 'any' as const, steps })
  const back = {
    id: 'p',
    title: 'Full rollback',
    section: 'whole',
    level: 1,
    triggers: [],
    estimate: null,
    aftermath: false,
  }
  return {
    ...plan,
    main: [block('step-1', 'step-2', 'step-4')],
    procedures: [{ ...back, blocks: [block('step-3')] }],
  }
}

const question = (id: string): Decision => ({
  id,
  kind: 'failure',
  question: `question ${id}`,
  detail: [],
  steps: [],
  span: null,
  options: [],
  fields: [],
  attempt: null,
  statement: null,
  about: null,
  reason: null,
  who: null,
  binds: null,
  deadline: null,
})

const silent = { bytes: 0, digest: 'd' }
const service = { statement: 0, pid: 4711, startTime: '1', command: 'serve', port: 8080, log: 'runs/1/service' }

const events: readonly RunEvent[] = [
  startedStep('step-1'),
  withServices(endedStep('step-1', silent), [service]),
  settled('step-1'),
  startedStep('step-2'),
  endedStep('step-2', silent, 1, 22),
  { type: 'DecisionOpened', decision: question('one') },
  { type: 'DecisionOpened', decision: question('two') },
  { type: 'DecisionWithdrawn', decision: 'two', why: 'no longer of use' },
  {
    type: 'DecisionAnswered',
    decision: 'one',
    answer: { option: 'back', steps: [], reason: null, fields: {} },
    closed: true,
  },
  { type: 'ProcedureStarted', procedure: 'p', reason: 'not healthy' },
  settled('step-3'),
  { type: 'ProcedureEnded', procedure: 'p', outcome: 'done' },
  settled('step-4', 'passed', null, ['2.0.1']),
  { type: 'RunEnded', outcome: 'backed-out', reason: null },
]

function withServices(event: RunEvent, services: AttemptEnd['services']): RunEvent {
  return event.type === 'StepEnded' ? { ...event, end: { ...event.end, services } } : event
}

const { state, history } = toyRun(text, events, planWithWayBack())

/** The rows of a part. */
const rows = (title: string) => tables(facts(state, history)).find((table) => table.title === title)?.rows

describe('the record', () => {
  it('names what failed with its statement and its status, also when the way back settled it', () => {
    expect(rows('What failed')).toEqual([
      ['2', '1', '- [ ] check', '22', 'it ended with status 22', '2025-10-09 08:53:25Z'],
    ])
    expect(facts(state, history).counts).toMatchObject({ failed: 1, passed: 3, open: 0 })
  })

  it('tells what servers answered to curl, and for every step what its outcome rests on', () => {
    const ended = endedStep('step-1', silent)
    const statements = [{ ...ran(0, 0), http: [503, 200] }]
    const verdict = { expectation: 'e', verdict: 'met', why: 'The output says “ok”.', by: null } as const
    const looked = toyRun(text, [
      startedStep('step-1'),
      ended.type === 'StepEnded' ? { ...ended, end: { ...ended.end, statements }, verdicts: [verdict] } : ended,
      { type: 'StepSettled', step: 'step-1', outcome: 'passed', how: 'ran', reason: null, values: [] },
      settled('step-2'),
    ])
    const told = facts(looked.state, looked.history)
    expect(tables(told).find(({ title }) => title === 'Answers to curl')?.rows).toEqual([
      ['1', '1', '- [ ] migrate', '503, then 200'],
    ])
    expect(steps(told).rows.map((row) => row.slice(2, 4))).toEqual([
      ['passed', 'ran, status 0; 1 met'],
      ['passed', 'ticked'],
    ])
    for (const record of [markdown(looked.state, looked.history), htmlPage(looked.state, looked.history, () => null)])
      for (const said of ['503, then 200', 'ran, status 0; 1 met', 'The output says “ok”.'])
        expect(record).toContain(said)
  })

  it('keeps a failure that a second attempt made good', () => {
    const retried = toyRun(text, [
      startedStep('step-1'),
      endedStep('step-1', silent, 1, 1),
      startedStep('step-1', 2),
      endedStep('step-1', silent, 2),
      settled('step-1'),
    ])
    const [fact] = facts(retried.state, retried.history).steps
    expect(fact?.standing).toBe('passed')
    expect(fact?.failures.map(({ attempt, status }) => [attempt, status])).toEqual([[1, 1]])
  })

  it('says which way back was taken, by whom, why, when, and after which steps', () => {
    expect(rows('Way back')).toEqual([
      [
        'Full rollback',
        '1, 2',
        'it names none',
        'Ada Lovelace <ada@example.org>',
        'not healthy',
        '2025-10-09 08:53:30Z',
        '2.0 s',
        'done',
      ],
    ])
  })

  it('says what still runs, and how to end it', () => {
    expect(rows('Services left running')).toEqual([['4711', 'serve', '8080', 'runs/1/service', 'kill 4711']])
  })

  it('tells withdrawn questions and filled-in values', () => {
    expect(rows('Decisions')).toContainEqual([
      'question two',
      'withdrawn: no longer of use',
      '',
      '2025-10-09 08:53:28Z',
    ])
    expect(rows('Values')).toContainEqual(['Version:', '2.0.1', 'step 4'])
  })

  it('tells the same in Markdown and in HTML', () => {
    const drawn = [markdown(state, history), htmlPage(state, history, () => null)]
    for (const { title, rows } of tables(facts(state, history))) {
      for (const page of drawn) {
        expect(page).toContain(title)
        for (const cell of rows.flat().filter((cell) => /^[\w .:]+$/.test(cell))) expect(page).toContain(cell)
      }
    }
  })
})

it.each([
  [[], ''],
  [[4], '4'],
  [[1, 2], '1, 2'],
  [[1, 2, 3, 7, 9, 10, 11], '1–3, 7, 9–11'],
])('%j is said as %j', (numbers, said) => {
  expect(ranges(numbers)).toBe(said)
})
