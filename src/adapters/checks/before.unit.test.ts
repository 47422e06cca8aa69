import { describe, expect, it } from 'vitest'
import type { CheckCondition, SeenValue } from '../../plan/index.ts'
import { comparedWith, kept } from './before.ts'
import { bytes, hidden, number, percent, rate, type Seen, time, word } from './seen.ts'

const condition = (op: CheckCondition['op'], how: '*' | '+' | '-' | null = null, by = ''): CheckCondition => ({
  of: 'it',
  op,
  value: `before${how ?? ''}${by}`,
  before: { op: how, by },
})
const keptOf = (seen: Seen): readonly SeenValue[] => {
  const value = kept('it', seen)
  return value === null ? [] : [value]
}
const compare = (before: Seen, now: Seen | null, ...how: Parameters<typeof condition>) =>
  comparedWith(now, condition(...how), keptOf(before))

describe('What is seen now, against what was seen before,', () => {
  it.each<[string, Seen, Seen, Parameters<typeof condition>, boolean, string]>([
    ['a count that grew', number(3), number(4), ['>='], true, '>= 3'],
    ['a count that shrank', number(3), number(2), ['>='], false, '>= 3'],
    ['a time within half as much again', time(200), time(300), ['<=', '*', '1.5'], true, '<= 300 ms'],
    ['a time beyond', time(200), time(301), ['<=', '*', '1.5'], false, '<= 300 ms'],
    ['a time beyond, told in seconds', time(900), time(1100), ['<=', '+', '200ms'], true, '<= 1.1 s'],
    ['a share of a size', bytes(1000), bytes(900), ['>=', '-', '10%'], true, '>= 900 B'],
    ['points of what is in per cent', percent(1), percent(2.5), ['<=', '+', '1%'], false, '<= 2 %'],
    ['a rate', rate(10), rate(12), ['<=', '+', '2/min'], true, '<= 12/min'],
    ['a number that came as a text', word('7'), word('7.0'), ['='], true, '= 7'],
    ['a text that is the same', word('abc'), word('abc'), ['='], true, '= abc'],
    ['a commit that is another', word('abc'), word('def'), ['!='], true, '!= abc'],
    ['a negative balance', number(-100), number(-105), ['>=', '-', '10%'], true, '>= -110'],
    ['nothing lost of nothing', number(0), number(0), ['>='], true, '>= 0'],
  ])('%s', (_, before, now, how, result, allowed) => {
    expect(compare(before, now, ...how)).toMatchObject({ result, allowed, before: before.text })
  })

  it('is compared whole where a text is too long to be kept', () => {
    const long = 'x'.repeat(5000)
    expect(keptOf(word(long))[0]).toMatchObject({
      text: `${'x'.repeat(200)} …`,
      digest: expect.stringMatching(/^[0-9a-f]{64}$/),
    })
    expect(compare(word(long), word(long), '=').result).toBe(true)
    expect(compare(word(long), word(`${long}y`), '=').result).toBe(false)
  })

  it.each<[string, Seen, Seen, Parameters<typeof condition>, RegExp]>([
    ['a text has no half', word('abc'), word('abc'), ['<=', '*', '0.5'], /“abc” is no number/],
    ['texts have no order', word('abc'), word('abd'), ['>='], /“abc” is no number/],
    ['a unit that does not go with it', number(3), number(3), ['<=', '+', '5ms'], /“5ms” does not go with “3”/],
    ['another unit than before', time(3), number(3), ['<='], /in another unit/],
  ])('cannot be told: %s', (_, before, now, how, words) => {
    expect(compare(before, now, ...how).result).toMatch(words)
  })

  it('is never met by what was not measured before, or is one of several', () => {
    expect(comparedWith(number(3), condition('>='), [])).toMatchObject({
      result: 'nothing was measured before',
      before: null,
      allowed: '>= before',
    })
    expect(compare(number(3), { ...number(3), each: [number(3), number(4)] }, '>=').result).toMatch(/several values/)
    expect(compare(number(3), null, '>=').result).toBe(false)
  })

  it('is not kept where it is not shown, or where it is not one value', () => {
    expect(kept('it', hidden('token'))).toBeNull()
    expect(kept('it', { ...number(3), each: [number(3), number(4)] })).toBeNull()
    expect(kept('it', null)).toBeNull()
  })
})
