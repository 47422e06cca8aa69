import { HoldpointError } from '../errors.ts'
import { type Actor, opensAt, type RunState } from '../run/index.ts'
import type { LiveRun } from './live-run.ts'
import type { Answerer, Given } from './ports.ts'
import { Repeats } from './repeats.ts'
import type { Secrets } from './secrets.ts'

/** The open questions, as they lie before the answerer at one moment. */
interface Asking {
  readonly open: RunState['open']
  readonly changed: AbortController
  readonly settled: Promise<void>
  result: { readonly given: Given | null } | { readonly error: unknown } | null
}

/** Keeps a run's open questions before the answerer, and takes its answers to the journal. */
export class Questions {
  private readonly run: LiveRun
  private readonly answerer: Answerer | undefined
  private readonly by: Actor
  private readonly secrets: Secrets
  private readonly repeats = new Repeats()
  private asking: Asking | null = null
  private refused: HoldpointError | null = null

  constructor(run: LiveRun, answerer: Answerer | undefined, by: Actor, secrets: Secrets) {
    this.run = run
    this.answerer = answerer
    this.by = by
    this.secrets = secrets
  }

  /** Resolves when the answerer has spoken; null while nobody is asked. */
  get settled(): Promise<void> | null {
    return this.asking?.settled ?? null
  }

  /**
   * Takes an answer that has come, and asks what is open now. `none`: there is nothing to ask, or nobody answers;
   * `answered`: the run has moved; `asking`: the answer will come.
   */
  async keep(): Promise<'none' | 'answered' | 'asking'> {
    if (this.asking !== null && this.asking.open !== this.run.state.open) await this.withdraw()
    if (this.asking?.result) return this.take(this.asking)
    // What waits for its time has been answered for now; it stays open to whoever decides otherwise.
    const waits = opensAt(this.run.state) !== null
    const open = this.repeats.without(this.run.state.open).filter(({ kind }) => !waits || kind !== 'override')
    if (this.answerer === undefined || open.length === 0) return 'none'
    this.asking ??= this.ask(this.answerer, open)
    return 'asking'
  }

  /** Resolves when the answerer has let go. */
  async withdraw(): Promise<void> {
    const { asking } = this
    this.asking = null
    asking?.changed.abort()
    await asking?.settled
  }

  private ask(answerer: Answerer, open: RunState['open']): Asking {
    const { state } = this.run
    const changed = new AbortController()
    const { refused } = this
    this.refused = null
    const settled = answerer(wayBackFirst(open), state, changed.signal, refused).then(
      (given) => {
        asking.result = { given }
      },
      (error) => {
        asking.result = { error }
      },
    )
    const asking: Asking = { open: state.open, changed, settled, result: null }
    return asking
  }

  private async take({ result }: Asking): Promise<'none' | 'answered'> {
    this.asking = null
    if (result === null) return 'none'
    if ('error' in result) throw result.error
    if (result.given === null) return 'none'
    const { decision, answer, by } = result.given
    const { state } = this.run
    if (this.repeats.drops(state, result.given)) return 'answered'
    const asked = state.open.find((d) => d.id === decision)
    try {
      const kept = this.secrets.withhold(state.id, state.plan, asked, answer)
      await this.run.act([{ type: 'Answer', decision, answer: kept }], by ?? this.by)
    } catch (error) {
      if (!(error instanceof HoldpointError) || error.exit === 5 || error.code === 'lease-lost') throw error
      // Somebody else was faster: their answer stands and this one is no mistake.
      if (this.run.state.open.some((d) => d.id === decision)) this.refused = error
    }
    return 'answered'
  }
}

/** Who has asked for the way back is asked about that, and not once more about the failure that it left open. */
const wayBackFirst = (open: RunState['open']): RunState['open'] => [
  ...open.filter(({ kind }) => kind === 'procedure'),
  ...open.filter(({ kind }) => kind !== 'procedure'),
]
