import { HoldpointError } from '../errors.ts'
import { programsOf } from '../read/shell/index.ts'
import {
  due,
  type Here,
  nextCall,
  nextSteps,
  type RunCommand,
  type RunState,
  type StepStarted,
  targetOf,
} from '../run/index.ts'
import { stepOf } from '../run/order.ts'
import { bornAfter } from './born.ts'
import { changesSeen } from './changes.ts'
import { keepDiagnostics } from './diagnostics.ts'
import type { DriveOptions, Stop } from './engine.ts'
import type { Hints } from './hints.ts'
import { type LiveRun, turnLimit } from './live-run.ts'
import { marksDue } from './mark-secrets.ts'
import { maskDue, maskOutput } from './masking/mask-output.ts'
import { nextStart } from './next-start.ts'
import type {
  Capture,
  Clock,
  Diagnose,
  Fault,
  Notify,
  RunFiles,
  RunningAttempt,
  RunStore,
  StepRunner,
} from './ports.ts'
import { Postings, sendLeft } from './postings.ts'
import { Questions } from './questions.ts'
import { readingOf } from './reading.ts'
import { RunningStep } from './running-step.ts'
import type { Secrets } from './secrets.ts'
import { goneServices } from './services.ts'
import { specOf } from './spec.ts'
import { TriggerWatch } from './trigger-watch.ts'
import { verdictsOf } from './verdicts.ts'

interface DriverPorts {
  readonly store: RunStore
  readonly files: RunFiles
  readonly runner: StepRunner
  readonly capture: Capture
  readonly clock: Clock
  readonly fault: Fault
  readonly hints: Hints
  readonly notify: Notify | null
  readonly secrets: Secrets
  readonly diagnose: Diagnose | null
}

/** Commands made ready: with two, the start of one is hidden behind a command that takes no time. */
const warmAhead = 2

/**
 * Takes a run from where it stands to where it stops. One turn: fold what is new, obey, append what comes next in one
 * transaction, act on it, and wait for whichever comes first: an attempt's end, an answer, or another's act.
 *
 * The end of an attempt and the start of the next step are one append: a step costs one wait for the disk.
 */
export class Driver {
  private readonly ports: DriverPorts
  private readonly run: LiveRun
  private readonly options: DriveOptions
  private readonly questions: Questions
  private readonly postings: Postings
  private readonly triggers: TriggerWatch
  private marked = -1
  private readonly watched = new Set<RunningStep>()
  private readonly warmed = new Set<string>()
  private readonly kept = new Map<string, readonly RunCommand[]>()
  private lacks: readonly string[] | null = null

  constructor(ports: DriverPorts, run: LiveRun, options: DriveOptions) {
    this.ports = ports
    this.run = run
    this.options = options
    this.questions = new Questions(run, options.answer, options.by, ports.secrets)
    this.postings = new Postings(ports)
    this.triggers = new TriggerWatch(ports)
  }

  async drive(): Promise<Stop> {
    try {
      await this.begin()
      for (;;) {
        await this.run.renew(this.options.holder)
        await this.run.catchUp()
        if (this.options.signal.aborted) return await this.stop('detached')
        await this.obey()
        const needs = await this.advance()
        const { status } = this.run.state
        if (status === 'ended') return await this.stop('ended')
        if (status === 'paused' && this.watched.size === 0) return await this.stop('paused')
        this.postings.start(this.run.state)
        this.triggers.start(this.run.state)
        if (needs.length > 0 && (await this.askSecrets(needs))) continue
        const asked = await this.questions.keep()
        if (asked === 'answered') continue
        const at = this.goesOnAt(asked)
        if (asked === 'none' && this.watched.size === 0 && at === null) return await this.stop('waiting', needs)
        const { state } = this.run
        await this.wait(earliest(at, nextCall(state), this.postings.next(state), this.triggers.next(state)))
      }
    } finally {
      await this.questions.withdraw()
    }
  }

  async goOn(): Promise<void> {
    await Promise.all([...this.watched].map((step) => step.goOn()))
  }

  async stopObservers(): Promise<void> {
    await Promise.all([...this.watched].map((step) => step.stopObservers()))
  }

  /** What waits to be sent is tried once more before nobody drives any longer; a person who leaves at once is let go. */
  private async stop(why: Stop['why'], needs: readonly string[] = []): Promise<Stop> {
    if (why !== 'detached') await sendLeft(this.postings, this.run, this.options.by)
    else await this.run.act(this.postings.take(), this.options.by)
    return { why, state: this.run.state, needs }
  }

  /** Says who drives now, and finds again what a former driver left running. */
  private async begin(): Promise<void> {
    const { by, holder, version } = this.options
    const drive: RunCommand = { type: 'Drive', driver: holder.id, host: holder.host, version }
    const { state } = this.run
    await this.run.act(
      [
        drive,
        ...(await goneServices(this.ports, state)),
        ...(await maskDue(this.ports, state)),
        ...(await changesSeen(this.ports, state)),
      ],
      by,
    )
    for (const { step, attempt } of this.run.state.running) {
      this.ports.fault('before-attach')
      const attempts = this.run.state.steps.get(step).attempts
      const givenUp = attempts.find((one) => one.started.attempt === attempt)?.cancelRequested === true
      const found = await this.ports.runner.attach(specOf(this.ports, this.run.state, step), givenUp)
      this.ports.fault('after-attach')
      if (found === 'never-started') await this.run.act([{ type: 'NeverStarted', step, attempt }], by)
      else this.watch(found)
    }
  }

  /**
   * When the run goes on by itself; null: it does not, or not as soon as whoever drives wants to stay. Nobody who rehearses
   * is kept from answering by time that jumps.
   */
  private goesOnAt(asked: 'none' | 'answered' | 'asking'): number | null {
    const { state } = this.run
    const at = due(state)
    if (at === null || (state.rehearsal && asked === 'asking')) return null
    const { stay, soakOnly } = this.options
    if (soakOnly) return null
    return stay !== undefined && asked === 'none' && at > this.ports.clock.now() + stay ? null : at
  }

  /** Others ask for an attempt's end in the journal; only here it can be brought about. */
  private async obey(): Promise<void> {
    for (const watched of this.watched) {
      const attempts = this.run.state.steps.get(watched.step).attempts
      if (attempts.find((a) => a.started.attempt === watched.attempt)?.cancelRequested) await watched.cancel()
    }
  }

  /** Appends the ends of attempts and what comes next, and starts it. Gives the secrets without which it cannot start. */
  private async advance(): Promise<readonly string[]> {
    const over = [...this.watched].filter((step) => step.ended !== null)
    const ended = (await Promise.all(over.map((step) => this.endOf(step)))).flat()
    const ends = [...(await this.marks()), ...ended, ...this.postings.take(), ...this.triggers.take()]
    for (let turn = 0; turn < turnLimit; turn++) {
      const next = await nextStart(
        { ...this.ports, keepFirst: this.keepFirst },
        this.run,
        ends,
        this.options.by,
        this.here(),
      )
      if ((await this.run.append(next.draft, this.options.by)) === null) continue
      for (const step of over) this.watched.delete(step)
      if (next.started !== null) await this.start(next.started)
      return next.needs
    }
    throw new HoldpointError('run-moving', { run: this.run.state.id, times: turnLimit })
  }

  /** Before a way back. What was kept once is not looked for again when others were faster with an append. */
  private readonly keepFirst = async (state: RunState): Promise<readonly RunCommand[]> => {
    const procedure = state.line === 'main' ? '' : state.line.procedure
    const known = this.kept.get(procedure)
    if (known !== undefined) return state.procedures[procedure]?.kept === null ? known : []
    const kept = await keepDiagnostics(this.ports, state)
    if (kept.length > 0) this.kept.set(procedure, kept)
    return kept
  }

  /** Before anything is asked or started: an approval of another secret does not stand. */
  private async marks(): Promise<readonly RunCommand[]> {
    const { secrets } = this.ports
    if (this.marked === secrets.changes) return []
    this.marked = secrets.changes
    return await marksDue(this.ports, this.run.state)
  }

  /** What other languages' interpreters lack is looked up once: a run has few of them, most have none. */
  private here(): Here {
    const { terminal, has } = this.options
    const { plan } = this.run.state
    const foreign =
      has !== undefined && plan.steps.some(({ command }) => command !== null && command.language !== 'bash')
    this.lacks ??= foreign
      ? programsOf(plan)
          .map(({ name }) => name)
          .filter((name) => !has(name))
      : []
    return { terminal, lacks: this.lacks, ...(this.options.soakOnly ? { soakOnly: true } : {}) }
  }

  private async start({ step }: StepStarted): Promise<void> {
    const { runner, fault } = this.ports
    fault('before-start')
    // Made ready while the runner waits for the claim, which is told by nobody and looked for.
    const spec = specOf(this.ports, this.run.state, step)
    try {
      const [running] = await Promise.all([runner.start(spec), this.warmNext()])
      this.watch(running)
    } catch (error) {
      // Nothing ran, and a host that lets nobody in must not keep the run from another way.
      const code = error instanceof HoldpointError ? error.code : ''
      if (code === 'ssh-missing' || (code.startsWith('target-') && code !== 'target-lost'))
        await this.run.act([{ type: 'NeverStarted', step, attempt: spec.attempt }], this.options.by)
      throw error
    }
    fault('after-start')
  }

  /** Most runs go on as planned: the places of the next commands are made ready while this one runs. */
  private async warmNext(): Promise<void> {
    const { state } = this.run
    const commands = nextSteps(state).filter(
      (step) => step.command !== null && step.command.language !== 'check' && targetOf(state, step) === null,
    )
    for (const { id: step } of commands.slice(0, warmAhead)) {
      const attempt = state.steps.get(step).attempts.length + 1
      const place = `${step} ${attempt}`
      if (this.warmed.has(place)) continue
      this.warmed.add(place)
      const folder = this.ports.files.attempt(state.id, step, attempt)
      this.ports.runner.warm({ run: state.id, step, attempt, folder })
    }
  }

  private watch(running: RunningAttempt): void {
    const { terminal, listener, follow } = this.options
    const secrets = this.ports.secrets.given(this.run.state)
    this.watched.add(new RunningStep(running, this.ports.files, listener, follow, secrets))
    // Where nobody sits who could end what only watches, it ends once everything else of its command has.
    if (!terminal && this.observes(running)) void running.stopObservers().catch(() => undefined)
  }

  private observes({ place }: RunningAttempt): boolean {
    const { command } = stepOf(this.run.state.plan, place.step)
    return command?.statements.some(({ endless }) => endless === 'observer') ?? false
  }

  private async endOf({ step, attempt, ended: end }: RunningStep): Promise<readonly RunCommand[]> {
    if (end === null) return []
    this.ports.fault('after-exit')
    const { state } = this.run
    const verdicts = await verdictsOf(this.ports.files, state, step, end, attempt)
    const reading = await readingOf(this.ports.files, state, step, attempt, end)
    // Last, because it may end the run, and of what is born in it nothing is recorded after its end.
    const born = await bornAfter(this.ports, state, step, attempt, end)
    return [
      ...(await maskOutput(this.ports, state, step, attempt, end.output.bytes)),
      // A captured value stands in the journal, so one with a secret in it is asked for instead, when it is needed.
      ...born.filter((one) => one.type !== 'Capture' || !this.ports.secrets.isIn(state.id, one.value)),
      ...(await goneServices(this.ports, state)),
      ...(await changesSeen(this.ports, state)),
      { type: 'End', step, attempt, end, verdicts, ...(reading === null ? {} : { reading }) },
    ]
  }

  /** True when all of them were given. */
  private async askSecrets(needs: readonly string[]): Promise<boolean> {
    const { secret, signal } = this.options
    const { plan, id } = this.run.state
    for (const input of plan.inputs.filter(({ name }) => needs.includes(name))) {
      const value = (await secret?.(input, signal)) ?? ''
      if (value === '') return false
      this.ports.secrets.keep(id, plan, { [input.name]: value })
    }
    await this.run.act(await maskDue(this.ports, this.run.state), this.options.by)
    return true
  }

  /** Until something moves, at the latest until `at`. */
  private async wait(at: number | null): Promise<void> {
    const over = new AbortController()
    const { woken, cancel } = this.ports.hints.next(this.run.state.id)
    const { settled } = this.questions
    const time = at === null ? [] : [this.ports.clock.until(at, over.signal)]
    await Promise.race([
      ...time,
      woken,
      ...[...this.watched].map((step) => step.end),
      ...(settled === null ? [] : [settled]),
    ])
    cancel()
    over.abort()
    await Promise.all([...this.watched].map((step) => step.look()))
  }
}

const earliest = (...times: readonly (number | null)[]): number | null =>
  times.reduce((a, b) => (a === null || b === null ? (a ?? b) : Math.min(a, b)), null)
