import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import { Loading } from './parts/states.tsx'
import { whenUsed } from './parts/when-used.ts'
import { runsSearch } from './runs/search.ts'
import { Crash } from './shell/crash.tsx'
import { NotFound } from './shell/not-found.tsx'
import { Shell } from './shell/shell.tsx'

/** A word of the address; others come as none. */
const word = (found: unknown): string | undefined =>
  typeof found === 'string' ? found : typeof found === 'number' ? String(found) : undefined

const path = (search: Record<string, unknown>): { path?: string } => {
  const found = word(search.path)
  return found === undefined ? {} : { path: found }
}

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound, errorComponent: Crash })
const parent = () => root

/** Every page is loaded when it is first opened. */
const runs = createRoute({
  getParentRoute: parent,
  path: '/',
  validateSearch: runsSearch,
  component: lazyRouteComponent(() => whenUsed(() => import('./runs/runs-page.tsx')), 'RunsPage'),
})
const run = createRoute({
  getParentRoute: parent,
  path: '/runs/$run',
  validateSearch: (search: Record<string, unknown>): { view?: 'wall' } =>
    search.view === 'wall' ? { view: 'wall' } : {},
  component: lazyRouteComponent(() => whenUsed(() => import('./run/run-page.tsx')), 'RunPage'),
})
const record = createRoute({
  getParentRoute: parent,
  path: '/runs/$run/record',
  component: lazyRouteComponent(() => whenUsed(() => import('./record/record-page.tsx')), 'RecordPage'),
})
const compare = createRoute({
  getParentRoute: parent,
  path: '/compare/$a/$b',
  component: lazyRouteComponent(() => whenUsed(() => import('./compare/compare-page.tsx')), 'ComparePage'),
})
const runbooks = createRoute({
  getParentRoute: parent,
  path: '/runbooks',
  component: lazyRouteComponent(() => whenUsed(() => import('./runbook/runbooks-page.tsx')), 'RunbooksPage'),
})
const runbook = createRoute({
  getParentRoute: parent,
  path: '/runbook',
  validateSearch: path,
  component: lazyRouteComponent(() => whenUsed(() => import('./runbook/runbook-page.tsx')), 'RunbookPage'),
})
const editor = createRoute({
  getParentRoute: parent,
  path: '/editor',
  validateSearch: path,
  component: lazyRouteComponent(() => whenUsed(() => import('./editor/editor-page.tsx')), 'EditorPage'),
})
const environments = createRoute({
  getParentRoute: parent,
  path: '/environments',
  component: lazyRouteComponent(
    () => whenUsed(() => import('./environments/environments-page.tsx')),
    'EnvironmentsPage',
  ),
})
const enter = createRoute({
  getParentRoute: parent,
  path: '/enter',
  component: lazyRouteComponent(() => whenUsed(() => import('./enter/enter-page.tsx')), 'EnterPage'),
})

/** Addresses and their pages. */
export const router = createRouter({
  routeTree: root.addChildren([runs, run, record, compare, runbooks, runbook, editor, environments, enter]),
  defaultPreload: 'intent',
  defaultPendingComponent: () => <Loading what="Loading the page" />,
  defaultPendingMs: 300,
  scrollRestoration: true,
  // The page of a run goes to its steps by itself: they may not be drawn yet.
  defaultHashScrollIntoView: false,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
