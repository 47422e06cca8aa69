import { z } from 'zod'

/** How a run ended, as the core says it. */
export const outcome = z.enum(['done', 'failed', 'aborted', 'backed-out'])
