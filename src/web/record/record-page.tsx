import { Loading } from '../parts/states.tsx'

/** The record of a run, as an auditor gets it. */
export function RecordPage() {
  return <Loading what="Loading" />
}
