import type { Routes } from '../parts.ts'
import { actRoutes } from './acts.ts'
import { liveRoutes } from './live.ts'
import { runRoutes } from './run.ts'

/** Every resource; a new one is a file beside this one and a line here. */
export const routes: readonly Routes[] = [runRoutes, liveRoutes, actRoutes]
