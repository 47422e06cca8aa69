import fastifyCookie from '@fastify/cookie'
import Fastify from 'fastify'
import { beforeAll, describe, expect, it } from 'vitest'
import { sessionCookie } from './cookie.ts'

const session = 'a'.repeat(43)

beforeAll(async () => {
  await Fastify().register(fastifyCookie)
})

describe('The cookie', () => {
  it('is seen by no script, sent by no other site, and bound to the host over TLS', () => {
    expect(sessionCookie('1f', false).write(session, 60)).toBe(
      `holdpoint-1f=${session}; Max-Age=60; Path=/; HttpOnly; SameSite=Strict`,
    )
    expect(sessionCookie('1f', true).write(session, 60)).toBe(
      `__Host-holdpoint-1f=${session}; Max-Age=60; Path=/; HttpOnly; Secure; SameSite=Strict`,
    )
  })

  it('is read among others, of which none is taken for it', () => {
    const { read } = sessionCookie('1f', false)
    expect(read(`theme=dark; holdpoint-1f=${session}; holdpoint-2a=${'b'.repeat(43)}`)).toBe(session)
    expect(read(`xholdpoint-1f=${session}`)).toBeNull()
    expect(read(`__Host-holdpoint-1f=${session}`)).toBeNull()
    expect(read(undefined)).toBeNull()
    expect(read('holdpoint-1f=short')).toBeNull()
    expect(read(`holdpoint-1f=${'%2e'.repeat(20)}`)).toBeNull()
  })

  it('that comes twice, as when another server put one beside it, is none', () => {
    expect(sessionCookie('1f', false).read(`holdpoint-1f=${'b'.repeat(43)}; holdpoint-1f=${session}`)).toBeNull()
  })
})
