import type { Step, StepId } from '../../plan/index.ts'
import { isHeld, type Recorded, type RunState } from '../../run/index.ts'
import { indexOf } from './words.ts'

/** How far a run is on the line it follows, kept up event by event so that showing it costs nothing. */
export class Tally {
  #line: RunState['line'] | null = null
  #ids: readonly StepId[] = []
  #on = new Set<StepId>()
  #settled = new Set<StepId>()
  #failed = new Set<StepId>()
  #cursor = 0

  /** Takes an event in; `state` is the one after it. */
  add(event: Recorded['event'], state: RunState): void {
    if (this.#line !== state.line) this.begin(state)
    if (event.type !== 'StepSettled' && event.type !== 'StepReopened') return
    if (!this.#on.has(event.step)) return
    if (event.type === 'StepReopened') {
      this.#settled.delete(event.step)
      this.#failed.delete(event.step)
      this.#cursor = 0
      return
    }
    this.#settled.add(event.step)
    if (event.outcome === 'failed' || event.outcome === 'unknown') this.#failed.add(event.step)
    else this.#failed.delete(event.step)
  }

  get total(): number {
    return this.#ids.length
  }

  get done(): number {
    return this.#settled.size
  }

  get failed(): number {
    return this.#failed.size
  }

  /** The first steps that are open and not among `running`, at most `n`. */
  next(state: RunState, running: readonly StepId[], n: number): Step[] {
    while (this.#cursor < this.#ids.length && this.#settled.has(this.#ids[this.#cursor] ?? '')) this.#cursor++
    const found: Step[] = []
    for (let at = this.#cursor; at < this.#ids.length && found.length < n; at++) {
      const id = this.#ids[at]
      if (id === undefined || this.#settled.has(id) || running.includes(id) || isHeld(state, id)) continue
      const step = indexOf(state.plan).step(id)
      if (step.children.length === 0) found.push(step)
    }
    return found
  }

  /** Counts anew what is settled on the run's line. */
  begin(state: RunState): void {
    this.#line = state.line
    this.#ids = indexOf(state.plan).line(state.line)
    this.#on = new Set(this.#ids)
    this.#settled = new Set(this.#ids.filter((id) => state.steps.get(id).phase === 'settled'))
    this.#failed = new Set(
      [...this.#settled].filter((id) => ['failed', 'unknown'].includes(state.steps.get(id).outcome ?? '')),
    )
    this.#cursor = 0
  }
}
