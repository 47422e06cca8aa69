import { z } from 'zod'
import { outcome } from './outcome.ts'
import { at } from './time.ts'

export const trendsQuery = z.object({
  document: z.string().max(4000).optional(),
  environment: z.string().max(200).optional(),
  days: z.coerce.number().int().min(1).max(730).default(90),
})
export type TrendsQuery = z.infer<typeof trendsQuery>

/**
 * One number, with what it means and what it is made of. `value` null: there is not enough to tell, and `why` says what
 * is missing; no number is made up.
 */
export const measured = z
  .object({
    value: z.number().nullable(),
    unit: z.enum(['per-week', 'ms', 'share']),
    definition: z.string(),
    source: z.string(),
    counted: z.number().int().describe('Out of how many it is made.'),
    why: z.string().nullable(),
  })
  .meta({ id: 'Measured' })
export type Measured = z.infer<typeof measured>

/** How long something took, where people were waited for and where machines worked. */
export const spent = z
  .object({
    title: z.string(),
    line: z.number().int(),
    runs: z.number().int(),
    machine: z.number().describe('Milliseconds in which a command ran: median over runs.'),
    people: z.number().describe('Milliseconds in which it waited for people: median over runs.'),
  })
  .meta({ id: 'Spent' })
export type Spent = z.infer<typeof spent>

export const trendsView = z
  .object({
    from: at,
    to: at,
    runs: z
      .array(
        z.object({
          run: z.string(),
          title: z.string(),
          at,
          ms: z.number(),
          outcome,
        }),
      )
      .describe('Ended ones that are no rehearsals, oldest first, at most the last 200.'),
    left: z.number().int().describe('How many older ones of the time are left out of the list.'),
    unread: z
      .number()
      .int()
      .describe('How many of them count by beginning, end and outcome alone: their journals were not opened.'),
    duration: z.object({ median: measured, slowest: measured, before: measured }),
    failed: measured,
    time: z.object({
      document: z.string().nullable().describe('Whose steps are told of; null: no run tells.'),
      runs: z.number().int(),
      machine: z.number(),
      people: z.number(),
      rest: z.number().describe('Neither a command ran nor was anybody asked: windows, soaks, nobody drove it.'),
      sections: z.array(spent),
      steps: z.array(spent.extend({ number: z.number().int() })).describe('The ten that take longest.'),
    }),
    dora: z.object({ frequency: measured, lead: measured, failures: measured, restore: measured }),
  })
  .meta({ id: 'TrendsView' })
export type TrendsView = z.infer<typeof trendsView>
