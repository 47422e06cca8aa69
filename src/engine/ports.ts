import type { HoldpointError } from '../errors.ts'
import type { CheckRead, Command, SeenValue, Statement, StepId } from '../plan/index.ts'
import type {
  Actor,
  Answer,
  AttemptEnd,
  Changes,
  Decision,
  DecisionId,
  OutputSeal,
  Recorded,
  RunEvent,
  RunOutcome,
  RunState,
  Service,
  Signal,
  Target,
} from '../run/index.ts'

/** Milliseconds since the epoch, and sleeping until a moment. Virtual in a rehearsal. */
export interface Clock {
  now(): number
  /** Resolves at `at`, or earlier when `wake` aborts. */
  until(at: number, wake?: AbortSignal): Promise<void>
}

/** Where journals live. Every method fails with an error of the catalogue. */
export interface RunStore {
  /**
   * Appends events as `seq` `after + 1 …` in one transaction and returns them as recorded: when it resolves, they
   * survive a crash of the process and of the machine. Fails with `journal-conflict` when the run's last `seq` is not
   * `after` (the caller reads what came, decides again and retries), with `lease-lost` when `lease` is given and held
   * by another, with `environment-locked` when they begin a run that is to be the only unfinished one of its environment
   * (`RunCreated.exclusive`; rehearsals do not count) and is not.
   */
  append(
    run: string,
    after: number,
    events: readonly RunEvent[],
    by: Actor,
    at: number,
    lease?: string,
  ): Promise<readonly Recorded[]>
  /** The run's events with `seq > after`, in order, as they were written (`upcast` reads them); empty when there are none. */
  read(run: string, after: number): Promise<readonly Recorded[]>
  /** Those of a run's events that are of these types, in order. */
  readOf(run: string, types: readonly RunEvent['type'][]): Promise<readonly Recorded[]>
  /** The last `seq` of a run; 0 when it does not exist. Cheap: a driver polls it. */
  last(run: string): Promise<number>
  /** Newest first. */
  runs(): Promise<readonly RunHeader[]>
  /** Takes the driving lease, or says who holds it. The holder's own lease is renewed. A dead holder's lease is taken. */
  lease(
    run: string,
    holder: LeaseHolder,
    now: number,
  ): Promise<{ readonly held: true } | { readonly held: false; readonly by: LeaseHolder }>
  /** Who drives the run now; null when nobody that lives does. */
  driver(run: string, now: number): Promise<LeaseHolder | null>
  release(run: string, holder: LeaseHolder): Promise<void>
  /** Removes a run's journal; its files are the caller's. Its line stays in the ledger, with who removed it and when. */
  remove(run: string, by: Actor, at: number): Promise<void>
  /** Every run that ever was, in the order in which they began. A number that is missing is that of a run that disappeared. */
  ledger(): Promise<readonly LedgerLine[]>
  /** Values given to inputs last time, by environment and document; never secret ones. */
  remembered(environment: string, document: string): Promise<Readonly<Record<string, string>>>
  remember(environment: string, document: string, values: Readonly<Record<string, string>>): Promise<void>
  close(): Promise<void>
}

/** A line of `holdpoint runs`: enough to list without folding. */
export interface RunHeader {
  readonly run: string
  readonly document: string
  readonly title: string
  readonly environment: string | null
  readonly rehearsal: boolean
  readonly createdAt: number
  readonly updatedAt: number
  readonly last: number
  /** Hash of the last event, kept apart from the journal: shows when the journal's end was cut off. */
  readonly head: string
  readonly outcome: RunOutcome | null
}

/** A run as it is counted. */
export interface LedgerLine extends RunHeader {
  /** 1, 2, 3 … without gaps; never given twice. */
  readonly number: number
  /** Null: it is there. */
  readonly removed: { readonly at: number; readonly by: Actor } | null
}

/** A process that drives. `boot` and `startTime` tell it from another that got its pid later. */
export interface LeaseHolder {
  readonly id: string
  readonly pid: number
  readonly startTime: string
  readonly boot: string
  readonly host: string
}

/** Runs attempts. Nothing of it decides; it starts, watches, ends. */
export interface StepRunner {
  /** Starts whatever can be started ahead of time without running anything of the document. */
  warm(place: AttemptPlace): void
  /**
   * Runs an attempt. Called after `StepStarted` is durable and at most once per attempt by the lease's holder; the
   * claim makes sure of the rest. Fails when nothing ran; with `target-lost`, when that is not known.
   */
  start(spec: AttemptSpec): Promise<RunningAttempt>
  /**
   * Finds an attempt again after a restart. `never-started`: this call got the claim, so it never started and never
   * will. A `RunningAttempt` may be over already: its `end` then resolves at once. `givenUp`: its end was asked for; where
   * its host is out of reach that is `unknown`, and nobody waits for the host.
   */
  attach(spec: AttemptSpec, givenUp?: boolean): Promise<RunningAttempt | 'never-started'>
  /**
   * Services that are still alive, of those given, or of which that cannot be known now. The log of one that is gone has all
   * that it printed.
   */
  alive<S extends ServiceProcess>(services: readonly S[]): Promise<readonly S[]>
  /** A shell variable of the state that an ended attempt left; null when it is not set there. */
  variable(folder: string, name: string): Promise<string | null>
  /** Gives up what `warm` started. */
  close(): Promise<void>
  /** Makes sure that steps can run on a target, before any does; fails with what is to be mended. */
  reach?(target: Target): Promise<void>
  /** The run is over: gives back what it holds on targets, where that can be done. */
  leave?(run: string, targets: readonly Target[]): Promise<void>
}

export type ServiceProcess = Pick<Service, 'pid' | 'startTime' | 'log' | 'target'>

/** Where an attempt's files lie: one folder, absolute. */
export interface AttemptPlace {
  readonly run: string
  readonly step: StepId
  readonly attempt: number
  readonly folder: string
}

export interface AttemptSpec extends AttemptPlace {
  readonly cwd: string
  readonly language: Command['language']
  /**
   * Statements to run, in order, as they are to be run (edits and placeholders in place). One that was edited into several
   * stands there once for each, with the index of the one that they are; its end is that of all of them.
   */
  readonly statements: readonly (Pick<Statement, 'index' | 'script' | 'stdin' | 'endless' | 'port' | 'answers'> & {
    /** 1-based line of the document on which it begins: messages of the shell name it. */
    readonly line: number
    /** What is looked at, in a command of the language `check`; absent in others. */
    readonly check?: CheckRead
  })[]
  /** One unit: never cut, no state per statement. */
  readonly script: boolean
  /** Inputs, as environment variables. */
  readonly env: Readonly<Record<string, string>>
  /** Those of `env` that must not be written to the carried state. */
  readonly secrets: readonly string[]
  /** Folder of the attempt whose shell state this one continues, and after which of its statements; null: the first. */
  readonly continues: { readonly folder: string; readonly statement: number | null } | null
  /** Milliseconds; null: none. */
  readonly timeout: number | null
  /** Runs on the operator's terminal; dies with it. */
  readonly terminal: boolean
  /** Where it runs, in its folder and not in `cwd`; absent: on this machine. */
  readonly target?: Target
  /** What was seen before the change, for a check that compares with it; absent: nothing was. */
  readonly before?: readonly SeenValue[]
}

export interface RunningAttempt {
  readonly place: AttemptPlace
  /** File that holds the output so far; grows while it runs. */
  readonly output: string
  /** Called for each statement that starts or ends, from the first on, also those before the call. */
  onProgress(listener: (progress: Progress) => void): void
  readonly end: Promise<AttemptEnd>
  /** Ends the whole process tree: TERM, then KILL after `graceMs`. The attempt's `end` names survivors. */
  cancel(graceMs: number): Promise<void>
  /** Goes on to the statement after an endless one without waiting for it any longer. */
  goOn(): Promise<void>
  /** Ends observers, so that the attempt can end. */
  stopObservers(): Promise<void>
}

export type Progress =
  | { readonly is: 'started'; readonly statement: number; readonly at: number }
  | { readonly is: 'ended'; readonly statement: number; readonly at: number; readonly status: number }
  /** An endless statement is running and what follows waits for its port, for quiet, or for a person. */
  | { readonly is: 'waiting'; readonly statement: number; readonly at: number; readonly for: string }
  /** Where it runs cannot be reached for now: it goes on there, and what it does is not seen. `why` null: it is seen again. */
  | { readonly is: 'unseen'; readonly at: number; readonly target: string; readonly why: string | null }

/** Output and evidence files of runs. */
export interface RunFiles {
  /** Absolute folder of an attempt; made when it does not exist. */
  attempt(run: string, step: StepId, attempt: number): string
  /** Bytes `[from, to)` of an attempt's output; fewer when the file is shorter. */
  output(run: string, step: StepId, attempt: number, from: number, to: number): Promise<Uint8Array>
  /** Length of an attempt's output as far as it has come, in bytes; 0 where there is none. */
  length(run: string, step: StepId, attempt: number): Promise<number>
  /**
   * Makes the copy of the first `length` bytes of an output in which `masker` has hidden what it hides, and gives its length
   * and digest. Where nothing was hidden there is no copy: its digest is that of the output.
   */
  mask(
    run: string,
    step: StepId,
    attempt: number,
    length: number,
    masker: { write(bytes: Uint8Array): Uint8Array; end(): Uint8Array },
  ): Promise<OutputSeal>
  /** Bytes `[from, to)` of that copy; null when there is none. */
  masked(run: string, step: StepId, attempt: number, from: number, to: number): Promise<Uint8Array | null>
  /** Length and digest of an attempt's output as it lies on disk; null when the file is gone. */
  seal(run: string, step: StepId, attempt: number): Promise<{ readonly bytes: number; readonly digest: string } | null>
  /**
   * The same of bytes `[from, to)`: a stretch that was sealed while more was to come. `log`: of a service's own log, by
   * its name in the attempt's folder.
   */
  seal(
    run: string,
    step: StepId,
    attempt: number,
    from: number,
    to: number,
    log?: string,
  ): Promise<{ readonly bytes: number; readonly digest: string } | null>
  /** Keeps bytes as a file of the run by that name, and gives their length and digest. */
  keep(run: string, name: string, bytes: Uint8Array): Promise<OutputSeal>
  /** What was kept by that name; null when the file is gone. */
  kept(run: string, name: string): Promise<Uint8Array | null>
  /** 32 random bytes, made once for a run and kept with its files, which they never leave; null: none can be kept. */
  markKey(run: string): Promise<Uint8Array | null>
  remove(run: string): Promise<void>
}

/** Something that tells how things stand: the end of a file, or what a program that only looks prints. */
export type Diagnostic =
  | { readonly is: 'file'; readonly path: string }
  | { readonly is: 'program'; readonly program: string; readonly args: readonly string[] }

/** Looks at all of it within so many milliseconds; in the place of each its bytes, or why there are none. */
export type Diagnose = (
  wanted: readonly Diagnostic[],
  cwd: string,
  timeout: number,
) => Promise<readonly (Uint8Array | string)[]>

/**
 * Answers one of the open decisions, or says that nobody will (`null`). `signal` aborts when the questions have changed
 * meanwhile, e.g. because somebody else answered: the answerer then resolves soon, what it gives is dropped, and the new
 * questions are asked. `refused` says why its last answer was not taken.
 */
export type Answerer = (
  open: readonly Decision[],
  state: RunState,
  signal: AbortSignal,
  refused: HoldpointError | null,
) => Promise<Given | null>

export interface Given {
  readonly decision: DecisionId
  readonly answer: Answer
  /** Who answers; the driver's own actor when absent. */
  readonly by?: Actor
}

/** A message as it leaves. Every try has the same `id`: what arrives twice can be told from what is new. */
export interface Outgoing {
  readonly id: string
  readonly subject: string
  readonly text: string
  readonly run: string
  readonly document: string
  readonly environment: string | null
  /** When it was asked for, in milliseconds since the epoch. */
  readonly at: number
  /** For notifiers that know of alarms: what becomes of which; null: it is only to be read. */
  readonly alarm: { readonly signal: Signal; readonly about: string } | null
  /** How many events had been recorded when it was asked for, and the hash of the last: who keeps the message can prove them. */
  readonly anchor: { readonly events: number; readonly head: string } | null
}

/**
 * Sends a message by a notifier of that name, once, within seconds, and gives what the other side said. Fails with an
 * `Error` whose message says why not; it may have arrived all the same.
 */
export type Notify = (notifier: string, message: Outgoing) => Promise<string>

/** What cron of this machine is told, and when that is due. */
export interface Cron {
  /** Name of the machine's time zone in the IANA database: that in which cron works. */
  readonly zone: string
  /** What can be read here now. */
  tables(): Promise<CronTables>
  /** When times (`0 2 * * *`, `@daily`) come next after a moment; null: at none that is known. */
  next(times: string, after: number): number | null
}

export interface CronTables {
  readonly seen: readonly CronTable[]
  /** Why the table of this user cannot be seen; null: it is among those seen. */
  readonly unseen: string | null
}

/** A table of cron. `of`: a path, or the command that printed it; `system`: its lines name a user before the command. */
export interface CronTable {
  readonly of: string
  readonly system: boolean
  readonly lines: readonly string[]
}

/** Looks around a run for values that are born in it. Each gives null for what is not there. */
export interface Capture {
  /** The newest file matching a shell glob under `cwd`, changed at `since` (milliseconds) or later; as the glob names it. */
  newestFile(pattern: string, cwd: string, since: number): Promise<string | null>
  /** `HEAD` of the work tree that holds `cwd`. */
  gitCommit(cwd: string): Promise<string | null>
  /** The tag that `HEAD` stands on, else the newest one before it. */
  gitTag(cwd: string): Promise<string | null>
  /**
   * What is new at `release` (where git knows no such name: at `HEAD`) since the first of `before` that git knows, else since
   * the tag before it.
   */
  gitChanges(cwd: string, before: readonly string[], release: string | null): Promise<Changes | null>
}

/**
 * Called at named points around everything that must not be lost or done twice; absent outside of tests, which end the
 * process there.
 */
export type Fault = (point: FaultPoint) => void

export type FaultPoint =
  | 'before-append'
  | 'after-append'
  | 'before-start'
  | 'after-start'
  | 'before-attach'
  | 'after-attach'
  | 'after-exit'
  | 'before-release'
  /** Within a runner's start: files written, wrapper up, told to go, claimed; and its attempt over. */
  | 'prepared'
  | 'spawned'
  | 'told'
  | 'claimed'
  | 'ended'
