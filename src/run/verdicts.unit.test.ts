import { describe, expect, it } from 'vitest'
import type { ExpectationTest } from '../plan/index.ts'
import { aPlan } from '../testing/plans.ts'
import { ran } from '../testing/scenario.ts'
import { judge } from './verdicts.ts'

const verdict = (test: ExpectationTest | undefined, output: string, status = 0, http: readonly number[] = []) => {
  const plan = aPlan({
    sections: [
      {
        title: 'Verify',
        steps: [{ title: 'Look', run: ['look'], expect: [{ text: 'as said', on: 0, ...(test && { test }) }] }],
      },
    ],
  })
  const end = {
    how: 'exit',
    status,
    statements: [{ ...ran(0, status), http }],
    notReached: [],
    output: { bytes: output.length, digest: '' },
    survivors: [],
    services: [],
    notCarried: [],
  } as const
  return judge(plan.steps[0]?.expectations ?? [], end, () => output)[0]?.verdict
}

const http = { is: 'http', status: 200 } as const
const ok = { is: 'json', value: { status: 'ok' } } as const
const rows = { is: 'count', op: '>=', value: 3, words: ['rows'] } as const
const fast = { is: 'threshold', op: '<', value: 500, unit: 'ms' } as const
const healthy = { is: 'text', text: 'healthy', sure: false } as const
const fine = { is: 'text', text: 'ok', sure: true } as const
const active = { is: 'text', text: 'Active: active', sure: true } as const

describe('An expectation is met, unmet, or left to a person', () => {
  it.each([
    ['a sentence no machine can compare', undefined, 'anything', 'unclear'],
    ['an HTTP status in the response line', http, 'HTTP/1.1 200 OK\nServer: x', 'met'],
    ['a number that is no status, beside one that is', http, 'HTTP/1.1 500 Error\ntook 200 ms', 'unmet'],
    ['a number that is no status', http, 'took 200 ms', 'unclear'],
    ['the last one after a redirect', http, 'HTTP/1.1 301 Moved\n\nHTTP/2 500 \n', 'unmet'],
    ['a bare status code', http, '200', 'met'],
    ['an HTTP status that nobody saw', http, 'hello', 'unclear'],
    ['JSON that holds more than is shown', ok, '{"status":"ok","uptime":3}', 'met'],
    ['JSON after other lines, over several lines', ok, 'connecting…\n{\n  "status": "ok"\n}\n', 'met'],
    ['JSON with another value', ok, '{"status":"down"}', 'unmet'],
    ['no JSON at all', ok, 'status ok', 'unclear'],
    ['JSON that another value denies', ok, '{"status":"ok"}\n{"status":"error"}', 'unclear'],
    ['several JSON values that agree', ok, '[info] {"status":"ok"}\n{"status":"ok","n":2}', 'met'],
    ['several JSON values of which none is right', ok, '{"status":"error"} {"status":"down"}', 'unmet'],
    ['more brackets than anybody looks through', ok, `{"status":"ok"} ${'[x '.repeat(80)}`, 'unclear'],
    ['a number before its word', rows, '(12 rows)', 'met'],
    ['a number that is too small', rows, '2 rows', 'unmet'],
    ['a part of a larger number', rows, '2 of 10 rows', 'unmet'],
    ['a part of a larger number, with a stroke', rows, 'rows: 2/10', 'unmet'],
    ['all of a number', rows, '10 of 10 rows', 'met'],
    ['a number that was only expected', rows, 'expected 3 rows', 'unclear'],
    ['a number of something else, with a comma behind it', rows, 'process 1, 4 rows', 'met'],
    ['a number of what failed', rows, '3 rows failed', 'unclear'],
    ['a number that is part of another', rows, '-3 rows, 0.3 rows, v1.3 rows', 'unclear'],
    ['two numbers that disagree', rows, '2 rows\n5 rows', 'unclear'],
    ['a value in the same unit', fast, 'time: 230 ms', 'met'],
    [
      'a value among what sets up a screen',
      fast,
      '\x1b[?1049h\x1b[1;24r\x1b(B\x1b[?7hanswered in 230 ms\x1b[?1l',
      'met',
    ],
    ['nothing but what sets up a screen', fast, '\x1b[?1049h\x1b[?7h', 'unclear'],
    ['a value in another unit of its kind', fast, 'took 1.2s', 'unmet'],
    ['a value without any unit beside other words', fast, 'took 1.2 of them', 'unclear'],
    ['the words, spaced otherwise', active, '   Active:   active (running)', 'met'],
    ['the words in another case', active, 'ACTIVE: ACTIVE', 'unclear'],
    ['other words', active, 'Active: failed', 'unmet'],
    ['words that may be a description', healthy, 'web-1 is healthy', 'met'],
    ['the words as all that is printed', fine, 'ok\n', 'met'],
    ['the words as a whole line among others', fine, 'starting\n  ✔ OK\n\x1b[32mok\x1b[0m\n', 'met'],
    [
      'the words in a banner',
      { is: 'text', text: 'BUILD SUCCESSFUL', sure: true },
      '=== BUILD SUCCESSFUL in 3s ===',
      'met',
    ],
    ['a short subject and what it is', fine, 'backup ok', 'met'],
    ['a field', fine, 'name: web, state: ok, since: Monday', 'met'],
    ['a quoted value', fine, '{"state":"ok"}', 'met'],
    ['a cell', fine, 'web-1   ok   3d', 'met'],
    ['the state of a unit as its manager prints it', active, 'Active: active (running) since Mon; 3 days ago', 'met'],
    ['the words, denied', healthy, 'not healthy', 'unclear'],
    ['the value of a field, denied', fine, 'status: not ok', 'unclear'],
    ['a value that was, in a line that tells of a failure', fine, 'ERROR: 0042 failed (was: ok)', 'unclear'],
    [
      'a value that is only expected',
      { is: 'text', text: 'active: 3', sure: true },
      'active: 0, expected active: 3',
      'unclear',
    ],
    ['a key with another subject', { is: 'text', text: 'active: 3', sure: true }, 'most ever active: 3', 'unclear'],
    ['none of them', healthy, '0 healthy\nhealthy: 0', 'unclear'],
    ['a part of them', healthy, 'healthy: 1/3', 'unclear'],
    ['true of one and denied of another', healthy, 'web-1: healthy\nweb-2: unhealthy', 'unclear'],
    ['the words among others', fine, 'ok then let us see what happens', 'unclear'],
    ['the words with a restriction', fine, 'ok, but slow', 'unclear'],
    ['the words over two lines', active, 'Active:\nactive', 'unclear'],
    ['a word within another, which says the opposite', healthy, 'web-1 is unhealthy', 'unclear'],
    ['a number within another', { is: 'text', text: 'errors: 0', sure: true }, 'errors: 09', 'unmet'],
  ] as const)('%s', (_, test, output, expected) => {
    expect(verdict(test, output)).toBe(expected)
  })

  it('takes the status that curl received before what the output shows', () => {
    expect(verdict(http, '200', 0, [500])).toBe('unmet')
  })

  it('takes a bare number that is expected of a request as its status, also where it is not printed', () => {
    const status = { is: 'text', text: '200', sure: false } as const
    expect(verdict(status, '500', 0, [500])).toBe('unmet')
    expect(verdict(status, '', 0, [301, 200])).toBe('met')
    expect(verdict(status, 'HTTP/1.1 500 Error, took 200 ms')).toBe('unmet')
    expect(verdict(status, '200')).toBe('met')
    expect(verdict({ is: 'http', status: 404 }, '', 0, [404])).toBe('met')
  })

  it('leaves answers that disagree to a person, all of them named', () => {
    expect(verdict(http, '', 0, [500, 200])).toBe('unclear')
    expect(verdict(http, '', 0, [301, 500, 302, 200])).toBe('unclear')
  })

  it('lets a command that should fail pass when it does, and not when it succeeds', () => {
    expect(verdict({ is: 'exit', status: 'fail' }, '', 1)).toBe('met')
    expect(verdict({ is: 'exit', status: 'fail' }, '', 0)).toBe('unmet')
  })
})
