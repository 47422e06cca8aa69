import { describe, expect, it } from 'vitest'
import { Tail } from './tail.ts'
import { duration, stopwatch } from './times.ts'

describe('the end of an output', () => {
  it('is its last lines, oldest first, and knows how many there were', () => {
    const tail = new Tail(3)
    for (const line of ['a', 'b', 'c', 'd']) tail.add(line)
    expect(tail.last()).toEqual(['b', 'c', 'd'])
    expect(tail.last(2)).toEqual(['c', 'd'])
    expect(tail.count).toBe(4)
  })

  it('is all of it when there is little', () => {
    const tail = new Tail(3)
    tail.add('a')
    expect(tail.last(12)).toEqual(['a'])
  })
})

describe('times for people', () => {
  it.each([
    [0, '0.0 s'],
    [400, '0.4 s'],
    [12_000, '12 s'],
    [200_000, '3 min 20 s'],
    [7_500_000, '2 h 5 min'],
    [273_600_000, '3 d 4 h'],
    [-5, '0.0 s'],
  ])('%i ms is %s', (ms, words) => {
    expect(duration(ms)).toBe(words)
  })

  it('count up like a stopwatch', () => {
    expect([7_000, 750_000, 3_723_000].map(stopwatch)).toEqual(['0:07', '12:30', '1:02:03'])
  })
})
