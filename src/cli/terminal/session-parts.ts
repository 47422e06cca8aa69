import type { Engine } from '../../engine/engine.ts'
import type { Actor, Decision, RunState } from '../../run/index.ts'
import type { OutputOf } from './decision-view.ts'
import type { Look } from './look.ts'

/** What a session needs: a terminal, the engine for what keys ask for, and output that came before. */
export interface SessionParts {
  readonly input: NodeJS.ReadStream
  readonly output: NodeJS.WriteStream
  /** How things look now; a window changes its size. */
  readonly look: () => Look
  readonly engine: Pick<Engine, 'act' | 'cancelRunning' | 'goOn' | 'stopObservers' | 'suggestions'>
  readonly by: Actor
  /** Lines of an exhibit's output, safe to show; loaded before the question is put. */
  readonly outputs: (decision: Decision, state: RunState) => Promise<OutputOf>
  readonly now: () => number
  /** Shows a notice on the desktop; null: the terminal is asked to. */
  readonly notice: ((title: string, text: string) => void) | null
  /** Says whether a statement has the terminal. */
  readonly lending: { lent: boolean }
  /** Detaches: what runs goes on. */
  readonly detach: () => void
}
