import type { Input, Plan, Schedule, Source, StepId } from '../plan/index.ts'
import type {
  Actor,
  Authority,
  PersonCommand,
  Recorded,
  ReleaseIdentity,
  RunCreated,
  RunOptions,
  RunState,
  Sending,
  Standing,
  Target,
  Terms,
} from '../run/index.ts'
import type { Answerer, LeaseHolder, Progress, RunHeader } from './ports.ts'

/**
 * The only way to a run: everything that changes one goes through `act` or `drive`, everything that shows one through
 * `load`, `history` and `watch`. Any number of processes may act on a run at once; one at a time drives it.
 */
export interface Engine {
  /** Makes a run of a plan; nothing of it has started yet. Fails with `no-steps`, and with `environment-locked`. */
  create(input: NewRun, by: Actor): Promise<RunState>
  /** Fails with `run-missing`. */
  load(run: string): Promise<RunState>
  /** Every event of a run, in order, as this version reads them. What `verify` proves is what the store holds. */
  history(run: string): Promise<readonly Recorded[]>
  /**
   * Bytes `[from, to)` of an attempt's output as people may see them and as they may be handed on: secrets are hidden in it.
   * Also of one that runs. Null: it may hold a secret that nobody has told since; `drive` with that secret makes it good. `past`: what the journal says of
   * an earlier sample of a soak, which the state does not hold any more (whether the copy with secrets hidden is what may be shown).
   */
  output(
    state: RunState,
    step: StepId,
    attempt: number,
    from: number,
    to: number,
    past?: { readonly masked: boolean },
  ): Promise<Uint8Array | null>
  /** Newest first. */
  runs(): Promise<readonly RunHeader[]>
  /** Steps of a run's lines that no rehearsal of this document has come to as they stand, in document order. */
  neverRehearsed(state: RunState): Promise<readonly StepId[]>
  /**
   * Decides a command on the newest state and appends what it gives; again when others were faster. Refusals are errors
   * of the catalogue. An answer's secret fields stay in this process and never reach the journal. `check` is called with the state
   * that it is decided on, each time; what it throws is thrown, and nothing has happened.
   */
  act(run: string, command: PersonCommand, by: Actor, check?: (state: RunState) => void): Promise<Acted>
  /**
   * Keeps a file with the run as evidence, of a step or of the whole; also when the run is over. Nothing is hidden in it. Fails with
   * `evidence-empty`, `evidence-too-large` and `step-unknown`.
   */
  addEvidence(run: string, evidence: NewEvidence, by: Actor): Promise<Acted>
  /**
   * Drives a run until it ends, waits, is paused or `signal` aborts. Fails with `lease-lost` when another process that
   * lives drives it. A step that a former driver left running is found again first.
   */
  drive(run: string, options: DriveOptions): Promise<Stop>
  /** Seals what services printed that have stopped since anybody looked: they outlive their run. */
  sealServices(run: string, by: Actor): Promise<void>
  /** Tries once what a run that nobody drives any more still has to send. */
  sendLeft(run: string, by: Actor): Promise<RunState>
  /**
   * What recurs, as the newest runs say that are done, of the document and environment named or of all: when it was done last,
   * when it is due, what was missed. Only looks.
   */
  schedules(of?: Pick<RunHeader, 'document' | 'environment'>): Promise<readonly ScheduleNow[]>
  /** Has people told what of it was missed, once each, by the notifiers of the run that left it behind. */
  tellMissed(all: readonly ScheduleNow[], by: Actor): Promise<void>
  /** Values that inputs had last time in this environment: offered to people, never taken. */
  suggestions(state: RunState): Promise<Readonly<Record<string, string>>>
  /** Calls `listener` for every event with `seq > after`, also those of other processes, until `signal` aborts. */
  watch(run: string, after: number, listener: (live: RecordedLive) => void, signal: AbortSignal): Promise<void>
  /** Ends what runs now, with its process tree; no effect when nothing does. */
  cancelRunning(run: string, reason: string | null, by: Actor): Promise<void>
  /** Goes on to the statement after an endless one. Only in the process that drives; no effect elsewhere. */
  goOn(run: string): Promise<void>
  /** Ends the observers of the attempt that runs now. Only in the process that drives; no effect elsewhere. */
  stopObservers(run: string): Promise<void>
}

/** What recurs, and how it stands with it. Moments are milliseconds since the epoch. */
export interface ScheduleNow {
  readonly schedule: Schedule
  readonly document: string
  readonly environment: string | null
  /** The run from whose end its times are counted. */
  readonly left: RunThen
  /** Who did it last; null: nobody has since then. Of what cron does nothing is known. */
  readonly last: RunThen | null
  readonly standing: Standing
  /** Of a line for cron; null: people do it. */
  readonly cron: CronNow | null
  /** In which its times are counted. */
  readonly zone: string
}

interface RunThen {
  readonly run: string
  readonly at: number
  readonly by: Actor
}

export interface CronNow {
  /** With the values of the run in its blanks. */
  readonly line: string
  readonly is: 'installed' | 'missing' | 'unseen'
  /** The table that has it, or why none does or can be seen. */
  readonly why: string
}

export interface NewRun {
  readonly plan: Plan
  readonly source: Pick<Source, 'path' | 'text' | 'encoding'>
  readonly environment: string | null
  readonly release: string | null
  /** Absolute. */
  readonly cwd: string
  readonly options: RunOptions
  readonly rehearsal: boolean
  readonly continues: RunCreated['continues']
  readonly version: string
  /** Absent: everything runs on this machine. */
  readonly targets?: Readonly<Record<string, Target>>
  /** Absent: people send what the document wants sent. */
  readonly sending?: Sending
  /** Absent: nobody holds a role. */
  readonly authority?: Authority
  /** Absent: nothing is said of the environment. */
  readonly terms?: Terms
  readonly identity?: ReleaseIdentity
  /** Fails with `environment-locked` where another run of the environment is unfinished. */
  readonly exclusive?: boolean
  /** Why it is begun all the same. */
  readonly beside?: string
  /** Values known from the start, strongest first; see `firstInputs`. */
  readonly inputs: readonly GivenInputs[]
  /** Secret inputs of the run that it continues. What it does may print their values, so nothing is shown until they are told. */
  readonly withheld?: readonly string[]
}

/** Values for inputs, and where they come from. Secret ones are kept in this process only. */
export interface GivenInputs {
  readonly from: Extract<PersonCommand, { type: 'GiveInputs' }>['from']
  readonly values: Readonly<Record<string, string>>
}

/** A file that somebody adds. */
export interface NewEvidence {
  readonly step: StepId | null
  /** As it is called where it comes from. */
  readonly name: string
  readonly note: string | null
  readonly bytes: Uint8Array
}

interface Acted {
  readonly state: RunState
  readonly recorded: readonly Recorded[]
}

export interface DriveOptions {
  /** Who the acts of driving are recorded for: starting steps, settling what needs nobody. */
  readonly by: Actor
  readonly holder: LeaseHolder
  readonly version: string
  /** There is a terminal that interactive steps may have. */
  readonly terminal: boolean
  /** Is a program on this machine? Absent: all are. */
  readonly has?: (program: string) => boolean
  /** Absent: the run waits with its questions (`waiting`). */
  readonly answer?: Answerer
  /** Asks for a secret that this process does not hold (after a restart); null or absent: the run waits. */
  readonly secret?: (input: Input, signal: AbortSignal) => Promise<string | null>
  /** Secret values by input, kept in memory only. */
  readonly secrets: Readonly<Record<string, string>>
  /** Called in the order in which things happen. It must not throw. */
  readonly listener: (live: Live) => void
  /** Output is read for `listener` while a step runs. */
  readonly follow: boolean
  /** Milliseconds for which to stay when nothing happens until a sample of a soak is due; absent: as long as it takes. */
  readonly stay?: number
  /** Takes the samples of soaks that are due now, and leaves. */
  readonly soakOnly?: boolean
  /** Detaches: the step goes on, the driver leaves. */
  readonly signal: AbortSignal
}

/** Something that happened while driving or watching. */
export type Live = RecordedLive | ProgressLive | OutputLive

/** An event of the journal, by whomever, with the state after it. */
export interface RecordedLive {
  readonly is: 'recorded'
  readonly recorded: Recorded
  readonly state: RunState
}

/** A statement of the running attempt started, ended or waits. */
interface ProgressLive {
  readonly is: 'progress'
  readonly step: StepId
  readonly attempt: number
  readonly progress: Progress
}

/** The running attempt printed. All of it comes before its `StepEnded`, except what was too much to show. */
export interface OutputLive {
  readonly is: 'output'
  readonly step: StepId
  readonly attempt: number
  /** Where `bytes` stand in the attempt's output. A gap to what came before was left out: it came too fast. */
  readonly from: number
  readonly bytes: Uint8Array
}

export interface Stop {
  /**
   * `waiting`: for people, or for the secrets named in `needs`; `detached`: `signal` aborted, or the lease was lost to
   * another driver; what runs goes on.
   */
  readonly why: 'ended' | 'waiting' | 'paused' | 'detached'
  readonly state: RunState
  /** Secret inputs without which the next step cannot start. */
  readonly needs: readonly string[]
}

export type { Answerer, Given } from './ports.ts'
