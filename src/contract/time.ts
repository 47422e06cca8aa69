import { z } from 'zod'

export const at = z.number().describe('Milliseconds since the epoch.')
