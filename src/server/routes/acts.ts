import { z } from 'zod'
import { type ActName, acts } from '../../contract/index.ts'
import { commandOf } from '../driving/commands.ts'
import type { Routes } from '../parts.ts'
import { runParams } from './run.ts'

const done = z.object({
  seq: z.number().int().describe('Of the last event: what the act brought about is in views from it on.'),
})

/** What people do to a run: the same acts as in a terminal, decided about in the same place. */
export const actRoutes: Routes = (app, { parts, live, conductor }) => {
  for (const name of Object.keys(acts) as ActName[]) {
    const { sentence, body } = acts[name]
    app.post(
      `/api/runs/:run/${name}`,
      { schema: { tags: ['act'], summary: sentence, params: runParams, body, response: { 200: done } } },
      async ({ params: { run }, body, actor }) => {
        const now = await live.open(run)
        now.refuseStale(name, body)
        const act = commandOf(name, body)
        const seq = act === null ? now.seq : (await parts.engine.act(run, act, actor)).state.seq
        await conductor.after(name, run)
        return { seq }
      },
    )
  }
}
