import { Loading } from '../parts/states.tsx'

/** Environments, and what was released into each. */
export function EnvironmentsPage() {
  return <Loading what="Loading" />
}
