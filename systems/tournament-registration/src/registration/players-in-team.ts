import type { Kysely } from 'kysely'
import { z } from 'zod'
import type { Tables } from '../tables.ts'
import { type Player, type Players, player, playersField } from './players.ts'

type WithPlayers = { readonly teams: Tables['teams'] & { players: string } }

const known = (db: Kysely<Tables>) => db as unknown as Kysely<WithPlayers>

/** Players as a list in the row of their team. Numbers that a newer release left there stay and are not shown. */
export const playersInTeam: Players = {
  field: playersField(z.object(player)),
  store: async (transaction, team, players) => {
    const list = JSON.stringify(players.map(({ name, role }) => ({ name, role })))
    await known(transaction).updateTable('teams').set({ players: list }).where('reference', '=', team).execute()
  },
  of: async (db, teams) => {
    if (teams.length === 0) return new Map()
    const rows = await known(db)
      .selectFrom('teams')
      .select(['reference', 'players'])
      .where('reference', 'in', teams)
      .execute()
    return new Map(
      rows.map(({ reference, players }) => [
        reference,
        (players as unknown as Player[]).map(({ name, role }) => ({ name, role })),
      ]),
    )
  },
}
