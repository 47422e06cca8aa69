import type { RunbookView, StartRun } from '../../contract/runbook.ts'

/** What is typed, as it is typed. */
export interface Typed {
  readonly environment: string
  readonly release: string
  readonly inputs: Readonly<Record<string, string>>
  readonly only: readonly string[]
  readonly from: string
  readonly isAssumed: boolean
  readonly beside: string
}

/** Nothing is typed yet. */
export const nothing: Typed = {
  environment: '',
  release: '',
  inputs: {},
  only: [],
  from: '',
  isAssumed: false,
  beside: '',
}

/** What is asked of the server: what was left empty is left out. */
export function wanted(view: RunbookView, typed: Typed, rehearse: boolean): StartRun {
  const from = Number(typed.from)
  return {
    path: view.path,
    digest: view.digest,
    rehearse,
    environment: typed.environment || null,
    release: typed.release.trim() || null,
    only: [...typed.only],
    from: typed.from !== '' && Number.isInteger(from) && from > 0 ? from : null,
    inputs: Object.fromEntries(Object.entries(typed.inputs).filter(([, value]) => value !== '')),
    assumeConfirmed: typed.isAssumed,
    beside: typed.beside.trim() || null,
  }
}
