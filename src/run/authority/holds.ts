import type { Step } from '../../plan/index.ts'
import { indexOf } from '../order.ts'
import type { RunState } from '../state.ts'
import { isPoll, stepDemand } from './demand.ts'
import { isHopeless } from './seats.ts'
import type { Who } from './who.ts'

/** A step of the main line that people must let pass. */
interface Hold {
  readonly step: Step
  /** Null: anybody at hand. */
  readonly who: Who | null
  /** It takes more people than hold the role: it can never be let pass as it stands. */
  readonly hopeless: boolean
}

/** In the order in which they come. */
export const holdsOf = (state: Pick<RunState, 'plan' | 'authority'>): readonly Hold[] =>
  [...indexOf(state.plan).order('main').bySection.values()].flat().flatMap((step): readonly Hold[] => {
    const who = stepDemand(state, step)?.who ?? null
    if (who === null && step.kind !== 'signoff' && !isPoll(state.plan, step)) return []
    return [{ step, who, hopeless: who !== null && isHopeless(who) }]
  })
