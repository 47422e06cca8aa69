import { expect, it } from 'vitest'
import fc from '../../testing/properties.ts'
import { type ServerSent, ServerSentReader } from './sse.ts'

const read = (pieces: readonly string[]): readonly ServerSent[] => {
  const reader = new ServerSentReader()
  return pieces.flatMap((piece) => reader.take(piece))
}

it('events come out of a stream with name, data and id; comments and what is not ended do not', () => {
  const text = ': hello\n\nevent: change\nid: 7\ndata: {"a":1}\n\ndata: one\ndata: two\n\nevent: lost\ndata: x'
  expect(read([text])).toEqual([
    { event: 'change', data: '{"a":1}', id: '7' },
    { event: 'message', data: 'one\ntwo', id: null },
  ])
})

it.each(['\n', '\r\n', '\r'])('lines may end with %j', (end) => {
  expect(read([['event: a', 'data: 1', '', 'data: 2', '', ': end', ''].join(end)])).toEqual([
    { event: 'a', data: '1', id: null },
    { event: 'message', data: '2', id: null },
  ])
})

it('it does not matter where a stream is cut into pieces', () => {
  const text =
    'event: change\r\nid: 1\r\ndata: {"text":"ä → 🚀"}\r\n\r\n: quiet\r\n\r\nevent: view\r\ndata: a\r\ndata: b\r\n\r\n'
  const whole = read([text])
  fc.assert(
    fc.property(fc.array(fc.nat({ max: text.length }), { maxLength: 12 }), (cuts) => {
      const at = [0, ...[...cuts].sort((a, b) => a - b), text.length]
      expect(read(at.slice(1).map((to, index) => text.slice(at[index], to)))).toEqual(whole)
    }),
  )
})
