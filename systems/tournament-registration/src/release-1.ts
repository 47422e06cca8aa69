import type { Release } from './context.ts'
import { playersInTeam } from './registration/players-in-team.ts'

/** Release 1: players in the row of their team. A build of it leaves out `players/` and the migrations after its schema. */
export const release: Release = {
  version: '1.0.0',
  schema: '0001-registrations',
  players: playersInTeam,
  features: [],
}
