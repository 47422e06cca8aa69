import { z } from 'zod'
import { type ActName, acts } from '../../contract/index.ts'
import { actOn } from '../driving/act.ts'
import type { About } from '../driving/stale.ts'
import type { Routes } from '../parts.ts'
import { runParams } from './run.ts'

const done = z.object({
  seq: z.number().int().describe('Of the last event: what the act brought about is in views from it on.'),
})

/** What people do to a run: the same acts as in a terminal, decided about in the same place. */
export const actRoutes: Routes = (app, served) => {
  for (const name of Object.keys(acts) as ActName[]) {
    const { sentence, body } = acts[name]
    app.post(
      `/api/runs/:run/${name}`,
      { schema: { tags: ['act'], summary: sentence, params: runParams, body, response: { 200: done } } },
      async ({ params, body, actor }) => ({ seq: await actOn(served, params.run, name, body as About, actor) }),
    )
  }
}
