import { z } from 'zod'
import { outcome } from './outcome.ts'
import { who } from './run.ts'
import { at } from './time.ts'

/** Which runs are wanted: the query of `GET /api/runs`, and of the page's address. */
export const runsQuery = z.object({
  document: z.string().max(4000).optional().describe('Of exactly this document.'),
  environment: z.string().max(200).optional().describe('In this environment; empty: in none.'),
  outcome: z.enum(['done', 'failed', 'aborted', 'backed-out', 'unfinished']).optional(),
  rehearsals: z.enum(['without', 'with', 'only']).default('without'),
  text: z
    .string()
    .max(200)
    .optional()
    .describe('Words of title, document, environment, release or the beginning of an id.'),
  from: z.coerce.number().int().min(0).default(0).describe('How many of them were seen already.'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
export type RunsQuery = z.infer<typeof runsQuery>

/** A run in a list. What stands in its journal only is null where it was not opened for the list. */
const runLine = z
  .object({
    run: z.string(),
    document: z.string(),
    title: z.string(),
    environment: z.string().nullable(),
    release: z.string().nullable(),
    rehearsal: z.boolean(),
    createdAt: at,
    updatedAt: at,
    outcome: outcome.nullable(),
    operator: who.nullable(),
    continues: z.string().nullable().describe('The run whose way back it is.'),
    before: z.string().nullable().describe('The run before it of the same document and environment, to compare with.'),
  })
  .meta({ id: 'RunLine' })
export type RunLine = z.infer<typeof runLine>

/** An unfinished run, as it stands now. */
const standingRun = runLine
  .extend({
    status: z
      .enum(['running', 'waiting', 'failed', 'paused', 'undriven', 'unread'])
      .describe(
        '`failed`: a step has failed, and it waits for somebody to say how it goes on. `undriven`: nobody drives it, and it goes on when somebody resumes it. `unread`: its journal cannot be read here.',
      ),
    driver: z.string().nullable().describe('Host of the process that drives it.'),
    progress: z.object({
      total: z.number().int().describe('Steps of the line that it is on, as on its own page.'),
      done: z.number().int().describe('Settled, also those that failed.'),
      failed: z.number().int(),
      leftSeconds: z.number().nullable().describe('Estimated; null: nobody knows.'),
    }),
    now: z.array(z.string()).describe('Steps that run now: “12 Migrate the database”.'),
    waits: z.array(z.string()).describe('What it waits for, in words; empty: for nothing.'),
    since: at.nullable().describe('Since when it waits for people; null: it does not.'),
    problem: z.string().nullable().describe('Why its journal cannot be read; null: it can.'),
  })
  .meta({ id: 'StandingRun' })
export type StandingRun = z.infer<typeof standingRun>

/** A question that the viewer may answer. */
export const asked = z
  .object({
    run: z.string(),
    title: z.string(),
    environment: z.string().nullable(),
    decision: z.string(),
    kind: z.string(),
    question: z.string(),
    step: z.number().int().nullable().describe('Number of the first step that it is about.'),
    openedAt: at,
    deadline: at.nullable(),
    claimed: z.string().nullable().describe('Who is on it.'),
  })
  .meta({ id: 'Asked' })
export type Asked = z.infer<typeof asked>

/** Work that outlives runs: how it stands with it. */
export const recurring = z
  .object({
    schedule: z.string(),
    title: z.string(),
    cadence: z.string().describe('“every day”, “on Mondays”.'),
    document: z.string(),
    line: z.number().int(),
    environment: z.string().nullable(),
    owner: z.string().nullable(),
    next: at.nullable(),
    overdue: z.number().int().describe('How many times in a row nobody did it, up to now.'),
    dueSince: at.nullable(),
    missed: z.number().int().describe('How often it was missed before.'),
    zone: z.string(),
    left: z.object({ run: z.string(), at }),
    last: z.object({ run: z.string(), at, by: who }).nullable(),
    cron: z.enum(['installed', 'missing', 'unseen']).nullable().describe('Of a line for cron; null: people do it.'),
    command: z.string().nullable().describe('How it is done from a terminal.'),
  })
  .meta({ id: 'Recurring' })
export type Recurring = z.infer<typeof recurring>

export const runsView = z
  .object({
    unfinished: z.array(standingRun).describe('Newest first; those that fit the filters, at most 50.'),
    unfinishedMore: z.number().int().describe('How many unfinished ones are not told of.'),
    mine: z.array(asked).describe('What waits for the viewer, whatever the filters say; oldest first.'),
    ended: z.array(runLine).describe('Newest first.'),
    endedTotal: z.number().int().describe('How many ended ones fit the filters.'),
    from: z.number().int(),
    total: z.number().int().describe('How many runs there are here at all.'),
    documents: z.array(z.string()),
    environments: z.array(z.string()),
    recurring: z.array(recurring).describe('Overdue ones first.'),
    now: at,
    zone: z.string().describe('IANA name of the time zone of the machine that serves.'),
  })
  .meta({ id: 'RunsView' })
export type RunsView = z.infer<typeof runsView>
