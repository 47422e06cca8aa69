import { describe, expect, it } from 'vitest'
import type { Check } from '../../plan/index.ts'
import { namesIn, withValues } from '../../plan/references.ts'
import { checkOf } from './grammar.ts'

const check = (text: string): Check => {
  const read = checkOf(text)
  if ('wrong' in read) throw new Error(read.wrong)
  return read.check
}
const wrong = (text: string): string => {
  const read = checkOf(text)
  return 'wrong' in read ? read.wrong : 'nothing'
}

describe('A check', () => {
  it('says what is looked at and what must be seen', () => {
    expect(check('http GET ${BASE_URL}/health?a=b status=200 json.db.state=ok time<500ms')).toEqual({
      kind: 'http',
      what: ['GET', '${BASE_URL}/health?a=b'],
      conditions: [
        { of: 'status', op: '=', value: '200' },
        { of: 'json.db.state', op: '=', value: 'ok' },
        { of: 'time', op: '<', value: '500ms' },
      ],
      timeout: 10_000,
      wait: null,
      redirects: 0,
    })
  })

  it('keeps what stands in quotes together, as a word or as a value', () => {
    expect(check('sqlite app.db "select count(*) from t where a=\'x\'" value>=3').what).toEqual([
      'app.db',
      "select count(*) from t where a='x'",
    ])
    expect(check('http https://example.org/ body~"all \\"good\\" now"').conditions).toEqual([
      { of: 'body', op: '~', value: 'all "good" now' },
    ])
  })

  it('has usual conditions where it names none: a good answer, an active unit, a fresh backup', () => {
    expect(check('http https://example.org/').conditions.map(({ of, op, value }) => of + op + value)).toEqual([
      'status>=200',
      'status<300',
    ])
    expect(check('unit nginx').conditions).toEqual([{ of: 'state', op: '=', value: 'active' }])
    expect(check('backup /var/backups/*.dump').conditions.map(({ of }) => of)).toEqual(['size', 'age', 'readable'])
  })

  it('may wait, with a limit, and has a limit for each look', () => {
    expect(check('tcp localhost:8000 wait=2m timeout=500ms')).toMatchObject({ wait: 120_000, timeout: 500 })
    expect(wrong('tcp localhost:8000 wait=soon')).toMatch(/500ms, 10s/)
    expect(wrong('tcp localhost:8000 wait=48h')).toMatch(/up to 24h/)
  })

  it.each([
    ['', /no kind of check: http, tcp/],
    ['ping example.org', /“ping” is no kind of check/],
    ['constructor', /no kind of check/],
    ['http', /it is written http/],
    ['http POST https://example.org/', /only looks, with GET or HEAD/],
    ['http https://example.org/ stauts=200', /does not see “stauts”: status, time/],
    ['http https://example.org/ json.=1', /does not see/],
    ['tls example.org days>="14', /not closed/],
    ['tcp a:1 b:2', /it is written tcp HOST:PORT/],
    ['http https://example.org/ redirects=99', /0 to 10/],
  ])('that is wrong says what is possible: %j', (text, says) => {
    expect(wrong(text)).toMatch(says)
  })

  it('refers to values by name', () => {
    expect(namesIn('http ${BASE_URL}/x/$APP status=200 ${BASE_URL}')).toEqual(['BASE_URL', 'APP'])
    expect(withValues('http ${BASE_URL}/$APP', (name) => (name === 'BASE_URL' ? 'https://x' : null))).toBe(
      'http https://x/$APP',
    )
  })
})
