import { Readable } from 'node:stream'
import { z } from 'zod'
import { outputMatches } from '../../contract/index.ts'
import type { Routes } from '../parts.ts'
import { piecesOf, searched, shownOf } from '../views/output.ts'
import { runParams } from './run.ts'

const params = runParams.extend({
  step: z.string().min(1).max(2_000),
  attempt: z.coerce.number().int().min(1).max(1_000_000),
})

const offset = z.coerce.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER)

/** What attempts printed, as people may see it: secrets are hidden in it. */
export const outputRoutes: Routes = (app, { parts, live }) => {
  app.get(
    '/api/runs/:run/steps/:step/attempts/:attempt/output',
    {
      schema: {
        tags: ['output'],
        summary: 'Bytes of what an attempt printed; with `download` all of it, as a file.',
        description:
          'The bytes as they were printed, in whatever encoding, with secrets hidden. `x-holdpoint-from`, `x-holdpoint-to` and `x-holdpoint-total` say which they are and how many there are by now.',
        params,
        querystring: z.object({
          from: offset.default(0),
          to: offset.optional().describe('Exclusive; at most a megabyte comes at once.'),
          download: z.string().max(10).optional(),
        }),
      },
    },
    async ({ params: { run, step, attempt }, query }, reply) => {
      const { state } = await live.open(run)
      const shown = await shownOf(parts, state, step, attempt)
      reply
        .type('text/plain')
        .header('cache-control', 'no-store')
        .header('x-content-type-options', 'nosniff')
        .header('x-holdpoint-total', shown.total)
      if (query.download !== undefined) {
        // The first piece is read before anything is sent: what cannot be shown is said, not broken off.
        await shown.read(0, 1)
        const number = state.plan.steps.find(({ id }) => id === step)?.number ?? 0
        reply.header('content-disposition', `attachment; filename="step-${number}-attempt-${attempt}.txt"`)
        return reply.send(Readable.from(piecesOf(shown)))
      }
      const bytes = await shown.read(query.from, query.to ?? Number.MAX_SAFE_INTEGER)
      return reply
        .header('x-holdpoint-from', query.from)
        .header('x-holdpoint-to', query.from + bytes.length)
        .send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length))
    },
  )

  app.get(
    '/api/runs/:run/steps/:step/attempts/:attempt/output/search',
    {
      schema: {
        tags: ['output'],
        summary: 'Where a text occurs in what an attempt printed.',
        params,
        querystring: z.object({ q: z.string().min(1).max(500) }),
        response: { 200: outputMatches },
      },
    },
    async ({ params: { run, step, attempt }, query: { q } }) => {
      const { state } = await live.open(run)
      return await searched(await shownOf(parts, state, step, attempt), q)
    },
  )
}
