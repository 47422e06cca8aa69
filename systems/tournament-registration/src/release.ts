import type { Release } from './context.ts'
import { playersInRows } from './players/players-in-rows.ts'
import { playersRoutes } from './players/routes.ts'

/** Release 2: players in a table of their own, found by name, and public squads. A build of release 1 has `release-1.ts` in this place. */
export const release: Release = {
  version: '2.0.0',
  schema: '0002-players',
  players: playersInRows,
  features: [playersRoutes],
}
