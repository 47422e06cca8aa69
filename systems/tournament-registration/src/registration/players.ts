import type { Kysely } from 'kysely'
import { z } from 'zod'
import type { Tables } from '../tables.ts'

/** A player as a registration names him. */
export interface Player {
  readonly name: string
  readonly role: 'batter' | 'bowler' | 'all-rounder' | 'wicket-keeper'
  /** On his shirt, 1 to 99; releases that know no numbers neither take nor show one. */
  readonly number?: number | undefined
}

/** How a release keeps players. The registration knows no more of it. */
export interface Players {
  /** A registration's field `players`: its text becomes a list of players, checked. */
  readonly field: z.ZodType<readonly Player[]>
  /** Stores the players of a team in the transaction that stores the team. */
  store(transaction: Kysely<Tables>, team: string, players: readonly Player[]): Promise<void>
  /** The players of teams by their references, in the order of the registration. */
  of(db: Kysely<Tables>, teams: readonly string[]): Promise<ReadonlyMap<string, readonly Player[]>>
}

/** A name of a person or a team: characters that can be seen, single spaces. */
export const nameOf = (least: number, most: number) =>
  z
    .string({ error: 'is missing' })
    .transform((text) => text.normalize('NFKC').trim().replace(/\s+/g, ' '))
    .pipe(
      z
        .string()
        .min(least, `must have ${least} characters or more`)
        .max(most, `must have ${most} characters or fewer`)
        .regex(/^\P{C}*$/u, 'must have no control characters'),
    )

/** What every release asks of a player. */
export const player = {
  name: nameOf(2, 80),
  role: z.enum(['batter', 'bowler', 'all-rounder', 'wicket-keeper'], {
    error: 'must be batter, bowler, all-rounder or wicket-keeper',
  }),
}

/** The text of the field `players`, a JSON list, as the list that `one` describes. */
export const playersField = <T extends Player>(one: z.ZodType<T>): z.ZodType<readonly T[]> =>
  z
    .string({ error: 'is missing' })
    .transform((text, context) => {
      try {
        return JSON.parse(text) as unknown
      } catch {
        context.addIssue({ code: 'custom', message: 'must be a JSON list of players' })
        return z.NEVER
      }
    })
    .pipe(
      z
        .array(one, { error: 'must be a JSON list of players' })
        .min(11, 'must name 11 players or more')
        .max(16, 'must name 16 players or fewer')
        .superRefine((players, context) => {
          repeated(players.map(({ name }) => name.toLowerCase())).forEach((at) => {
            context.addIssue({ code: 'custom', path: [at, 'name'], message: 'is named twice' })
          })
        }),
    )

/** Places of values that stood before already. */
export const repeated = (values: readonly unknown[]): readonly number[] =>
  values.flatMap((value, at) => (value !== undefined && values.indexOf(value) < at ? [at] : []))
