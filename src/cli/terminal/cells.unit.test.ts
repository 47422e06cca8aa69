import { describe, expect, it } from 'vitest'
import { cells, cut, pad, wrap } from './cells.ts'

describe('cells of a line', () => {
  it.each([
    ['plain', 5],
    ['', 0],
    ['世界', 4],
    ['🚀', 2],
    ['👩‍🚀', 2],
    ['é', 1],
    ['e\u0301', 1],
    ['\x1b[31mred\x1b[0m', 3],
  ])('%j takes %i', (line, count) => {
    expect(cells(line)).toBe(count)
  })
})

describe('a line that is too long', () => {
  it('is cut with a mark and never wider than its room', () => {
    expect(cut('a long line', 6)).toBe('a lon…')
    expect(cut('世界世界', 5)).toBe('世界…')
    expect(cells(cut('世界世界', 4))).toBeLessThanOrEqual(4)
  })

  it('closes its colours where it is cut', () => {
    expect(cut('\x1b[31mred and more\x1b[0m', 4)).toBe('\x1b[31mred\x1b[0m…')
  })

  it('is left alone when it fits', () => {
    expect(cut('fits', 4)).toBe('fits')
  })
})

describe('text over several lines', () => {
  it('breaks between words, later lines indented', () => {
    expect(wrap('one two three four', 9, '  ')).toEqual(['one two', '  three', '  four'])
  })

  it('breaks a word only when it alone is too wide', () => {
    expect(wrap('abcdefghij kl', 4)).toEqual(['abcd', 'efgh', 'ij', 'kl'])
  })

  it('is never wider than its room, also in wide characters', () => {
    for (const line of wrap('数据库迁移 完成之后 检查 健康', 7)) expect(cells(line)).toBeLessThanOrEqual(7)
  })

  it('keeps its own line ends', () => {
    expect(wrap('a\nb', 10)).toEqual(['a', 'b'])
  })
})

describe('padding', () => {
  it('counts cells', () => {
    expect(pad('世', 4)).toBe('世  ')
  })
})
