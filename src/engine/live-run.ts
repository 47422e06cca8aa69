import { HoldpointError } from '../errors.ts'
import { digestOf } from '../run/chain.ts'
import { type Actor, evolve, type Recorded, type RunCommand, type RunState, upcast } from '../run/index.ts'
import { type Draft, draftOf } from './draft.ts'
import type { RecordedLive } from './engine.ts'
import type { Clock, Fault, LeaseHolder, RunStore } from './ports.ts'
import type { Secrets } from './secrets.ts'
import { type Sign, signAnswers } from './sign-answers.ts'

interface LiveRunPorts {
  readonly store: RunStore
  readonly clock: Clock
  readonly newId: () => string
  readonly fault: Fault
  readonly sign?: Sign
  /** Hidden in what is recorded. */
  readonly secrets?: Secrets
  /** Gives up room that was kept back for a way back; false when there is none. */
  readonly giveUpReserve?: () => boolean
}

/** Others may append as fast as they like; giving up after this many turns keeps every call bounded. */
export const turnLimit = 50

/** Milliseconds after which the driving lease is renewed: a holder on another host is believed for a quarter of an hour. */
const renewal = 60_000

/**
 * A run in memory, kept in step with its journal. It is folded once and from then on only by what is new, so that a
 * turn costs the same at the end of a long run as at its beginning.
 */
export class LiveRun {
  private readonly ports: LiveRunPorts
  /** Told of every event that is folded from now on. */
  listener: (live: RecordedLive) => void = () => {}
  /** The driving lease's holder: appends then fail when somebody else has taken over. */
  lease: string | undefined
  state: RunState
  /** Hash of the last event that is folded. */
  head: string
  private leasedAt = 0

  constructor(ports: LiveRunPorts, state: RunState, head: string) {
    this.ports = ports
    this.state = state
    this.head = head
  }

  /** Fails with `run-missing`. With `upTo`, as it was after that event. */
  static async load(ports: LiveRunPorts, run: string, upTo = Number.POSITIVE_INFINITY): Promise<LiveRun> {
    let state: RunState | null = null
    let head = ''
    for (const recorded of upcast(await ports.store.read(run, 0), null)) {
      if (recorded.seq > Math.max(1, upTo)) break
      state = evolve(state, recorded)
      head = recorded.hash
    }
    if (state === null) throw new HoldpointError('run-missing', { run })
    return new LiveRun(ports, state, head)
  }

  /** Takes the driving lease, and again when it is a minute old. Fails with `lease-lost` when another holds it. */
  async renew(holder: LeaseHolder): Promise<void> {
    const { store, clock } = this.ports
    const now = clock.now()
    if (this.lease !== undefined && now - this.leasedAt < renewal) return
    const lease = await this.withReserve(this.state, () => store.lease(this.state.id, holder, now))
    if (!lease.held)
      throw new HoldpointError('lease-lost', {
        run: this.state.id,
        holder: `process ${lease.by.pid} on ${lease.by.host}`,
      })
    this.lease = holder.id
    this.leasedAt = now
  }

  /** Folds what others have appended. */
  async catchUp(): Promise<void> {
    const { store } = this.ports
    if ((await store.last(this.state.id)) === this.state.seq) return
    for (const recorded of upcast(await store.read(this.state.id, this.state.seq), this.state.format))
      this.moveTo(evolve(this.state, recorded), recorded)
  }

  draft(commands: readonly RunCommand[], by: Actor, base?: Draft): Draft {
    const { clock, newId, secrets } = this.ports
    return draftOf(
      this.state,
      commands,
      { now: base?.at ?? clock.now(), run: this.state.id, by, newId, digestOf },
      base,
      (event) => secrets?.clean(this.state.id, event) ?? event,
    )
  }

  /** Appends a draft in one transaction; null when others were faster, whose events are then folded in. */
  async append(draft: Draft, by: Actor): Promise<readonly Recorded[] | null> {
    const { store, fault, sign } = this.ports
    if (draft.events.length === 0) return []
    const events = sign ? signAnswers(this, draft, by, sign) : draft.events
    fault('before-append')
    let recorded: readonly Recorded[]
    try {
      recorded = await this.withReserve(draft.states.at(-1) ?? this.state, () =>
        store.append(this.state.id, this.state.seq, events, by, draft.at, this.lease),
      )
    } catch (error) {
      if (!(error instanceof HoldpointError) || error.code !== 'journal-conflict') throw error
      await this.catchUp()
      return null
    }
    fault('after-append')
    recorded.forEach((one, i) => {
      this.moveTo(draft.states[i] ?? this.state, one)
    })
    return recorded
  }

  /** Decides commands on the newest state and appends what they give. `check` may refuse that state. */
  async act(
    commands: readonly RunCommand[],
    by: Actor,
    check?: (state: RunState) => void,
  ): Promise<readonly Recorded[]> {
    for (let turn = 0; turn < turnLimit; turn++) {
      check?.(this.state)
      const recorded = await this.append(this.draft(commands, by), by)
      if (recorded !== null) return recorded
    }
    throw new HoldpointError('run-moving', { run: this.state.id, times: turnLimit })
  }

  /** Where the disk is full, what leads back may use the room that was kept for it; `state` is the one after the write. */
  private async withReserve<T>(state: RunState, write: () => Promise<T>): Promise<T> {
    try {
      return await write()
    } catch (error) {
      const leadsBack = state.line !== 'main' || state.open.some(({ kind }) => kind === 'procedure')
      const isFull = error instanceof HoldpointError && error.code === 'store-full'
      if (!isFull || !leadsBack || this.ports.giveUpReserve?.() !== true) throw error
      return await write()
    }
  }

  private moveTo(state: RunState, recorded: Recorded): void {
    this.state = state
    this.head = recorded.hash
    this.listener({ is: 'recorded', recorded, state })
  }
}
