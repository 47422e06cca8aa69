import { rm } from 'node:fs/promises'
import type { FastifyRequest } from 'fastify'
import { errorSchema } from '../../../kit/checking.ts'
import { keysFrom } from '../../../kit/keys.ts'
import { admit } from '../../../kit/shared-limits.ts'
import type { Feature } from '../context.ts'
import { errors } from '../errors.ts'
import { formFrom, formSchema } from './form.ts'
import { receive } from './receive.ts'
import { referenceOf, register } from './register.ts'

const text = { type: 'string' } as const

const schema = {
  tags: ['registration'],
  summary: 'Registers a team, whole or not at all',
  description:
    'The same X-Idempotency-Key registers one team, however often it is sent: after the first success it answers 409 with the reference of that team. Try again after any other answer, and after none.',
  consumes: ['multipart/form-data'],
  headers: {
    type: 'object',
    required: ['x-api-key', 'x-idempotency-key'],
    properties: { 'x-api-key': text, 'x-idempotency-key': { ...text, pattern: '^[A-Za-z0-9._:-]{8,128}$' } },
  },
  body: formSchema,
  response: {
    201: {
      type: 'object',
      required: ['reference', 'status', 'team_name', 'files'],
      properties: { reference: text, status: text, team_name: text, files: { type: 'integer' } },
    },
    ...Object.fromEntries([400, 401, 408, 409, 413, 415, 422, 429, 500, 503].map((status) => [status, errorSchema])),
  },
}

/** `POST /api/registration`. */
export const registrationRoutes: Feature = (app, context) => {
  const { configuration, db, release } = context
  const clients = keysFrom(configuration.API_KEYS)

  /** Counted before anything is looked at, so that invalid requests count. Who has no key is counted by address. */
  const counted = async (request: FastifyRequest) => {
    const client = clients.nameOf(header(request, 'x-api-key'))
    const admission = await admit(db, client ?? `address ${request.ip}`, configuration.REQUESTS_PER_MINUTE)
    if (!admission.admitted) throw errors.fail('RATE_LIMITED', { retryAfter: admission.retryAfter })
  }

  app.post('/api/registration', { schema, onRequest: counted }, async (request, reply) => {
    const client = clients.nameOf(header(request, 'x-api-key'))
    if (client === null) throw errors.fail('UNAUTHENTICATED')
    const idempotencyKey = header(request, 'x-idempotency-key')
    if (idempotencyKey === undefined || !/^[\w.:-]{8,128}$/.test(idempotencyKey))
      throw errors.fail('IDEMPOTENCY_KEY_MISSING')
    const reference = await referenceOf(context, client, idempotencyKey)
    if (reference !== null) throw errors.fail('IDEMPOTENCY_KEY_USED', { more: { reference } })

    const spooled: string[] = []
    try {
      const received = await receive(request, configuration, spooled)
      const form = formFrom(received, release.players)
      const { files } = received
      const { deadline, headers } = request
      const pass = headers['x-maintenance-pass']
      const made = await register(context, { client, idempotencyKey, form, files, deadline, pass })
      request.log.info({ reference: made, files: files.length }, 'registered')
      return reply
        .code(201)
        .send({ reference: made, status: 'pending', team_name: form.team_name, files: files.length })
    } finally {
      await Promise.all(spooled.map((path) => rm(path, { force: true })))
    }
  })
}

const header = (request: FastifyRequest, name: string): string | undefined => request.headers[name]?.toString()
