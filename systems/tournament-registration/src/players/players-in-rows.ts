import { type Kysely, sql } from 'kysely'
import { z } from 'zod'
import { type Player, type Players, player, playersField, repeated } from '../registration/players.ts'
import type { Tables } from '../tables.ts'

/** A player of a team; `place` is the one in the registration's list, from 1. */
interface PlayersTable {
  readonly team: string
  readonly place: number
  readonly name: string
  readonly role: Player['role']
  readonly number: number
}

type WithPlayers = Tables & { readonly players: PlayersTable }

export const withPlayers = (db: Kysely<Tables>) => db as unknown as Kysely<WithPlayers>

const numbered = z.object({
  ...player,
  number: z
    .number({ error: 'must be a number from 1 to 99' })
    .int('must be a whole number')
    .min(1, 'must be 1 or more')
    .max(99, 'must be 99 or less')
    .optional(),
})

/** Players in rows of their own, each with a number on his shirt that nobody else of the team has. */
export const playersInRows: Players = {
  field: playersField(numbered).superRefine((players, context) => {
    repeated(players.map(({ number }) => number)).forEach((at) => {
      context.addIssue({ code: 'custom', path: [at, 'number'], message: 'is worn by another player of the team' })
    })
  }),
  store: async (transaction, team, players) => {
    const rows = withNumbers(players).map(({ name, role, number }, at) => ({ team, place: at + 1, name, role, number }))
    await withPlayers(transaction).insertInto('players').values(rows).execute()
  },
  of: async (db, teams) => {
    const found = new Map<string, Player[]>(teams.map((team) => [team, []]))
    if (teams.length === 0) return found
    const rows = await withPlayers(db)
      .selectFrom('players')
      .selectAll()
      .where('team', '=', sql<string>`any(${teams})`)
      .orderBy('team')
      .orderBy('place')
      .execute()
    for (const { team, name, role, number } of rows) found.get(team)?.push({ name, role, number })
    return found
  },
}

/** Who has no number gets the lowest that is free. */
function withNumbers(players: readonly Player[]): readonly (Player & { readonly number: number })[] {
  const taken = new Set(players.flatMap(({ number }) => number ?? []))
  let next = 1
  return players.map((one) => {
    if (one.number !== undefined) return { ...one, number: one.number }
    while (taken.has(next)) next++
    taken.add(next)
    return { ...one, number: next }
  })
}
