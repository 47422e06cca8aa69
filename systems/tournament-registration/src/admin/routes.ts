import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { checked, errorSchema, schemaOf } from '../../../kit/checking.ts'
import { keysFrom } from '../../../kit/keys.ts'
import type { Feature } from '../context.ts'
import { errors } from '../errors.ts'
import { csv } from './csv.ts'
import { decide, list, show } from './registrations.ts'

const text = { type: 'string' } as const
const nullable = { type: ['string', 'null'] } as const
const team = {
  reference: text,
  team_name: text,
  status: text,
  captain_name: text,
  captain_email: text,
  captain_phone: text,
  contact_name: text,
  contact_email: text,
  contact_phone: text,
  registered_at: text,
  decided_at: nullable,
  reason: nullable,
}
const players = {
  type: 'array',
  items: { type: 'object', properties: { name: text, role: text, number: { type: 'integer' } } },
}
const files = {
  type: 'array',
  items: {
    type: 'object',
    properties: { key: text, kind: text, name: text, type: text, bytes: { type: 'integer' }, sha256: text },
  },
}
const mails = {
  type: 'array',
  items: { type: 'object', properties: { subject: text, attempts: { type: 'integer' }, sent_at: nullable } },
}
const teamSchema = { type: 'object', properties: team } as const
const wholeSchema = { type: 'object', properties: { ...team, players, files, mails } } as const

const status = z
  .enum(['pending', 'approved', 'rejected'], { error: 'must be pending, approved or rejected' })
  .optional()
const page = z.object({
  status,
  after: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
})
const rejection = z.object({
  reason: z.string({ error: 'is missing' }).trim().min(3, 'must have 3 characters or more').max(500),
})

/** The most registrations that one file of the export holds; a tournament has fewer. */
const exported = 100_000

/** What organisers do: look, decide, take the list along. */
export const adminRoutes: Feature = (app, context) => {
  const { db, store, configuration } = context
  const admins = keysFrom(configuration.ADMIN_KEYS)
  const onRequest = async (request: FastifyRequest) => {
    if (admins.nameOf(request.headers['x-admin-key']?.toString()) === null) throw errors.fail('UNAUTHENTICATED')
  }
  const schema = (summary: string, success: object, more: object = {}) => ({
    tags: ['administration'],
    summary,
    headers: { type: 'object', required: ['x-admin-key'], properties: { 'x-admin-key': text } },
    response: { 200: success, ...Object.fromEntries([401, 404, 409, 422, 503].map((code) => [code, errorSchema])) },
    ...more,
  })

  const lists = { type: 'object', properties: { registrations: { type: 'array', items: teamSchema }, next: nullable } }
  app.get(
    '/api/admin/registrations',
    {
      onRequest,
      schema: schema('Registrations in the order in which they came', lists, { querystring: schemaOf(page) }),
    },
    async (request) => {
      const asked = checked(page, request.query)
      const registrations = await list(db, asked)
      const last = registrations.length === asked.limit ? registrations.at(-1)?.reference : undefined
      return { registrations, next: last ?? null }
    },
  )

  app.get(
    '/api/admin/registrations.csv',
    {
      onRequest,
      schema: schema('All registrations as CSV, safe to open in a spreadsheet', text, { produces: ['text/csv'] }),
    },
    async (request, reply) => {
      const { status } = checked(page, request.query)
      const rows = await list(db, { status, limit: exported })
      return reply
        .type('text/csv; charset=utf-8')
        .header('Content-Disposition', 'attachment; filename="registrations.csv"')
        .send(csv(Object.keys(team), rows))
    },
  )

  type One = { readonly Params: { readonly reference: string } }
  app.get<One>(
    '/api/admin/registrations/:reference',
    { onRequest, schema: schema('One registration with its players and files', wholeSchema) },
    (request) => show(context, request.params.reference),
  )

  app.get<{ readonly Params: { readonly reference: string; readonly file: string } }>(
    '/api/admin/registrations/:reference/files/:file',
    { onRequest, schema: schema('One file of a registration', { ...text, format: 'binary' }) },
    async (request, reply) => {
      const key = `${request.params.reference}-${request.params.file}`
      const file = await db.selectFrom('files').select('type').where('key', '=', key).executeTakeFirst()
      if (file === undefined) throw errors.fail('REGISTRATION_NOT_FOUND')
      return reply
        .type(file.type)
        .header('Content-Disposition', 'attachment')
        .send(await store.get(key))
    },
  )

  app.post<One>(
    '/api/admin/registrations/:reference/approve',
    { onRequest, schema: schema('Approves a registration and tells the team', wholeSchema) },
    async (request) => {
      await decide(context, request.params.reference, null, request.headers['x-maintenance-pass'])
      return show(context, request.params.reference)
    },
  )

  app.post<One>(
    '/api/admin/registrations/:reference/reject',
    {
      onRequest,
      schema: schema('Rejects a registration and tells the team why', wholeSchema, { body: schemaOf(rejection) }),
    },
    async (request) => {
      const { reason } = checked(rejection, request.body ?? {})
      await decide(context, request.params.reference, reason, request.headers['x-maintenance-pass'])
      return show(context, request.params.reference)
    },
  )
}
