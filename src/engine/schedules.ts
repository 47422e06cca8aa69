import type { CronLine, Schedule } from '../plan/index.ts'
import {
  type Actor,
  cadenceWords,
  type DoneRun,
  did,
  doneRun,
  filledIn,
  isInstalledBy,
  leavesBehind,
  onceStanding,
  type RunState,
  recurringStanding,
  type Standing,
  toldOfDone,
  undelivered,
  upcast,
} from '../run/index.ts'
import type { CronNow, ScheduleNow } from './engine.ts'
import { LiveRun } from './live-run.ts'
import type { Cron, CronTables, Notify, RunHeader, RunStore } from './ports.ts'
import { Postings, sendLeft } from './postings.ts'

type Ports = Parameters<typeof LiveRun.load>[0] &
  ConstructorParameters<typeof Postings>[0] & {
    readonly store: RunStore
    readonly cron: (() => Promise<Cron>) | null
    readonly notify: Notify | null
  }

/** Runs that did what recurs are looked through as far as this; a release lies behind them sooner. */
const most = 400

/**
 * What recurs after the runs of a store, in each environment as the newest run of its document that is done says it, by
 * document, environment and line. Nothing of it is kept anywhere: it is what the journals tell.
 */
export async function schedulesNow(ports: Ports, of: (header: RunHeader) => boolean): Promise<readonly ScheduleNow[]> {
  const groups = new Map<string, RunHeader[]>()
  for (const header of await ports.store.runs()) {
    if (header.rehearsal || header.outcome !== 'done' || !of(header)) continue
    const key = JSON.stringify([header.document, header.environment])
    groups.set(key, [...(groups.get(key) ?? []), header])
  }
  const world = worldOf(ports)
  const all: ScheduleNow[] = []
  for (const headers of [...groups.values()].map((group) => group.slice(0, most)))
    all.push(...(await schedulesOf(ports, headers, world)))
  return all
}

/** What is looked at outside of the store, once and only when it is needed. */
interface World {
  cron(): Promise<Cron | null>
  tables(): Promise<CronTables>
}

function worldOf(ports: Ports): World {
  let cron: Promise<Cron | null> | null = null
  let tables: Promise<CronTables> | null = null
  const loaded = () => {
    cron ??= ports.cron?.() ?? Promise.resolve(null)
    return cron
  }
  const look = async () => (await loaded())?.tables() ?? { seen: [], unseen: 'nothing here knows cron' }
  return {
    cron: loaded,
    tables: () => {
      tables ??= look()
      return tables
    },
  }
}

/** Newest first: those back to the one that leaves its schedules behind. */
async function schedulesOf(ports: Ports, headers: readonly RunHeader[], world: World): Promise<readonly ScheduleNow[]> {
  const runs: DoneRun[] = []
  for (const { run } of headers) {
    const done = doneRun(upcast(await ports.store.readOf(run, toldOfDone), null))
    if (done === null) continue
    runs.push(done)
    if ((runs[0]?.plan.schedules ?? []).length === 0) return []
    if (leavesBehind(done)) break
  }
  const [newest] = runs
  const [header] = headers
  if (newest === undefined || header === undefined) return []
  const { state } = await LiveRun.load(ports, (runs.at(-1) ?? newest).run)
  const { document, environment } = header
  const system = await world.cron()
  const zone = zoneOf(state) ?? system?.zone ?? 'UTC'
  const now = ports.clock.now()
  return await Promise.all(
    (newest.plan.schedules ?? []).map(async (schedule) => {
      const left = leftBy(runs, schedule)
      const done = runs.filter((one) => one !== left && did(one, schedule))
      const cron = schedule.cadence.is === 'cron' ? await cronNow(state, schedule.cadence.lines, world) : null
      const last = done[0] ?? (left.done.size > 0 && !leavesBehind(left) && did(left, schedule) ? left : null)
      return {
        schedule,
        document,
        environment,
        left: { run: left.run, at: left.at, by: left.by },
        last: last === null ? null : { run: last.run, at: last.at, by: last.by },
        standing: standingOf({ system, now, zone }, schedule, left, done, cron),
        cron,
        zone,
      }
    }),
  )
}

/** The run whose end its times are counted from; what a later run brought into the document begins with that. */
function leftBy(runs: readonly DoneRun[], { id }: Schedule): DoneRun {
  const oldest = runs.at(-1) as DoneRun
  const knows = ({ plan }: DoneRun) => plan.schedules?.some((one) => one.id === id) ?? false
  if (leavesBehind(oldest) && knows(oldest)) return oldest
  return runs[0] as DoneRun
}

function standingOf(
  { system, now, zone }: { readonly system: Cron | null; readonly now: number; readonly zone: string },
  { cadence }: Schedule,
  left: DoneRun,
  runs: readonly DoneRun[],
  cron: CronNow | null,
): Standing {
  const done = runs.map(({ at }) => at)
  switch (cadence.is) {
    case 'every':
      return recurringStanding({ from: left.at, every: cadence.seconds, zone }, done, now)
    case 'once':
      return onceStanding({ from: left.at, every: cadence.after, zone }, done, now)
    case 'cron': {
      const [line] = cadence.lines
      const next = (at: number) => (line === undefined ? null : (system?.next(line.times, at) ?? null))
      // Cron says nowhere when it ran something; what is not in its tables it does not run.
      const first = next(left.at)
      const isMissed = cron?.is === 'missing' && first !== null && first < now
      return {
        next: cron?.is === 'installed' ? next(now) : first,
        overdue: isMissed ? 1 : 0,
        since: isMissed ? first : null,
        missed: isMissed ? 1 : 0,
      }
    }
  }
}

/** The zone in which the environment's windows and freezes are told. */
const zoneOf = ({ terms }: RunState): string | null => (terms?.windows[0] ?? terms?.freezes[0])?.zone ?? null

/** Whether one of the lines is in a table that can be read here. */
async function cronNow(state: RunState, lines: readonly CronLine[], world: World): Promise<CronNow> {
  const value = (text: string) => {
    const input = state.plan.inputs.find((one) => one.text === text && !one.secret)
    return input === undefined ? null : (state.inputs[input.name]?.value ?? null)
  }
  const [first] = lines
  const line = first === undefined ? '' : filledIn(first, value)
  const elsewhere = lines.map((one) => placeOf(state, one)).find((place) => place !== null)
  if (elsewhere) return { line, is: 'unseen', why: `it belongs on ${elsewhere}` }
  if (first !== undefined && first.wrong !== null)
    return { line, is: 'missing', why: `cron takes no such line: ${first.wrong}` }
  const { seen, unseen } = await world.tables()
  for (const { of, system, lines: installed } of seen)
    for (const one of lines)
      if (installed.some((each) => isInstalledBy(one, each, value, system))) return { line, is: 'installed', why: of }
  if (unseen !== null) return { line, is: 'unseen', why: unseen }
  return { line, is: 'missing', why: '`crontab -l` does not have it' }
}

/** Where a line belongs that stands among commands of a session; null: here. */
function placeOf(state: RunState, { step }: CronLine): string | null {
  const session = state.plan.steps.find(({ id }) => id === step)?.command?.session
  if (session === undefined || session === null || state.sessions[session] === 'here') return null
  return state.plan.sessions.find(({ id }) => id === session)?.to ?? null
}

/** Has people told of what was missed, once each, in the run that left it behind. */
export async function tellMissed(ports: Ports, all: readonly ScheduleNow[], by: Actor): Promise<void> {
  if (ports.notify === null) return
  for (const now of all) {
    const { since } = now.standing
    if (since === null) continue
    const run = await LiveRun.load(ports, now.left.run)
    const { id } = now.schedule
    await run.act([{ type: 'TellMissed', schedule: id, due: since, ...wordsOf(now, since) }], by)
    if (undelivered(run.state).length > 0) await sendLeft(new Postings(ports), run, by)
  }
}

function wordsOf({ schedule, document, environment, cron }: ScheduleNow, since: number) {
  const place = environment === null ? document : `${document}, ${environment}`
  const owner = schedule.owner === null ? '' : ` It is for ${schedule.owner}.`
  const how =
    cron === null
      ? `Do it with: holdpoint run ${document} --only ${JSON.stringify(schedule.title)}`
      : `Not installed: ${cron.why}. The line is: ${cron.line}`
  return {
    subject: `Missed: ${schedule.title} (${place})`,
    text: `${schedule.title} (${cadenceWords(schedule.cadence)}) was due at ${new Date(since).toISOString()} and was not done.${owner}\n${how}`,
  }
}
