import { describe, expect, it } from 'vitest'
import { placeIn } from './server-url.ts'

const scheme = { names: ['postgres', 'postgresql'], port: 5432, sockets: true }
const place = (text: string) => placeIn(text, scheme)

describe('Where a server is stands in its address', () => {
  it.each([
    [
      'postgres://ada:pw@db.test/shop',
      { host: 'db.test', port: 5432, user: 'ada', password: 'pw', database: 'shop', tls: 'none' },
    ],
    ['postgresql+psycopg2://ada:p%40%2Fw@db.test:6432/shop', { port: 6432, password: 'p@/w' }],
    ['postgres://ada:p%w@db.test/shop', { password: 'p%w' }],
    ['postgres://ada@[::1]/shop', { host: '::1', password: undefined }],
    ['postgres://ada:pw@/shop?host=/var/run/postgresql', { host: '/var/run/postgresql', database: 'shop' }],
    ['postgres://db.test/shop?user=ada&password=pw', { user: 'ada', password: 'pw' }],
    ['postgres://db.test?sslmode=require', { tls: 'unverified', database: '' }],
    ['postgres://db.test?sslmode=verify-full', { tls: 'verified' }],
    ['postgres://db.test?ssl-mode=VERIFY_IDENTITY', { tls: 'verified' }],
    ['postgres://db.test?sslmode=disable', { tls: 'none' }],
  ])('%s', (text, expected) => expect(place(text)).toMatchObject(expected))

  it('without its password, where it is shown', () => {
    expect(place('postgres://ada:hunter2@db.test/shop')).toMatchObject({
      shown: 'postgres://ada@db.test:5432/shop (not encrypted)',
    })
  })

  it.each(['', 'db.test', 'mysql://db.test/shop', 'host=db.test dbname=shop password=hunter2'])(
    'and %j is none, which is not repeated',
    (text) =>
      expect(place(text)).toEqual({
        wrong: expect.stringMatching(/^the address is not of the form postgres:\/\/USER/),
      }),
  )
})
