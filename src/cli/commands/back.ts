import { HoldpointError } from '../../errors.ts'
import type { Plan, Procedure } from '../../plan/index.ts'
import { procedureNamed, type RunState, wayBack, whatItDoes } from '../../run/index.ts'
import type { Context } from '../context.ts'
import { driveHere } from '../driving.ts'
import { exitOf, exits } from '../exit.ts'
import type { Given } from '../given.ts'
import { pairs } from '../pairs.ts'
import { wayBackJson } from '../status-json.ts'
import { wrap } from '../terminal/cells.ts'
import { exhibitLines } from '../terminal/decision-view.ts'
import { Keys } from '../terminal/keys.ts'
import { procedureWords, short } from '../terminal/run-views.ts'
import { wayBackLines } from '../terminal/way-back-lines.ts'
import { list } from '../terminal/words.ts'
import { openRun, type Workplace } from '../workplace.ts'

/**
 * One action: who names the procedure, or has only one, has said what is meant. What it destroys is shown; in a terminal
 * one key starts it, without one the command itself is the word for it.
 */
export async function execute(given: Given, context: Context): Promise<number> {
  const { work, state } = await openRun(given, context, given.text('run'))
  try {
    if (given.flag('show')) return shown(state, given, context)
    if (state.rehearsal && state.status === 'ended')
      throw new HoldpointError('usage', {
        problem: `Run ${short(state.id)} was a rehearsal: nothing ran, so nothing leads back.`,
        help: 'holdpoint help back',
      })
    const wait = whatBecomes(given)
    const meant = procedureMeant(state, given.text('level'), context)
    if (meant !== null && !given.json) context.print(announced(state, meant, wait, context))
    const isAsked = meant !== null && context.look.caps.interactive && !given.json
    const key = isAsked ? await chosen(state.running.length > 0 && wait === null, context) : 'z'
    if (key === 'n') {
      context.print('Nothing was changed.')
      return exitOf(state)
    }
    const target = state.status === 'ended' ? await continued(state, work, given, context) : state
    const back = {
      procedure: meant?.id ?? null,
      reason: given.text('reason'),
      confirmed: meant !== null,
      wait: wait === 'wait' || key === 'w',
    }
    const acted = await work.engine.act(target.id, { type: 'Back', ...back }, work.driving.by)
    return await drive(work, acted.state, given, context)
  } finally {
    await work.close()
  }
}

/** The ways back at this moment; nothing is started. */
function shown(state: RunState, given: Given, context: Context): number {
  const now = Date.now()
  if (given.json) context.printJson(wayBackJson(state, now))
  else {
    const lines = wayBackLines(state, now, context.look)
    context.print(lines.length > 0 ? lines : noneLines(state, context))
  }
  return exitOf(state)
}

/** Of an ended run, what could still be taken as a run of its own. */
function noneLines({ plan, status, id }: RunState, { look }: Context): string[] {
  const ways = plan.procedures.filter(({ aftermath }) => !aftermath)
  if (ways.length === 0) return wrap('The document has no way back.', look.caps.width)
  const names = list(
    ways.map((one) => procedureWords(one, look)),
    'or',
  )
  return status !== 'ended'
    ? wrap('No way back can be started from here.', look.caps.width)
    : [
        ...wrap(
          `Run ${short(id)} has ended. Its way back is a run of its own: ${names}. Take it with:`,
          look.caps.width,
        ),
        `  ${look.command(`back ${short(id)}`)}`,
      ]
}

/** What is to become of a step that runs; null: nobody has said. Fails with `usage` when both were said. */
function whatBecomes(given: Given): 'stop' | 'wait' | null {
  if (given.flag('stop') && given.flag('wait'))
    throw new HoldpointError('usage', {
      problem: 'What runs is either stopped (--stop) or waited for (--wait), not both.',
      help: 'holdpoint help back',
    })
  return given.flag('stop') ? 'stop' : given.flag('wait') ? 'wait' : null
}

/** Another process that drives the run takes what was started, and asks what is open. */
async function drive(work: Workplace, state: RunState, given: Given, context: Context): Promise<number> {
  try {
    return await driveHere(work, state.id, given, context)
  } catch (error) {
    if (!(error instanceof HoldpointError) || error.code !== 'lease-lost') throw error
    const isStarted = state.line !== 'main' && state.open.length === 0
    const runs = state.running.at(-1)
    const stops = runs && state.steps.get(runs.step).attempts.at(-1)?.cancelRequested
    const then = !runs ? '' : stops ? '; what ran there is being stopped' : '; it begins when what runs there has ended'
    if (!given.json)
      context.print(
        isStarted
          ? `The way back of run ${short(state.id)} is started, where the run is driven${then}.`
          : `The way back of run ${short(state.id)} is asked for, where the run is driven; \`decide\` answers it from here.`,
      )
    return exits.done
  }
}

/** The one named, or the only one that applies; null: which one is a question of its own. */
function procedureMeant(state: RunState, level: string | null, context: Context): Procedure | null {
  const named = level === null ? null : procedureOf(state.plan, level, context)
  const startable =
    state.status === 'ended' ? state.plan.procedures.filter(({ aftermath }) => !aftermath) : wayBack(state)
  if (named === null && startable.length === 0) throw new HoldpointError('way-back-none', { run: short(state.id) })
  return named ?? (startable.length === 1 ? (startable[0] ?? null) : null)
}

function announced(
  state: RunState,
  procedure: Procedure,
  becomes: 'stop' | 'wait' | null,
  { look }: Context,
): string[] {
  const what = becomes === 'wait' ? 'What runs now is waited for.' : 'What runs now is stopped first.'
  const first = state.running.length === 0 || (becomes === null && look.caps.interactive) ? [] : [what]
  return [
    look.bold(look.warn(`The way back: ${procedureWords(procedure, look)}`)),
    ...whatItDoes(state, procedure).flatMap((exhibit) => exhibitLines(exhibit, () => null, look)),
    ...first.flatMap((line) => wrap(`  ${line}`, look.caps.width, '  ')),
  ]
}

/** One key: `z` starts it (what runs is stopped), `w` waits for what runs first, `n` leaves everything as it is. */
async function chosen(mayWait: boolean, { stdin, stdout, look, print }: Context): Promise<'z' | 'w' | 'n'> {
  const keys = new Keys(stdin, stdout)
  const stop = new AbortController()
  keys.onInterrupt(() => stop.abort())
  const gone = () => stop.abort()
  stdin.once('end', gone)
  const choices = mayWait
    ? ['z stop what runs and start the way back', 'w wait for what runs, then start it', 'n not now']
    : ['z start the way back', 'n not now']
  print(wrap(choices.join(look.caps.plain ? ', ' : ` ${look.marks.dot} `), look.caps.width, '  '))
  try {
    for (;;) {
      const key = await keys.next(stop.signal)
      if (key === null || key === 'n') return 'n'
      if (key === 'z' || (key === 'w' && mayWait)) return key
    }
  } finally {
    stdin.off('end', gone)
    keys.leave()
  }
}

function procedureOf(plan: Plan, wanted: string, { look }: Context): Procedure {
  const found = procedureNamed(plan.procedures, wanted)
  if (found) return found
  const known = list(plan.procedures.map((procedure) => procedureWords(procedure, look)))
  throw new HoldpointError('procedure-unknown', { wanted, known: known || 'none' })
}

/**
 * A run that has ended stays as it is: its way back is a run of its own, linked to it, with its inputs and release. Of two
 * processes that ask for it at once, the one whose run is older goes on.
 */
async function continued(state: RunState, work: Workplace, given: Given, context: Context): Promise<RunState> {
  const before = await underWay(state, work)
  if (before) throw new HoldpointError('way-back-unfinished', { run: short(state.id), other: short(before.id) })
  const created = await createContinued(state, work, given, context)
  const other = await underWay(state, work, created)
  if (!other) return created
  await work.engine.act(created.id, { type: 'Abort', reason: null }, work.driving.by)
  throw new HoldpointError('way-back-unfinished', { run: short(state.id), other: short(other.id) })
}

/** The oldest unfinished run that takes this one's way back, other than `own` or one younger than it. */
async function underWay({ id }: RunState, { engine }: Workplace, own: RunState | null = null) {
  for (const header of (await engine.runs()).toReversed()) {
    if (header.run === own?.id) return null
    if (header.outcome !== null) continue
    const state = await engine.load(header.run)
    if (state.continues === id) return state
  }
  return null
}

async function createContinued(state: RunState, work: Workplace, given: Given, context: Context): Promise<RunState> {
  const values = Object.entries(state.inputs).flatMap(([name, { value }]) =>
    value === null ? [] : [[name, value] as const],
  )
  // No journal has the secrets: as for `run` and `resume`, they are told or stand in the environment.
  const withheld = Object.keys(state.inputs).filter((name) => state.inputs[name]?.value === null)
  const told = pairs('--input', given.list('input'))
  const secrets = withheld.flatMap((name) => {
    const value = told[name] ?? context.env[name]
    return value === undefined || value === '' ? [] : [[name, value] as const]
  })
  return await work.engine.create(
    {
      plan: state.plan,
      source: state.source,
      environment: state.environment,
      release: state.release,
      cwd: state.cwd,
      options: state.options,
      rehearsal: state.rehearsal,
      continues: state.id,
      targets: state.targets,
      version: context.version,
      authority: state.authority,
      inputs: [{ from: 'captured', values: Object.fromEntries([...values, ...secrets]) }],
      withheld,
    },
    work.driving.by,
  )
}
