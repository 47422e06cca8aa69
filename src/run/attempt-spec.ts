import type { Command, SeenValue, Statement, StepId } from '../plan/index.ts'
import { seenBefore } from './baselines.ts'
import { inputsOf, stdinHolesOf } from './needs.ts'
import { stepOf } from './order.ts'
import { scriptOf } from './script.ts'
import { timeLimitOf } from './soak/time-limit.ts'
import type { RunState, ShellPoint } from './state.ts'
import type { Target } from './target.ts'

interface PlannedStatement extends Pick<Statement, 'index' | 'script' | 'stdin' | 'endless' | 'port' | 'answers'> {
  /** 1-based line of the document on which it begins, for messages. */
  readonly line: number
  /** What stands in `stdin` for a value: no shell reads it, so that the value itself must stand there. */
  readonly stdinHoles: readonly { readonly text: string; readonly input: string }[]
}

/** What a runner needs to know of an attempt, from the state alone: the same at its start and when it is found again. */
export interface PlannedAttempt {
  readonly step: StepId
  readonly attempt: number
  readonly language: Command['language']
  readonly statements: readonly PlannedStatement[]
  /** One unit, never cut. */
  readonly script: boolean
  /** Inputs whose values the environment must hold, known to the state or not. */
  readonly inputs: readonly string[]
  /** Those of `inputs` that are secret: the driver has their values. */
  readonly secrets: readonly string[]
  readonly continues: ShellPoint | null
  /** Milliseconds; null: none. */
  readonly timeout: number | null
  readonly terminal: boolean
  /** Where it runs; absent: on this machine. */
  readonly target?: Target
  /** It measures what others compare with later; absent: it does not. */
  readonly baseline?: true
  /** What was seen before the change, for a check that compares with it; absent: it compares with nothing. */
  readonly before?: readonly SeenValue[]
}

/** The newest attempt of a step. Only for steps that have one. */
export const attemptSpec = (state: RunState, id: StepId): PlannedAttempt => {
  const step = stepOf(state.plan, id)
  const attempt = state.steps.get(id).attempts.at(-1)
  const { command } = step
  if (!attempt || !command) throw new Error(`step ${id} has no attempt`)
  const { started } = attempt
  const statements = command.statements.filter(
    (one) => one.index >= started.statement && !started.without.includes(one.index),
  )
  const inputs = inputsOf(state.plan, statements)
  return {
    step: id,
    attempt: started.attempt,
    language: command.language,
    statements: statements.map((one) => ({
      index: one.index,
      script: scriptOf(state, step, one),
      stdin: one.stdin,
      stdinHoles: stdinHolesOf(one),
      endless: one.endless,
      port: one.port,
      answers: one.answers,
      line: one.span.line,
    })),
    script: command.unit === 'script',
    inputs: inputs.map((one) => one.name),
    secrets: inputs.filter((one) => one.secret).map((one) => one.name),
    continues: attempt.continues,
    timeout: command.timeout ?? timeLimitOf(state, id),
    terminal: started.terminal,
    ...(started.target === undefined ? {} : { target: started.target }),
    ...(step.baseline === undefined ? {} : { baseline: step.baseline }),
    ...(step.before === undefined ? {} : { before: seenBefore(state, step.before) }),
  }
}
