import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hostile } from './hostile.ts'
import { plain, visibleLines } from './visible.ts'

const last = (raw: string) => visibleLines(raw, 'last').join('\n')
const controls = (text: string) => [...plain(text)].filter((one) => /[\p{Cc}\p{Cf}]/u.test(one) && one !== '\t')

describe('what is shown of an output', () => {
  it('keeps colours and weights, and ends them with the line', () => {
    expect(last('\x1b[1;31mred\x1b[0m, \x1b[38;5;208morange, \x1b[38;2;1;2;3mown')).toBe(
      '\x1b[1;31mred\x1b[0m, \x1b[38;5;208morange, \x1b[38;2;1;2;3mown\x1b[0m',
    )
  })

  it('shows what would conceal text or blink', () => {
    expect(last('\x1b[8mhidden\x1b[5m')).toBe('␛[8mhidden␛[5m')
  })

  it.each(hostile)('shows instead of obeying: $what', ({ bytes, shown }) => {
    const text = last(bytes)
    expect(controls(text)).toEqual([])
    expect(text).toContain(shown)
  })

  it('lets no control through, whatever is printed', () => {
    const piece = fc.constantFrom(
      '\x1b',
      '[',
      ']',
      '0',
      '8',
      '31',
      ';',
      'm',
      'c',
      'n',
      '\x07',
      '\x9b',
      '\u202e',
      '\r',
      'a',
    )
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 40 }),
        fc.constantFrom('last', 'all') as fc.Arbitrary<'last' | 'all'>,
        (all, how) => {
          expect(visibleLines(all.join(''), how).flatMap(controls)).toEqual([])
        },
      ),
    )
  })

  it('says that something was overwritten, and shows all of it when asked', () => {
    expect(visibleLines('10 %\r55 %\r100 %\r', 'last')).toEqual(['␍100 %'])
    expect(visibleLines('10 %\r55 %\r100 %\r', 'all')).toEqual(['10 %', '␍55 %', '␍100 %'])
    expect(visibleLines('rm -rf /\rls', 'last')).toEqual(['␍ls'])
  })

  it('takes the line feed of other systems as one', () => {
    expect(last('done\r')).toBe('done')
  })

  it('leaves a family of emoji together', () => {
    expect(last('👩‍👧 ok')).toBe('👩‍👧 ok')
  })
})
