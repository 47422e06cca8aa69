import type { Alternative } from '../plan/index.ts'
import type { RunState } from './state.ts'

/** Whether another way than this one was chosen, so that this one is left out. Before the choice nothing is. */
export const isOtherWay = ({ choices }: Pick<RunState, 'choices'>, { group, option, all }: Alternative): boolean => {
  const chosen = choices[group]
  return chosen !== undefined && chosen !== option && chosen !== all
}
