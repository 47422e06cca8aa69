import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import type { Placeholder } from '../plan/index.ts'
import { aPlan, type PlanDraft } from '../testing/plans.ts'
import { aRun, ran, type Scenario } from '../testing/scenario.ts'
import type { Decision } from './index.ts'

const hole = { span: { start: 0, end: 1, line: 1, endLine: 1 }, text: '<app>', input: 'APP', position: 'foreign' }
const restore = { title: 'Restore', run: ['git checkout v1'] }
const rollback = { title: 'Rollback', level: 1, steps: [restore] }
const of = (
  steps: PlanDraft['sections'][number]['steps'],
  more: Partial<PlanDraft> = {},
  triggers: readonly string[] = [],
) =>
  aRun(
    aPlan({
      sections: [
        { title: 'Deploy', steps },
        { ...rollback, triggers },
      ],
      ...more,
    }),
  )
const two = (run: Scenario, how: 'exit' | 'unknown') => {
  run.advance()
  run.end({ how, status: how === 'exit' ? 1 : null, statements: [ran(0, 0), ran(1, how === 'exit' ? 1 : null)] })
  run.advance()
}

/** Runs in which every kind of question is asked, in every form that it has. */
const runs: readonly (() => Scenario)[] = [
  () => of([{ title: 'Start', run: [{ script: 'go "${APP}"', needs: ['APP'] }] }], { inputs: [{ name: 'APP' }] }),
  () => {
    const remote = { script: 'ssh web "${APP}"', needs: ['APP'], placeholders: [hole as Placeholder] }
    const run = of([{ title: 'Start', run: [remote] }], { inputs: [{ name: 'APP' }] })
    run.act({ type: 'GiveInputs', values: { APP: 'a b' }, from: 'person' })
    return run
  },
  () =>
    of(
      [
        { title: 'One', alternative: ['way', 'A'] },
        { title: 'Other', alternative: ['way', 'B'] },
      ],
      {
        choices: [{ group: 'way', options: ['A', 'B'] }],
      },
    ),
  () => of([{ title: 'Perhaps', condition: 'if needed' }]),
  () => of([{ title: 'Ticked', ticked: true }]),
  () => of(['Look']),
  () => of([{ title: 'Version', kind: 'record', blanks: ['version'] }]),
  () => {
    const run = of([{ title: 'Approved', kind: 'signoff' }])
    run.advance()
    run.answer('signoff', 'refuse', { reason: 'too early' })
    return run
  },
  () => of([{ title: 'Clean', run: [{ script: 'rm -r old', flags: ['destructive'] }] }]),
  () =>
    of([{ title: 'There', run: ['ls'], command: { session: 's' } }], {
      sessions: [{ id: 's', opener: 'ssh web', options: [] }],
    }),
  () => of([{ title: 'Partly', run: ['deploy ...'], command: { incomplete: 'it has dots' } }]),
  () => {
    const run = of([{ title: 'Watch', run: ['show'], expect: [{ text: 'looks good' }] }])
    run.advance()
    run.end()
    return run
  },
  () => {
    const run = of([{ title: 'Two', run: ['one', 'two', { script: 'three', offered: 'instead', insteadOf: 1 }] }])
    two(run, 'exit')
    return run
  },
  () => {
    const run = of([{ title: 'Two', run: ['one', 'two'] }])
    two(run, 'unknown')
    return run
  },
  () => {
    const born = { from: 'previous-tag', step: 'Build', when: 'before', find: { is: 'git-tag' } } as const
    const plan = aPlan({ sections: [{ title: 'Deploy', steps: [{ title: 'Build', run: ['make'] }] }, rollback] })
    const [use] = plan.steps.flatMap((step) => (step.id === 'Restore' ? (step.command?.statements ?? []) : []))
    const tag = { name: 'TAG', text: 'v1', uses: use ? [use.span] : [], born, secret: false, hint: null }
    const run = aRun({ ...plan, inputs: [{ ...tag, scope: 'procedure' }] })
    run.act({ type: 'Capture', input: 'TAG', value: 'v2', step: 'Build', from: 'git' })
    run.act({ type: 'Back', procedure: null, reason: null })
    run.answer('procedure', 'start')
    return run
  },
  () => {
    const plan = aPlan({ sections: [{ title: 'Deploy', steps: ['Look'] }, rollback] })
    const section = plan.sections[0]?.id ?? ''
    const message = { id: 'm', section, title: 'We begin', span: hole.span, occasion: 'before', offset: null } as const
    return aRun({ ...plan, messages: [{ ...message, lead: null, step: null, blanks: [] }] })
  },
  () => {
    const plan = aPlan({ sections: [{ title: 'Deploy', steps: ['Look'] }, rollback] })
    const section = plan.sections[0]?.id ?? ''
    const message = { id: 'm', section, title: 'We begin', span: hole.span, occasion: 'before', offset: null } as const
    const sending = { before: ['team'], during: [], after: [], rollback: [] }
    return aRun({ ...plan, messages: [{ ...message, lead: null, step: null, blanks: [] }] }, {}, null, { sending })
  },
  () => {
    const plan = aPlan({ sections: [{ title: 'Deploy', steps: ['Look'] }, rollback] })
    const section = plan.sections[0]?.id ?? ''
    return aRun({ ...plan, criteria: [{ section, span: hole.span, text: 'All is well', when: 'place' }] })
  },
  () => {
    const plan = aPlan({ sections: [{ title: 'Deploy', steps: ['Look'] }, rollback] })
    const moment = { every: 'year', minutes: 0 } as const
    const freeze = { from: { ...moment, day: '01-01' }, to: { ...moment, day: '02-01' }, zone: 'UTC', reason: 'sale' }
    const terms = { windows: [], freezes: [freeze], after: null, destructive: 'ask', assumeConfirmed: true } as const
    return aRun(plan, {}, null, { environment: 'production', terms })
  },
  () => {
    const plan = aPlan({ sections: [{ title: 'Deploy', steps: ['Look'] }, rollback] })
    const terms = { windows: [], freezes: [], after: 'staging', destructive: 'ask', assumeConfirmed: true } as const
    return aRun(plan, {}, null, { environment: 'production', terms })
  },
  () => {
    const run = of([{ title: 'Start', run: ['go'] }], {}, ['Errors above 5 %'])
    run.advance()
    run.end()
    return run
  },
  () => {
    const plan = aPlan({ sections: [{ title: 'Deploy', steps: ['Look'] }, rollback] })
    const { id: section = '', heading: span = hole.span } = plan.sections[0] ?? {}
    const soak = { id: 's', section, title: 'Watch', span, from: 0, to: 1, every: 1, owner: null, tasks: [] }
    const run = aRun({ ...plan, soaks: [{ ...soak, steps: ['Look'] }] })
    for (let second = 0; second < 3; second += 1) run.advance()
    run.answer('sample', 'unmet', { reason: 'slow' })
    return run
  },
]

const waysOut: readonly string[] = ['back', 'pause', 'abort']

/** A line of the manual's table for what a question offers. */
const lineOf = ({ kind, options }: Decision) => {
  const own = options.map(({ id }) => id).filter((id) => !waysOut.includes(id))
  return `${kind}: ${own.join(', ')}`
}

it('docs/answers.md lists every kind of question with the answers that it takes, and no others', () => {
  const asked = runs.flatMap((make) => {
    const run = make()
    run.advance()
    return run.journal.flatMap(({ event }) => (event.type === 'DecisionOpened' ? [event.decision] : []))
  })
  const manual = readFileSync(new URL('../../docs/answers.md', import.meta.url), 'utf8')
  const rows = [...manual.matchAll(/^\| `(\w+)` \|.*\| (`.*`) \|$/gm)].map(
    ([, kind, options]) => `${kind}: ${options?.replaceAll('`', '')}`,
  )
  expect([...new Set(asked.map(lineOf))].sort()).toEqual(rows.sort())
  for (const { kind, options } of asked)
    expect(options.map(({ id }) => id).filter((id) => waysOut.includes(id))).toEqual(
      kind === 'procedure' || !options.some(({ id }) => id === 'back') ? ['pause', 'abort'] : waysOut,
    )
})
