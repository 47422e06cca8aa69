import { describe, expect, it } from 'vitest'
import { compares } from './before.ts'
import { checkOf, checkWrong } from './grammar.ts'

const conditions = (text: string) => {
  const read = checkOf(text)
  if ('wrong' in read) throw new Error(read.wrong)
  return read.check.conditions
}

describe('A condition that speaks of before', () => {
  it.each([
    ['value>=before', { op: null, by: '' }],
    ['value>=before*0.9', { op: '*', by: '0.9' }],
    ['value<=before+10%', { op: '+', by: '10%' }],
    ['value>=before-20', { op: '-', by: '20' }],
  ])('is read: %s', (condition, before) => {
    expect(conditions(`sqlite app.db "select 1" ${condition}`)[0]?.before).toEqual(before)
  })

  it('takes units of time, size and rate', () => {
    expect(conditions('http https://a.example/ time<=before+200ms')[0]?.before).toEqual({ op: '+', by: '200ms' })
    expect(conditions('file dump size>=before-5MB')[0]?.before).toEqual({ op: '-', by: '5MB' })
    expect(conditions('log a.log "E" since=5m rate<=before+2/min')[0]?.before).toEqual({ op: '+', by: '2/min' })
  })

  it('means the word itself where a text is looked for in another, or where the word goes on', () => {
    expect(conditions('file a.txt text~before')[0]).toEqual({ of: 'text', op: '~', value: 'before' })
    expect(conditions('git branch=before-release')[0]).toEqual({ of: 'branch', op: '=', value: 'before-release' })
  })

  it('stands among others, and in a series with what is asked of each answer', () => {
    const all = conditions('http https://a.example/ times=20 p95<=before*1.5 errors<1%')
    expect(all.filter(({ before }) => before !== undefined).map(({ of }) => of)).toEqual(['p95'])
    expect(all.map(({ of }) => of)).toEqual(['status', 'status', 'p95', 'errors'])
  })

  it.each([
    ['value>=before*', /before\*1\.5/],
    ['value>=before*1.5s', /before\*1\.5/],
    ['value>=before/2', /before\*1\.5/],
    ['value>=before+much', /before\+10%/],
  ])('is wrong as %s, and is told how it is written', (condition, words) => {
    expect(checkWrong(`sqlite app.db "select 1" ${condition}`)).toMatch(words)
  })

  it('is not kept of a variable, which may be a secret', () => {
    expect(checkWrong('env TOKEN value=before')).toContain('may be a secret')
    expect(checkWrong('env TOKEN set=before')).toBeNull()
  })

  it('is not asked of each answer of a series', () => {
    expect(checkWrong('http https://a.example/ times=20 status=before')).toContain('p50, p90, p95, p99, errors')
  })

  it('makes a check one that compares', () => {
    expect(compares(checkOf('disk / used<=before+5%'))).toBe(true)
    expect(compares(checkOf('disk / used<90%'))).toBe(false)
    expect(compares(checkOf('nothing'))).toBe(false)
  })
})
