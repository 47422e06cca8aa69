/** What a client is told when a request fails: the status, one sentence, and what to do next. */
export interface ErrorEntry {
  readonly status: number
  readonly message: string
  readonly next: string
}

/** A field of a request that is not as it should be; `players[2].name` names a field within another. */
export interface FieldProblem {
  readonly field: string
  readonly message: string
}

/** What one failure adds to its entry in the catalogue. */
export interface Details {
  readonly fields?: readonly FieldProblem[]
  /** Seconds after which it is worth to try again; becomes the header `Retry-After`. */
  readonly retryAfter?: number
  /** More members of the answer, such as the reference of what is there already. */
  readonly more?: Readonly<Record<string, string>>
  readonly cause?: unknown
}

/** A failure that a client is told about. Everything else that is thrown is told as `INTERNAL` and logged. */
export class ServiceError extends Error {
  override readonly name = 'ServiceError'
  readonly code: string
  readonly entry: ErrorEntry
  readonly details: Details

  constructor(code: string, entry: ErrorEntry, details: Details = {}) {
    super(entry.message, { cause: details.cause })
    this.code = code
    this.entry = entry
    this.details = details
  }
}

/** The errors that every service knows. */
export const commonErrors = {
  VALIDATION_FAILED: {
    status: 422,
    message: 'Some fields of the request are not as they should be.',
    next: 'Mend the fields that `fields` names and send the request again.',
  },
  BAD_REQUEST: {
    status: 400,
    message: 'The request could not be read.',
    next: 'Compare the request with the API reference at /docs.',
  },
  UNAUTHENTICATED: {
    status: 401,
    message: 'The key of the request is missing or not known.',
    next: 'Send a key that the operator of the service gave you.',
  },
  NOT_FOUND: {
    status: 404,
    message: 'There is nothing at this address.',
    next: 'Compare the address with the API reference at /docs.',
  },
  REQUEST_TIMEOUT: {
    status: 408,
    message: 'The request took longer than the service waits for one. Nothing of it was kept.',
    next: 'Send it again, with the same idempotency key.',
  },
  PAYLOAD_TOO_LARGE: {
    status: 413,
    message: 'The request is larger than the service takes.',
    next: 'Send less: the limits are in the API reference at /docs.',
  },
  UNSUPPORTED_MEDIA_TYPE: {
    status: 415,
    message: 'The body of the request has a type that this address does not take.',
    next: 'Send the type that the API reference at /docs names.',
  },
  RATE_LIMITED: {
    status: 429,
    message: 'This key has sent as many requests as it may in a minute.',
    next: 'Wait for the seconds that `Retry-After` says.',
  },
  INTERNAL: {
    status: 500,
    message: 'Something failed inside the service.',
    next: 'Send the request again; if it fails again, tell the operator its request id.',
  },
  MAINTENANCE: {
    status: 503,
    message: 'The service is being maintained and takes no changes now. Reading goes on.',
    next: 'Send the request again after the seconds that `Retry-After` says, with the same idempotency key.',
  },
  DATABASE_UNAVAILABLE: {
    status: 503,
    message: 'The database does not answer. Whether a change was kept is not known.',
    next: 'Send the request again after the seconds that `Retry-After` says, with the same idempotency key.',
  },
  SCHEMA_MISMATCH: {
    status: 503,
    message: 'The database has the schema of another release than the one that answers.',
    next: 'Send the request again after the seconds that `Retry-After` says: a deployment is under way.',
  },
} as const satisfies Record<string, ErrorEntry>

/** A system's own catalogue: `fail(code)` makes the error to throw. */
interface Catalogue<Code extends string> {
  readonly entries: Readonly<Record<Code, ErrorEntry>>
  fail(code: Code, details?: Details): ServiceError
}

export function catalogue<Entries extends Record<string, ErrorEntry>>(
  entries: Entries,
): Catalogue<keyof Entries & string> {
  return { entries, fail: (code, details) => new ServiceError(code, entries[code] as ErrorEntry, details) }
}
