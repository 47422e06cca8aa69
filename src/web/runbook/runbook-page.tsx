import { Loading } from '../parts/states.tsx'

/** A runbook: its reading beside its source. */
export function RunbookPage() {
  return <Loading what="Loading" />
}
