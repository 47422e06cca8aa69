import { describe, expect, it } from 'vitest'
import { aPlan, type PlanDraft } from '../../testing/plans.ts'
import { aRun, ran } from '../../testing/scenario.ts'
import { compareView } from './compare.ts'

const ship = (script: string) => ({ title: 'Ship', run: [script] })
const draft = (...steps: PlanDraft['sections'][number]['steps']): PlanDraft => ({
  sections: [{ title: 'Deploy', steps }],
})
const ended = (of: PlanDraft, text = '# Go\n', more: { ms?: number; status?: number; release?: string } = {}) => {
  let now = 0
  const plan = aPlan(of)
  const source = { path: 'RELEASE.md', text, encoding: 'utf8' as const }
  const run = aRun(plan, {}, null, { source, release: more.release ?? null }, () => now)
  run.advance()
  now += more.ms ?? 1_000
  const status = more.status ?? 0
  run.end({ status, statements: [ran(0, status)] })
  const goOn = () => run.state.outcome === null && run.advance()
  goOn()
  if (status > 0) run.answer('failure', 'accept', { reason: 'known' })
  goOn()
  return { state: run.state, history: run.journal }
}

describe('two runs beside each other', () => {
  it('that are alike differ in nothing', () => {
    const view = compareView(ended(draft(ship('make'))), ended(draft(ship('make'))))
    expect(view).toMatchObject({ facts: [], verdicts: [], inputs: [], hunks: [], deviations: { a: [], b: [] } })
    expect(view.steps.map(({ title, changed }) => [title, changed])).toEqual([['Ship', []]])
  })

  it('show what took much longer, what ended otherwise, and what was let pass', () => {
    const view = compareView(
      ended(draft(ship('make')), '# Go\n', { release: '1' }),
      ended(draft(ship('make')), '# Go\n', { ms: 90_000, status: 3, release: '2' }),
    )
    expect(view.steps[0]).toMatchObject({ changed: ['outcome', 'duration'], a: { ms: 1_000 }, b: { ms: 90_000 } })
    expect(view.facts).toContainEqual({ name: 'Release', a: '1', b: '2' })
    expect(view.deviations.a).toEqual([])
    expect(view.deviations.b).toHaveLength(1)
  })

  it('call nothing longer that took a moment more', () => {
    const view = compareView(ended(draft(ship('make'))), ended(draft(ship('make')), '# Go\n', { ms: 1_900 }))
    expect(view.steps[0]?.changed).toEqual([])
  })

  it('show steps that came, went or have another command, and the lines of the document', () => {
    const view = compareView(
      ended(draft(ship('make'), 'Old item'), '# Go\n\nmake\n'),
      ended(draft(ship('make all'), 'New item'), '# Go\n\nmake all\n'),
    )
    expect(view.steps.map(({ title, changed }) => [title, changed])).toEqual([
      ['Ship', ['command']],
      ['Old item', ['gone']],
      ['New item', ['added']],
    ])
    expect(view.hunks).toEqual([
      {
        a: 1,
        b: 1,
        lines: [
          { is: 'same', text: '# Go' },
          { is: 'same', text: '' },
          { is: 'gone', text: 'make' },
          { is: 'added', text: 'make all' },
        ],
      },
    ])
    expect(view.longer).toBe(false)
  })

  it('do not show more of the documents than anybody reads', () => {
    const lines = (word: string) => Array.from({ length: 3_000 }, (_, at) => `${word} ${at}\n`).join('')
    const view = compareView(ended(draft(ship('make')), lines('a')), ended(draft(ship('make')), lines('b')))
    expect(view.longer).toBe(true)
    expect(view.hunks.flatMap((hunk) => hunk.lines).length).toBeLessThanOrEqual(2_000)
  })
})
