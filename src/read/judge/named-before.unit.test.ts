import { expect, it } from 'vitest'
import { sourceOf } from '../source.ts'
import { judge } from './index.ts'

const said = (...lines: string[]) =>
  judge(sourceOf('x.md', new TextEncoder().encode(lines.join('\n')), '')).expectations.map(
    ({ span, kind, on }) => `${span.line} ${kind} ${on}`,
  )

it('a box that names what an earlier one looked at tells the outcome of its command', () => {
  const boxes = ['## After', '- [ ] Harbour bell works: `curl http://pier/bell`', '- [ ] Log: `curl http://pier/log`']
  expect(said(...boxes, '- [ ] Harbour bell shows "ding"')).toEqual(['4 text 0'])
  expect(said(...boxes, '- [ ] Harbour flag shows "up"')).toEqual([])
  expect(said(...boxes, '- [ ] Harbour bell is painted')).toEqual([])
})
