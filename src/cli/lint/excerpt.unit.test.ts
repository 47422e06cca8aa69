import { describe, expect, it } from 'vitest'
import { linesOf } from '../../read/lines.ts'
import { cells } from '../terminal/cells.ts'
import { excerptOf } from './excerpt.ts'

/** The excerpt of a text around a word in it, with the mark drawn below. */
function around(text: string, word: string, width = 60, unicode = true) {
  const start = text.indexOf(word)
  const drawing = { width, unicode, cut: unicode ? '…' : '...' }
  const excerpt = excerptOf(linesOf(text), { start, end: start + word.length }, drawing)
  return [excerpt.text, `${' '.repeat(excerpt.before)}${'^'.repeat(excerpt.under)}`]
}

describe('an excerpt', () => {
  it('is the line of the span with the span marked', () => {
    expect(around('one\ncurl http://shop/\nthree', 'http://shop/')).toEqual(['curl http://shop/', '     ^^^^^^^^^^^^'])
  })

  it('counts wide characters, emoji and combining marks as the terminal does', () => {
    expect(around('東京 curl', 'curl')).toEqual(['東京 curl', '     ^^^^'])
    expect(around('🚀 東京', '東京')).toEqual(['🚀 東京', '   ^^^^'])
    expect(around('cafe\u0301 x', 'x')).toEqual(['cafe\u0301 x', '     ^'])
  })

  it('shows tabs as blanks up to the next stop', () => {
    expect(around('\ta\tcurl', 'curl')).toEqual(['    a   curl', '        ^^^^'])
  })

  it('shows controls, reordering and zero-width characters as what they are', () => {
    expect(around('a\u202eb\u200b rm', 'rm')).toEqual(['a<U+202E>b<U+200B> rm', `${' '.repeat(19)}^^`])
    expect(around('a\x1b[31m rm', 'rm')).toEqual(['a␛[31m rm', '       ^^'])
    expect(around('a\x1b[31m rm', 'rm', 60, false)).toEqual(['a^[[31m rm', '        ^^'])
  })

  it('does not show a byte-order mark', () => {
    expect(around('\uFEFFcurl x', 'x')).toEqual(['curl x', '     ^'])
  })

  it('marks one cell where nothing is to be marked: at the end, in an empty line', () => {
    const lines = linesOf('ab\n\nc')
    const drawing = { width: 40, unicode: true, cut: '…' }
    expect(excerptOf(lines, { start: 2, end: 2 }, drawing)).toEqual({ text: 'ab', before: 2, under: 1 })
    expect(excerptOf(lines, { start: 3, end: 3 }, drawing)).toEqual({ text: '', before: 0, under: 1 })
  })

  it('marks the rest of the line where the span goes on below it', () => {
    const drawing = { width: 40, unicode: true, cut: '…' }
    expect(excerptOf(linesOf('ab cd\r\nef'), { start: 3, end: 9 }, drawing)).toEqual({
      text: 'ab cd',
      before: 3,
      under: 2,
    })
  })

  it.each([
    ['at the beginning', `curl ${'x'.repeat(500)}`],
    ['in the middle', `${'y '.repeat(200)}curl ${'x'.repeat(500)}`],
    ['at the end', `${'y '.repeat(200)}curl`],
    ['among wide characters', `${'東'.repeat(200)}curl${'京'.repeat(200)}`],
    ['in a megabyte', `${'y'.repeat(1e6)}curl${'x'.repeat(1e6)}`],
  ])('of a long line is cut around a span %s', (_, text) => {
    for (const unicode of [true, false]) {
      const [shown = '', mark = ''] = around(text, 'curl', 40, unicode)
      expect(cells(shown)).toBeLessThanOrEqual(40)
      expect(cells(shown)).toBeGreaterThan(30)
      expect(mark.trim()).toBe('^^^^')
      const before = [...shown].reduce(
        (at, char) => (at.cells < mark.indexOf('^') ? { cells: at.cells + cells(char), text: at.text + char } : at),
        { cells: 0, text: '' },
      )
      expect(shown.slice(before.text.length)).toMatch(/^curl/)
    }
  })

  it('of a span that is too long itself begins with it and shows what fits', () => {
    const [shown = '', mark = ''] = around(`a ${'x'.repeat(300)} b`, 'x'.repeat(300), 40)
    expect(shown).toMatch(/x{30,}…$/)
    expect(cells(mark)).toBeLessThanOrEqual(40)
    expect(mark.indexOf('^')).toBe(shown.indexOf('x'))
  })
})
