import { z } from 'zod'
import { outcome } from './outcome.ts'
import { at } from './time.ts'

const side = z
  .object({
    run: z.string(),
    title: z.string(),
    document: z.string(),
    digest: z.string(),
    environment: z.string().nullable(),
    release: z.string().nullable(),
    rehearsal: z.boolean(),
    outcome: outcome.nullable(),
    createdAt: at,
    endedAt: at.nullable(),
    operator: z.string(),
  })
  .meta({ id: 'ComparedRun' })
export type ComparedRun = z.infer<typeof side>

/** How one step went in one of the two. */
const took = z.object({
  number: z.number().int(),
  standing: z.string(),
  why: z.string(),
  attempts: z.number().int(),
  ms: z.number().nullable().describe('Milliseconds that its attempts took together.'),
  people: z.number().nullable().describe('Milliseconds from the question to its answer.'),
})
export type Took = z.infer<typeof took>

export const compareView = z
  .object({
    a: side,
    b: side,
    facts: z
      .array(z.object({ name: z.string(), a: z.string().nullable(), b: z.string().nullable() }))
      .describe('What is other of the runs themselves.'),
    steps: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        section: z.string(),
        a: took.nullable().describe('Null: the document of that run does not have it.'),
        b: took.nullable(),
        changed: z.array(z.enum(['added', 'gone', 'outcome', 'duration', 'attempts', 'command'])),
      }),
    ),
    verdicts: z
      .array(
        z.object({
          step: z.number().int(),
          title: z.string(),
          text: z.string(),
          a: z.object({ verdict: z.string(), why: z.string() }).nullable(),
          b: z.object({ verdict: z.string(), why: z.string() }).nullable(),
        }),
      )
      .describe('Those that are other.'),
    inputs: z.array(
      z.object({ name: z.string(), a: z.string().nullable(), b: z.string().nullable(), same: z.boolean() }),
    ),
    deviations: z.object({ a: z.array(z.string()), b: z.array(z.string()) }),
    hunks: z
      .array(
        z.object({
          a: z.number().int().describe('First line of it in the one.'),
          b: z.number().int(),
          lines: z.array(z.object({ is: z.enum(['same', 'gone', 'added']), text: z.string() })),
        }),
      )
      .describe('Where the documents differ; empty: they do not.'),
    longer: z.boolean().describe('The documents differ so much that not all of it is shown.'),
  })
  .meta({ id: 'CompareView' })
export type CompareView = z.infer<typeof compareView>
