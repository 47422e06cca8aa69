import type { StepId } from '../plan/index.ts'
import type { StepState, StepTable } from './state.ts'

const BITS = 5
const WIDTH = 1 << BITS

/** A node is a row of 32 nodes, or at depth 0 of 32 step states; absent members stand for untouched steps. */
type Node = readonly (Node | StepState | undefined)[]

/** A table in which every step named by `ordinals` has the state `untouched`. */
export const stepTable = (ordinals: ReadonlyMap<StepId, number>, untouched: StepState): StepTable => {
  let depth = 0
  while (WIDTH ** (depth + 1) < ordinals.size) depth += 1
  return table(ordinals, untouched, depth, [])
}

/** What tables of one plan know of each other. */
interface Rooted extends StepTable {
  readonly root: Node
}

/** `set` copies one row per level: four rows of 32 for a million steps. */
const table = (ordinals: ReadonlyMap<StepId, number>, untouched: StepState, depth: number, root: Node): Rooted => ({
  root,
  get: (step) => {
    const at = ordinalOf(ordinals, step)
    let node: Node | undefined = root
    for (let level = depth; level > 0 && node; level -= 1) node = node[slot(at, level)] as Node | undefined
    return (node?.[slot(at, 0)] as StepState | undefined) ?? untouched
  },
  set: (step, state) => table(ordinals, untouched, depth, put(root, depth, ordinalOf(ordinals, step), state)),
  changedSince: (before) => {
    const found: number[] = []
    differing(root, (before as Rooted).root, depth, 0, found)
    const ids = idsOf(ordinals)
    return found.flatMap((at) => ids[at] ?? [])
  },
})

/** Places at which two trees have other states; what they share is not looked into. */
const differing = (
  one: Node | undefined,
  other: Node | undefined,
  level: number,
  from: number,
  found: number[],
): void => {
  if (one === other) return
  for (let at = 0; at < WIDTH; at += 1) {
    const [a, b] = [one?.[at], other?.[at]]
    if (a === b) continue
    const place = from + (at << (level * BITS))
    if (level === 0) found.push(place)
    else differing(a as Node | undefined, b as Node | undefined, level - 1, place, found)
  }
}

const idLists = new WeakMap<ReadonlyMap<StepId, number>, readonly StepId[]>()

const idsOf = (ordinals: ReadonlyMap<StepId, number>): readonly StepId[] => {
  const found = idLists.get(ordinals) ?? [...ordinals.keys()]
  idLists.set(ordinals, found)
  return found
}

const put = (node: Node | undefined, level: number, at: number, state: StepState): Node => {
  const copy = node ? node.slice() : []
  const index = slot(at, level)
  copy[index] = level === 0 ? state : put(node?.[index] as Node | undefined, level - 1, at, state)
  return copy
}

const slot = (at: number, level: number) => (at >> (level * BITS)) & (WIDTH - 1)

const ordinalOf = (ordinals: ReadonlyMap<StepId, number>, step: StepId): number => {
  const at = ordinals.get(step)
  if (at === undefined) throw new Error(`no step ${step} in this plan`)
  return at
}
