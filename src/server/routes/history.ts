import { z } from 'zod'
import { history, soakSamples } from '../../contract/index.ts'
import { HoldpointError } from '../../errors.ts'
import type { Routes } from '../parts.ts'
import { saidOf } from '../views/said.ts'
import { samplesOf } from '../views/soak-samples.ts'
import { runParams } from './run.ts'

/** How much of what happened is told at once. */
const most = 500

/** What happened in a run, and what was seen while something was watched. */
export const historyRoutes: Routes = (app, { parts, live }) => {
  app.get(
    '/api/runs/:run/history',
    {
      schema: {
        tags: ['run'],
        summary: 'What happened in a run, oldest first.',
        params: runParams,
        querystring: z.object({ after: z.coerce.number().int().nonnegative().default(0) }),
        response: { 200: history },
      },
    },
    async ({ params: { run }, query: { after } }) => {
      const { state } = await live.open(run)
      const events = (await parts.engine.history(run)).filter(({ seq }) => seq > after)
      const said = []
      for (const recorded of events) {
        const one = saidOf(recorded, state)
        if (one !== null) said.push(one)
        if (said.length > most) break
      }
      return { said: said.slice(0, most), more: said.length > most }
    },
  )

  app.get(
    '/api/runs/:run/soaks/:soak',
    {
      schema: {
        tags: ['run'],
        summary: 'Every sample that was taken of something that is watched.',
        params: runParams.extend({ soak: z.string().min(1).max(2_000) }),
        response: { 200: soakSamples },
      },
    },
    async ({ params: { run, soak } }) => {
      const { state } = await live.open(run)
      const samples = samplesOf(state, await parts.engine.history(run), soak)
      if (samples === null) throw new HoldpointError('soak-unknown', { soak, run })
      return samples
    },
  )
}
