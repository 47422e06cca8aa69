import { Loading } from '../parts/states.tsx'

/** Two runs beside each other. */
export function ComparePage() {
  return <Loading what="Loading" />
}
