import { HoldpointError } from '../errors.ts'
import { digestOf } from '../run/chain.ts'
import {
  type Actor,
  type PersonCommand,
  type Recorded,
  type RunCommand,
  type RunCreated,
  type RunState,
  targetsUsed,
  undelivered,
  upcast,
} from '../run/index.ts'
import { draftOf } from './draft.ts'
import { Driver } from './driver.ts'
import type { DriveOptions, Engine, Live, NewRun, Stop } from './engine.ts'
import { Hints } from './hints.ts'
import { keepEvidence } from './keep-evidence.ts'
import { learn, neverRehearsed } from './learn.ts'
import { LiveRun } from './live-run.ts'
import { shownOutput } from './masking/mask-output.ts'
import type { Capture, Clock, Cron, Diagnose, Fault, Notify, RunFiles, RunStore, StepRunner } from './ports.ts'
import { Postings, sendLeft } from './postings.ts'
import { requireSteps } from './require-steps.ts'
import { schedulesNow, tellMissed } from './schedules.ts'
import { notTold, Secrets } from './secrets.ts'
import { goneServices } from './services.ts'
import type { Sign } from './sign-answers.ts'
import { promotionFrom, runBeside } from './surroundings.ts'

export interface EnginePorts {
  readonly store: RunStore
  readonly files: RunFiles
  readonly runner: StepRunner
  readonly clock: Clock
  readonly capture: Capture
  /** Fresh and unique; of runs and decisions. */
  readonly newId: () => string
  /** Absent: answers are not signed. */
  readonly sign?: Sign
  readonly fault?: Fault
  /** Absent: nothing is sent by itself. */
  readonly notify?: Notify | null
  /** Gives up room that was kept back for a way back; false when there is none. Absent: none was. */
  readonly giveUpReserve?: () => boolean
  /** Absent: nothing is kept before a way back. */
  readonly diagnose?: Diagnose | null
  /** Absent: nothing is known of cron. */
  readonly cron?: (() => Promise<Cron>) | null
}

export function createEngine(given: EnginePorts): Engine {
  const hints = new Hints()
  const secrets = new Secrets()
  const ports = {
    ...given,
    fault: given.fault ?? (() => {}),
    notify: given.notify ?? null,
    diagnose: given.diagnose ?? null,
    cron: given.cron ?? null,
    hints,
    secrets,
  }
  const driving = new Map<string, Driver>()

  const act: Engine['act'] = async (id, command, by, check) => {
    const run = await LiveRun.load(ports, id)
    const recorded = await run.act([withoutSecrets(secrets, run.state, command)], by, check)
    hints.wake(id)
    await remember(ports, run.state, recorded)
    return { state: run.state, recorded }
  }

  return {
    create: (input, by) => create(ports, input, by),
    load: async (id) => (await LiveRun.load(ports, id)).state,
    history: async (id) => upcast(await ports.store.read(id, 0), null),
    output: (state, ...which) => shownOutput(ports, state, ...which),
    runs: () => ports.store.runs(),
    neverRehearsed: (state) => neverRehearsed(ports.store, state.plan),
    act,
    async addEvidence(id, evidence, by) {
      const run = await LiveRun.load(ports, id)
      const recorded = await run.act([await keepEvidence(ports.files, run.state, evidence)], by)
      hints.wake(id)
      return { state: run.state, recorded }
    },
    sealServices: async (id, by) => sealServices(ports, await LiveRun.load(ports, id), by),
    async sendLeft(id, by) {
      const run = await LiveRun.load(ports, id)
      if (undelivered(run.state).length > 0) await sendLeft(new Postings(ports), run, by)
      return run.state
    },
    schedules: (of) =>
      schedulesNow(ports, ({ document, environment }) =>
        of === undefined ? true : document === of.document && environment === of.environment,
      ),
    tellMissed: (all, by) => tellMissed(ports, all, by),
    suggestions: (state) => ports.store.remembered(state.environment ?? '', state.source.path),

    async drive(id, options) {
      const run = await LiveRun.load(ports, id)
      if (run.state.status === 'ended') return { why: 'ended', state: run.state, needs: [] }
      secrets.keep(id, run.state.plan, options.secrets)
      const driver = new Driver(ports, run, options)
      const wake = () => hints.wake(id)
      options.signal.addEventListener('abort', wake)
      await run.renew(options.holder)
      driving.set(id, driver)
      try {
        return await leaveGracefully(ports, driver, run, options)
      } finally {
        driving.delete(id)
        options.signal.removeEventListener('abort', wake)
        await leaveTargets(ports, run.state)
        ports.fault('before-release')
        await ports.store.release(id, options.holder)
      }
    },

    async watch(id, after, listener, signal) {
      const run = await LiveRun.load(ports, id, after)
      run.listener = listener
      const wake = () => hints.wake(id)
      signal.addEventListener('abort', wake)
      while (!signal.aborted) {
        await run.catchUp()
        await hints.next(id).woken
      }
      signal.removeEventListener('abort', wake)
    },

    async cancelRunning(id, reason, by) {
      const { running } = (await LiveRun.load(ports, id)).state
      for (const { step, attempt } of running) await act(id, { type: 'Cancel', step, attempt, reason }, by)
    },
    goOn: async (id) => driving.get(id)?.goOn(),
    stopObservers: async (id) => driving.get(id)?.stopObservers(),
  }
}

type Ports = EnginePorts & {
  readonly diagnose: Diagnose | null
  readonly cron: (() => Promise<Cron>) | null
  readonly notify: Notify | null
  readonly fault: Fault
  readonly hints: Hints
  readonly secrets: Secrets
}

async function create(
  ports: Ports,
  { inputs, withheld = [], exclusive = false, beside, ...input }: NewRun,
  by: Actor,
): Promise<RunState> {
  requireSteps(input.plan, input.source)
  const { store, clock, newId, secrets } = ports
  const id = newId()
  const given = new Set<string>()
  const around = await surroundings(ports, input, exclusive, beside)
  const learned = await learn(store, input.plan, input.environment)
  const created = {
    ...input,
    ...around,
    ...(Object.keys(learned).length === 0 ? {} : { learned }),
    ...(ports.sign === undefined ? {} : { signsTicks: true }),
  }
  const commands: RunCommand[] = [{ type: 'Create', created }]
  for (const { from, values } of inputs) {
    const fresh = Object.entries(values).filter(
      ([name]) => !given.has(name) && input.plan.inputs.some((known) => known.name === name),
    )
    for (const [name] of fresh) given.add(name)
    secrets.keep(id, input.plan, Object.fromEntries(fresh))
    if (fresh.length > 0) commands.push({ type: 'GiveInputs', from, values: Object.fromEntries(fresh) })
  }
  const untold = withheld.filter((name) => !given.has(name))
  if (untold.length > 0)
    commands.push({ type: 'GiveInputs', from: 'captured', values: Object.fromEntries(untold.map((n) => [n, notTold])) })
  const draft = draftOf(null, commands, { now: clock.now(), run: id, by, newId, digestOf })
  const recorded = await store.append(id, 0, draft.events, by, draft.at)
  const state = draft.states.at(-1)
  if (state === undefined) throw new Error('a run was created without an event')
  await remember(ports, state, recorded)
  return state
}

/** What is there already where a run is to begin: the release in the environment before, and a run beside it. */
async function surroundings(
  ports: Ports,
  { terms, identity, environment, rehearsal, continues }: Omit<NewRun, 'inputs' | 'withheld' | 'beside' | 'exclusive'>,
  exclusive: boolean,
  reason: string | undefined,
): Promise<Pick<RunCreated, 'promotes' | 'beside' | 'exclusive'>> {
  if (rehearsal || continues !== null) return {}
  const after = terms?.after ?? null
  const promotes = after === null || identity === undefined ? null : await promotionFrom(ports, after, identity)
  const beside = reason === undefined ? null : await runBeside(ports, environment, reason)
  return {
    ...(promotes === null ? {} : { promotes }),
    ...(beside === null ? {} : { beside }),
    ...(exclusive && beside === null ? { exclusive } : {}),
  }
}

/** What people said of inputs is offered to the next run in this environment. */
async function remember({ store }: Ports, state: RunState, recorded: readonly Recorded[]): Promise<void> {
  if (state.rehearsal) return
  const said = recorded.flatMap(({ event }) =>
    event.type === 'InputsSet' && event.from === 'person' ? Object.entries(event.values) : [],
  )
  const values = said.flatMap(([name, value]) => (value === null ? [] : [[name, value]]))
  if (values.length > 0) await store.remember(state.environment ?? '', state.source.path, Object.fromEntries(values))
}

/** What an ended run holds on other hosts is given back. */
async function leaveTargets({ runner }: Ports, state: RunState): Promise<void> {
  if (state.status === 'ended') await runner.leave?.(state.id, targetsUsed(state))
}

/** Services outlive their run; those that have stopped since are sealed when somebody comes back to it. */
async function sealServices(ports: Ports, run: LiveRun, by: Actor): Promise<void> {
  const gone = await goneServices(ports, run.state)
  if (gone.length > 0) await run.act(gone, by)
}

/** Losing the lease in the middle means that somebody else drives on: nothing is lost, and nothing more is done here. */
async function leaveGracefully(
  ports: Ports,
  driver: Driver,
  run: LiveRun,
  { by, holder, version, listener }: DriveOptions,
): Promise<Stop> {
  const said: Recorded[] = []
  run.listener = (live: Live) => {
    if (live.is === 'recorded' && live.recorded.event.type === 'InputsSet') said.push(live.recorded)
    listener(live)
  }
  try {
    const stop = await driver.drive()
    // Its way back may have ended what the run before it had left running.
    const { continues } = run.state
    if (continues !== null) await sealServices(ports, await LiveRun.load(ports, continues), by)
    await remember(ports, run.state, said)
    if (stop.why === 'ended') return stop
    await run.act([{ type: 'Drive', driver: null, host: holder.host, version }], by)
    return { ...stop, state: run.state }
  } catch (error) {
    if (error instanceof HoldpointError && error.code === 'lease-lost')
      return { why: 'detached', state: run.state, needs: [] }
    throw error
  }
}

function withoutSecrets(secrets: Secrets, state: RunState, command: PersonCommand): PersonCommand {
  if (command.type === 'GiveInputs') secrets.keep(state.id, state.plan, command.values)
  if (command.type !== 'Answer') return command
  const asked = state.open.find((decision) => decision.id === command.decision)
  return { ...command, answer: secrets.withhold(state.id, state.plan, asked, command.answer) }
}
