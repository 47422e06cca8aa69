import { z } from 'zod'
import { compareView } from '../../contract/compare.ts'
import { HoldpointError } from '../../errors.ts'
import type { Routes, ServerParts } from '../parts.ts'
import { compareView as viewOf } from '../views/compare.ts'
import { runsBefore } from '../views/runs-list.ts'

const params = z.object({
  run: z
    .string()
    .min(1)
    .max(100)
    .describe('The run before; `before`: the one before it of the same document and environment.'),
  other: z.string().min(1).max(100).describe('The run that is looked at.'),
})

/** Two runs beside each other. */
export const compareRoutes: Routes = (app, { parts }) => {
  app.get(
    '/api/runs/:run/compare/:other',
    {
      schema: { tags: ['runs'], summary: 'What is other of two runs.', params, response: { 200: compareView } },
    },
    async ({ params }) => {
      const b = await compared(params.other, parts)
      const a = params.run === 'before' ? await before(params.other, parts) : params.run
      return viewOf(await compared(a, parts), b)
    },
  )
}

const compared = async (run: string, { engine }: ServerParts) => ({
  state: await engine.load(run),
  history: await engine.history(run),
})

async function before(run: string, { engine }: ServerParts): Promise<string> {
  const headers = await engine.runs()
  const found = runsBefore(headers).get(run)
  if (found !== undefined) return found
  const document = headers.find((one) => one.run === run)?.document ?? ''
  throw new HoldpointError('compare-nothing', { document, run })
}
