import { Loading } from '../parts/states.tsx'

/** The page of a run. */
export function RunPage() {
  return <Loading what="Loading the run" />
}
