import { z } from 'zod'
import { outcome } from './outcome.ts'
import { at } from './time.ts'

const then = z.object({
  run: z.string(),
  title: z.string(),
  at,
  outcome: outcome.nullable(),
})

export const environmentView = z
  .object({
    name: z.string(),
    named: z.boolean().describe('`holdpoint.yaml` names it; else runs do.'),
    after: z.string().nullable().describe('The environment in which the same release must have been done before.'),
    rank: z.number().int().describe('How many come before it in the order of promotion.'),
    inService: z
      .object({
        run: z.string(),
        release: z.string().nullable(),
        title: z.string(),
        at,
        digest: z.string().nullable(),
        commit: z.string().nullable(),
        ahead: z.boolean().nullable().describe('It is what is in service in the environment before; null: not known.'),
      })
      .nullable()
      .describe('What the newest run of a whole document has put there; null: nothing yet.'),
    last: then.nullable().describe('The newest run that has ended.'),
    holders: z.array(z.object({ run: z.string(), title: z.string(), who: z.string(), since: at })),
    lock: z.boolean().describe('One unfinished run at a time.'),
    windows: z.array(z.string()),
    freezes: z.array(z.string()),
    closed: z.array(z.string()).describe('Why no changes may be made now; empty: they may.'),
    opensAt: at.nullable(),
    closesAt: at.nullable(),
    zone: z.string().nullable().describe('In which its times are meant.'),
    roles: z.array(z.object({ name: z.string(), people: z.array(z.string()) })),
    runs: z.number().int(),
    rehearsals: z.number().int(),
  })
  .meta({ id: 'EnvironmentView' })
export type EnvironmentView = z.infer<typeof environmentView>

export const environmentsView = z
  .object({
    environments: z.array(environmentView).describe('In the order of promotion.'),
    project: z.string().nullable().describe('Path of holdpoint.yaml; null: there is none.'),
    problem: z
      .object({ code: z.string(), message: z.string(), next: z.string() })
      .nullable()
      .describe('Why it cannot be read; null: it can, or is not there.'),
    now: at,
  })
  .meta({ id: 'EnvironmentsView' })
export type EnvironmentsView = z.infer<typeof environmentsView>
