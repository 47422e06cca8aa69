import { describe, expect, it } from 'vitest'
import fc from '../../testing/properties.ts'
import { piecesOf, type Shown, searched } from './output.ts'

/** An output whose reader gives at most so many bytes at once. */
const output = (text: string | Buffer, atOnce = 1024 * 1024): Shown & { readonly reads: number[] } => {
  const bytes = Buffer.from(text)
  const reads: number[] = []
  return {
    total: bytes.length,
    reads,
    read: async (from, to) => {
      const part = bytes.subarray(from, Math.min(to, from + atOnce))
      reads.push(part.length)
      return part
    },
  }
}

describe('A whole output', () => {
  it('is handed on piece by piece, however long it is', async () => {
    const shown = output(Buffer.alloc(5_000_000, 'x'), 1_000_000)
    let length = 0
    for await (const piece of piecesOf(shown)) length += piece.length
    expect(length).toBe(5_000_000)
    expect(Math.max(...shown.reads)).toBeLessThanOrEqual(1_000_000)
  })

  it('ends where its file does, although more was said to be there', async () => {
    const shown = { ...output('abc'), total: 10 }
    let text = ''
    for await (const piece of piecesOf(shown)) text += Buffer.from(piece).toString()
    expect(text).toBe('abc')
  })
})

describe('Searching an output', () => {
  it('finds every place once, by its byte, with the line that it is in', async () => {
    const { matches, more, searched: seen } = await searched(output('größe: 1\nGröße: 2\nno\nend größe'), 'größe')
    expect(matches).toEqual([
      { at: 0, line: 'größe: 1' },
      { at: 11, line: 'Größe: 2' },
      { at: 29, line: 'end größe' },
    ])
    expect({ more, seen }).toEqual({ more: false, seen: 36 })
  })

  it('finds the same in whatever pieces it is read', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: fc.constantFrom('a', 'b', 'c', '\n'), minLength: 1, maxLength: 80 }),
        fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 1, maxLength: 3 }),
        fc.integer({ min: 1, max: 9 }),
        async (text, needle, atOnce) => {
          const expected: number[] = []
          for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + needle.length)) expected.push(at)
          const { matches } = await searched(output(text, atOnce), needle)
          expect(matches.map(({ at }) => at)).toEqual(expected)
          for (const { at, line } of matches)
            expect(text.split('\n')[text.slice(0, at).split('\n').length - 1]).toBe(line)
        },
      ),
      { numRuns: 300 },
    )
  })

  it('tells no more matches than can be looked at, and says so', async () => {
    const { matches, more } = await searched(output('ab\n'.repeat(2_000)), 'ab')
    expect(matches).toHaveLength(500)
    expect(more).toBe(true)
  })

  it('finds each of many on one line without an end once, whatever lies between two pieces', async () => {
    const { matches, more } = await searched(output('B'.repeat(1_000_000), 4_096), 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb')
    expect(more).toBe(true)
    expect(matches.map(({ at }) => at)).toEqual(Array.from({ length: 500 }, (_, turn) => turn * 32))
    const apart = await searched(output(`${'a'.repeat(997)}NeeDLe`.repeat(400), 1_000), 'needle')
    expect(apart.matches.map(({ at }) => at)).toEqual(Array.from({ length: 400 }, (_, turn) => turn * 1_003 + 997))
  })

  it('cuts a line that is long, around what was found', async () => {
    const { matches } = await searched(output(`${'x'.repeat(3_000_000)}needle${'y'.repeat(3_000_000)}`), 'needle')
    expect(matches).toHaveLength(1)
    expect(matches[0]?.at).toBe(3_000_000)
    expect(matches[0]?.line).toContain('xneedley')
    expect(matches[0]?.line.length).toBeLessThanOrEqual(200)
  })
})
