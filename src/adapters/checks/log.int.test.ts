import { execFileSync } from 'node:child_process'
import { appendFileSync, mkdtempSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { look } from '../../testing/look.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'holdpoint-log-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const ago = (seconds: number) => new Date(Date.now() - seconds * 1000).toISOString()
const many = (amount: number, line: string) => Array.from({ length: amount }, () => line)
const write = (name: string, lines: readonly string[]) => writeFileSync(join(folder, name), `${lines.join('\n')}\n`)
const seen = async (check: string) => {
  const { verdict, evidence } = await look(`log ${check}`, folder)
  return [verdict, evidence.join('\n')] as const
}
const verdict = async (check: string) => (await seen(check))[0]

describe('A log', () => {
  it('of which a line is longer than memory is read all the same', async () => {
    write('app.log', ['ERROR one\r', '', 'ERROR two'])
    truncateSync(join(folder, 'app.log'), 700_000_000)
    expect(await seen('app.log ^ERROR.*\\w$ count=2 lines=4 timeout=1m')).toEqual([
      'met',
      expect.stringContaining('lines = 4, was 4'),
    ])
  })
  it('that is a pipe or a device is nothing to wait for', async () => {
    execFileSync('mkfifo', [join(folder, 'pipe')])
    for (const path of ['pipe', '/dev/zero', '.'])
      expect(await seen(`${path} x`)).toEqual(['unclear', expect.stringContaining('a folder, a pipe or a device')])
  })
})

describe('The last minutes of a log', () => {
  it('are what counts', async () => {
    write('app.log', [`${ago(3000)} ERROR old`, `${ago(100)} INFO fine`, `${ago(50)} ERROR new`])
    expect(await verdict('app.log ERROR since=5m count=1')).toBe('met')
    expect(await verdict('app.log ERROR since=5m')).toBe('unmet')
    expect(await verdict('app.log ERROR count=2')).toBe('met')
    expect(await verdict('app.log ERROR since=2h count=2 lines=3')).toBe('met')
  })

  it('have a rate, of the time that the log goes back to', async () => {
    write('app.log', [`${ago(4000)} INFO`, ...Array.from({ length: 30 }, () => `${ago(20)} ERROR`)])
    expect(await verdict('app.log ERROR since=10m rate<=3/min')).toBe('met')
    expect(await verdict('app.log ERROR since=10m rate<3/min')).toBe('unmet')
    expect(await verdict('app.log ERROR since=10m rate<200/h')).toBe('met')
    write(
      'young.log',
      Array.from({ length: 30 }, () => `${ago(120)} ERROR`),
    )
    expect(await verdict('young.log ERROR since=10m rate<10/min')).toBe('unmet')
    expect(await seen('app.log ERROR since=10m rate<10')).toEqual([
      'unclear',
      expect.stringContaining('no rate, such as'),
    ])
  })

  it('take the lines of a stack trace with the line above them', async () => {
    write('app.log', [`${ago(3000)} ERROR`, '  at Old', `${ago(10)} ERROR`, '  at Fresh', '  at Fresh'])
    expect(await verdict('app.log "at Fresh" since=5m count=2')).toBe('met')
    expect(await verdict('app.log "at Old" since=5m count=0')).toBe('met')
  })

  it('go on in the file that was rotated away meanwhile', async () => {
    write('app.log.1', [`${ago(3000)} ERROR`, `${ago(100)} ERROR`])
    write('app.log', [`${ago(20)} INFO`])
    const [said, text] = await seen('app.log ERROR since=5m count=1 lines=2')
    expect([said, text]).toEqual(['met', expect.stringContaining('app.log.1, ')])
    rmSync(join(folder, 'app.log.1'))
    write('app.log-20261121', [`${ago(3000)} ERROR`, `${ago(100)} ERROR`])
    expect(await verdict('app.log ERROR since=5m count=1')).toBe('met')
  })

  it('are not known where what was rotated away is packed, unless it is older', async () => {
    write('app.log', [`${ago(20)} INFO`])
    writeFileSync(join(folder, 'app.log.1.gz'), gzipSync('x'))
    expect(await seen('app.log ERROR since=5m')).toEqual(['unclear', expect.stringContaining('packed')])
    utimesSync(join(folder, 'app.log.1.gz'), Date.now() / 1000 - 3600, Date.now() / 1000 - 3600)
    expect(await verdict('app.log ERROR since=5m')).toBe('met')
  })

  it.each([
    ['the file is not there', () => {}, /no such file/],
    ['it is empty', () => writeFileSync(join(folder, 'app.log'), ''), /is empty/],
    ['no line says when it was written', () => write('app.log', ['hello', 'hello']), /says when it was written/],
    [
      'nothing was written',
      () => write('app.log', [`${ago(3000)} INFO`]),
      /nothing was written in the last 5 m .*lines>=0/,
    ],
    [
      'more was written than is read',
      () => write('app.log', many(700_000, `${ago(1)} ${'x'.repeat(80)}`)),
      /more than 64 MB/,
    ],
  ])('are for a person when %s: no data is not health', async (_, prepare, why) => {
    prepare()
    expect(await seen('app.log ERROR since=5m')).toEqual(['unclear', expect.stringMatching(why)])
  })

  it('may be silent where the check says so', async () => {
    write('error.log', [`${ago(3000)} ERROR`])
    expect(await verdict('error.log ERROR since=5m count=0 lines>=0')).toBe('met')
  })

  it('are read from the end of a log that is big', async () => {
    write('app.log', many(200_000, `${ago(9000)} ERROR ${'x'.repeat(100)}`))
    appendFileSync(join(folder, 'app.log'), `${ago(10)} ERROR last\n`)
    expect(await verdict('app.log ERROR since=5m count=1')).toBe('met')
  })
})

describe('The requests of an access log', () => {
  const request = (status: number, took: string, seconds = 10) => {
    const [date, time] = new Date(Date.now() - seconds * 1000)
      .toUTCString()
      .slice(5, 25)
      .replace(/ /g, '/')
      .split(/\/(?=\d\d:)/)
    return `203.0.113.9 - - [${date}:${time} +0000] "GET / HTTP/1.1" ${status} 10 "-" "curl"${took}`
  }

  it('have percentiles and a share of errors', async () => {
    write('access.log', [
      request(500, ' 9.000', 4000),
      ...many(98, request(200, ' 0.100')),
      ...many(2, request(503, ' 2.000')),
    ])
    expect(await verdict('access.log since=5m p95<=100ms p99>=2s errors<=2% lines=100')).toBe('met')
    expect(await verdict('access.log since=5m p99<300ms')).toBe('unmet')
    const [said, text] = await seen('access.log since=5m errors<1%')
    expect([said, text]).toEqual([
      'unmet',
      expect.stringMatching(/100 requests, 2 of them answered with 500 or above\np50 100 ms/),
    ])
  })

  it('are found by a pattern too', async () => {
    write('access.log', [...many(40, request(200, '')), ...many(5, request(502, ''))])
    expect(await verdict('access.log " 5\\d\\d " since=5m rate<6/min')).toBe('met')
    expect(await verdict('access.log " 5\\d\\d " since=5m rate<5/min')).toBe('unmet')
  })

  it.each([
    ['none was logged', [request(200, ' 0.1', 4000)], 'errors<1%', /nothing was written/],
    ['the lines do not say how long they took', many(10, request(200, '')), 'p95<1s', /do not say how long/],
    [
      'lines cannot be read',
      [...many(10, request(200, ' 0.100')), `${ago(1)} what?`],
      'errors<1%',
      /1 of 11 lines .* what\?/,
    ],
    ['no line can be read', many(3, `${ago(1)} started`), 'errors<1%', /no request can be read/],
  ])('are for a person when %s', async (_, lines, conditions, why) => {
    write('access.log', lines)
    expect(await seen(`access.log since=5m ${conditions}`)).toEqual(['unclear', expect.stringMatching(why)])
  })
})

it('An expression that goes back and forth without end is stopped', async () => {
  write('app.log', [`${ago(1)} ${'a'.repeat(60)}b`])
  expect(await seen('app.log "(a+)+$"')).toEqual(['unclear', expect.stringContaining('takes too long')])
  expect(await verdict('app.log "["')).toBe('unclear')
})
