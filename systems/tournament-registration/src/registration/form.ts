import { z } from 'zod'
import { fieldProblems } from '../../../kit/checking.ts'
import type { FieldProblem } from '../../../kit/errors.ts'
import { errors } from '../errors.ts'
import type { SpooledFile } from '../files/spool.ts'
import { nameOf, type Player, type Players } from './players.ts'

const email = z.string({ error: 'is missing' }).trim().max(254).pipe(z.email('must be an e-mail address'))
const phone = z
  .string({ error: 'is missing' })
  .trim()
  .regex(/^\+?[0-9][0-9 ()-]{6,18}$/, 'must be a telephone number such as +91 98765 43210')

const fields = {
  team_name: nameOf(2, 60),
  captain_name: nameOf(2, 80),
  captain_email: email,
  captain_phone: phone,
  contact_name: nameOf(2, 80),
  contact_email: email,
  contact_phone: phone,
}

/** How many files of a kind a registration brings. */
export const fileCounts = { documents: { least: 1, most: 3 }, photos: { least: 1, most: 5 } } as const

/** A registration whose every field is as it should be. */
export type Form = { readonly [Name in keyof typeof fields]: string } & { readonly players: readonly Player[] }

/** Checks fields and files together; throws `VALIDATION_FAILED` with all that is wrong. */
export function formFrom(
  received: {
    readonly fields: Readonly<Record<string, string>>
    readonly files: readonly SpooledFile[]
    readonly problems: readonly FieldProblem[]
  },
  players: Players,
): Form {
  const result = z.object({ ...fields, players: players.field }).safeParse(received.fields)
  const problems = [
    ...(result.success ? [] : fieldProblems(result.error)),
    ...received.problems,
    ...countProblems(received.files, received.problems),
  ]
  if (!result.success || problems.length > 0) throw errors.fail('VALIDATION_FAILED', { fields: problems })
  return result.data
}

function countProblems(files: readonly SpooledFile[], told: readonly FieldProblem[]): readonly FieldProblem[] {
  return Object.entries(fileCounts).flatMap(([field, { least, most }]) => {
    const count = files.filter((file) => `${file.kind}s` === field).length
    if (told.some((problem) => problem.field.startsWith(field))) return []
    if (count < least) return [{ field, message: 'is missing: send at least one file' }]
    return count > most ? [{ field, message: `has ${count} files, at most ${most} are taken` }] : []
  })
}

/** The form as the reference shows it. */
export const formSchema = {
  type: 'object',
  required: [...Object.keys(fields), 'players', 'documents', 'photos'],
  properties: {
    ...Object.fromEntries(Object.keys(fields).map((name) => [name, { type: 'string' }])),
    players: {
      type: 'string',
      description:
        'A JSON list of 11 to 16 players: {"name": "…", "role": "batter" | "bowler" | "all-rounder" | "wicket-keeper"}; from release 2 on also "number", 1 to 99',
    },
    documents: {
      type: 'array',
      items: { type: 'string', format: 'binary' },
      description: '1 to 3 files: PDF, JPEG or PNG',
    },
    photos: { type: 'array', items: { type: 'string', format: 'binary' }, description: '1 to 5 files: JPEG or PNG' },
  },
} as const
