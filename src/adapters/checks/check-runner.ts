import { createHash } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { AttemptSpec, Progress, RunningAttempt, StepRunner } from '../../engine/ports.ts'
import type { Check } from '../../plan/index.ts'
import { namesIn, withValues } from '../../plan/references.ts'
import type { AttemptEnd, StatementEnd } from '../../run/index.ts'
import { type Looked, lookAt } from './look.ts'

interface Sources {
  /** A shell variable of the state that an ended attempt left in its folder. */
  readonly variable: (folder: string, name: string) => Promise<string | null>
  /** What the first command of a run sees. */
  readonly environment: Readonly<Record<string, string | undefined>>
}

/** What a check's attempt ends with, as if it were a program. */
const statuses: Readonly<Record<Looked['verdict'], number>> = { met: 0, unmet: 1, unclear: 2 }

/** Runs attempts that only look: their output is the evidence, their status the verdict. They leave no process behind. */
export function checkRunner(sources: Sources): Pick<StepRunner, 'start' | 'attach'> {
  return {
    start: async (spec) => looking(spec, sources),
    // Looking changes nothing: a look whose end nobody recorded did not count, and is taken anew.
    attach: async () => 'never-started',
  }
}

function looking(spec: AttemptSpec, sources: Sources): RunningAttempt {
  const output = join(spec.folder, 'output')
  const stop = new AbortController()
  const listeners: ((progress: Progress) => void)[] = []
  const said: Progress[] = []
  const tell = (progress: Progress) => {
    said.push(progress)
    for (const listener of listeners) listener(progress)
  }
  return {
    place: spec,
    output,
    onProgress: (listener) => {
      listeners.push(listener)
      said.forEach(listener)
    },
    end: allOf(spec, sources, output, stop.signal, tell),
    cancel: async () => stop.abort(),
    goOn: async () => {},
    stopObservers: async () => {},
  }
}

async function allOf(
  spec: AttemptSpec,
  sources: Sources,
  output: string,
  signal: AbortSignal,
  tell: (progress: Progress) => void,
): Promise<AttemptEnd> {
  const ends: StatementEnd[] = []
  let text = ''
  for (const { index, check } of spec.statements) {
    const from = Buffer.byteLength(text)
    const startedAt = Date.now()
    tell({ is: 'started', statement: index, at: startedAt })
    const { verdict, evidence, seen } = await oneOf(spec, sources, check, signal)
    text += `looked at ${new Date(startedAt).toISOString()}\n${evidence.join('\n')}\n`
    await writeFile(output, text, { mode: 0o600 })
    const status = statuses[verdict]
    const ms = Date.now() - startedAt
    tell({ is: 'ended', statement: index, at: startedAt + ms, status })
    const to = Buffer.byteLength(text)
    const values = seen.length === 0 ? {} : { seen }
    ends.push({ index, status, pipe: [], startedAt, ms, from, to, http: [], ended: 'itself', ...values })
    if (status !== 0) break
  }
  return {
    how: signal.aborted ? 'cancelled' : 'exit',
    status: ends.at(-1)?.status ?? 0,
    statements: ends,
    notReached: spec.statements.slice(ends.length).map(({ index }) => index),
    output: { bytes: Buffer.byteLength(text), digest: createHash('sha256').update(text).digest('hex') },
    survivors: [],
    services: [],
    notCarried: [],
  }
}

async function oneOf(
  spec: AttemptSpec,
  sources: Sources,
  read: AttemptSpec['statements'][number]['check'],
  signal: AbortSignal,
): Promise<Looked> {
  if (read === undefined || 'wrong' in read)
    return { verdict: 'unclear', evidence: [`this is no check: ${read?.wrong ?? 'it is a command'}`], seen: [] }
  const { what, restore } = read.check
  const names = [...what, restore ?? '', ...read.check.conditions.map(({ value }) => value)].flatMap(namesIn)
  const known = new Map<string, string | null>()
  for (const name of [...names, ...(read.check.kind === 'env' ? what : [])])
    known.set(name, await settingOf(spec, sources, name))
  const missing = names.find((name) => known.get(name) == null)
  if (missing !== undefined) return { verdict: 'unclear', evidence: [`nothing sets ${missing}`], seen: [] }
  const filled = (text: string) => withValues(text, (name) => known.get(name) ?? null)
  const check: Check = {
    ...read.check,
    what: what.map(filled),
    ...(restore === undefined ? {} : { restore: filled(restore) }),
    conditions: read.check.conditions.map((one) => ({ ...one, value: filled(one.value) })),
  }
  const here = { cwd: spec.cwd, variable: (name: string) => known.get(name) ?? null, before: spec.before ?? [] }
  return await lookAt(check, here, signal)
}

/** As a command in its place would see it: the run's input, what the shell before it has set, the environment. */
async function settingOf(spec: AttemptSpec, { variable, environment }: Sources, name: string): Promise<string | null> {
  const set = spec.continues === null ? null : await variable(spec.continues.folder, name)
  return spec.env[name] ?? set ?? environment[name] ?? null
}
