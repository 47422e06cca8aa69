import { setImmediate as turn } from 'node:timers/promises'
import type { RunHeader } from '../engine/ports.ts'
import { HoldpointError } from '../errors.ts'
import type { RunState } from '../run/index.ts'
import type { ServerParts } from './parts.ts'
import { type RunFacts, runFacts } from './views/run-facts.ts'

/** How many runs are remembered, folded and in short. */
const mostStates = 60
const mostFacts = 6_000

/**
 * What lists need of many runs: each journal is read once for as long as nothing happens in it, a few at a time, so that a page
 * with thousands of runs neither waits nor holds others up.
 */
export class Journals {
  readonly #parts: Pick<ServerParts, 'engine' | 'now'>
  readonly #states = new Map<string, { readonly last: number; readonly state: RunState | string }>()
  readonly #facts = new Map<string, { readonly last: number; readonly facts: RunFacts | null }>()

  constructor(parts: Pick<ServerParts, 'engine' | 'now'>) {
    this.#parts = parts
  }

  /** A run as it is now; a sentence where its journal cannot be read. */
  async state({ run, last }: RunHeader): Promise<RunState | string> {
    const known = this.#states.get(run)
    if (known?.last === last) return known.state
    const state = await this.#parts.engine.load(run).catch((error: unknown) => {
      if (error instanceof HoldpointError) return `${error.message} ${error.next}`
      throw error
    })
    keep(this.#states, run, { last, state }, mostStates)
    return state
  }

  /** What is remembered of a run; undefined: it was not read yet. */
  known({ run, last }: RunHeader): RunFacts | null | undefined {
    const known = this.#facts.get(run)
    return known?.last === last ? known.facts : undefined
  }

  /**
   * Reads what is not known yet of some runs, in their order, for `budget` milliseconds at most; absent: until all are read.
   * Others have their turn in between.
   */
  async read(headers: readonly RunHeader[], budget = Number.POSITIVE_INFINITY): Promise<void> {
    const until = this.#parts.now() + budget
    for (const header of headers) {
      if (this.known(header) !== undefined) continue
      if (this.#parts.now() >= until) return
      const facts = await this.#parts.engine.history(header.run).then(runFacts, (error: unknown) => {
        if (error instanceof HoldpointError) return null
        throw error
      })
      keep(this.#facts, header.run, { last: header.last, facts }, mostFacts)
      await turn()
    }
  }
}

/** The oldest go first. */
function keep<V>(map: Map<string, V>, key: string, value: V, most: number): void {
  map.delete(key)
  map.set(key, value)
  for (const oldest of map.keys()) {
    if (map.size <= most) return
    map.delete(oldest)
  }
}
