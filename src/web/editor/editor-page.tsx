import { Loading } from '../parts/states.tsx'

/** A runbook, edited. */
export function EditorPage() {
  return <Loading what="Loading" />
}
