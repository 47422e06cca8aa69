import { z } from 'zod'
import { outcome } from './outcome.ts'
import { at } from './time.ts'

const table = z
  .object({
    title: z.string(),
    header: z.array(z.string()),
    rows: z.array(z.array(z.string())),
    changes: z.array(z.object({ title: z.string(), before: z.string(), after: z.string() })),
  })
  .meta({ id: 'RecordTable' })
export type RecordTable = z.infer<typeof table>

/** What the auditor gets of one run. Whatever is told is of its journal; times in words are UTC, as in the files. */
export const recordView = z
  .object({
    run: z.string(),
    title: z.string(),
    document: z.string(),
    rehearsal: z.boolean(),
    outcome: outcome.nullable(),
    standing: z.string(),
    before: z.string().nullable().describe('The run before it of the same document and environment, to compare with.'),
    startedAt: at,
    endedAt: at.nullable(),
    summary: z.array(z.object({ name: z.string(), value: z.string() })),
    counts: z.record(z.string(), z.number().int()),
    tables: z.array(table).describe('Those that have rows, what went wrong first; the steps last.'),
    lines: z
      .array(z.object({ text: z.string(), was: z.string().nullable() }))
      .describe('The document filled in; `was`: what stood on the line, null where nothing was filled in.'),
    events: z.number().int(),
    head: z.string().describe('Hash of the last event: it fixes all of them.'),
    forms: z.array(z.object({ form: z.enum(['md', 'html', 'json', 'junit.xml', 'bundle']), name: z.string() })),
  })
  .meta({ id: 'RecordView' })
export type RecordView = z.infer<typeof recordView>

/** Whether a run is as it was written: what `holdpoint verify` says. */
export const proofView = z
  .object({
    run: z.string(),
    checkedAt: at,
    events: z.number().int(),
    head: z.string(),
    outputs: z.number().int().describe('How many outputs and kept files were measured.'),
    altered: z.array(z.string()).describe('What is not as it was written; empty: all is.'),
    answers: z.object({
      signed: z.number().int(),
      unsigned: z.number().int(),
      ticks: z.number().int().describe('Signed ticks.'),
    }),
    notes: z.array(z.string()).describe('What the reader must know to judge it: anchors, stamps, what is not proven.'),
    vouching: z.string().nullable().describe('What this machine vouches for, in words.'),
  })
  .meta({ id: 'ProofView' })
export type ProofView = z.infer<typeof proofView>
