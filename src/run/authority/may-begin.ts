import { HoldpointError } from '../../errors.ts'
import type { Actor } from '../actor.ts'
import type { RunCreated } from '../events.ts'
import { knownAs, whoMay } from './admit.ts'
import { anybody } from './authority.ts'
import { ruled } from './demand.ts'
import { holderOf, holds, nameOf } from './people.ts'

/**
 * Refuses to begin a run to those who may not: approvals `of: start`, by words of the environment's name or the document's
 * title. A rehearsal may be begun by anybody, and so may a way back.
 */
export const mayBegin = (
  { authority = anybody, plan, environment, rehearsal, continues }: Omit<RunCreated, 'type' | 'format'>,
  by: Actor,
): void => {
  const who = rehearsal || continues !== null ? null : ruled(authority, 'start', [environment ?? '', plan.title])?.who
  if (who == null || who.needs.length === 0) return
  const holder = by.kind === 'person' ? holderOf(authority, by) : null
  if (holder !== null && who.needs.some((need) => holds(need, holder))) return
  throw new HoldpointError('start-not-yours', {
    actor: nameOf(authority, by),
    environment: environment ?? plan.title,
    who: whoMay({ authority }, { who }),
    known: knownAs(by),
  })
}
