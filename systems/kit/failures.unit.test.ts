import { describe, expect, it } from 'vitest'
import { commonErrors, ServiceError } from './errors.ts'
import { told } from './failures.ts'
import { UnderMaintenance } from './maintenance.ts'

const error = (properties: object, message = 'x') => Object.assign(new Error(message), properties)

describe('a client is told', () => {
  it.each([
    ['of a column that another release has', error({ code: '42703' }), 'SCHEMA_MISMATCH'],
    ['of a table that another release has', error({ code: '42P01' }), 'SCHEMA_MISMATCH'],
    ['of a database that is not there', error({ code: 'ECONNREFUSED' }), 'DATABASE_UNAVAILABLE'],
    ['of one that is being stopped', error({ code: '57P01' }), 'DATABASE_UNAVAILABLE'],
    ['of one whose disk is full', error({ code: '53100' }), 'DATABASE_UNAVAILABLE'],
    ['of a connection that broke', new Error('Connection terminated unexpectedly'), 'DATABASE_UNAVAILABLE'],
    ['of a pool that has none left', new Error('timeout exceeded when trying to connect'), 'DATABASE_UNAVAILABLE'],
    ['of a body that is too large', error({ statusCode: 413 }), 'PAYLOAD_TOO_LARGE'],
    ['of a type that nobody takes', error({ statusCode: 415 }), 'UNSUPPORTED_MEDIA_TYPE'],
    ['of what cannot be read', error({ statusCode: 400 }), 'BAD_REQUEST'],
    ['nothing of what nobody foresaw', new TypeError('x is undefined'), 'INTERNAL'],
  ])('%s', (_, thrown, code) => {
    expect(told(thrown).code).toBe(code)
  })

  it('of maintenance, and when it may be over', () => {
    const maintenance = { since: '', reason: '', retryAfter: 40, pass: '' }
    expect(told(new UnderMaintenance(maintenance))).toMatchObject({ code: 'MAINTENANCE', details: { retryAfter: 40 } })
  })

  it('what was meant for him, as it is', () => {
    const meant = new ServiceError('NOT_FOUND', commonErrors.NOT_FOUND)
    expect(told(meant)).toBe(meant)
  })
})

it('every error says what to do next', () => {
  for (const [code, { status, message, next }] of Object.entries(commonErrors)) {
    expect(code).toMatch(/^[A-Z_]+$/)
    expect(status).toBeGreaterThanOrEqual(400)
    expect(message).toMatch(/\.$/)
    expect(next).toMatch(/\.$/)
  }
})
