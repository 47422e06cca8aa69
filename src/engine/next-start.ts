import type { StepId } from '../plan/index.ts'
import type { Actor, Here, RunCommand, RunState, StepStarted } from '../run/index.ts'
import { type BornPorts, bornBefore } from './born.ts'
import type { Draft } from './draft.ts'
import type { LiveRun } from './live-run.ts'
import type { Secrets } from './secrets.ts'

/** What is to be appended next, and the step that then starts. */
interface NextStart {
  readonly draft: Draft
  readonly started: StepStarted | null
  /** Secrets that the next step reads and that this process does not hold; it is not in the draft then. */
  readonly needs: readonly string[]
}

/**
 * Decides `first` and then on and on, until a step starts or nothing more happens by itself. All of it is one append.
 * What must be known before the step changes it is captured in front of its start.
 */
export async function nextStart(
  ports: BornPorts & {
    readonly secrets: Secrets
    /** What is to be kept of how things stand before anything more is done. */
    readonly keepFirst: (state: RunState) => Promise<readonly RunCommand[]>
  },
  run: LiveRun,
  first: readonly RunCommand[],
  by: Actor,
  here: Here,
): Promise<NextStart> {
  let draft = run.draft(first, by)
  let captured: StepId | null = null
  for (;;) {
    const before = draft.states.at(-1) ?? run.state
    if (before.status === 'ended') return { draft, started: null, needs: [] }
    const kept = await ports.keepFirst(before)
    if (kept.length > 0) {
      draft = run.draft(kept, by, draft)
      continue
    }
    const next = run.draft([{ type: 'Advance', ...here }], by, draft)
    const state = next.states.at(-1)
    if (state === undefined || next.events.length === draft.events.length) return { draft, started: null, needs: [] }
    const started = next.events.slice(draft.events.length).find((event) => event.type === 'StepStarted') ?? null
    if (started === null) {
      draft = next
      continue
    }
    const needs = ports.secrets.missing(state, started.step)
    if (needs.length > 0) return { draft, started: null, needs }
    const captures = captured === started.step ? [] : await bornBefore(ports, state, started.step)
    if (captures.length === 0) return { draft: next, started, needs: [] }
    captured = started.step
    draft = run.draft(captures, by, draft)
  }
}
