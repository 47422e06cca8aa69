import { z } from 'zod'

/** `GET …/output/search?q=`: where a text occurs in an output as people may see it, from its beginning. */
export const outputMatches = z
  .object({
    matches: z.array(
      z.object({
        at: z.number().int().describe('Offset of its first byte.'),
        line: z.string().describe('The line that it is in, at most 200 characters of it.'),
      }),
    ),
    more: z.boolean().describe('There are more than these.'),
    searched: z.number().int().describe('Bytes that were looked at.'),
  })
  .meta({ id: 'OutputMatches' })
export type OutputMatches = z.infer<typeof outputMatches>
