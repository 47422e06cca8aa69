import { statSync } from 'node:fs'
import type { AttemptSpec, StepRunner } from '../../engine/ports.ts'
import { HoldpointError } from '../../errors.ts'
import { prepareFolder, writeCommand } from './attempt-files.ts'
import { stateFile, variableOf } from './carried-state.ts'
import { freeClaim, takeForNobody } from './claim.ts'
import { type Environment, firstEnvironment } from './environment.ts'
import { isAlive } from './process-table.ts'
import { follow } from './running.ts'
import { type StartsFrom, startOnTerminal, type WaitingWrapper } from './wrapper.ts'
import { wrappers } from './wrappers.ts'

/** Moments of an attempt at which a test may end the process: files written, wrapper up, told to go, claimed, over. */
export type FaultPoint = 'prepared' | 'spawned' | 'told' | 'claimed' | 'ended'

interface ShellOptions {
  /** What Holdpoint was started with; `firstEnvironment` says what of it commands see. */
  readonly environment: Readonly<Record<string, string | undefined>>
  /** Folder that the logs of services are named from: the store's. */
  readonly store: string
  /** Name or path of the bash to use; found on the environment's PATH. */
  readonly bash?: string
  readonly fault?: (point: FaultPoint) => void
}

/** Runs attempts in bash on this machine, detached; see `attempt.sh` beside this file. */
export const shellRunner = (options: ShellOptions): StepRunner => {
  const first: Environment = firstEnvironment(options.environment)
  const bash = options.bash ?? 'bash'
  const fault = options.fault ?? (() => undefined)
  const warmed = new Map<string, WaitingWrapper>()
  const { launch, close } = wrappers(bash, first.PATH ?? '')
  /** A wrapper that died, e.g. by a Ctrl-C before it had a session of its own, has run nothing: another takes its place, once. */
  const claimedBy = async (
    waiting: WaitingWrapper,
    from: StartsFrom,
    spec: AttemptSpec,
    claim: string,
    curl: boolean,
  ) => {
    try {
      return { wrapper: await waiting.go(from, claim, secretsOf(spec, first)), gone: waiting.gone }
    } catch (error) {
      if (!(error instanceof HoldpointError) || error.code !== 'attempt-not-started' || spec.terminal) throw error
      const other = launch(spec.folder, curl)
      return { wrapper: await other.go(from, claim, secretsOf(spec, first)), gone: other.gone }
    }
  }
  /** A wrapper for a command that uses curl is not the one that was started without knowing of it. */
  const wrapperFor = ({ folder, terminal }: AttemptSpec, from: StartsFrom, curl: boolean): WaitingWrapper => {
    if (terminal) return startOnTerminal(bash, first.PATH ?? '', folder)
    const ready = warmed.get(folder)
    warmed.delete(folder)
    if (ready && !curl && ready.fits(from)) return ready
    ready?.giveUp()
    return launch(folder, curl)
  }
  /** Most commands go on where the one before ended: the shell of the next restores that while its end is written down. */
  const restoreAhead = ({ folder, cwd }: AttemptSpec) => {
    const [next] = warmed.values()
    const state = next && stateFile({ folder, statement: null })
    if (next && state) next.restore({ state, cwd })
  }
  const watches = new Set<NodeJS.Timeout>()
  const followed = { store: options.store, ended: () => fault('ended'), watches }

  return {
    warm: ({ folder }) => {
      if (warmed.has(folder)) return
      try {
        prepareFolder(folder)
      } catch (error) {
        // Nothing has been asked for yet: `start` will say what is wrong with the folder.
        if (error instanceof HoldpointError) return
        throw error
      }
      const waiting = launch(folder, false)
      warmed.set(folder, waiting)
      void waiting.gone.then(() => warmed.get(folder) === waiting && warmed.delete(folder))
    },

    start: async (spec) => {
      const { folder } = spec
      const state = stateFile(spec.continues)
      if (!state) mustBeDirectory(spec.cwd)
      if (!warmed.has(folder)) prepareFolder(folder)
      const claim = freeClaim(folder)
      const { curl } = writeCommand(spec, state, first)
      fault('prepared')
      const from = { state, cwd: spec.cwd }
      const waiting = wrapperFor(spec, from, curl)
      fault('spawned')
      const claimed = claimedBy(waiting, from, spec, claim, curl)
      fault('told')
      const { wrapper, gone } = await claimed
      fault('claimed')
      void gone.then(() => restoreAhead(spec))
      return follow(spec, wrapper, gone, followed)
    },

    attach: async (spec) => {
      prepareFolder(spec.folder)
      const holder = await takeForNobody(spec.folder)
      return holder === 'taken' ? 'never-started' : follow(spec, holder, null, followed)
    },

    alive: async (services) => services.filter(({ pid, startTime }) => isAlive(pid, startTime)),

    variable: async (folder, name) => variableOf(folder, name),

    close: async () => {
      warmed.clear()
      // What runs goes on; looking at it must not keep this process.
      for (const watch of watches) clearInterval(watch)
      close()
    },
  }
}

/** Given by the pipe, so that they lie in no file; also those that Holdpoint was started with. */
const secretsOf = (spec: AttemptSpec, first: Environment): readonly string[] =>
  spec.secrets.flatMap((name) => {
    const value = spec.env[name] ?? first[name]
    return value === undefined ? [] : `${name}=${value}`
  })

const mustBeDirectory = (cwd: string): void => {
  if (!statSync(cwd, { throwIfNoEntry: false })?.isDirectory()) throw new HoldpointError('directory-missing', { cwd })
}
