import { basename } from 'node:path'
import type { WhoView } from '../../contract/index.ts'
import { type Actor, nameOf, type RunState } from '../../run/index.ts'

type Known = Pick<RunState, 'authority'>

/** Who acted, called as the terminal calls them. */
export const whoView = (state: Known, actor: Actor): WhoView => ({
  kind: actor.kind,
  id: actor.id,
  name: calledName(state, actor),
  key: actor.key,
})

export const whoOrNull = (state: Known, actor: Actor | null): WhoView | null =>
  actor === null ? null : whoView(state, actor)

function calledName({ authority }: Known, actor: Actor): string {
  switch (actor.kind) {
    case 'person':
      return nameOf(authority, actor)
    case 'answers':
      return `the answers in ${basename(actor.id)}`
    case 'rehearsal':
      return actor.name === null ? 'the rehearsal' : `${nameOf(authority, actor)}, simulated`
    case 'engine':
      return 'Holdpoint'
  }
}
