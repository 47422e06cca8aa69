import { describe, expect, it } from 'vitest'
import fc from '../../testing/properties.ts'
import { beginnings } from './beginnings.ts'
import { type Entry, lookupOf } from './lookup.ts'

const isWord = (code: number) => /\w/.test(String.fromCharCode(code))
const whole = (source: string) => `(?<!\\w)(?:${source})(?!\\w)`

describe('what a match can begin with', () => {
  it.each([
    ['roll-?back', ['roll-back', 'rollback']],
    ['(go|no)[- ]go', ['go-go', 'go go', 'no-go', 'no go']],
    ['(the )?end', ['the end', 'end']],
    ['cuts?(?=:)', ['cuts', 'cut']],
    ['a\\.b', ['a.b']],
    ['[ab]c{2}', ['ac', 'bc']],
    ['(?<!x)(?:y)', ['y']],
  ])('%s', (source, expected) => expect(beginnings(source)?.toSorted()).toEqual(expected.toSorted()))

  it('is short of what may be repeated', () => expect(beginnings('ab+c')).toEqual(['ab']))
  it.each(['\\w+ x', '.x', '[^a]x', 'a?', '(?:a|\\S)b', '[a-z]x'])('%s can begin with anything', (source) =>
    expect(beginnings(source)).toBeNull(),
  )
})

/** Sources that a contributor could write into a table of words. */
const piece = fc.constantFrom(
  'a',
  'b',
  'ab',
  'ba',
  '(a|b)',
  '(?:ab|c)',
  '[ab]',
  '\\d',
  'c?',
  'a{0,2}',
  'b+',
  '(c )?',
  '\\w',
  '\\S+',
  '(?=a)',
  '(?! c)',
  ' ',
  '-',
)
const source = fc.array(piece, { minLength: 1, maxLength: 5 }).map((pieces) => pieces.join(''))
const text = fc
  .array(fc.constantFrom('a', 'b', 'c', 'ab', ' ', '-', '1', '_', '.'), { maxLength: 14 })
  .map((all) => all.join(''))

describe('looking all entries up at once', () => {
  it('finds what trying each of them would: the earliest match, of the earlier entry', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(source, fc.boolean()), { maxLength: 4 }),
        text,
        fc.boolean(),
        (sources, text, leading) => {
          const entries = sources.map(
            ([source, spaced]): Entry<string> => ({
              kind: 'k',
              name: source,
              words: source,
              pattern: spaced ? whole(source) : source,
              spaced,
            }),
          )
          let best: { name: string; index: number; length: number } | null = null
          for (const { name, pattern } of entries) {
            const match = new RegExp(pattern, leading ? 'y' : '').exec(text)
            if (match === null || match[0] === '' || (best !== null && match.index >= best.index)) continue
            best = { name, index: match.index, length: match[0].length }
          }
          expect(lookupOf(entries, isWord)(text).first('k', leading)).toEqual(best)
        },
      ),
      { numRuns: 2000 },
    )
  })

  it('keeps kinds apart', () => {
    const look = lookupOf(
      [
        { kind: 'x', name: 'a', words: 'a', pattern: 'a', spaced: false },
        { kind: 'y', name: 'b', words: 'b', pattern: 'b', spaced: false },
      ],
      isWord,
    )
    expect(look('ab').first('y', false)).toEqual({ name: 'b', index: 1, length: 1 })
    expect(look('a').first('y', false)).toBeNull()
  })
})
