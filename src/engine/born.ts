import type { Born, BornPart, Input, StepId } from '../plan/index.ts'
import { type AttemptEnd, type RunCommand, type RunState, targetOf } from '../run/index.ts'
import { stepOf } from '../run/order.ts'
import type { Capture, RunFiles, StepRunner } from './ports.ts'

export interface BornPorts {
  readonly capture: Capture
  readonly files: RunFiles
  readonly runner: StepRunner
}

/**
 * Captures what is to be known before a step changes it: the commit before the pull. Not again before a later attempt: the first may
 * have changed it already, and what is known by then is where the way back leads.
 */
export async function bornBefore(ports: BornPorts, state: RunState, step: StepId): Promise<readonly RunCommand[]> {
  // The attempt that is about to start is one of them.
  if (state.steps.get(step).attempts.length > 1) return []
  return captureAll(state, step, 'before', (born) => look(ports, state, born, null))
}

/** Captures what a step brought forth: the backup's file, the version it printed. */
export function bornAfter(
  ports: BornPorts,
  state: RunState,
  step: StepId,
  attempt: number,
  end: AttemptEnd,
): Promise<readonly RunCommand[]> {
  return captureAll(state, step, 'after', (born) => look(ports, state, born, { attempt, end }))
}

/** A value that is not found is not captured: it will be asked for when it is needed. */
async function captureAll(
  state: RunState,
  step: StepId,
  when: Born['when'],
  find: (born: Born) => Promise<string | null>,
): Promise<readonly RunCommand[]> {
  const commands: RunCommand[] = []
  for (const { input, born } of bornOf(state, step, when)) {
    const value = partOf(await find(born), born.part)
    if (value !== null && value !== '')
      commands.push({ type: 'Capture', input: input.name, value, step, from: sourceOf(born) })
  }
  return commands
}

/** Secret inputs are never captured: what is captured stands in the journal. */
function bornOf(state: RunState, step: StepId, when: Born['when']): readonly { input: Input; born: Born }[] {
  return state.plan.inputs.flatMap((input) =>
    input.born?.step === step && input.born.when === when && !input.secret ? [{ input, born: input.born }] : [],
  )
}

async function look(
  { capture, files, runner }: BornPorts,
  state: RunState,
  born: Born,
  ended: { readonly attempt: number; readonly end: AttemptEnd } | null,
): Promise<string | null> {
  const { find } = born
  // Where a step runs on another host, what lies here says nothing of it: what cannot be learned is asked for.
  const isLocal = find.is === 'git-commit' || find.is === 'git-tag' || find.is === 'file'
  if (isLocal && targetOf(state, stepOf(state.plan, born.step)) !== null) return null
  if (find.is === 'git-commit') return capture.gitCommit(state.cwd)
  if (find.is === 'git-tag') return capture.gitTag(state.cwd)
  if (ended === null) return null
  const statement = 'statement' in find ? ended.end.statements.find((s) => s.index === find.statement) : undefined
  switch (find.is) {
    case 'variable':
      return runner.variable(files.attempt(state.id, born.step, ended.attempt), find.name)
    case 'file':
      return statement === undefined ? null : capture.newestFile(find.pattern, state.cwd, statement.startedAt)
    case 'output':
      return statement === undefined
        ? null
        : firstLine(await printed(files, state.id, born.step, ended.attempt, statement, lineLimit))
    case 'migration':
      return statement === undefined
        ? null
        : lastApplied(await printed(files, state.id, born.step, ended.attempt, statement, listLimit), find.app)
  }
}

/** What of a found value stands in the input's place; null when it is not of the shape that was foreseen. */
function partOf(value: string | null, part: BornPart | undefined): string | null {
  if (value === null || part === undefined) return value
  const name = value.slice(value.lastIndexOf('/') + 1)
  if (part.of === 'name') return name
  if (part.of === 'word') return value.trim().split(/\s+/, 1)[0] ?? null
  const head = part.pattern.slice(0, part.pattern.indexOf('*'))
  const tail = part.pattern.slice(part.pattern.lastIndexOf('*') + 1)
  const fits = name.startsWith(head) && name.endsWith(tail) && name.length > head.length + tail.length
  return fits ? name.slice(head.length, name.length - tail.length) : null
}

/** Bytes in which a value's line, and a list of migrations, is looked for. */
const lineLimit = 4096
const listLimit = 1_000_000

async function printed(
  files: RunFiles,
  run: string,
  step: StepId,
  attempt: number,
  at: { readonly from: number; readonly to: number },
  limit: number,
): Promise<string> {
  return new TextDecoder().decode(await files.output(run, step, attempt, at.from, Math.min(at.to, at.from + limit)))
}

const firstLine = (text: string) => text.split('\n', 1)[0]?.trim() ?? null

/** Of Django's list: an app's name stands over its migrations, ` [X] 0011_name` is one that is applied. */
function lastApplied(text: string, app: string): string | null {
  const lines = text.split('\n').map((line) => line.trimEnd())
  const from = lines.indexOf(app)
  if (from < 0) return null
  const own = lines.slice(from + 1)
  const end = own.findIndex((line) => !line.startsWith(' '))
  const applied = own.slice(0, end < 0 ? undefined : end).findLast((line) => /^\s+\[X\]/.test(line))
  return applied === undefined ? null : (/\]\s+(\S+)/.exec(applied)?.[1] ?? null)
}

function sourceOf({ find, when }: Born): string {
  switch (find.is) {
    case 'file':
      return `newest file matching ${find.pattern}`
    case 'git-commit':
      return `git HEAD ${when} the step`
    case 'git-tag':
      return `git tag ${when} the step`
    case 'variable':
      return `shell variable ${find.name}`
    case 'output':
      return 'first line of its output'
    case 'migration':
      return `last applied migration of ${find.app}`
  }
}
