import type { Given, Live } from '../../engine/engine.ts'
import type { HoldpointError } from '../../errors.ts'
import type { Input } from '../../plan/index.ts'
import { type Decision, type Recorded, type RunState, refusal } from '../../run/index.ts'
import { ask, type Desk } from './ask.ts'
import type { OutputOf } from './decision-view.ts'
import { Interrupt, menuOf } from './interrupt.ts'
import { Keys } from './keys.ts'
import { liveLines } from './live-view.ts'
import type { Look } from './look.ts'
import { offer } from './offer.ts'
import { Printing } from './printing.ts'
import { Screen } from './screen.ts'
import type { SessionParts } from './session-parts.ts'
import { looksAgain } from './soak-lines.ts'
import { Tally } from './tally.ts'
import { type Place, transcriptLines } from './transcript.ts'
import { unseenLines } from './unseen-lines.ts'
import { oneLine } from './words.ts'

/** How often the live lines are drawn at most, in milliseconds. */
const beat = 100

/** A run in front of a person: its transcript, its live lines, its questions and its keys. */
export class Session implements Desk {
  readonly keys: Keys
  readonly #parts: SessionParts
  readonly #screen: Screen
  readonly #tally = new Tally()
  readonly #printing: Printing
  #state: RunState | null = null
  #place: Place = { section: null }
  #statement: number | null = null
  /** The attempt whose output was printed last. */
  #printed = ''
  #waiting: string | null = null
  readonly #interrupt = new Interrupt()
  #asking = false
  #timer: NodeJS.Timeout | null = null

  constructor(parts: SessionParts) {
    this.#parts = parts
    this.keys = new Keys(parts.input, parts.output)
    this.#screen = new Screen(parts.output, () => this.look.caps)
    this.#printing = new Printing(() => this.look)
    this.keys.onInterrupt(() => this.#interrupted())
  }

  get look(): Look {
    return this.#parts.look()
  }

  print(lines: readonly string[]): void {
    this.#screen.print(lines)
  }

  /** Takes up a run that was there before: `lines` say what it is. */
  resume(state: RunState, lines: readonly string[]): void {
    this.#state = state
    this.#tally.begin(state)
    this.print(lines)
  }

  /** Takes the terminal. */
  open(): void {
    this.keys.listen((key) => this.#key(key))
    this.#timer = setInterval(() => this.#draw(), beat)
  }

  /** Gives the terminal back as it was. */
  close(): void {
    if (this.#timer) clearInterval(this.#timer)
    this.#screen.live([])
    this.keys.leave()
  }

  /** What `drive` reports. */
  readonly listen = (live: Live): void => {
    if (live.is === 'recorded') this.#recorded(live.recorded, live.state)
    else if (live.is === 'output' && looksAgain(this.#state, live)) return
    else if (live.is === 'output') this.print(this.#printing.output(live.bytes, this.look.caps.plain))
    else if (live.progress.is === 'unseen') this.print(unseenLines(live.progress, this.look))
    else if (live.progress.is === 'waiting') this.#waiting = live.progress.for
    else {
      this.#waiting = null
      if (live.progress.is === 'started') this.#statement = live.progress.statement
    }
  }

  /** Puts one open question before the person, the oldest first. */
  readonly answer = async (
    all: readonly Decision[],
    state: RunState,
    signal: AbortSignal,
    refused: HoldpointError | null,
  ): Promise<Given | null> => {
    // A sample waits without holding anything up.
    const open = [...all.filter(({ kind }) => kind !== 'sample'), ...all.filter(({ kind }) => kind === 'sample')]
    // Whoever asked for the way back is asked about it before the question that they left.
    // Of several, what this person may answer.
    const decision =
      open.find(({ kind }) => kind === 'procedure') ??
      open.find((one) => refusal(state, one, this.#parts.by) === null) ??
      open[0]
    if (!decision) return null
    if (refused) this.print([this.look.bad(refused.message), refused.next])
    const loaded = await this.#parts.outputs(decision, state)
    const outputOf: OutputOf = (e) => (`${e.attempt} ${e.step}` === this.#printed ? null : loaded(e))
    this.#asking = true
    this.#screen.live([])
    this.#call(oneLine(decision.question, this.look))
    try {
      const offered = await offer(decision, state, this.#parts.engine)
      const answer = await ask(offered, state, outputOf, this, signal)
      return answer && { decision: decision.id, answer }
    } finally {
      this.#asking = false
      this.#interrupt.over()
    }
  }

  /** Asks for a secret that only a person has. */
  readonly secret = async (input: Input, signal: AbortSignal): Promise<string | null> => {
    this.#asking = true
    this.#screen.live([])
    try {
      return await this.keys.line(`  ${oneLine(input.text, this.look)} (secret, not stored): `, signal, {
        secret: true,
      })
    } finally {
      this.#asking = false
    }
  }

  /** A person is wanted: by a bell, and on the desktop by whoever can show a notice there. */
  #call(question: string): void {
    const { notice } = this.#parts
    this.#screen.call(notice === null ? `Holdpoint waits: ${question}` : null)
    notice?.('Holdpoint waits', question)
  }

  #recorded(recorded: Recorded, state: RunState): void {
    this.#state = state
    this.#tally.add(recorded.event, state)
    const { event } = recorded
    if (event.type === 'StepStarted') {
      this.#statement = event.statement
      this.#printing.begin()
      if (event.terminal) this.#lend()
    }
    if (event.type === 'StepEnded') {
      this.#waiting = null
      this.#interrupt.over()
      if (this.#parts.lending.lent) this.#takeBack()
      const ended = this.#printing.end(event.end, event.verdicts, this.look.caps.plain)
      if (!looksAgain(state, event)) {
        this.#printed = `${event.attempt} ${event.step}`
        this.print(ended)
      }
    }
    if (event.type === 'PeopleCalled') {
      const asked = state.open.find(({ id }) => id === event.decision)
      if (asked) this.#call(oneLine(asked.question, this.look))
    }
    const { lines, place } = transcriptLines(recorded, state, this.#place, this.look)
    this.#place = place
    this.print(lines)
  }

  #draw(): void {
    if (this.#asking || this.#parts.lending.lent || this.#state === null) return
    const { tail, rest } = this.#printing
    const happening = {
      tally: this.#tally,
      tail,
      rest,
      statement: this.#statement,
      waiting: this.#waiting,
      notice: this.#menu(),
    }
    this.#screen.live(liveLines(this.#state, happening, this.#parts.now(), this.look))
  }

  /** An interactive command gets the terminal for itself. */
  #lend(): void {
    this.#parts.lending.lent = true
    this.#screen.live([])
    this.keys.leave()
  }

  #takeBack(): void {
    this.#parts.lending.lent = false
    this.keys.listen((key) => this.#key(key))
  }

  #key(key: string): void {
    const state = this.#state
    if (state === null) return
    const { engine, by, detach } = this.#parts
    if (this.#interrupt.offered === null) {
      if (key === 'g' && this.#waiting !== null) this.#send(engine.goOn(state.id))
      return
    }
    const chosen = this.#interrupt.chosen(key)
    if (chosen === 'stop') this.#send(engine.cancelRunning(state.id, null, by))
    if (chosen === 'observers') this.#send(engine.stopObservers(state.id))
    if (chosen === 'back') this.#send(engine.act(state.id, { type: 'Back', procedure: null, reason: null }, by))
    if (chosen === 'pause') this.#send(engine.act(state.id, { type: 'Pause', reason: null }, by))
    if (chosen === 'detach') detach()
  }

  #interrupted(): void {
    const state = this.#state
    if (state === null || this.#interrupt.pressed(menuOf(state), this.#asking) === 'detach') {
      this.#parts.detach()
    } else if (this.#asking) this.print(['  Ctrl-C again leaves; the question waits for `holdpoint resume`.'])
    else if (this.look.caps.plain) this.print(this.#menu() ?? [])
    else this.#draw()
  }

  /** What Ctrl-C offers, key by key. */
  #menu(): readonly string[] | null {
    return this.#interrupt.offered?.map(({ key, label }) => `${this.look.bold(key)} ${label}`) ?? null
  }

  /** An act beside the driving; a refusal is said and changes nothing. */
  #send(act: Promise<unknown>): void {
    act.catch((error: unknown) => this.print([this.look.bad(error instanceof Error ? error.message : String(error))]))
  }
}
