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

  it('asks many times where it says how often, each answer being as it must be and none an error', () => {
    const { series, conditions } = check('http https://example.org/ times=50 every=100ms p95<300ms')
    expect(series).toEqual({ times: 50, every: 100 })
    expect(conditions.map(({ of, op, value }) => of + op + value)).toEqual([
      'status>=200',
      'status<300',
      'p95<300ms',
      'errors=0',
    ])
    expect(check('http https://example.org/ times=5 status=204 errors<5%').conditions).toHaveLength(2)
    expect(check('http https://example.org/').series).toBeUndefined()
  })

  it('knows over what time it looks, and where it restores to', () => {
    expect(check('log app.log "ERROR" since=5m rate<10/min')).toMatchObject({ since: 300_000 })
    expect(check('cpu used<80%').over).toBe(1000)
    expect(check('cpu used<80% over=10s').over).toBe(10_000)
    const restored = check('backup a.dump restore=${SCRATCH_URL}')
    expect(restored).toMatchObject({ restore: '${SCRATCH_URL}', timeout: 600_000 })
    expect(restored.conditions.map(({ of }) => of)).toEqual(['size', 'age', 'readable', 'restored', 'tables'])
    expect(check('backup a.dump restore=${SCRATCH_URL} tables>20').conditions.map(({ of, op }) => of + op)).toEqual([
      'tables>',
      'restored=',
    ])
  })

  it('asks servers by their address, which may hold what a condition looks like', () => {
    expect(check('postgres postgres://a:b=c@h/d?sslmode=require "select 1" value=1 column.state=active')).toMatchObject(
      {
        what: ['postgres://a:b=c@h/d?sslmode=require', 'select 1'],
        conditions: [
          { of: 'value', value: '1' },
          { of: 'column.state', value: 'active' },
        ],
      },
    )
    expect(check('redis ${REDIS_URL} hget user:1 name value=ada').what).toEqual([
      '${REDIS_URL}',
      'hget',
      'user:1',
      'name',
    ])
  })

  it.each([
    ['redis redis://h SET a b', /only looks, with PING, GET.*“SET” belongs into a command/],
    ['redis redis://h CONFIG GET requirepass', /“CONFIG” belongs/],
    ['postgres postgres://h/d "delete from t"', /only looks, with a query that begins with select/],
    ['mysql mysql://h/d "select 1 into outfile \'/tmp/x\'"', /writes a file/],
    ['mysql mysql://h/d "set global read_only = 0"', /only looks/],
    ['http https://example.org/ p95<1s', /one answer has no “p95”: times=20/],
    ['http https://example.org/ times=1', /times is 2 to 1000/],
    ['http https://example.org/ times=2000', /times is 2 to 1000/],
    ['http https://example.org/ times=100 every=10s', /10m at most/],
    ['http https://example.org/ every=1s', /times=… must say how many/],
    ['log app.log', /log PATH "PATTERN" where lines are counted/],
    ['log app.log ERROR rate<1/min', /since=5m says which/],
    ['backup a.dump tables>3', /restore=\$\{SCRATCH_URL\}/],
    ['cpu over=1h', /10m at most/],
    ['disk / over=1s', /does not see “over”/],
  ])('that would change something, or lacks something, says so: %s', (text, says) => {
    expect(wrong(text)).toMatch(says)
  })

  it('refers to values by name', () => {
    expect(namesIn('http ${BASE_URL}/x/$APP status=200 ${BASE_URL}')).toEqual(['BASE_URL', 'APP'])
    expect(withValues('http ${BASE_URL}/$APP', (name) => (name === 'BASE_URL' ? 'https://x' : null))).toBe(
      'http https://x/$APP',
    )
  })
})
