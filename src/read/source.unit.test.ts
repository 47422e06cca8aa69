import { expect, it } from 'vitest'
import { bytesOf, sourceOf } from './source.ts'

it.each([
  ['UTF-8', [0xc3, 0xa9, 10], 'utf8', 'é\n'],
  ['a byte-order mark', [0xef, 0xbb, 0xbf, 65], 'utf8', '\uFEFFA'],
  ['Windows line ends', [65, 13, 10], 'utf8', 'A\r\n'],
  ['NUL', [65, 0, 66], 'utf8', 'A\0B'],
  ['any other bytes', [0xff, 0x80, 0x9f, 65], 'latin1', '\u00ff\u0080\u009fA'],
])('%s comes back as the same bytes', (_, bytes, encoding, text) => {
  const source = sourceOf('x.md', Uint8Array.from(bytes), 'd')
  expect([source.encoding, source.text]).toEqual([encoding, text])
  expect([...bytesOf(source)]).toEqual(bytes)
})
