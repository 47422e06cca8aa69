import { createReadStream, existsSync, realpathSync } from 'node:fs'
import { join, sep } from 'node:path'
import fastifyStatic from '@fastify/static'
import Fastify, {
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type FastifyServerOptions,
} from 'fastify'
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod'
import { HoldpointError } from '../errors.ts'
import { answerError } from './answer-error.ts'
import { Conductor } from './driving/conductor.ts'
import { securityHeaders } from './guard/headers.ts'
import { LiveRuns } from './live/live-runs.ts'
import { describeRoutes } from './openapi.ts'
import type { Patience, Routes, ServerParts } from './parts.ts'
import { routes } from './routes/index.ts'

/** An upload of the largest file over a slow line takes less. */
const usualPatience: Patience = { headers: 10_000, request: 120_000, look: 5_000 }

/** The page's server, not listening yet. `close` ends what is open in it; steps that run go on. */
export async function createServer(parts: ServerParts, more: readonly Routes[] = []): Promise<FastifyInstance> {
  const { headers, request, look } = parts.patience ?? usualPatience
  const connection = { headersTimeout: headers, connectionsCheckingInterval: look, maxHeaderSize: 16 * 1024 }
  const options: FastifyServerOptions & { readonly https?: object; readonly http?: object } = {
    ...(parts.tls === undefined ? { http: connection } : { https: { ...connection, ...parts.tls } }),
    requestTimeout: request,
    logger: false,
    // What people paste is bounded by the schemas; an upload has its own limit.
    bodyLimit: 4 * 1024 * 1024,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 4_000 },
    // What is no address at all comes to no guard and to no route.
    frameworkErrors: (error, _, reply) => {
      for (const [name, value] of Object.entries(securityHeaders)) reply.raw.setHeader(name, value)
      answerError(error, reply as FastifyReply, parts.complain)
    },
  }
  const app: FastifyInstance = Fastify(options as FastifyServerOptions)
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  app.setErrorHandler((error, _, reply) => answerError(error, reply, parts.complain))
  app.decorateRequest('actor', undefined as never)
  await parts.guard(app)
  await describeRoutes(app, parts.version)
  const conductor = new Conductor(parts)
  const live = new LiveRuns(parts, conductor)
  app.addHook('onClose', async () => {
    live.close()
    await conductor.close()
  })
  const served = { parts, live, conductor }
  await app.register(async (inner) => {
    const typed = inner.withTypeProvider<ZodTypeProvider>()
    for (const add of [...routes, ...more]) add(typed, served)
  })
  await pages(app, parts)
  return app
}

/** The built pages. Whatever is no file of theirs is a page of the one application; it says itself what it does not have. */
async function pages(app: FastifyInstance, { pages }: ServerParts): Promise<void> {
  if (pages !== null && existsSync(pages))
    await app.register(fastifyStatic, {
      root: pages,
      index: false,
      wildcard: true,
      dotfiles: 'deny',
      // A symbolic link must not lead out of them.
      allowedPath: (path) => isWithin(pages, path),
      cacheControl: false,
      setHeaders: (reply, path) => {
        reply.header('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache')
      },
    })
  const page = (request: FastifyRequest, reply: FastifyReply) => {
    const path = request.url.split('?', 1)[0] ?? ''
    const index = pages === null ? null : join(pages, 'index.html')
    const isPage = (request.method === 'GET' || request.method === 'HEAD') && !path.startsWith('/api')
    if (!isPage || index === null || !existsSync(index) || path.startsWith('/assets/'))
      return answerError(new HoldpointError('address-unknown', { path: path.slice(0, 200) }), reply, parts404)
    return reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(createReadStream(index))
  }
  // To the files, the first address is a folder, which they would refuse.
  app.get('/', { schema: { hide: true } }, page)
  app.setNotFoundHandler(page)
}

const parts404 = () => {}

/** Whether a file of the pages lies among them. */
function isWithin(pages: string, path: string): boolean {
  try {
    return realpathSync(join(pages, path)).startsWith(realpathSync(pages) + sep)
  } catch {
    return true // It is not there, which is answered as such.
  }
}
