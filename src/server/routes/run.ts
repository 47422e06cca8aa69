import { z } from 'zod'
import { runDocument, runView } from '../../contract/index.ts'
import type { Routes } from '../parts.ts'
import { sendReady } from './ready.ts'

export const runParams = z.object({ run: z.string().min(1).max(100).describe('Id of a run.') })

/** A run as it is now, and its document. */
export const runRoutes: Routes = (app, { live }) => {
  app.get(
    '/api/runs/:run',
    {
      schema: {
        tags: ['run'],
        summary: 'A run as it is now: all of it that changes.',
        params: runParams,
        response: { 200: runView },
      },
    },
    async ({ params, actor }, reply) => {
      const run = await live.open(params.run)
      return sendReady(reply, run.view(actor)) as never
    },
  )

  app.get(
    '/api/runs/:run/document',
    {
      schema: {
        tags: ['run'],
        summary: 'The document of a run in its own structure. It never changes.',
        params: runParams,
        response: { 200: runDocument },
      },
    },
    async ({ params }, reply) => {
      const { tag, bytes } = (await live.open(params.run)).document()
      return sendReady(reply, bytes, tag) as never
    },
  )
}
