import { z } from 'zod'
import type { Sink } from '../live/viewer.ts'
import type { Routes } from '../parts.ts'
import { runParams } from './run.ts'

/** What happens in a run, as it happens: server-sent events, from an event on that the page knows. */
export const liveRoutes: Routes = (app, { live }) => {
  app.get(
    '/api/runs/:run/live',
    {
      schema: {
        tags: ['run'],
        summary: 'What changes, as it changes: server-sent events `change`, `view`, `printed`, `people`, `quiet`.',
        params: runParams,
        querystring: z.object({
          after: z.coerce
            .number()
            .int()
            .nonnegative()
            .optional()
            .describe(
              '`seq` of the view that is known; `Last-Event-ID` has precedence. Neither: the whole view comes first.',
            ),
        }),
      },
    },
    async ({ params, query, headers, actor }, reply) => {
      const run = await live.open(params.run)
      const last = headers['last-event-id']
      const known = typeof last === 'string' && /^\d{1,15}$/.test(last) ? Number(last) : (query.after ?? null)
      reply.hijack()
      const { raw } = reply
      // Who has left while the run was opened is not told of by any event again: they would count as present for ever.
      if (raw.destroyed) return
      raw.writeHead(200, {
        ...reply.getHeaders(),
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      } as Record<string, string>)
      raw.write('retry: 1000\n\n')
      const sink: Sink = {
        write: (bytes) => void raw.write(bytes),
        get waiting() {
          return raw.writableLength
        },
        end: () => raw.end(),
      }
      const { viewer, leave } = run.attach(actor, sink, known)
      raw.on('drain', () => viewer.drained())
      raw.on('close', leave)
      raw.on('error', leave)
    },
  )
}
