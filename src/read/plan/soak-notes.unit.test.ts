import { expect, it } from 'vitest'
import { read, sourceOf } from '../index.ts'

const found = (note: string) =>
  read(sourceOf('a.md', Buffer.from(`# R\n\n## Monitoring\n\n<!-- soak: ${note} -->\n\n- [ ] No alerts\n`), '0'))
    .findings.filter(({ rule }) => rule === 'soak-note-wrong')
    .map(({ span, message }) => `${span.line}: ${message.replace('This note of a soak is not understood: ', '')}`)

it.each(['every=15m for=2h failures=2 errors=5 missed=0', 'every=1h count=8', 'for=1w', 'inconclusive=3'])(
  'A note with %s is understood',
  (note) => expect(found(note)).toEqual([]),
)

it.each([
  ['every=15 for=2h', '5: every is a time such as 15m, 2h or 7d, written every=…, not “15”.'],
  ['for=', '5: for is a time such as 15m, 2h or 7d, written for=…, not “”.'],
  ['every=0s', '5: every is a time such as 15m, 2h or 7d, written every=…, not “0s”.'],
  ['failures=0', '5: failures is a number from 1 on: the red sample that fails it, written failures=…, not “0”.'],
  ['missed=-1', '5: missed is a number, written missed=…, not “-1”.'],
  [
    'failure=2',
    '5: “failure” is none of every, for, count, failures, inconclusive, errors, missed, as in every=15m for=2h.',
  ],
  [
    'constructor=2',
    '5: “constructor” is none of every, for, count, failures, inconclusive, errors, missed, as in every=15m for=2h.',
  ],
  ['failures=2 failures=3', '5: failures stands in it twice.'],
  ['every=1m count=3 for=2h', '5: count and for both say how long: one of them is enough.'],
  ['count=3', '5: count needs every=…, of which there are so many.'],
])('A note with %s is found at its line, with what was expected', (note, sentence) => {
  expect(found(note)).toEqual([sentence])
})
