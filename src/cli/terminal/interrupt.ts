import { type RunState, wayBack } from '../../run/index.ts'
import { indexOf } from './words.ts'

/** What Ctrl-C offers. */
interface InterruptChoice {
  readonly id: 'stop' | 'observers' | 'back' | 'pause' | 'detach' | 'continue'
  readonly key: string
  readonly label: string
}

/** The choices, most often wanted first; what needs a running step, or an observer in it, is left out without one. */
function interruptMenu(running: boolean, observers: boolean, back: boolean): readonly InterruptChoice[] {
  const always: InterruptChoice[] = [
    ...(back
      ? [{ id: 'back', key: 'b', label: 'take the way back: asks first, and whether to stop what runs' } as const]
      : []),
    { id: 'pause', key: 'p', label: running ? 'pause after this step' : 'pause' },
    { id: 'detach', key: 'd', label: 'detach: what runs goes on, `holdpoint resume` comes back (Ctrl-C again)' },
    { id: 'continue', key: 'c', label: 'continue' },
  ]
  if (!running) return always
  return [
    { id: 'stop', key: 's', label: 'stop this step with all its processes' },
    ...(observers ? [{ id: 'observers', key: 'o', label: 'end what only watches and go on' } as const] : []),
    ...always,
  ]
}

/** The choices that a run leaves now. */
export function menuOf(state: RunState): readonly InterruptChoice[] {
  const { running, plan } = state
  const statements = running.flatMap(({ step }) => indexOf(plan).step(step).command?.statements ?? [])
  return interruptMenu(
    running.length > 0,
    statements.some(({ endless }) => endless === 'observer'),
    wayBack(state).length > 0,
  )
}

/**
 * Ctrl-C. The first one offers what may be meant, the second detaches; nothing that runs is lost by either. What is
 * offered holds as long as the step that it was offered for.
 */
export class Interrupt {
  #offered: readonly InterruptChoice[] | null = null
  #armed = false

  /** `detach`: it is the second; `ask`: say what there is to choose. */
  pressed(menu: readonly InterruptChoice[], asking: boolean): 'detach' | 'ask' {
    if (this.#armed) return 'detach'
    this.#armed = true
    this.#offered = asking ? null : menu
    return 'ask'
  }

  get offered(): readonly InterruptChoice[] | null {
    return this.#offered
  }

  /** The choice of a key, after which nothing is offered; null for a key that is none. */
  chosen(key: string): InterruptChoice['id'] | null {
    const choice = this.#offered?.find((one) => one.key === key)
    if (!choice) return null
    this.over()
    return choice.id
  }

  over(): void {
    this.#offered = null
    this.#armed = false
  }
}
