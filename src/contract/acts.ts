import { z } from 'zod'

const reason = z.string().max(4000).nullable().default(null).describe('Why; goes into the record.')
const seen = z
  .number()
  .int()
  .nonnegative()
  .describe('`seq` of the view that it was drawn from. What has changed about it since is an error that says what.')

/**
 * What people may do to a run over the wire: the body of `POST /api/runs/{run}/{name}`. The same acts as `PersonCommand` of the
 * core, which decides about each; a surface adds none of its own.
 */
export const acts = {
  answer: {
    sentence: 'Answer a question that the run waits with.',
    body: z.object({
      seen,
      decision: z.string(),
      option: z.string(),
      steps: z.array(z.string()).max(20_000).default([]),
      reason,
      fields: z.record(z.string(), z.string().max(100_000)).default({}),
    }),
  },
  claim: { sentence: 'Say that you are on a question.', body: z.object({ seen, decision: z.string() }) },
  release: { sentence: 'Say that you are not on it any more.', body: z.object({ seen, decision: z.string() }) },
  tick: {
    sentence: 'Tick steps that were done by hand, strike them, or open them again.',
    body: z.object({
      seen,
      steps: z.array(z.string()).min(1).max(20_000),
      as: z.enum(['done', 'skipped', 'open']),
      reason,
      values: z.array(z.string().max(10_000)).default([]),
    }),
  },
  inputs: {
    sentence: 'Give values for inputs; secret ones stay in this process.',
    body: z.object({ seen, values: z.record(z.string(), z.string().max(100_000)) }),
  },
  cancel: {
    sentence: 'End the step that runs, with its process tree.',
    body: z.object({ seen, step: z.string(), attempt: z.number().int(), reason }),
  },
  comment: {
    sentence: 'Say something about a step or the run.',
    body: z.object({ seen, step: z.string().nullable(), text: z.string().min(1).max(10_000) }),
  },
  pause: { sentence: 'Start nothing more until somebody resumes.', body: z.object({ seen, reason }) },
  resume: { sentence: 'Go on; the server drives the run where nobody does.', body: z.object({ seen }) },
  back: {
    sentence: 'Take the way back.',
    body: z.object({
      seen,
      procedure: z.string().nullable().default(null),
      reason,
      confirmed: z.boolean().default(false).describe('The person has seen what it destroys, and meant this one.'),
      wait: z.boolean().default(false).describe('Wait for a step that runs instead of ending it.'),
    }),
  },
  abort: { sentence: 'End the run where it stands.', body: z.object({ seen, reason }) },
  'go-on': { sentence: 'Go on to the statement after an endless one.', body: z.object({ seen }) },
} as const
export type Acts = typeof acts
export type ActName = keyof Acts
/** As it is sent: defaults may be left out. */
export type ActBody<N extends ActName> = z.input<Acts[N]['body']>
