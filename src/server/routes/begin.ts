import { startedRun, startRun } from '../../contract/runbook.ts'
import type { Routes } from '../parts.ts'
import type { PlaceParts } from '../place-parts.ts'
import { unchanged } from './runbook.ts'

/** Runs and rehearsals that begin on the page, of documents of the place only, with the checks that a terminal makes. */
export const beginRoutes =
  (place: Pick<PlaceParts, 'documents'>): Routes =>
  (app, { parts, conductor }) => {
    app.post(
      '/api/runs',
      {
        schema: {
          tags: ['runs'],
          summary: 'Start a run of a document, or rehearse it to its end.',
          body: startRun,
          response: { 200: startedRun },
        },
      },
      async ({ body: { rehearse, ...wanted }, actor }) => {
        unchanged(place, wanted.path, wanted.digest)
        if (rehearse) return { run: (await parts.rehearse(wanted, actor)).id }
        const { id } = await parts.begin(wanted, actor)
        conductor.drive(id)
        return { run: id }
      },
    )
  }
