import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { Engine } from '../engine/engine.ts'
import type { LeaseHolder, RunFiles, RunStore } from '../engine/ports.ts'
import type { Actor, RunState } from '../run/index.ts'
import type { Conductor } from './driving/conductor.ts'
import type { LiveRuns } from './live/live-runs.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Who acts: whom the guard knows by a link. */
    actor: Actor
  }
}

/** What a page's server is made of; the surface that opens it gives all of it. */
export interface ServerParts {
  readonly engine: Engine
  readonly store: RunStore
  readonly files: RunFiles
  /** This process as a driver. */
  readonly holder: LeaseHolder
  /** Absolute folders: where commands run, and where runs are kept. */
  readonly place: { readonly cwd: string; readonly store: string }
  readonly version: string
  /** Milliseconds since the epoch. */
  readonly now: () => number
  /** IANA name of the time zone of this machine. */
  readonly zone: string
  /** Who opened it: what driving does is recorded for them. */
  readonly operator: () => Actor
  /** Lets in whom it knows and says who that is (`request.actor`); registered before every route. */
  readonly guard: (app: FastifyInstance) => void | Promise<void>
  /** Makes a run of a document as `holdpoint run` does; nothing of it starts. */
  readonly begin: (wanted: Wanted, by: Actor) => Promise<RunState>
  /** Rehearses a document to its end, as `holdpoint rehearse` does. */
  readonly rehearse: (wanted: Wanted, by: Actor) => Promise<RunState>
  /** Is a program on this machine? Absent: all are. */
  readonly has?: (program: string) => boolean
  /** Whether another part of this process drives a run, such as its terminal. Absent: none does. */
  readonly isDriven?: (run: string) => boolean
  /** PEM; absent: it speaks no TLS. */
  readonly tls?: { readonly cert: Buffer; readonly key: Buffer }
  /** Absent: the usual ones. */
  readonly patience?: Patience
  /** Absolute folder of the built pages; null: there are none, the interface alone is served. */
  readonly pages: string | null
  /** Told of every error that is no error of the catalogue. */
  readonly complain: (error: unknown) => void
}

/** How long it waits for what is sent to it, in milliseconds: who sends slowly or nothing holds no place for ever. */
export interface Patience {
  readonly headers: number
  readonly request: number
  /** How often it looks. */
  readonly look: number
}

/** A run that somebody wants. */
export interface Wanted {
  /** Of the document, relative to the place. */
  readonly path: string
  /** Digest that the document was seen with; null: whatever it is now. */
  readonly digest: string | null
  readonly environment: string | null
  readonly release: string | null
  readonly inputs: Readonly<Record<string, string>>
  readonly assumeConfirmed: boolean
  readonly only: readonly string[]
  readonly from: number | null
  /** Why it is begun beside an unfinished one; null: it is not. */
  readonly beside: string | null
}

export type App = FastifyInstance<
  import('fastify').RawServerDefault,
  import('http').IncomingMessage,
  import('http').ServerResponse,
  import('fastify').FastifyBaseLogger,
  ZodTypeProvider
>

/** What routes work with. */
export interface Served {
  readonly parts: ServerParts
  readonly live: LiveRuns
  readonly conductor: Conductor
}

/** A file of routes: one resource each. */
export type Routes = (app: App, served: Served) => void
