import { HoldpointError } from '../../errors.ts'
import type { Plan, Procedure } from '../../plan/index.ts'
import { procedureNamed, type RunState, wayBack, whatItDoes } from '../../run/index.ts'
import type { Context } from '../context.ts'
import { driveHere } from '../driving.ts'
import { exitOf, exits } from '../exit.ts'
import type { Given } from '../given.ts'
import { wrap } from '../terminal/cells.ts'
import { exhibitLines } from '../terminal/decision-view.ts'
import { Keys } from '../terminal/keys.ts'
import { procedureWords, short } from '../terminal/run-views.ts'
import { list } from '../terminal/words.ts'
import { openRun, type Workplace } from '../workplace.ts'

/**
 * One action: who names the procedure, or has only one, has said what is meant. What it destroys is shown; in a terminal
 * one key starts it, without one the command itself is the word for it.
 */
export async function execute(given: Given, context: Context): Promise<number> {
  const { work, state } = await openRun(given, context, given.text('run'))
  try {
    const meant = procedureMeant(state, given.text('level'), context)
    if (meant !== null && !given.json) context.print(announced(state, meant, context))
    const isAsked = meant !== null && context.look.caps.interactive && !given.json
    if (isAsked && !(await isConfirmed(context))) {
      context.print('Nothing was changed.')
      return exitOf(state)
    }
    const target = state.status === 'ended' ? await continued(state, work, context) : state
    const back = { procedure: meant?.id ?? null, reason: given.text('reason'), confirmed: meant !== null }
    const acted = await work.engine.act(target.id, { type: 'Back', ...back }, work.driving.by)
    return await drive(work, acted.state, given, context)
  } finally {
    await work.close()
  }
}

/** Another process that drives the run takes what was started, and asks what is open. */
async function drive(work: Workplace, state: RunState, given: Given, context: Context): Promise<number> {
  try {
    return await driveHere(work, state.id, given, context)
  } catch (error) {
    if (!(error instanceof HoldpointError) || error.code !== 'lease-lost') throw error
    const isStarted = state.line !== 'main' && state.open.length === 0
    if (!given.json)
      context.print(
        isStarted
          ? `The way back of run ${short(state.id)} is started, where the run is driven; what ran there is being stopped.`
          : `The way back of run ${short(state.id)} is asked for, where the run is driven; \`decide\` answers it from here.`,
      )
    return exits.done
  }
}

/** The one named, or the only one that applies; null: which one is a question of its own. */
function procedureMeant(state: RunState, level: string | null, context: Context): Procedure | null {
  const named = level === null ? null : procedureOf(state.plan, level, context)
  const startable = state.status === 'ended' ? state.plan.procedures : wayBack(state)
  if (named === null && startable.length === 0) throw new HoldpointError('way-back-none', { run: short(state.id) })
  return named ?? (startable.length === 1 ? (startable[0] ?? null) : null)
}

function announced(state: RunState, procedure: Procedure, { look }: Context): string[] {
  const first = state.running.length > 0 ? ['What runs now is stopped first.'] : []
  return [
    look.bold(look.warn(`The way back: ${procedureWords(procedure, look)}`)),
    ...whatItDoes(state, procedure).flatMap((exhibit) => exhibitLines(exhibit, () => null, look)),
    ...first.flatMap((line) => wrap(`  ${line}`, look.caps.width, '  ')),
  ]
}

async function isConfirmed({ stdin, stdout, look, print }: Context): Promise<boolean> {
  const keys = new Keys(stdin, stdout)
  const stop = new AbortController()
  keys.onInterrupt(() => stop.abort())
  const gone = () => stop.abort()
  stdin.once('end', gone)
  print(look.caps.plain ? 'z start the way back, n not now' : `z start the way back ${look.marks.dot} n not now`)
  try {
    for (;;) {
      const key = await keys.next(stop.signal)
      if (key === null || key === 'n') return false
      if (key === 'z') return true
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
async function continued(state: RunState, work: Workplace, context: Context): Promise<RunState> {
  const before = await underWay(state, work)
  if (before) throw new HoldpointError('way-back-unfinished', { run: short(state.id), other: short(before.id) })
  const created = await createContinued(state, work, context)
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

async function createContinued(state: RunState, work: Workplace, context: Context): Promise<RunState> {
  const values = Object.entries(state.inputs).flatMap(([name, { value }]) =>
    value === null ? [] : [[name, value] as const],
  )
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
      version: context.version,
      authority: state.authority,
      inputs: [{ from: 'captured', values: Object.fromEntries(values) }],
    },
    work.driving.by,
  )
}
