import type { FastifyInstance } from 'fastify'
import type { Kysely } from 'kysely'
import type { Logger } from 'pino'
import type { FileStore } from './files/store.ts'
import type { Players } from './registration/players.ts'
import type { Tables } from './tables.ts'
import type { Configuration } from './variables.ts'

/** What a build of the service is: `release.ts` holds it, and each build has one such file in that place. */
export interface Release {
  readonly version: string
  /** The newest migration that it knows, and the one that it works with. */
  readonly schema: string
  readonly players: Players
  /** What it has beyond registration and administration. */
  readonly features: readonly Feature[]
}

/** What the parts of the service share. */
export interface Context {
  readonly configuration: Configuration
  readonly db: Kysely<Tables>
  readonly log: Logger
  readonly store: FileStore
  readonly release: Release
  /** Says that mails wait: they go out now, not at the next look. */
  readonly mailsWait: () => void
}

/** Adds routes to the service. */
export type Feature = (app: FastifyInstance, context: Context) => void
