import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import cors from '@fastify/cors'
import helmet from '@fastify/helmet'
import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import Fastify, { type FastifyBaseLogger, type FastifyInstance, type FastifyRequest, LogController } from 'fastify'
import type { Logger } from 'pino'
import type { CommonConfiguration } from './common-variables.ts'
import { type Deadline, startDeadline } from './deadline.ts'
import { catalogue, commonErrors, type ServiceError } from './errors.ts'
import { told } from './failures.ts'
import { isMaintenance, isPass } from './maintenance.ts'
import { addStanding, type Standing } from './standing.ts'

declare module 'fastify' {
  interface FastifyRequest {
    deadline: Deadline
  }
}

/** What the base of a service has to know of the system that it serves. */
interface HttpOptions extends Standing {
  readonly title: string
  readonly log: Logger
}

const errors = catalogue(commonErrors)

/**
 * A Fastify that is ready for a system's routes: request ids, time limit, security headers, CORS, one shape of errors, refusal
 * of writes during maintenance, a log line and a metric for each request, `/health`, `/status`, `/metrics`, `/docs`.
 */
export async function createHttp(options: HttpOptions): Promise<FastifyInstance> {
  const { configuration, log, metrics } = options
  const limit = configuration.REQUEST_TIMEOUT_SECONDS * 1000
  const server = {
    loggerInstance: log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'request_id' }),
    genReqId: (request: { readonly headers: Readonly<Record<string, unknown>> }) =>
      requestId(request.headers['x-request-id']),
    trustProxy: configuration.TRUST_PROXY === 'yes',
    // The service's own limit answers before it; this one is for heads that never end.
    requestTimeout: limit + 5_000,
    forceCloseConnections: 'idle' as const,
    bodyLimit: 64 * 1024,
  }
  const tls = tlsFiles(configuration)
  const app = (tls === null ? Fastify(server) : Fastify({ ...server, https: tls })) as FastifyInstance
  // Requests are checked with zod, by `checked`; the schemas of routes are for the reference.
  app.setValidatorCompiler(() => () => true)

  app.decorateRequest('deadline')
  app.addHook('onRequest', async (request, reply) => {
    reply.header('X-Request-Id', request.id)
    const deadline = startDeadline(limit, () => {
      const late = errors.fail('REQUEST_TIMEOUT')
      if (!reply.sent) reply.send(late)
      return late
    })
    request.deadline = deadline
    request.raw.once('close', () => {
      // The client went away before its request was whole.
      if (!request.raw.complete) deadline.abort(errors.fail('BAD_REQUEST'))
    })
    reply.raw.once('close', () => deadline.disarm())
  })
  // The pages of /docs have a script of their own; without TLS they must not be sent to https.
  const secure = configuration.API_URL.startsWith('https:')
  await app.register(helmet, {
    contentSecurityPolicy: {
      directives: {
        'script-src': ["'self'", "'unsafe-inline'"],
        ...(secure ? {} : { 'upgrade-insecure-requests': null }),
      },
    },
  })
  await app.register(cors, {
    origin: configuration.CORS_ORIGINS.includes('*') ? true : [...configuration.CORS_ORIGINS],
    methods: ['GET', 'POST'],
    allowedHeaders: ['Content-Type', 'X-API-Key', 'X-Admin-Key', 'X-Idempotency-Key', 'X-Request-Id'],
    exposedHeaders: ['Retry-After', 'X-Request-Id'],
  })
  app.addHook('onRequest', async (request) => {
    if (['GET', 'HEAD', 'OPTIONS'].includes(request.method)) return
    const maintenance = await isMaintenance(configuration.DATA)
    if (maintenance !== null && !isPass(maintenance, request.headers['x-maintenance-pass']))
      throw errors.fail('MAINTENANCE', { retryAfter: maintenance.retryAfter })
  })
  // Connections that are kept after an answer would hold up the end of a service that is being stopped.
  let stopping = false
  app.addHook('preClose', async () => {
    stopping = true
  })
  app.addHook('onSend', async (_, reply) => {
    if (stopping) reply.header('Connection', 'close')
  })
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none'
    metrics.requests.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000)
    request.log.info(
      { method: request.method, route, status: reply.statusCode, ms: Math.round(reply.elapsedTime * 10) / 10 },
      'answered',
    )
  })
  app.setErrorHandler((error, request, reply) => {
    const failure = told(error)
    const { entry, code, details } = failure
    if (entry.status >= 500) request.log.error({ err: error, code }, entry.message)
    if (details.retryAfter !== undefined) reply.header('Retry-After', details.retryAfter)
    if (code === 'REQUEST_TIMEOUT') {
      // The rest of the body is not waited for.
      reply.header('Connection', 'close')
      reply.raw.once('finish', () => request.raw.destroy())
    }
    return reply.code(entry.status).send(bodyOf(failure, request))
  })
  app.setNotFoundHandler(() => {
    throw errors.fail('NOT_FOUND')
  })

  await app.register(swagger, {
    openapi: { info: { title: options.title, version: options.version }, servers: [{ url: configuration.API_URL }] },
  })
  await app.register(swaggerUi, { routePrefix: '/docs' })
  addStanding(app, options)
  return app
}

/** Listens and gives the address. */
export async function listen(app: FastifyInstance, configuration: CommonConfiguration): Promise<string> {
  await app.listen({ host: configuration.HOST, port: configuration.PORT })
  const { port } = app.server.address() as AddressInfo
  return `${configuration.TLS_CERTIFICATE === undefined ? 'http' : 'https'}://127.0.0.1:${port}`
}

const bodyOf = ({ code, entry, details }: ServiceError, request: FastifyRequest) => ({
  error: {
    code,
    message: entry.message,
    next: entry.next,
    request_id: request.id,
    ...(details.fields === undefined ? {} : { fields: details.fields }),
    ...details.more,
  },
})

/** The client's own id where it is a plain word, so that it can be found in both logs. */
const requestId = (given: unknown): string =>
  typeof given === 'string' && /^[\w.:-]{8,64}$/.test(given) ? given : randomUUID()

function tlsFiles({ TLS_CERTIFICATE, TLS_KEY }: CommonConfiguration) {
  if (TLS_CERTIFICATE === undefined || TLS_KEY === undefined) return null
  return { cert: readFileSync(TLS_CERTIFICATE), key: readFileSync(TLS_KEY), minVersion: 'TLSv1.2' as const }
}
