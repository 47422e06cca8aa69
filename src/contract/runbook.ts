import { z } from 'zod'
import { runDocument } from './document.ts'
import { at } from './time.ts'

const path = z.string().min(1).max(4000).describe('Relative to the place that is served.')

export const runbookQuery = z.object({ path })

const problemOf = z.object({ code: z.string(), message: z.string(), next: z.string() })

/** A document that has steps, in the list of those here. */
export const runbookLine = z
  .object({
    path: z.string(),
    title: z.string(),
    steps: z.number().int(),
    procedures: z.number().int().describe('Ways back.'),
    errors: z.number().int(),
    warnings: z.number().int(),
    gone: z.boolean().describe('Runs are of it, and the file is not there any more.'),
    problem: problemOf.nullable().describe('Why it cannot be read; null: it can.'),
    last: z.object({ run: z.string(), at, outcome: z.string().nullable(), rehearsal: z.boolean() }).nullable(),
    unfinished: z.array(z.string()),
    runs: z.number().int(),
  })
  .meta({ id: 'RunbookLine' })
export type RunbookLine = z.infer<typeof runbookLine>

export const runbooksView = z
  .object({
    runbooks: z.array(runbookLine),
    looked: z.number().int().describe('How many files were looked at.'),
    more: z.boolean().describe('There are more files than are looked at.'),
    place: z.string(),
  })
  .meta({ id: 'RunbooksView' })
export type RunbooksView = z.infer<typeof runbooksView>

export const findingView = z
  .object({
    rule: z.string(),
    severity: z.enum(['error', 'warning', 'info']),
    line: z.number().int(),
    endLine: z.number().int(),
    from: z.number().int().describe('Offset in characters.'),
    to: z.number().int(),
    message: z.string(),
    remedy: z.string(),
    page: z.boolean().describe('`GET /api/rules/{rule}` has a page about it.'),
  })
  .meta({ id: 'FindingView' })
export type FindingView = z.infer<typeof findingView>

/** A document as it was understood, beside its source. */
export const runbookView = z
  .object({
    path: z.string(),
    digest: z.string(),
    text: z.string(),
    encoding: z.enum(['utf8', 'latin1']),
    project: z
      .object({
        checks: z.array(z.object({ words: z.string(), text: z.string() })),
        rules: z.record(z.string(), z.enum(['error', 'warning', 'info', 'off'])),
      })
      .describe(
        'Checks that the project has for items, and how bad it takes rules to be: to understand it the same way elsewhere.',
      ),
    writable: z.boolean(),
    document: runDocument,
    findings: z.array(findingView),
    silenced: z.array(z.object({ rule: z.string(), line: z.number().int(), reason: z.string() })),
    suggestions: z
      .array(
        z.object({
          line: z.number().int(),
          words: z.string(),
          check: z.string(),
          annotation: z.string().describe('To be copied behind the item.'),
        }),
      )
      .describe('What Holdpoint could look at itself.'),
    inputs: z.array(
      z.object({
        name: z.string(),
        text: z.string(),
        secret: z.boolean(),
        scope: z.enum(['main', 'procedure']),
        hint: z.string().nullable(),
        born: z.boolean().describe('The run itself may learn it.'),
        lines: z.array(z.number().int()),
        values: z
          .record(z.string(), z.string())
          .describe('What the project says, by environment; `` without one. Never of a secret.'),
      }),
    ),
    choices: z.array(
      z.object({
        group: z.string(),
        question: z.string(),
        when: z.enum(['start', 'place']),
        options: z.array(z.object({ name: z.string(), line: z.number().int() })),
      }),
    ),
    environments: z.array(
      z.object({
        name: z.string(),
        closed: z.array(z.string()).describe('Why no changes may be made there now.'),
        held: z
          .array(z.object({ run: z.string(), who: z.string(), since: at, title: z.string() }))
          .describe('Unfinished runs that hold it.'),
      }),
    ),
    runs: z
      .array(
        z.object({
          run: z.string(),
          at,
          environment: z.string().nullable(),
          outcome: z.string().nullable(),
          rehearsal: z.boolean(),
        }),
      )
      .describe('The last ten of it.'),
  })
  .meta({ id: 'RunbookView' })
export type RunbookView = z.infer<typeof runbookView>

export const whyQuery = z.object({ path, line: z.coerce.number().int().min(1) })

/** The rules of the reading that judged something on a line, in the order of the document. */
export const whyView = z
  .object({ line: z.number().int(), reasons: z.array(z.object({ rule: z.string(), words: z.string() })) })
  .meta({ id: 'WhyView' })
export type WhyView = z.infer<typeof whyView>

export const ruleView = z.object({ rule: z.string(), text: z.string().describe('Markdown.') }).meta({ id: 'RuleView' })
export type RuleView = z.infer<typeof ruleView>

export const saveRunbook = z.object({
  text: z.string().max(2_100_000),
  digest: z.string().describe('Of the file as it was when it was opened: one that has changed since is not replaced.'),
})
export const savedRunbook = z.object({ path: z.string(), digest: z.string() }).meta({ id: 'SavedRunbook' })
export type SavedRunbook = z.infer<typeof savedRunbook>

/** What is wanted of a run before it is made: as the options of `run` and `rehearse`. */
export const startRun = z
  .object({
    path,
    digest: z.string().describe('Of the document as it was read: another one is not started unseen.'),
    rehearse: z.boolean().default(false),
    environment: z.string().max(200).nullable().default(null),
    release: z.string().max(200).nullable().default(null),
    only: z.array(z.string().max(400)).max(50).default([]).describe('Only sections whose title has these words.'),
    from: z.number().int().min(1).nullable().default(null).describe('Leave out what stands before this line.'),
    inputs: z.record(z.string(), z.string().max(100_000)).default({}),
    assumeConfirmed: z.boolean().default(false),
    beside: z
      .string()
      .max(4000)
      .nullable()
      .default(null)
      .describe('Why it begins beside an unfinished run of its document or environment.'),
  })
  .meta({ id: 'StartRun' })
/** As it is sent: defaults may be left out. */
export type StartRun = z.input<typeof startRun>
export const startedRun = z.object({ run: z.string() }).meta({ id: 'StartedRun' })
export type StartedRun = z.infer<typeof startedRun>
