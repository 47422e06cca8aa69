import { expect, it } from 'vitest'
import { csv } from './csv.ts'

it('a cell keeps quotes, commas and line ends', () => {
  expect(csv(['a', 'b'], [{ a: 'say "hi", then\nleave', b: null }])).toBe('"a","b"\r\n"say ""hi"", then\nleave",""\r\n')
})

it.each(['=1+1', '+1', '-1', '@A1', '\t=1', '  =1', '\r=1', '\n-1'])('%j is a text and no formula', (value) => {
  expect(csv(['a'], [{ a: value }])).toBe(`"a"\r\n"'${value}"\r\n`)
})

it('a time is one that every program reads', () => {
  expect(csv(['at'], [{ at: new Date(0) }])).toBe('"at"\r\n"1970-01-01T00:00:00.000Z"\r\n')
})
