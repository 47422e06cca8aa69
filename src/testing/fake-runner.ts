import { createHash } from 'node:crypto'
import type { AttemptPlace, AttemptSpec, Progress, RunFiles, RunningAttempt, StepRunner } from '../engine/ports.ts'
import type { AttemptEnd } from '../run/index.ts'

/** What the fake does with an attempt: the statuses of its statements, and whether it waits to be ended. */
type Behaviour = (spec: AttemptSpec) => {
  readonly statuses?: readonly number[]
  readonly output?: string
  /** It ends when the test says so, or when it is cancelled. */
  readonly holds?: boolean
}

/** A runner and files in memory that do as they are told and remember what was asked of them. */
export class FakeRunner implements StepRunner {
  readonly started: AttemptSpec[] = []
  readonly attached: AttemptSpec[] = []
  readonly warmed: AttemptPlace[] = []
  readonly cancelled: string[] = []
  readonly outputs = new Map<string, string>()
  /** Copies in which secrets are hidden, by attempt and step. */
  readonly masked = new Map<string, string>()
  behaviour: Behaviour = () => ({})
  /** What `attach` finds, by step. */
  survivors = new Map<string, 'never-started' | RunningAttempt>()
  private readonly held = new Map<string, (how: AttemptEnd['how']) => void>()

  warm(place: AttemptPlace): void {
    this.warmed.push(place)
  }

  async start(spec: AttemptSpec): Promise<RunningAttempt> {
    this.started.push(spec)
    return this.running(spec)
  }

  async attach(spec: AttemptSpec): Promise<RunningAttempt | 'never-started'> {
    this.attached.push(spec)
    return this.survivors.get(spec.step) ?? 'never-started'
  }

  /** Lets a held attempt end by itself. */
  finish(step: string): void {
    this.held.get(step)?.('exit')
  }

  running(spec: AttemptSpec): RunningAttempt {
    const { statuses = spec.statements.map(() => 0), output = '', holds = false } = this.behaviour(spec)
    this.outputs.set(spec.step, output)
    const { promise, resolve } = Promise.withResolvers<AttemptEnd>()
    const end = (how: AttemptEnd['how']) => resolve(endOf(spec, how, statuses, output))
    if (holds) this.held.set(spec.step, end)
    else end('exit')
    return {
      place: spec,
      output: '',
      onProgress: (_listener: (progress: Progress) => void) => {},
      end: promise,
      cancel: async () => {
        this.cancelled.push(spec.step)
        end('cancelled')
      },
      goOn: async () => {},
      stopObservers: async () => {},
    }
  }

  /** Files that were kept, by their names. */
  readonly kept = new Map<string, Uint8Array>()

  readonly files: RunFiles = {
    attempt: (run, step, attempt) => `/${run}/${step}/${attempt}`,
    output: async (_run, step, _attempt, from, to) => Buffer.from(this.outputs.get(step) ?? '').subarray(from, to),
    length: async (_run, step) => Buffer.byteLength(this.outputs.get(step) ?? ''),
    mask: async (_run, step, attempt, length, masker) => {
      const raw = Buffer.from(this.outputs.get(step) ?? '').subarray(0, length)
      const text = Buffer.concat([masker.write(raw), masker.end()]).toString()
      if (text !== String(raw)) this.masked.set(`${attempt} ${step}`, text)
      return sealOf(text)
    },
    masked: async (_run, step, attempt, from, to) => {
      const text = this.masked.get(`${attempt} ${step}`)
      return text === undefined ? null : Buffer.from(text).subarray(from, to)
    },
    seal: async (_run, step) => sealOf(this.outputs.get(step) ?? ''),
    keep: async (_run, name, bytes) => {
      this.kept.set(name, bytes)
      return sealOf(Buffer.from(bytes).toString())
    },
    kept: async (_run, name) => this.kept.get(name) ?? null,
    markKey: async (run) => Buffer.from(run.padEnd(32, '.').slice(0, 32)),
    remove: async () => {},
  }

  alive = async <S>(services: readonly S[]) => services
  variable = async () => null
  close = async () => {}
}

function endOf(spec: AttemptSpec, how: AttemptEnd['how'], statuses: readonly number[], output: string): AttemptEnd {
  const failing = statuses.findIndex((status) => status !== 0)
  const reached = failing === -1 ? spec.statements : spec.statements.slice(0, failing + 1)
  const { bytes } = sealOf(output)
  return {
    how,
    status: statuses[reached.length - 1] ?? 0,
    statements: reached.map(({ index }, at) => ({
      index,
      status: statuses[at] ?? 0,
      pipe: [],
      startedAt: 1,
      ms: 1,
      from: at === 0 ? 0 : bytes,
      to: bytes,
      http: [],
      ended: 'itself',
    })),
    notReached: spec.statements.slice(reached.length).map(({ index }) => index),
    output: sealOf(output),
    survivors: [],
    services: [],
    notCarried: [],
  }
}

const sealOf = (output: string) => ({
  bytes: Buffer.byteLength(output),
  digest: createHash('sha256').update(output).digest('hex'),
})
