import { Loading } from '../parts/states.tsx'

/** What runs, what waits for the viewer, and what ran. */
export function RunsPage() {
  return <Loading what="Loading" />
}
