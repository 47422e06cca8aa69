import { environmentsView } from '../../contract/environments.ts'
import type { RunHeader } from '../../engine/ports.ts'
import { HoldpointError } from '../../errors.ts'
import { isWhole, type RunState } from '../../run/index.ts'
import type { Journals } from '../journals.ts'
import type { Routes } from '../parts.ts'
import type { PlaceParts, ProjectTold } from '../place-parts.ts'
import { type EnvironmentRuns, environmentsView as viewOf } from '../views/environments.ts'

/** How far back is looked for a run that did all of its document. */
const mostLooked = 20

/** What is in service where, and what holds there. */
export const environmentsRoutes =
  (journals: Journals, place: Pick<PlaceParts, 'project'>): Routes =>
  (app, { parts }) => {
    app.get(
      '/api/environments',
      {
        schema: {
          tags: ['environments'],
          summary: 'Environments: what is in service there, who holds it, when changes may be made, and by whom.',
          response: { 200: environmentsView },
        },
      },
      async () => {
        const read = projectOf(place)
        const runs = new Map<string, EnvironmentRuns>()
        for (const [name, headers] of Map.groupBy(await parts.engine.runs(), ({ environment }) => environment))
          if (name !== null) runs.set(name, await runsIn(headers, journals))
        const now = parts.now()
        return {
          environments: viewOf(read.project?.environments ?? [], runs, now),
          project: read.project?.path ?? null,
          problem: read.problem,
          now,
        }
      },
    )
  }

/** A file that cannot be read keeps nobody from seeing what runs say. */
function projectOf(place: Pick<PlaceParts, 'project'>): {
  readonly project: ProjectTold | null
  readonly problem: { code: string; message: string; next: string } | null
} {
  try {
    return { project: place.project(), problem: null }
  } catch (error) {
    if (!(error instanceof HoldpointError)) throw error
    return { project: null, problem: { code: error.code, message: error.message, next: error.next } }
  }
}

async function runsIn(headers: readonly RunHeader[], journals: Journals): Promise<EnvironmentRuns> {
  const real = headers.filter(({ rehearsal }) => !rehearsal)
  const unfinished: RunState[] = []
  for (const header of real.filter(({ outcome }) => outcome === null).slice(0, mostLooked)) {
    const state = await journals.state(header)
    if (typeof state !== 'string') unfinished.push(state)
  }
  for (const header of real.filter(({ outcome }) => outcome === 'done').slice(0, mostLooked)) {
    const state = await journals.state(header)
    if (typeof state !== 'string' && isWhole(state)) return { headers, inService: state, unfinished }
  }
  return { headers, inService: null, unfinished }
}
