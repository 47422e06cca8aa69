import { describe, expect, it } from 'vitest'
import { served } from './access-log.ts'

const common = '203.0.113.9 - ada [21/Nov/2026:10:00:00 +0000] "GET /a HTTP/1.1" 200 2326'
const combined = `${common} "https://example.org/" "Mozilla/5.0 (X11; \\"quoted\\")"`

describe('A line of an access log is read as a request', () => {
  it.each([
    ['common', common, { status: 200, took: null }],
    ['combined', combined, { status: 200, took: null }],
    ['nginx with $request_time', `${combined} 0.123`, { status: 200, took: 123 }],
    ['with the name of the time', `${combined} rt=0.250 uct="0.001"`, { status: 200, took: 250 }],
    ['with a unit', `${combined} 12ms`, { status: 200, took: 12 }],
    ['Traefik’s', `${combined} 77 "web@docker" "http://10.0.0.2:80" 31ms`, { status: 200, took: 31 }],
    ['no bytes', common.replace('200 2326', '304 -'), { status: 304, took: null }],
    ['an address of IPv6', common.replace('203.0.113.9', '2001:db8::1'), { status: 200, took: null }],
    [
      'JSON of nginx',
      '{"time":"2026-11-21T10:00:00Z","status":"502","request_time":"0.004"}',
      { status: 502, took: 4 },
    ],
    ['JSON of Caddy', '{"ts":1763719200.5,"status":200,"duration":0.0021}', { status: 200, took: 2.1 }],
    ['JSON of pino', '{"time":1763719200500,"res":{"statusCode":500},"responseTime":7}', { status: 500, took: 7 }],
    ['JSON of Traefik', '{"DownstreamStatus":200,"Duration":2500000}', { status: 200, took: 2.5 }],
  ])('%s', (_, line, expected) => expect(served(line)).toEqual({ ...expected, took: near(expected.took) }))

  it.each([
    '',
    'listening on 8000',
    '{"message":"started"}',
    '{"status":"ok"}',
    '{',
    '2026-11-21 ERROR "GET / HTTP/1.1" 500 3',
  ])('and this is none: %j', (line) => expect(served(line)).toBeNull())

  it('in the time of its length, whatever stands in it', () => {
    expect(served(`a b ${'c '.repeat(5000)}${'"'.repeat(20_000)}`)).toBeNull()
    expect(served(`a b c [d] "${'\\"'.repeat(30_000)}`)).toBeNull()
  })
})

const near = (took: number | null) => (took === null ? null : expect.closeTo(took, 6))
