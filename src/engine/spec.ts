import type { CheckRead, StepId } from '../plan/index.ts'
import { checkOf } from '../read/checks/grammar.ts'
import { writtenStatements } from '../read/shell/written.ts'
import { attemptSpec, type RunState } from '../run/index.ts'
import type { AttemptSpec, RunFiles } from './ports.ts'
import type { Secrets } from './secrets.ts'

/**
 * What the runner gets for a step's newest attempt: the same for its start and for finding it again, except that a
 * process that has restarted may not hold the secrets any more (the attempt has them already).
 */
export function specOf(
  { files, secrets }: { readonly files: RunFiles; readonly secrets: Secrets },
  state: RunState,
  step: StepId,
): AttemptSpec {
  const { inputs, continues, statements, baseline, ...planned } = attemptSpec(state, step)
  const env = environmentOf({ secrets }, state, inputs)
  return {
    ...planned,
    run: state.id,
    folder: files.attempt(state.id, step, planned.attempt),
    cwd: state.cwd,
    env,
    // All of them: one that Holdpoint was started with reaches every command, and must be written down by none.
    secrets: [
      ...new Set([...planned.secrets, ...state.plan.inputs.flatMap(({ name, secret }) => (secret ? name : []))]),
    ],
    statements: statements.flatMap(({ stdinHoles, ...one }) => {
      const statement = { ...one, stdin: filled(one.stdin, stdinHoles, env) }
      if (planned.language === 'check') return [{ ...statement, check: measuring(checkOf(one.script), baseline) }]
      const edited = state.steps.get(step).edits[one.index] !== undefined
      return edited && !planned.script ? cutEdit(statement) : statement
    }),
    continues: continues && {
      folder: files.attempt(state.id, continues.step, continues.attempt),
      statement: continues.statement,
    },
  }
}

/** A check of a baseline is the one that compares, made before. */
const measuring = (read: CheckRead, baseline: true | undefined): CheckRead =>
  baseline === undefined || 'wrong' in read ? read : { check: { ...read.check, baseline } }

/** Values of inputs by their names, as a command gets them; those that nothing has set, or nobody here knows, are absent. */
export function environmentOf(
  { secrets }: { readonly secrets: Secrets },
  state: RunState,
  inputs: readonly string[],
): Readonly<Record<string, string>> {
  const held = secrets.of(state.id)
  return Object.fromEntries(
    inputs.flatMap((name) => {
      const value = state.inputs[name]?.value ?? held[name] ?? null
      return value === null ? [] : [[name, value]]
    }),
  )
}

/** Whether it watches or serves was said of the whole, and holds for what it ends with. */
function cutEdit(statement: AttemptSpec['statements'][number]): AttemptSpec['statements'] {
  const parts = statement.stdin === null ? writtenStatements(statement.script) : []
  if (parts.length < 2) return [statement]
  return parts.map(({ text, line }, at) => ({
    ...statement,
    ...(at < parts.length - 1 ? { endless: null, port: null } : {}),
    script: text,
    line: statement.line + line,
  }))
}

/** Input of a program with values in their places: they are safe there, or they would not have been taken. */
function filled(
  stdin: string | null,
  holes: readonly { readonly text: string; readonly input: string }[],
  env: Readonly<Record<string, string>>,
): string | null {
  const longestFirst = [...holes].sort((a, b) => b.text.length - a.text.length)
  return longestFirst.reduce<string | null>(
    (text, hole) => text?.replaceAll(hole.text, () => env[hole.input] ?? hole.text) ?? null,
    stdin,
  )
}
