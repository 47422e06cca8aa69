import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { firstInputs, type Holdpoint, locate, nameIn, openHoldpoint, readDocument } from '../compose.ts'
import type { RunView } from '../contract/index.ts'
import { read } from '../read/index.ts'
import type { Actor, RunState } from '../run/index.ts'
import { createServer } from '../server/create-server.ts'
import type { Routes, ServerParts } from '../server/parts.ts'
import { ada } from './run-events.ts'

/** A server of the page on a store of its own, with a run of a document. */
export interface AServer {
  readonly app: FastifyInstance
  readonly holdpoint: Holdpoint
  /** Of the run of the document. */
  readonly run: string
  /** Absolute folder that holds the document and the store. */
  readonly folder: string
  readonly parts: ServerParts
  /** `http://127.0.0.1:PORT`, listening from the first call on. */
  address(): Promise<string>
  close(): Promise<void>
}

interface AServerOptions {
  /** Called `DEPLOY.md`. */
  readonly document: string
  /** Who acts where a request names nobody with the header `x-test-person`: an id, whose name is the same. */
  readonly by?: Actor
  /** Absent: a temporary one, removed when the server is closed. */
  readonly folder?: string
  readonly parts?: Partial<ServerParts>
  /** What the server is given instead of the engine; absent: the engine. */
  readonly engine?: (engine: Holdpoint['engine']) => Holdpoint['engine']
  readonly routes?: readonly Routes[]
  /** Absent: the environment of this process. */
  readonly environment?: Readonly<Record<string, string | undefined>>
}

/** Everything real: SQLite, shell, files. Nobody is asked for a link: the guard of the page has tests of its own. */
export async function aServer(options: AServerOptions): Promise<AServer> {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'holdpoint-page-'))
  const document = join(folder, 'DEPLOY.md')
  writeFileSync(document, options.document)
  const place = locate(document, { cwd: folder, store: join(folder, '.holdpoint') })
  const holdpoint = openHoldpoint(place, options.environment ?? process.env)
  const { store, files, holder } = holdpoint
  const engine = options.engine?.(holdpoint.engine) ?? holdpoint.engine
  const by = options.by ?? ada
  const begin = async (wanted: { readonly inputs: Readonly<Record<string, string>> }, actor: Actor) => {
    const source = { ...readDocument(document), path: nameIn(place.store, document) }
    const { plan } = read(source)
    return await engine.create(
      {
        plan,
        source,
        environment: null,
        release: null,
        cwd: folder,
        options: { assumeConfirmed: false, only: [], from: null },
        rehearsal: false,
        continues: null,
        version: '0.1.0',
        inputs: firstInputs(plan, { said: wanted.inputs, answers: {}, project: {}, process: {} }),
      },
      actor,
    )
  }
  const parts: ServerParts = {
    engine,
    store,
    files,
    holder,
    place,
    version: '0.1.0',
    now: Date.now,
    zone: 'Europe/Berlin',
    operator: () => by,
    guard: (app) => {
      app.addHook('onRequest', async (request) => {
        const person = request.headers['x-test-person']
        request.actor = typeof person === 'string' ? { kind: 'person', id: person, name: person, key: null } : by
      })
    },
    begin,
    rehearse: begin,
    pages: null,
    complain: () => {},
    ...options.parts,
  }
  const state: RunState = await begin({ inputs: {} }, by)
  const app = await createServer(parts, options.routes)
  let listening: Promise<string> | null = null
  return {
    app,
    holdpoint,
    run: state.id,
    folder,
    parts,
    address: () => {
      listening ??= app.listen({ host: '127.0.0.1', port: 0 })
      return listening
    },
    close: async () => {
      await app.close()
      await holdpoint.close()
      if (options.folder === undefined) rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** How a run stands, as its page is told. */
export const viewOf = async ({ app }: AServer, run: string): Promise<RunView> =>
  (await app.inject({ url: `/api/runs/${run}` })).json()

/** The same as soon as it is so; fails when it never is. */
export async function viewWhen(server: AServer, run: string, holds: (view: RunView) => boolean): Promise<RunView> {
  for (let turn = 0; turn < 600; turn += 1) {
    const now = await viewOf(server, run)
    if (holds(now)) return now
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`it never came to that: ${JSON.stringify(await viewOf(server, run))}`)
}
