import fastifyCookie from '@fastify/cookie'
import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { HoldpointError } from '../../errors.ts'
import type { Actor } from '../../run/index.ts'
import { headersOf, isLook, refuseStrangers } from './asked-from.ts'
import { type SessionCookie, sessionCookie } from './cookie.ts'
import { reportPath, securityHeaders } from './headers.ts'
import { type GuardParts, usualLimits } from './people.ts'
import { Streams } from './streams.ts'

/** What of the interface is open to who is not signed in. */
const open: ReadonlySet<string> = new Set(['POST /api/enter', 'POST /api/leave', `POST ${reportPath}`])

/** Bodies other than JSON, by the address that takes them. */
const kinds: readonly { readonly path: RegExp; readonly type: RegExp }[] = [
  { path: /^\/api\/csp-report$/, type: /^application\/(?:csp-report|reports\+json)$/ },
  { path: /^\/api\/runs\/[^/]+\/evidence$/, type: /^multipart\/form-data$/ },
]

const minute = 60_000

/** Who asks, as the guard found them. */
interface Visitor {
  readonly session: string
  readonly actor: Actor
}

/**
 * Stands before every route, also those of files and of what is not found: says which pages may ask, who asks (`request.actor`), and
 * how often. Whoever is not signed in gets the page's own files and nothing of any run. What they may do is not decided here
 * but with each act, by the same code as in a terminal.
 */
export function guard(parts: GuardParts): (app: FastifyInstance) => Promise<void> {
  const { people, now, hosts, tls } = parts
  const limits = { ...usualLimits, ...parts.limits }
  const cookie = sessionCookie(parts.mark, tls)
  const streams = new Streams(limits.streams, limits.again, (session) => people.who(session, now()) !== null)

  return async (app) => {
    app.addHook('onRequest', async (request, reply) => {
      for (const [name, value] of Object.entries(securityHeaders)) reply.raw.setHeader(name, value)
      const { method, url, raw } = request
      refuseStrangers({ method, url, headers: headersOf(raw.rawHeaders) }, hosts(), tls)
      refuseKinds(request)
    })
    await app.register(fastifyCookie)
    await app.register(rateLimit, { global: false, timeWindow: minute })
    const keyOf = (request: FastifyRequest) => visitorOf(request, cookie, parts)?.session ?? request.ip
    const limited = {
      looks: app.createRateLimit({ max: limits.looks, keyGenerator: (request) => `looks ${keyOf(request)}` }),
      acts: app.createRateLimit({ max: limits.acts, keyGenerator: (request) => `acts ${keyOf(request)}` }),
      tries: app.createRateLimit({ max: limits.tries, keyGenerator: ({ ip }) => `tries ${ip}` }),
    }
    app.addHook('onRequest', async (request, reply) => {
      const path = pathOf(request)
      const which = path === '/api/enter' ? 'tries' : isLook(request) ? 'looks' : 'acts'
      const found = await limited[which](request)
      if (!found.isAllowed && found.isExceeded) {
        reply.header('retry-after', found.ttlInSeconds)
        throw new HoldpointError('requests-too-many')
      }
      if (!isOfInterface(path) || open.has(`${request.method} ${path}`)) return
      const visitor = visitorOf(request, cookie, parts)
      if (visitor === null) throw new HoldpointError('page-signed-out')
      request.actor = visitor.actor
      if (path.endsWith('/live'))
        streams.take({ session: visitor.session, name: visitor.actor.name ?? visitor.actor.id }, reply)
    })
  }
}

/** Where it was led to, so that no other spelling of an address goes by; of what leads nowhere, as it was asked for. */
const pathOf = ({ routeOptions, url }: FastifyRequest): string => routeOptions.url ?? url.split(/[?#]/, 1)[0] ?? ''

const isOfInterface = (path: string): boolean => /^\/+api(?:\/|$)/i.test(path)

function visitorOf({ headers }: FastifyRequest, cookie: SessionCookie, { people, now }: GuardParts): Visitor | null {
  const session = cookie.read(headers.cookie)
  const found = session === null ? null : people.who(session, now())
  return session === null || found === null ? null : { session, actor: found.actor }
}

/** What a form of another page can send without asking is not taken. Throws `request-kind`. */
function refuseKinds(request: FastifyRequest): void {
  if (isLook(request)) return
  const type = (request.headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? ''
  const path = pathOf(request)
  const own = kinds.find((one) => one.path.test(path))
  if (!(own?.type ?? /^application\/json$/).test(type)) throw new HoldpointError('request-kind')
}
