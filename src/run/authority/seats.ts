import { type Holder, holds } from './people.ts'
import type { Need, Who } from './who.ts'

/** A need, and how many of its people are still wanted. */
export interface Outstanding {
  readonly need: Need
  readonly missing: number
}

/** One person, whoever it is: for what is separated and names no role. */
const somebody: Need = { roles: [], people: [], count: 1 }

/** Whether all who hold its roles together are too few: it can never be let pass as it stands. */
export const isHopeless = (who: Who): boolean =>
  who.needs.length > 0 &&
  unseated(
    who,
    [...new Set(who.needs.flatMap(({ people }) => people))].map((id) => ({ id, roles: [] })),
  ).length > 0

/**
 * What is still wanted when these people have signed. Nobody counts for
 * two, and who could take several seats takes the one that leaves the fewest empty.
 */
export const unseated = ({ needs: named }: Who, people: readonly Holder[]): readonly Outstanding[] => {
  const needs = named.length > 0 ? named : [somebody]
  const fits = (need: Need, signer: number) => {
    const holder = people[signer]
    return need.roles.length === 0 || (holder !== undefined && holds(need, holder))
  }
  const seats = needs.flatMap((need) => Array.from({ length: need.count }, () => need))
  const taken = new Map<number, number>()
  const seat = (signer: number, tried: Set<number>): boolean =>
    seats.some((need, place) => {
      if (tried.has(place) || !fits(need, signer)) return false
      tried.add(place)
      const sitting = taken.get(place)
      if (sitting !== undefined && !seat(sitting, tried)) return false
      taken.set(place, signer)
      return true
    })
  for (const signer of people.keys()) seat(signer, new Set())
  return needs.flatMap((need) => {
    const missing = seats.filter((one, place) => one === need && !taken.has(place)).length
    return missing > 0 ? [{ need, missing }] : []
  })
}
