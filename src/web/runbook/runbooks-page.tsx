import { Loading } from '../parts/states.tsx'

/** The runbooks that are here. */
export function RunbooksPage() {
  return <Loading what="Loading" />
}
