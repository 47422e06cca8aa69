import type { FastifyInstance } from 'fastify'
import type { CommonConfiguration } from './common-variables.ts'
import { catalogue, commonErrors } from './errors.ts'
import { keysFrom } from './keys.ts'
import { isMaintenance } from './maintenance.ts'
import type { Metrics } from './metrics.ts'

const errors = catalogue(commonErrors)

/** What the standing routes tell. */
export interface Standing {
  readonly version: string
  readonly configuration: CommonConfiguration
  readonly metrics: Metrics
  /** Rejects when the service cannot serve: its database does not answer, or has another schema. */
  readonly healthy: () => Promise<void>
  /** A word for each part that the service needs, such as `connected`. */
  readonly status: () => Promise<Readonly<Record<string, string>>>
}

/** The routes that every service has: `/health`, `/status`, `/metrics`. */
export function addStanding(
  app: FastifyInstance,
  { configuration, healthy, status, metrics, version }: Standing,
): void {
  const admins = keysFrom(configuration.ADMIN_KEYS)
  const words = { type: 'object', additionalProperties: { type: 'string' } }
  app.get(
    '/health',
    { schema: { tags: ['operation'], summary: 'Whether the service can serve', response: { 200: words, 503: words } } },
    async (request, reply) => {
      try {
        await healthy()
        return { status: 'healthy' }
      } catch (error) {
        request.log.error({ err: error }, 'The service is not healthy')
        return reply.code(503).send({ status: 'unhealthy' })
      }
    },
  )
  app.get(
    '/status',
    { schema: { tags: ['operation'], summary: 'The service and each part that it needs', response: { 200: words } } },
    async () => ({
      status: 'running',
      ...(await status()),
      maintenance: (await isMaintenance(configuration.DATA)) === null ? 'off' : 'on',
      version,
      // A build has its commit in this place.
      commit: process.env.RELEASE_COMMIT ?? 'none',
    }),
  )
  app.get('/metrics', { schema: { hide: true } }, async (request, reply) => {
    const near = ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(request.ip) && !request.headers['x-forwarded-for']
    const key = request.headers['x-admin-key'] ?? request.headers.authorization?.replace(/^Bearer /, '')
    if (!near && admins.nameOf(String(key)) === null) throw errors.fail('UNAUTHENTICATED')
    return reply.type('text/plain; version=0.0.4').send(await metrics.text())
  })
}
