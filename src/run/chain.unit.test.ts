import { describe, expect, it } from 'vitest'
import fc from '../testing/properties.ts'
import { canonical } from './chain.ts'

describe('The canonical form', () => {
  it('is the same whatever the order of keys, and leaves out what is absent', () => {
    expect(canonical({ b: [1, { d: null, c: undefined }], a: 'x' })).toBe('{"a":"x","b":[1,{"d":null}]}')
  })

  it('survives UTF-8, lone surrogates too', () => {
    expect(canonical('a\ud800b')).toBe('"a\\ud800b"')
  })

  it('reads back as what it was', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        expect(canonical(JSON.parse(canonical(value)))).toBe(canonical(value))
      }),
    )
  })

  it('refuses what JSON cannot hold instead of recording something else', () => {
    expect(() => canonical({ a: Number.NaN })).toThrow('NaN')
  })
})
