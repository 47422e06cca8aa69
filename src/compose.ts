import { randomBytes } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { hostname, userInfo } from 'node:os'
import { join } from 'node:path'
import { createCapture } from './adapters/capture/capture.ts'
import { diagnostics } from './adapters/evidence/diagnose.ts'
import { giveUpReserve, keepReserve, makeStoreFolder, type Place, runFiles } from './adapters/files/index.ts'
import type { OperatorKey } from './adapters/keys/operator-key.ts'
import { linkFiles, type PersonalLinks } from './adapters/links/link-files.ts'
import { degradedIn } from './adapters/rehearsal/degraded.ts'
import { neverReached, statementsAt, stepsAt, type Told } from './adapters/rehearsal/faults.ts'
import { simulatedCapture } from './adapters/rehearsal/simulated-capture.ts'
import { simulatedPeople } from './adapters/rehearsal/simulated-people.ts'
import { createSimulatedRunner } from './adapters/rehearsal/simulated-runner.ts'
import { createVirtualClock } from './adapters/rehearsal/virtual-clock.ts'
import { firstEnvironment } from './adapters/shell/environment.ts'
import { shellRunner } from './adapters/shell/shell-runner.ts'
import { sqliteStore, thisProcess } from './adapters/sqlite/index.ts'
import { createSystemClock } from './adapters/system-clock/system-clock.ts'
import { projectEnvironment, readProject } from './adapters/yaml/project.ts'
import { createEngine, type Engine } from './engine/index.ts'
import type {
  Answerer,
  AttemptSpec,
  Cron,
  Fault,
  LeaseHolder,
  Notify,
  RunFiles,
  RunStore,
  StepRunner,
} from './engine/ports.ts'
import type { Plan } from './plan/index.ts'
import type { RunState, Target } from './run/index.ts'

export { checkStamp, timeStamp } from './adapters/anchors/time-stamp.ts'
export { openBrowser } from './adapters/desktop/browser.ts'
export { desktopNotice } from './adapters/desktop/notice.ts'
export { readDocument } from './adapters/documents/read-document.ts'
export {
  type BundleFolder,
  bundleFolder,
  isFolder,
  keepStamp,
  locate,
  makeBundleFolder,
  nameIn,
  type Place,
  stampsOf,
} from './adapters/files/index.ts'
export { commitTimes } from './adapters/git/commit-times.ts'
export { addNote, notes } from './adapters/git/notes.ts'
export { findKey, isSigned, type OperatorKey, operatorKey } from './adapters/keys/operator-key.ts'
export type { KeptLink, PersonalLinks } from './adapters/links/link-files.ts'
export { sudoAsks } from './adapters/logins/sudo.ts'
export { lookAlikes } from './adapters/look-alikes/look-alikes.ts'
export { operator } from './adapters/people/operator.ts'
export { releaseIdentity } from './adapters/release/identity.ts'
export { noteServing, servingNow } from './adapters/serving/serving.ts'
export { answerFromFile } from './adapters/yaml/answer-from-file.ts'
export type { Answers } from './adapters/yaml/answers.ts'
export { readAnswers } from './adapters/yaml/answers.ts'
export { projectEnvironment, projectInputs, readProject } from './adapters/yaml/project.ts'
export type * from './engine/engine.ts'
export { firstInputs, type InputSources, requireSteps } from './engine/index.ts'
export type { LeaseHolder, Progress, RunFiles, RunHeader, RunStore } from './engine/ports.ts'

/** Everything that a surface works with, on one store. */
export interface Holdpoint {
  readonly engine: Engine
  readonly store: RunStore
  readonly files: RunFiles
  /** This process as a driver. */
  readonly holder: LeaseHolder
  /** Makes sure that steps can run there, before any does; fails with what is to be mended. Absent where nothing runs. */
  readonly reach?: (targets: readonly Target[]) => Promise<void>
  /** Ends what is open in this process; steps that run go on. */
  close(): Promise<void>
}

export interface Rehearsal extends Holdpoint {
  /** Answers every question of the run, see `simulatedPeople`. */
  readonly answer: Answerer
  /** Lines at which something was told to go wrong and which the run, as it stands, has not come to. */
  readonly neverReached: (state: RunState) => Told
}

interface HoldpointOptions {
  readonly fault?: Fault
  /** Told of a log of the store that cannot be read where it lies. */
  readonly unread?: (log: string) => void
  /** The key that the operator's answers are signed with; asked for when one is given. */
  readonly key?: () => OperatorKey | null
}

/** Holdpoint on this machine. `environment` is what the first command of a run sees. */
export function openHoldpoint(
  place: Place,
  environment: Readonly<Record<string, string | undefined>>,
  { fault, unread, key }: HoldpointOptions = {},
): Holdpoint {
  const { store, files } = openStore(place, unread)
  const shell = shellRunner({ environment, store: place.store, ...(fault === undefined ? {} : { fault }) })
  const local = withChecks(shell, firstEnvironment(environment))
  const runner = withTargets(local, () => overSsh(place, store, environment))
  const clock = createSystemClock()
  const capture = createCapture()
  const engine = createEngine({
    store,
    files,
    runner,
    clock,
    capture,
    newId,
    notify: notifyFrom(place, environment),
    diagnose: diagnostics(environment),
    cron: cronOf(environment),
    giveUpReserve: () => giveUpReserve(place.store),
    sign: (text, by) => {
      const held = key?.() ?? null
      return held === null || held.fingerprint !== by.key ? null : held.sign(text)
    },
    ...(fault === undefined ? {} : { fault }),
  })
  const reach = async (targets: readonly Target[]) => {
    for (const target of targets) await runner.reach?.(target)
  }
  return { engine, store, files, holder: thisProcess(newId()), reach, close: closing(store, runner) }
}

/** What knows cron is loaded when something recurs. */
const cronOf = (environment: Readonly<Record<string, string | undefined>>) => async (): Promise<Cron> => {
  const { systemCron } = await import('./adapters/cron/cron.ts')
  return systemCron(environment)
}

/** The notifiers of the place's `holdpoint.yaml`, as it stands when something is sent. */
const notifyFrom =
  ({ cwd }: Place, environment: Readonly<Record<string, string | undefined>>): Notify =>
  async (name, message) => {
    const project = readProject(join(cwd, 'holdpoint.yaml'))
    const own = project === null ? null : projectEnvironment(project, message.environment)
    const notifier = (own ?? project)?.notifiers.find((one) => one.name === name)
    if (notifier === undefined) throw new Error('holdpoint.yaml names no such notifier any more')
    const { send } = await import('./adapters/notify/send.ts')
    return await send(notifier, message, environment)
  }

/**
 * What only looks needs no shell, but sees the variables that the shell before it has set. Its clients are loaded when a
 * document has a check: they cost every start otherwise.
 */
function withChecks(shell: StepRunner, environment: Readonly<Record<string, string>>): StepRunner {
  const runnerOf = async ({ language }: AttemptSpec) => {
    if (language !== 'check') return shell
    const { checkRunner } = await import('./adapters/checks/check-runner.ts')
    return checkRunner({ variable: shell.variable, environment })
  }
  return {
    ...shell,
    start: async (spec) => await (await runnerOf(spec)).start(spec),
    attach: async (spec, givenUp) => await (await runnerOf(spec)).attach(spec, givenUp),
  }
}

/** Where a step has a target it runs there. What reaches other hosts is loaded when one is meant. */
function withTargets(local: StepRunner, open: () => Promise<StepRunner>): StepRunner {
  let remote: Promise<StepRunner> | null = null
  const elsewhere = () => {
    remote ??= open()
    return remote
  }
  const of = (target: unknown) => (target === undefined ? local : elsewhere())
  return {
    ...local,
    start: async (spec) => await (await of(spec.target)).start(spec),
    attach: async (spec, givenUp) => await (await of(spec.target)).attach(spec, givenUp),
    alive: async (services) => {
      const here = services.filter(({ target }) => target === undefined)
      const there = services.filter(({ target }) => target !== undefined)
      return [...(await local.alive(here)), ...(there.length === 0 ? [] : await (await elsewhere()).alive(there))]
    },
    reach: async (target) => await (await elsewhere()).reach?.(target),
    leave: async (run, targets) => {
      if (targets.length > 0) await (await elsewhere()).leave?.(run, targets)
    },
    close: async () => {
      if (remote !== null) await (await remote).close()
      await local.close()
    },
  }
}

/** A host is held by a run of this store as long as that run is not over. */
async function overSsh(
  { store: folder }: Place,
  store: RunStore,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<StepRunner> {
  const [{ sshRunner }, { attemptFormat }] = await Promise.all([
    import('./adapters/ssh/ssh-runner.ts'),
    import('./adapters/shell/attempt-format.ts'),
  ])
  const isOver = async (run: string) => {
    const header = (await store.runs()).find((one) => one.run === run)
    return header === undefined || header.outcome !== null
  }
  const identity = `${userInfo().username} on ${hostname()}, ${folder}`
  return sshRunner({ environment, store: folder, format: attemptFormat, identity, isOver })
}

/** A rehearsal of one plan: nothing runs, time is virtual. `fail` and `refuse` are lines of the document, `absent` roles. */
export function openRehearsal(place: Place, plan: Plan, told: Told): Rehearsal {
  const { store, files } = openStore(place)
  const clock = createVirtualClock(Date.now())
  const failing = statementsAt(plan, told.fail)
  const degraded = degradedIn(plan, told.degrade)
  const goesWrong = failing.size > 0 || degraded.isAny
  const answer = simulatedPeople(stepsAt(plan, told.refuse), goesWrong, told.absent, degraded)
  const write = ({ folder }: { readonly folder: string }, output: Uint8Array) =>
    writeFile(join(folder, 'output'), output, { mode: 0o600 })
  const runner = createSimulatedRunner({ plan, clock, failing, degraded, write })
  const engine = createEngine({ store, files, runner, clock, capture: simulatedCapture, newId })
  return {
    engine,
    store,
    files,
    holder: thisProcess(newId()),
    answer,
    neverReached: (state) => ({ ...neverReached(state, told), degrade: degraded.missed() }),
    close: closing(store, runner),
  }
}

function openStore(
  place: Place,
  unread?: (log: string) => void,
): { readonly store: RunStore; readonly files: RunFiles } {
  const makeFolder = () => {
    makeStoreFolder(place.store)
    keepReserve(place.store)
  }
  return { store: sqliteStore(place.store, makeFolder, unread), files: runFiles(place.store) }
}

/** The personal links of a place, for every process that works on it. */
export const personalLinks = ({ store }: Place): PersonalLinks =>
  linkFiles(
    store,
    () => makeStoreFolder(store),
    () => newId().slice(0, 6),
  )

const closing =
  (...parts: readonly { close(): Promise<void> }[]) =>
  async () => {
    for (const part of [...parts].reverse()) await part.close()
  }

/** Ten characters that people can read out and type: 50 bits. */
function newId(): string {
  return [...randomBytes(10)].map((byte) => letters[byte % letters.length]).join('')
}

/** Crockford's base 32: no i, l, o, u. */
const letters = '0123456789abcdefghjkmnpqrstvwxyz'
