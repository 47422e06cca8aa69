import { z } from 'zod'
import { said } from './run.ts'

/** `GET /api/runs/{run}/history?after=SEQ`: what happened after an event, oldest first, at most 500 at once; 0: from the beginning. */
export const history = z
  .object({ said: z.array(said), more: z.boolean().describe('There is more after the last of these.') })
  .meta({ id: 'History' })
export type History = z.infer<typeof history>
