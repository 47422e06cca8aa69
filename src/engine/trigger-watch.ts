import { checkOf } from '../read/checks/grammar.ts'
import { type RunCommand, type RunState, watchedTriggers } from '../run/index.ts'
import type { Hints } from './hints.ts'
import type { Clock, RunFiles, StepRunner } from './ports.ts'
import type { Secrets } from './secrets.ts'
import { environmentOf } from './spec.ts'

/** Milliseconds between two looks at a condition for going back. */
const every = 30_000

/** Bytes of the evidence that are told. */
const most = 400

interface WatchPorts {
  readonly files: RunFiles
  readonly runner: StepRunner
  readonly clock: Clock
  readonly hints: Hints
  readonly secrets: Secrets
}

/**
 * Looks at the conditions for going back that have a check, again and again from the first change on, beside whatever runs. A
 * look that cannot tell tells nothing: people are still asked.
 */
export class TriggerWatch {
  private readonly ports: WatchPorts
  private readonly looking = new Set<string>()
  private readonly lookedAt = new Map<string, number>()
  private seen: RunCommand[] = []

  constructor(ports: WatchPorts) {
    this.ports = ports
  }

  /** Begins the looks that are due. */
  start(state: RunState): void {
    const { clock, hints } = this.ports
    const now = clock.now()
    for (const watched of watchedTriggers(state)) {
      const { text } = watched
      if (this.looking.has(text) || (this.lookedAt.get(text) ?? -every) + every > now) continue
      this.looking.add(text)
      this.lookedAt.set(text, now)
      // A look that cannot be taken shows nothing; people are asked about the condition in any case.
      void this.look(state, watched)
        .catch(() => null)
        .then((why) => {
          this.looking.delete(text)
          if (why === null) return
          this.seen.push({ type: 'SeeTrigger', text, why })
          hints.wake(state.id)
        })
    }
  }

  /** What was seen since it was last asked for. */
  take(): readonly RunCommand[] {
    const seen = this.seen
    this.seen = []
    return seen
  }

  /** When the next look is due, in milliseconds since the epoch; null: nothing is watched. */
  next(state: RunState): number | null {
    const due = watchedTriggers(state).flatMap(({ text }) =>
      this.looking.has(text) ? [] : (this.lookedAt.get(text) ?? -every) + every,
    )
    return due.length === 0 ? null : Math.min(...due)
  }

  /** Why the condition holds; null: it does not, or nobody can tell. The evidence of the last look lies with the run's files. */
  private async look(
    state: RunState,
    { check, line, before }: ReturnType<typeof watchedTriggers>[number],
  ): Promise<string | null> {
    const { files, runner, secrets } = this.ports
    const step = `watch-line-${line}`
    const shell = state.course.shell
    const running = await runner.start({
      run: state.id,
      step,
      attempt: 1,
      folder: files.attempt(state.id, step, 1),
      cwd: state.cwd,
      language: 'check',
      statements: [
        { index: 0, script: check, stdin: null, endless: null, port: null, answers: [], line, check: checkOf(check) },
      ],
      script: false,
      env: environmentOf({ secrets }, state, Object.keys(state.inputs)),
      secrets: [],
      continues: shell && { folder: files.attempt(state.id, shell.step, shell.attempt), statement: shell.statement },
      timeout: null,
      terminal: false,
      before,
    })
    const { status, output } = await running.end
    if (status !== 0) return null
    const bytes = await files.output(state.id, step, 1, 0, Math.min(output.bytes, most))
    const lines = new TextDecoder().decode(bytes).split('\n')
    return lines.filter((one) => one.trim() !== '').join('; ')
  }
}
