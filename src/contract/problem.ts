import { z } from 'zod'

/** Every answer that is an error: the catalogue's code, what was found, what to do next. */
export const problem = z
  .object({
    code: z.string().describe('Of docs/errors.md.'),
    message: z.string(),
    next: z.string().describe('What to do next.'),
    details: z.record(z.string(), z.unknown()).optional(),
  })
  .meta({ id: 'Problem' })
export type Problem = z.infer<typeof problem>
