import multipart from '@fastify/multipart'
import type { FastifyInstance } from 'fastify'
import { adminRoutes } from './admin/routes.ts'
import type { Context } from './context.ts'
import { registrationRoutes } from './registration/routes.ts'

/** Everything that this release answers to, beside what every service does. */
export async function addRoutes(app: FastifyInstance, context: Context): Promise<void> {
  await app.register(multipart, { throwFileSizeLimit: false })
  for (const feature of [registrationRoutes, adminRoutes, ...context.release.features]) feature(app, context)
}
