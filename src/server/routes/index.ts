import type { Routes } from '../parts.ts'
import { actRoutes } from './acts.ts'
import { apiRoutes } from './api.ts'
import { evidenceRoutes } from './evidence.ts'
import { historyRoutes } from './history.ts'
import { liveRoutes } from './live.ts'
import { outputRoutes } from './output.ts'
import { runRoutes } from './run.ts'

/** Every resource; a new one is a file beside this one and a line here. */
export const routes: readonly Routes[] = [
  evidenceRoutes,
  runRoutes,
  liveRoutes,
  actRoutes,
  outputRoutes,
  historyRoutes,
  apiRoutes,
]
