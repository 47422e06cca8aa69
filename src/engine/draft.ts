import { type DecideContext, decide, evolve, type RunCommand, type RunEvent, type RunState } from '../run/index.ts'

/** What commands would do to a run: the events, and the state after each of them. Nothing is appended yet. */
export interface Draft {
  readonly at: number
  readonly events: readonly RunEvent[]
  readonly states: readonly RunState[]
}

/** Decides commands one after the other, each on the state that the one before would leave. `base`: a draft to go on from. */
export function draftOf(
  from: RunState | null,
  commands: readonly RunCommand[],
  context: DecideContext,
  base: Draft = { at: context.now, events: [], states: [] },
  /** What becomes of an event before it is recorded. */
  clean: (event: RunEvent) => RunEvent = (event) => event,
): Draft {
  const events = [...base.events]
  const states = [...base.states]
  for (const command of commands) {
    for (const event of decide(command, states.at(-1) ?? from, context).map(clean)) {
      const before = states.at(-1) ?? from
      const seq = (before?.seq ?? 0) + 1
      events.push(event)
      states.push(
        evolve(before, { run: context.run, seq, at: context.now, actor: context.by, event, prev: '', hash: '' }),
      )
    }
  }
  return { at: context.now, events, states }
}
