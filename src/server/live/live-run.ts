import { createHash } from 'node:crypto'
import type { Present, Printed, RunChange, RunView } from '../../contract/index.ts'
import { HoldpointError } from '../../errors.ts'
import { type Actor, nameOf, type Recorded, type RunState, replay } from '../../run/index.ts'
import type { ServerParts } from '../parts.ts'
import { changeBetween, changedSteps } from '../views/change.ts'
import { runDocument } from '../views/run-document.ts'
import { type Around, openOf, type Picture, pictureAfter, pictureOf, runView } from '../views/run-view.ts'
import { frame } from './frames.ts'
import { Ring } from './ring.ts'
import { type Sink, Viewer } from './viewer.ts'

type Parts = Pick<ServerParts, 'engine' | 'store' | 'files' | 'holder' | 'now' | 'zone'>

/** What the conductor knows of a run that it drives. */
export interface Standing {
  readonly needs: readonly string[]
  readonly stopped: string | null
}

/** A change as it is sent: once for all, or for each who sees questions that are not everybody's. */
type Sent = (viewer: Actor) => Buffer

/** How many events of the end are told. */
const told = 400

/**
 * One run, watched once for everybody who looks at it. Every event is folded once, and what it changes is put into words once.
 */
export class LiveRun {
  readonly id: string
  private readonly parts: Parts
  private readonly standing: () => Standing
  private readonly watching = new AbortController()
  private readonly viewers = new Set<Viewer>()
  private readonly ring: Ring<Sent>
  private readonly waiters = new Set<() => void>()
  private picture: Picture
  /** As it was put into words, for each who sees something else. */
  private views: { readonly picture: Picture; readonly by: Map<string, Buffer> }
  private around: Around
  /** The last events, for what has happened. */
  private tail: readonly Recorded[]
  private pending: Recorded[] = []
  private pendingState: RunState | null = null
  private readonly printed = new Map<string, Printed>()
  private shownDocument: { readonly tag: string; readonly bytes: Buffer } | null = null
  private peopleTold: NodeJS.Timeout | null = null
  /** When somebody last asked for it. */
  usedAt: number

  private constructor(
    parts: Parts,
    state: RunState,
    tail: readonly Recorded[],
    around: Around,
    standing: () => Standing,
  ) {
    this.id = state.id
    this.parts = parts
    this.standing = standing
    this.around = around
    this.picture = pictureOf(state, around)
    this.views = { picture: this.picture, by: new Map() }
    this.tail = tail
    this.ring = new Ring(state.seq)
    this.usedAt = parts.now()
  }

  /** Fails with `run-missing`. `lost` is called when it cannot be watched any longer. */
  static async open(
    parts: Parts,
    run: string,
    standing: () => Standing,
    lost: (error: unknown) => void,
  ): Promise<LiveRun> {
    const history = await parts.engine.history(run)
    const state = replay(history) ?? (await parts.engine.load(run))
    const around = await aroundOf(parts, run, standing())
    const live = new LiveRun(parts, state, history.slice(-told), around, standing)
    parts.engine
      .watch(run, state.seq, ({ recorded, state }) => live.take(recorded, state), live.watching.signal)
      .catch(lost)
    return live
  }

  get state(): RunState {
    return this.picture.state
  }

  get seq(): number {
    return this.picture.state.seq
  }

  get watched(): boolean {
    return this.viewers.size > 0
  }

  /** Resolves when every event is in it that the journal had when it was called. Fails with `run-missing` when it was removed. */
  async fresh(): Promise<this> {
    this.usedAt = this.parts.now()
    const last = await this.parts.store.last(this.id)
    if (last === 0) throw new HoldpointError('run-missing', { run: this.id })
    while (this.seq < last && !this.watching.signal.aborted)
      await new Promise<void>((resolve) => this.waiters.add(resolve))
    return this
  }

  /** Who drives it; null: nobody does. */
  get driver(): RunView['driver'] {
    return this.picture.rest.driver
  }

  /** The whole view as somebody sees it, in JSON: made once for all who see the same. */
  view(viewer: Actor): Buffer {
    if (this.views.picture !== this.picture) this.views = { picture: this.picture, by: new Map() }
    const key = isPersonal(this.state) ? JSON.stringify(viewer) : ''
    const found = this.views.by.get(key)
    if (found) return found
    const made = Buffer.from(JSON.stringify(runView(this.picture, this.tail, viewer)))
    this.views.by.set(key, made)
    return made
  }

  /** What its document looks like: made once, as long as somebody looks. */
  document(): { readonly tag: string; readonly bytes: Buffer } {
    if (this.shownDocument === null) {
      const { source, plan } = this.state
      const bytes = Buffer.from(JSON.stringify(runDocument({ ...source, digest: plan.source.digest }, plan)))
      const tag = `"${createHash('sha256').update(bytes).digest('hex').slice(0, 32)}"`
      this.shownDocument = { tag, bytes }
    }
    return this.shownDocument
  }

  /**
   * From now on everything goes to a viewer: first what happened after an event that they know (null: the whole view). The
   * function that comes back takes them away.
   */
  attach(actor: Actor, sink: Sink, after: number | null): { readonly viewer: Viewer; readonly leave: () => void } {
    const viewer = new Viewer(actor, sink, { view: () => this.whole(actor), hints: () => this.hints() })
    const missed = after === null ? null : this.ring.after(after)
    if (missed === null) viewer.view()
    else {
      for (const sent of missed) viewer.send(sent(actor))
      viewer.send(frame('change', this.surroundings(actor), this.seq))
    }
    for (const bytes of this.printedFrames()) viewer.hint(bytes)
    this.viewers.add(viewer)
    this.tellPeople()
    const leave = () => {
      if (!this.viewers.delete(viewer)) return
      this.usedAt = this.parts.now()
      this.tellPeople()
    }
    return { viewer, leave }
  }

  /** What happened after an event, in order. */
  async since(seq: number): Promise<readonly Recorded[]> {
    const isHere = (this.tail[0]?.seq ?? 1) <= seq + 1
    const events = isHere ? this.tail : await this.parts.engine.history(this.id)
    return events.filter((one) => one.seq > seq && one.seq <= this.seq)
  }

  /** Who has its page open. */
  people(): Present[] {
    const found = new Map<string, Present>()
    for (const { actor } of this.viewers) {
      const key = `${actor.kind} ${actor.id} ${actor.name}`
      const one = found.get(key)
      const name = nameOf(this.state.authority, actor)
      found.set(key, { id: actor.id, name, pages: (one?.pages ?? 0) + 1 })
    }
    return [...found.values()].toSorted((a, b) => a.name.localeCompare(b.name))
  }

  /** Looks again at what no event tells of: who drives, what the time has brought. Fails with `run-missing` when it was removed. */
  async look(): Promise<void> {
    if ((await this.parts.store.last(this.id)) === 0) throw new HoldpointError('run-missing', { run: this.id })
    this.around = await aroundOf(this.parts, this.id, this.standing())
    this.flush()
    this.show()
  }

  /** What a running attempt has printed so far: only a hint that there is more to fetch. */
  async lookAtOutputs(): Promise<void> {
    for (const { step, attempt } of this.state.running) {
      const bytes = await this.parts.files.length(this.id, step, attempt)
      this.print(step, attempt, { bytes })
    }
  }

  /** What the driver here sees of a running attempt. */
  print(step: string, attempt: number, seen: Partial<Pick<Printed, 'bytes' | 'statement' | 'waiting'>>): void {
    const before = this.printed.get(step) ?? { step, attempt, bytes: 0, statement: null, waiting: null }
    const base = before.attempt === attempt ? before : { step, attempt, bytes: 0, statement: null, waiting: null }
    const now = { ...base, ...seen }
    if (JSON.stringify(now) === JSON.stringify(before)) return
    this.printed.set(step, now)
    const bytes = frame('printed', now)
    for (const viewer of this.viewers) viewer.hint(bytes)
  }

  quiet(bytes: Uint8Array): void {
    for (const viewer of this.viewers) viewer.hint(bytes)
  }

  close(): void {
    this.watching.abort()
    if (this.peopleTold !== null) clearTimeout(this.peopleTold)
    for (const viewer of this.viewers) viewer.end()
    this.viewers.clear()
    this.wake()
  }

  /** An event, with the state after it. What comes together is told together. */
  private take(recorded: Recorded, state: RunState): void {
    this.pending.push(recorded)
    if (this.pendingState === null) queueMicrotask(() => this.flush())
    this.pendingState = state
  }

  private flush(): void {
    const { pending, pendingState: state } = this
    if (state === null) return
    this.pending = []
    this.pendingState = null
    this.tail = [...this.tail, ...pending].slice(-told)
    const driver = pending.findLast(({ event }) => event.type === 'DriverChanged')?.event
    if (driver?.type === 'DriverChanged') this.driverIs(driver.driver, driver.host)
    this.around = { ...this.around, now: this.parts.now(), ...this.standing() }
    const before = this.picture
    const steps = changedSteps(before.state, state)
    this.picture = pictureAfter(before, state, steps, this.around)
    for (const step of this.printed.keys())
      if (!state.running.some((one) => one.step === step)) this.printed.delete(step)
    const change = changeBetween(before, this.picture, steps, pending)
    if (change !== null) this.tell(change)
    this.wake()
  }

  /** Told at once where it is clear: that it was left, or is driven here. Anything else is looked up. */
  private driverIs(driver: string | null, host: string): void {
    const { holder } = this.parts
    if (driver === null) this.around = { ...this.around, driver: null }
    else if (driver === holder.id) this.around = { ...this.around, driver: { host, pid: holder.pid, here: true } }
    else void this.look().catch(() => {})
  }

  /** What is other than told although no event brought it about. */
  private show(): void {
    const after = pictureAfter(this.picture, this.state, [], this.around)
    const change = changeBetween(this.picture, after, [], [])
    if (change === null) return
    this.picture = after
    const sent = sentOf(change, this.state)
    for (const viewer of this.viewers) viewer.send(sent(viewer.actor))
  }

  private tell(change: RunChange): void {
    const sent = sentOf(change, this.state)
    this.ring.add(change, sent, sent(nobody).length)
    for (const viewer of this.viewers) viewer.send(sent(viewer.actor))
  }

  private whole(actor: Actor): Buffer {
    return Buffer.concat([Buffer.from(`id: ${this.seq}\nevent: view\ndata: `), this.view(actor), Buffer.from('\n\n')])
  }

  /** All that may be other than it was for somebody who has seen every event: nothing of it is told by one. */
  private surroundings(actor: Actor): RunChange {
    const { rest, state } = this.picture
    const { driver, needs, stopped, waits, window, ways } = rest
    const run = { driver, needs, stopped, waits, window, ways, open: openOf(state, actor) }
    return { seq: this.seq, after: this.seq, run, steps: {}, rows: [], more: {}, said: [] }
  }

  private hints(): readonly Uint8Array[] {
    return [frame('people', this.people()), ...this.printedFrames()]
  }

  private printedFrames(): readonly Uint8Array[] {
    return [...this.printed.values()].map((printed) => frame('printed', printed))
  }

  /** Where many come at once they are told of each other once. */
  private tellPeople(): void {
    this.peopleTold ??= setTimeout(() => {
      this.peopleTold = null
      const bytes = frame('people', this.people())
      for (const viewer of this.viewers) viewer.hint(bytes)
    }, 100)
  }

  private wake(): void {
    const waiters = [...this.waiters]
    this.waiters.clear()
    for (const waiter of waiters) waiter()
  }
}

const nobody: Actor = { kind: 'engine', id: '', name: null, key: null }

/** It asks something that not everybody may answer: each who looks is told whether they may. */
const isPersonal = ({ open }: RunState): boolean => open.some(({ who }) => who !== null)

/** Encoded once; where it asks questions that are not everybody's, once for each who looks. */
function sentOf(change: RunChange, state: RunState): Sent {
  const personal = change.run.open !== undefined && isPersonal(state)
  const encoded = new Map<string, Buffer>()
  return (viewer) => {
    const key = personal ? JSON.stringify(viewer) : ''
    const found = encoded.get(key)
    if (found) return found
    const own = personal ? { ...change, run: { ...change.run, open: openOf(state, viewer) } } : change
    const made = frame('change', own, change.seq)
    encoded.set(key, made)
    return made
  }
}

async function aroundOf(parts: Parts, run: string, standing: Standing): Promise<Around> {
  const now = parts.now()
  const driver = await parts.store.driver(run, now)
  return {
    now,
    zone: parts.zone,
    driver: driver && { host: driver.host, pid: driver.pid, here: driver.id === parts.holder.id },
    ...standing,
  }
}
