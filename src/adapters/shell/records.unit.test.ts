import { describe, expect, it } from 'vitest'
import { httpStatuses, parseEnd, parseRecords, statementEnds } from './records.ts'

const over = (text: string, bytes = 100) => ({ end: parseEnd(text), bytes, headers: '' })

describe('the records of an attempt', () => {
  it('count only complete lines', () => {
    expect(parseRecords('start 0 1000\nend 0 20')).toEqual([{ is: 'start', index: 0, at: 1 }])
  })

  it('give a statement without an end the status of its shell', () => {
    const lines = parseRecords('start 0 1000\nend 0 3000 0 10 0 - itself 0\nstart 1 3500\n')
    expect(statementEnds(lines, over('end exit 7 9000 100 0 .\n'))).toMatchObject([
      { index: 0, status: 0, pipe: [], startedAt: 1, ms: 2, from: 0, to: 10, ended: 'itself' },
      { index: 1, status: 7, startedAt: 3, ms: 6, from: 10, to: 100, ended: 'itself' },
    ])
  })

  it('do not, when somebody ended it, or when nobody saw the end', () => {
    const lines = parseRecords('start 0 1000\n')
    for (const end of ['end cancelled 143 9000 5 0 .\n', 'end timeout 0 9000 5 0 .\n', ''])
      expect(statementEnds(lines, over(end))).toMatchObject([{ status: null, ended: null }])
  })

  it('keep the statuses of a pipeline', () => {
    const lines = parseRecords('start 0 1000\nend 0 3000 0 10 0 55 itself 1  0\n')
    expect(statementEnds(lines, over(''))).toMatchObject([{ pipe: [1, 0] }])
  })
})

describe('the end of an attempt', () => {
  it.each(['', 'end exit 0', 'end exit 0 17 3 0 .', 'end exit 0 17 3 0 \n', 'end maybe 0 17 3 0 .\n'])(
    'is not taken from %j',
    (text) => {
      expect(parseEnd(text)).toBe(null)
    },
  )

  it('says how, with which status, when, after how many bytes, and whether they were written', () => {
    expect(parseEnd('end exit 3 17000 - 1 .\n')).toEqual({ how: 'exit', status: 3, at: 17, bytes: null, sink: 1 })
  })
})

describe('HTTP statuses in dumped headers', () => {
  it('leave out interim answers', () => {
    expect(
      httpStatuses('HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 302 Found\r\nLocation: /\r\n\r\nHTTP/2 200 \r\n'),
    ).toEqual([302, 200])
  })
})

describe('a statement that was edited into several', () => {
  const records = (ends: readonly string[]) =>
    parseRecords(
      ends
        .flatMap((end, at) => [`start 2 ${at}000`, `end 2 ${at}500 ${end}`])
        .join('\n')
        .concat('\n'),
    )
  const ended = (ends: readonly string[]) =>
    statementEnds(records(ends), { end: parseEnd('end exit 0 9000 100 0 .\n'), bytes: 100, headers: '' })

  it('is one statement, over all of their output and time', () => {
    expect(ended(['0 10 0 - itself 0', '0 30 0 - itself 0'])).toMatchObject([
      { index: 2, status: 0, from: 0, to: 30, ms: 2 },
    ])
  })

  it('ends as the first of them that did not pass', () => {
    expect(ended(['0 10 0 - itself 0', '3 20 0 - itself 3'])).toMatchObject([{ status: 3 }])
    expect(ended(['1 10 0 - itself 1', '0 20 0 - itself 0'])).toMatchObject([{ status: 1 }])
    expect(ended(['0 10 0 - itself 1 0', '0 20 0 - itself 0'])).toMatchObject([{ status: 0, pipe: [1, 0] }])
  })
})
