import type { FastifyError, FastifyReply } from 'fastify'
import type { Problem } from '../contract/index.ts'
import { type ErrorCode, HoldpointError } from '../errors.ts'

/** Statuses of errors that are not simply about what was sent (422). */
const statuses: Readonly<Partial<Record<ErrorCode, number>>> = {
  'run-missing': 404,
  'runs-none': 404,
  'document-missing': 404,
  'step-unknown': 404,
  'attempt-unknown': 404,
  'soak-unknown': 404,
  'address-unknown': 404,
  'request-invalid': 400,
  'request-too-large': 413,
  'request-kind': 415,
  'requests-too-many': 429,
  'page-stale': 409,
  'evidence-missing': 404,
  'evidence-too-large': 413,
  'page-host': 421,
  'page-origin': 403,
  'page-signed-out': 401,
  'page-too-many': 429,
  'link-unknown': 403,
  'link-used': 403,
  'link-expired': 403,
  'link-revoked': 403,
  'output-hidden': 409,
  'go-on-elsewhere': 409,
  'decision-not-yours': 403,
  'decision-own': 403,
  'start-not-yours': 403,
  'decision-unknown': 404,
  'decision-closed': 409,
  'decision-withdrawn': 409,
  'decision-claimed': 409,
  'decision-twice': 409,
  'decision-differs': 409,
  'document-changed': 409,
  'document-outside': 403,
  'runbook-changed': 409,
  'compare-nothing': 404,
  'rule-unknown': 404,
  'environment-locked': 409,
  'journal-conflict': 409,
  'lease-lost': 409,
  'run-ended': 409,
  'run-moving': 409,
  'run-unfinished': 409,
  'step-settled': 409,
  'step-not-settled': 409,
  'step-running': 409,
  'attempt-not-running': 409,
  'store-busy': 503,
  'store-full': 507,
}

/** Status of an error of the catalogue. */
const statusOf = ({ code, exit }: HoldpointError): number => statuses[code] ?? (exit === 5 ? 500 : 422)

/** An error as it goes over the wire; `complain` is told of those that are nobody's but ours. */
export function answerError(error: unknown, reply: FastifyReply, complain: (error: unknown) => void): FastifyReply {
  const own = inCatalogue(error)
  const status = statusOf(own)
  if (status === 500) complain(error)
  return reply
    .code(status)
    .type('application/json; charset=utf-8')
    .send(Buffer.from(JSON.stringify(problemOf(own))))
}

/** As the contract has it. */
function problemOf(error: HoldpointError): Problem {
  const { code, message, next } = error
  return error instanceof Detailed ? { code, message, next, details: error.details } : { code, message, next }
}

/** An error with what a program can act on. */
export class Detailed extends HoldpointError {
  readonly details: Record<string, unknown>

  constructor(code: ErrorCode, values: Readonly<Record<string, string | number>>, details: Record<string, unknown>) {
    super(code, values)
    this.details = details
  }
}

/** What the framework refuses has a sentence of ours; anything else that is thrown is our mistake. */
function inCatalogue(error: unknown): HoldpointError {
  if (error instanceof HoldpointError) return error
  const { statusCode = 500, message = '' } = (error ?? {}) as Partial<FastifyError>
  if (statusCode >= 500) return new HoldpointError('server-failed', {}, { cause: error })
  const code = refusals[statusCode] ?? 'request-invalid'
  return new HoldpointError(code, { why: message.replace(/\s+/g, ' ').slice(0, 300) }, { cause: error })
}

const refusals: Readonly<Record<number, ErrorCode>> = {
  404: 'address-unknown',
  413: 'request-too-large',
  415: 'request-kind',
  429: 'requests-too-many',
}
