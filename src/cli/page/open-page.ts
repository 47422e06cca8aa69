import { createHash } from 'node:crypto'
import { existsSync, realpathSync } from 'node:fs'
import { createServer as createSocket } from 'node:net'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { noteServing, personalLinks, servingNow } from '../../compose.ts'
import { HoldpointError } from '../../errors.ts'
import { personOf } from '../../run/index.ts'
import { createServer } from '../../server/create-server.ts'
import { guard, guardRoutes } from '../../server/guard/index.ts'
import type { ServerParts } from '../../server/parts.ts'
import { placeRoutes } from '../../server/place-routes.ts'
import type { Context } from '../context.ts'
import type { Workplace } from '../workplace.ts'
import { beginning } from './begin.ts'
import type { Certificate } from './certificate.ts'
import { authoritiesOf, rolesOf } from './guests.ts'
import { placeParts } from './place-parts.ts'

/** Where a page is to be served. */
export interface Wanted {
  /** 0: any that is free. */
  readonly port: number
  /** An address of this machine. */
  readonly address: string
  /** Null: it speaks no TLS, and listens on loopback only. */
  readonly certificate: Certificate | null
}

/** A page that is served. */
export interface Page {
  /** Without a path: `http://127.0.0.1:4747`. */
  readonly url: string
  /** Whether somebody has looked at a run on it. */
  readonly visited: () => boolean
  /** What runs goes on. */
  close(): Promise<void>
}

/** Serves the page of a workplace; runs that `isDriven` are driven elsewhere in this process. Fails with `port-taken`, `page-served` and `address-impossible`. */
export async function openPage(
  work: Workplace,
  wanted: Wanted,
  context: Context,
  isDriven: (run: string) => boolean = () => false,
): Promise<Page> {
  const { certificate } = wanted
  const authorities = () => authoritiesOf(work)
  let hosts: readonly string[] = []
  let visits = 0
  const guarded = {
    people: personalLinks(work.place),
    now: Date.now,
    hosts: () => hosts,
    tls: certificate !== null,
    mark: createHash('sha256').update(real(work.place.store)).digest('hex').slice(0, 8),
    rolesOf: (by: Parameters<typeof rolesOf>[2]) => rolesOf(authorities(), (all) => personOf(all, by), by),
  }
  const parts: ServerParts = {
    engine: work.engine,
    store: work.store,
    files: work.files,
    holder: work.holder,
    place: work.place,
    version: context.version,
    now: Date.now,
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    operator: () => work.driving.by,
    isDriven,
    guard: guard(guarded),
    ...beginning(work, context),
    ...(work.driving.has ? { has: work.driving.has } : {}),
    pages: builtPages(),
    complain: (error) => {
      const told = error instanceof Error ? (error.stack ?? error.message) : String(error)
      context.stderr.write(`holdpoint: the page: ${told}\n`)
    },
    ...(certificate === null ? {} : { tls: { cert: certificate.cert, key: certificate.key } }),
  }
  const app = await createServer(parts, [guardRoutes(guarded), ...placeRoutes(parts, placeParts(work))])
  app.addHook('onResponse', async (request, reply) => {
    if (request.url.startsWith('/api/runs/') && reply.statusCode === 200) visits++
  })
  const port = await listening(() => app.listen({ host: wanted.address, port: wanted.port }), wanted, work)
  hosts = namesOf(wanted, port)
  const url = `${certificate === null ? 'http' : 'https'}://${hosts[0] ?? ''}`
  const over = noteServing(work.place.store, url, Date.now())
  return {
    url,
    visited: () => visits > 0,
    close: async () => {
      over()
      await app.close()
    },
  }
}

/** The first is the one that people are told. */
function namesOf({ address, certificate }: Wanted, port: number): readonly string[] {
  const standard = certificate === null ? 80 : 443
  const any = address === '0.0.0.0' || address === '::'
  const own = address.includes(':') ? `[${address}]` : address
  const names = [
    ...(certificate?.names ?? []),
    ...(any ? [hostname().toLowerCase()] : [own.toLowerCase()]),
    '127.0.0.1',
    'localhost',
    '[::1]',
  ]
  return [...new Set(names)].flatMap((name) => (port === standard ? [name, `${name}:${port}`] : [`${name}:${port}`]))
}

/** The port that it listens on. */
async function listening(listen: () => Promise<string>, { port, address }: Wanted, work: Workplace): Promise<number> {
  try {
    return Number(new URL(await listen()).port)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : ''
    if (code === 'EADDRINUSE') {
      const own = servingNow(work.place.store).find(({ url }) => new URL(url).port === String(port))
      if (own !== undefined) throw new HoldpointError('page-served', { url: own.url, pid: own.pid })
      throw new HoldpointError('port-taken', { port, address, free: await freePort(address) }, { cause: error })
    }
    if (code === 'EACCES' || code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAFNOSUPPORT')
      throw new HoldpointError(
        'address-impossible',
        { port, address, reason: error instanceof Error ? error.message : code },
        { cause: error },
      )
    throw error
  }
}

const freePort = async (address: string): Promise<number> =>
  await new Promise((found) => {
    const socket = createSocket()
    socket.once('error', () => found(0))
    socket.listen(0, address, () => {
      const at = socket.address()
      socket.close(() => found(typeof at === 'object' && at !== null ? at.port : 0))
    })
  })

/** Where the built pages lie: beside the bundle, or in `dist` of a clone. */
function builtPages(): string | null {
  const folders = [join(import.meta.dirname, 'web'), join(import.meta.dirname, '../../../dist/web')]
  return folders.find((folder) => existsSync(join(folder, 'index.html'))) ?? null
}

/** One store is one, however its path was written. */
function real(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    return path
  }
}
