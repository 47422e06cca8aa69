import { describe, expect, it } from 'vitest'
import { apply, type Edit } from '../../record/index.ts'
import { aPlan } from '../../testing/plans.ts'
import fc from '../../testing/properties.ts'
import { aRun, ran } from '../../testing/scenario.ts'
import { filledLines, recordView } from './record.ts'

const edit = (source: string, before: string, text: string): Edit => {
  const start = source.indexOf(before)
  return { start, end: start + before.length, before, text }
}

describe('the document filled in, line by line', () => {
  it('says what stood on a line that was filled in', () => {
    const source = '# Go\r\n- [ ] one\r\n- [ ] two\r\n'
    const made = [edit(source, '[ ] one', '[x] one *(Ada)*')]
    expect(filledLines(source, made)).toEqual([
      { text: '# Go', was: null },
      { text: '- [x] one *(Ada)*', was: '- [ ] one' },
      { text: '- [ ] two', was: null },
    ])
  })

  it('keeps what is put behind the last line', () => {
    expect(filledLines('one', [{ start: 3, end: 3, before: '', text: ' *(x)*' }])).toEqual([
      { text: 'one *(x)*', was: 'one' },
    ])
  })

  it('is the same text as the record’s, whatever is filled in on single lines', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: fc.constantFrom('a', '-', ' ', '\n') }), { maxLength: 8 }), (parts) => {
        let source = ''
        const made: Edit[] = []
        for (const part of parts) {
          source += part
          made.push({ start: source.length, end: source.length, before: '', text: '+' })
        }
        const text = filledLines(source, made)
          .map((line) => line.text)
          .join('\n')
        expect(text).toBe(apply(source, made))
      }),
    )
  })
})

it('a record has the tables that have rows, the steps last, and names its journal’s end', () => {
  const run = aRun(aPlan({ sections: [{ title: 'Deploy', steps: [{ title: 'Ship', run: ['make'] }] }] }))
  run.advance()
  run.end({ status: 2, statements: [ran(0, 2)] })
  run.advance()
  run.answer('failure', 'accept', { reason: 'known' })
  if (run.state.outcome === null) run.advance()
  const view = recordView(run.state, run.journal, { forms: [], before: null })
  expect(view.tables.at(-1)).toMatchObject({ title: 'Steps', rows: [expect.arrayContaining(['Ship'])] })
  expect(view.tables.map(({ title }) => title)).toEqual(
    expect.arrayContaining(['What failed', 'Deviations', 'Decisions']),
  )
  expect(view.tables.every(({ rows }) => rows.length > 0)).toBe(true)
  expect(view).toMatchObject({ standing: 'done', head: run.journal.at(-1)?.hash, events: run.journal.length })
})
