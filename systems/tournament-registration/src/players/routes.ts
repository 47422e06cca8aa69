import { z } from 'zod'
import { checked, errorSchema, schemaOf } from '../../../kit/checking.ts'
import { keysFrom } from '../../../kit/keys.ts'
import type { Feature } from '../context.ts'
import { errors } from '../errors.ts'
import { withPlayers } from './players-in-rows.ts'

/** The most players that one search gives. */
const most = 50

const search = z.object({
  name: z.string({ error: 'is missing' }).trim().min(2, 'must have 2 characters or more').max(80),
})

const word = { type: 'string' } as const
const playerSchema = {
  type: 'object',
  properties: { name: word, role: word, number: { type: 'integer' }, team: word },
} as const

/** Players found by name, and the squads that may be put into fixtures: those of approved teams. */
export const playersRoutes: Feature = (app, { db, configuration, release }) => {
  const clients = keysFrom(configuration.API_KEYS)
  app.get(
    '/api/players',
    {
      schema: {
        tags: ['players'],
        summary: 'Players of approved teams whose name begins with, or has a word that begins with, what is asked for',
        querystring: schemaOf(search),
        headers: { type: 'object', required: ['x-api-key'], properties: { 'x-api-key': word } },
        response: {
          200: { type: 'object', properties: { players: { type: 'array', items: playerSchema } } },
          401: errorSchema,
          422: errorSchema,
        },
      },
    },
    async (request) => {
      if (clients.nameOf(request.headers['x-api-key']?.toString()) === null) throw errors.fail('UNAUTHENTICATED')
      const pattern = checked(search, request.query)
        .name.toLowerCase()
        .replace(/[\\%_]/g, '\\$&')
      const players = await withPlayers(db)
        .selectFrom('players')
        .innerJoin('teams', 'teams.reference', 'players.team')
        .where('teams.status', '=', 'approved')
        .where((eb) => {
          const name = eb.fn<string>('lower', ['players.name'])
          return eb.or([eb(name, 'like', `${pattern}%`), eb(name, 'like', `% ${pattern}%`)])
        })
        .select(['players.name', 'players.role', 'players.number', 'teams.name as team'])
        .orderBy('players.name')
        .orderBy('teams.name')
        .limit(most)
        .execute()
      return { players }
    },
  )
  const squad = {
    type: 'object',
    properties: { team: word, captain: word, players: { type: 'array', items: playerSchema } },
  }
  app.get(
    '/api/squads',
    {
      schema: {
        tags: ['players'],
        summary: 'The squads of approved teams, for fixtures; public',
        response: { 200: { type: 'object', properties: { squads: { type: 'array', items: squad } } } },
      },
    },
    async () => {
      const teams = await db
        .selectFrom('teams')
        .select(['reference', 'name', 'captain_name'])
        .where('status', '=', 'approved')
        .orderBy('name')
        .execute()
      const players = await release.players.of(
        db,
        teams.map(({ reference }) => reference),
      )
      return {
        squads: teams.map(({ reference, name, captain_name }) => ({
          team: name,
          captain: captain_name,
          players: players.get(reference) ?? [],
        })),
      }
    },
  )
}
