/** What registrations are measured against: a multipart request becomes two files and a row, and nothing more is promised. */
import { randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import multipart from '@fastify/multipart'
import Fastify from 'fastify'
import { sql } from 'kysely'
import { openDatabase } from '../systems/kit/database.ts'

const { DATA = '', PORT } = process.env
const folder = join(DATA, 'yardstick')
mkdirSync(folder)
const { db, close } = await openDatabase<unknown>({ DATA })
await sql`create table yardstick (id text primary key, fields jsonb not null)`.execute(db)

const app = Fastify()
await app.register(multipart)
app.get('/health', async () => ({ status: 'healthy' }))
app.post('/', async (request, reply) => {
  const fields: Record<string, unknown> = {}
  for await (const part of request.parts()) {
    if (part.type === 'file') await writeFile(join(folder, randomUUID()), await part.toBuffer())
    else fields[part.fieldname] = part.value
  }
  await sql`insert into yardstick values (${randomUUID()}, ${JSON.stringify(fields)})`.execute(db)
  return reply.code(201).send({})
})
await app.listen({ port: Number(PORT), host: '127.0.0.1' })
process.once('SIGTERM', async () => {
  await app.close()
  await close()
})
