import { Journals } from './journals.ts'
import type { Routes, ServerParts } from './parts.ts'
import type { PlaceParts } from './place-parts.ts'
import { beginRoutes } from './routes/begin.ts'
import { compareRoutes } from './routes/compare.ts'
import { environmentsRoutes } from './routes/environments.ts'
import { recordRoutes } from './routes/record.ts'
import { runbookRoutes } from './routes/runbook.ts'
import { runsRoutes } from './routes/runs.ts'
import { trendsRoutes } from './routes/trends.ts'

/** Routes about a place as a whole, beside those of one run. */
export function placeRoutes(parts: Pick<ServerParts, 'engine' | 'now'>, place: PlaceParts): readonly Routes[] {
  const journals = new Journals(parts)
  return [
    runsRoutes(journals),
    trendsRoutes(journals, place),
    environmentsRoutes(journals, place),
    runbookRoutes(journals, place),
    beginRoutes(place),
    recordRoutes(place),
    compareRoutes,
  ]
}
