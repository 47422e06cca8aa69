import { z } from 'zod'
import { who } from './run.ts'
import { at } from './time.ts'

const look = z.object({
  step: z.string().nullable(),
  name: z.string().describe('What people call it.'),
  value: z.string().nullable().describe('As it was written or printed; null: nothing was measured.'),
  verdict: z.enum(['met', 'unmet', 'unclear', 'error', 'pending']),
  why: z.string(),
})

const sample = z
  .object({
    at,
    due: at,
    by: who,
    people: z.boolean().describe('People read it off; else commands and checks looked.'),
    verdict: z.enum(['green', 'red', 'error', 'unclear', 'pending']),
    missed: z.number().int().describe('Times just before it at which nobody looked.'),
    looks: z.array(look),
  })
  .meta({ id: 'Sample' })
export type SampleView = z.infer<typeof sample>

/** `GET /api/runs/{run}/soaks/{soak}`: every sample that was taken of a soak, oldest first. */
export const soakSamples = z
  .object({
    id: z.string(),
    samples: z.array(sample),
    series: z
      .array(
        z.object({
          step: z.string().nullable(),
          name: z.string(),
          unit: z.string(),
          points: z.array(z.object({ at, value: z.number(), verdict: look.shape.verdict, people: z.boolean() })),
          bounds: z.array(
            z.object({
              words: z.string().describe('“target <= 300ms”'),
              what: z.enum(['target', 'alert']),
              op: z.string(),
              value: z.number(),
            }),
          ),
        }),
      )
      .describe('Of everything that was a number at least twice.'),
  })
  .meta({ id: 'SoakSamples' })
export type SoakSamples = z.infer<typeof soakSamples>
