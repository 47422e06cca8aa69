import { catalogue, commonErrors, ServiceError } from './errors.ts'
import { UnderMaintenance } from './maintenance.ts'

const errors = catalogue(commonErrors)

/** Seconds after which a database that does not answer may be asked again. */
const pause = 5

/** What a client is told of anything that was thrown. What nobody foresaw is told as `INTERNAL`, without a word of it. */
export function told(error: unknown): ServiceError {
  if (error instanceof ServiceError) return error
  if (error instanceof UnderMaintenance)
    return errors.fail('MAINTENANCE', { retryAfter: error.maintenance.retryAfter, cause: error })
  const { code, statusCode } = error as { readonly code?: unknown; readonly statusCode?: unknown }
  if (typeof code === 'string') {
    if (otherSchema.has(code)) return errors.fail('SCHEMA_MISMATCH', { retryAfter: pause, cause: error })
    if (unreachable.has(code) || /^(08|57P|53)/.test(code)) return unavailable(error)
  }
  if (
    error instanceof Error &&
    /connection (terminated|timeout)|timeout exceeded when trying to connect/i.test(error.message)
  )
    return unavailable(error)
  if (statusCode === 413) return errors.fail('PAYLOAD_TOO_LARGE', { cause: error })
  if (statusCode === 415) return errors.fail('UNSUPPORTED_MEDIA_TYPE', { cause: error })
  if (typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500)
    return errors.fail('BAD_REQUEST', { cause: error })
  return errors.fail('INTERNAL', { cause: error })
}

const unavailable = (cause: unknown) => errors.fail('DATABASE_UNAVAILABLE', { retryAfter: pause, cause })

/** SQLSTATEs of a table or column that is not there: PostgreSQL's `undefined_table`, `undefined_column`. */
const otherSchema = new Set(['42P01', '42703'])

/** What a socket says when nobody is at its other end. */
const unreachable = new Set(['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EPIPE', 'ENOTFOUND', 'EHOSTUNREACH'])
