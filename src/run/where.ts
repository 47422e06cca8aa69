import type { Command, Session, Statement, Step } from '../plan/index.ts'
import { indexOf } from './order.ts'
import type { RunState } from './state.ts'
import type { Target } from './target.ts'

/** Where a step's commands run; null: on this machine. What only looks does so from here. */
export const targetOf = (state: RunState, { command }: Step): Target | null => {
  if (command === null || command.language === 'check') return null
  if (command.target !== undefined) return state.targets[command.target] ?? null
  if (command.session === null || state.sessions[command.session] !== 'there') return null
  return state.sessionTargets[command.session] ?? null
}

/**
 * Whose shell state a command on a target goes on with: a target's that has a name is one for the run, one that the document
 * opens lasts as long as its session.
 */
export const shellOn = (command: Command | null): string =>
  command?.target === undefined ? `session ${command?.session}` : `target ${command.target}`

/** The host that a session of the document goes to; null while that is not known, or where no `ssh` leads to it. */
export const hostOf = (state: RunState, session: Session): Target | null => {
  if (session.options === undefined) return null
  const to = filled(state, session.to, openerOf(state, session))
  const named = Object.values(state.targets).find(({ name, ssh }) =>
    [name, ssh].some((one) => one === session.to || one === to),
  )
  if (named !== undefined) return named
  return /^[\w][\w.@%:+-]*$/.test(to) ? { name: to, ssh: to, options: session.options, cwd: null } : null
}

const openerOf = (state: RunState, session: Session): Statement | null =>
  state.plan.steps
    .filter(({ command }) => command?.session === session.id)
    .flatMap(({ command }) => command?.statements ?? [])
    .find((one) => one.source.trim() === session.opener.trim()) ?? null

/** With values in the places of inputs; what has none stays as it is. */
const filled = (state: RunState, to: string, opener: Statement | null): string => {
  const value = (name: string) => state.inputs[name]?.value ?? null
  const placed = (opener?.placeholders ?? []).reduce(
    (text, { text: hole, input }) => text.replaceAll(hole, () => value(input) ?? hole),
    to,
  )
  return placed.replace(/\$(?:\{(\w+)\}|(\w+))/g, (all, braced, bare) => value(braced ?? bare) ?? all)
}

/** Targets on which something of a run has been started. */
export const targetsUsed = (state: RunState): readonly Target[] => {
  const started = [...indexOf(state.plan).steps.keys()].flatMap((step) =>
    state.steps.get(step).attempts.flatMap(({ started }) => started.target ?? []),
  )
  return [...new Map(started.map((one) => [JSON.stringify(one), one])).values()]
}
