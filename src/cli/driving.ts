import { desktopNotice } from '../compose.ts'
import type { Answerer, Live, Stop } from '../engine/engine.ts'
import { HoldpointError } from '../errors.ts'
import { millisecondsIn } from '../plan/duration.ts'
import type { Context } from './context.ts'
import { exitAfter } from './exit.ts'
import type { Given } from './given.ts'
import { tellMissedBeside } from './missed.ts'
import { outputsOf } from './outputs.ts'
import type { Beside } from './page/beside.ts'
import { pairs } from './pairs.ts'
import { follow } from './terminal/follow.ts'
import { headerLines } from './terminal/run-views.ts'
import { leftLines } from './terminal/schedule-lines.ts'
import { Session } from './terminal/session.ts'
import { stopLines } from './terminal/waiting.ts'
import { answersOf, type Workplace } from './workplace.ts'

/** Drives a run in this process until it ends or waits, in front of whoever is there; the number is the exit status. */
export async function driveHere(work: Workplace, run: string, given: Given, context: Context): Promise<number> {
  const leaving = new AbortController()
  const lending = { lent: false }
  // A statement that has the terminal gets its Ctrl-C; what goes to us too is not meant for us.
  const detach = (signal: NodeJS.Signals) => {
    if (signal !== 'SIGINT' || !lending.lent) leaving.abort()
  }
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
  for (const signal of signals) process.on(signal, detach)
  const isAttended = !given.json && context.look.caps.interactive
  const page = await pageOf(work, run, given, context, isAttended)
  try {
    const stop = isAttended
      ? await attended(work, run, given, context, leaving, lending)
      : await unattended(work, run, given, context, leaving.signal, page !== null)
    page?.left()
    if (given.json)
      context.stderr.write(
        stopLines(stop, context.look)
          .map((line) => `${line}\n`)
          .join(''),
      )
    else context.print(stopLines(stop, context.look))
    const left = await recurring(work, stop, context)
    if (!given.json) context.print(left)
    if (isAttended && stop.why !== 'detached') await page?.stay(leaving.signal)
    return exitAfter(stop)
  } finally {
    await page?.close()
    for (const signal of signals) process.off(signal, detach)
  }
}

/** The page beside the terminal; what serves it is loaded when one is wanted. */
async function pageOf(
  work: Workplace,
  run: string,
  given: Given,
  context: Context,
  isAttended: boolean,
): Promise<Beside | null> {
  if (given.flag('no-page') || !(isAttended || given.flag('page'))) return null
  const { openBeside } = await import('./page/beside.ts')
  const page = await openBeside(work, run, context)
  const lines = page?.lines ?? []
  if (given.json) context.stderr.write(lines.map((line) => `${line}\n`).join(''))
  else context.print([...lines, ''])
  return page
}

/** What a run that is done leaves behind, and whether cron knows of it. People are told of what was missed of other runs. */
async function recurring(work: Workplace, { why, state }: Stop, { look }: Context): Promise<readonly string[]> {
  if (state.rehearsal) return []
  const all = await tellMissedBeside(work)
  if (why !== 'ended' || state.outcome !== 'done') return []
  return leftLines(
    all.filter(({ left, last }) => left.run === state.id || last?.run === state.id),
    Date.now(),
    look,
  )
}

/** Nobody is asked: answers come from a file or from elsewhere, or the run waits. */
async function unattended(
  work: Workplace,
  run: string,
  given: Given,
  context: Context,
  signal: AbortSignal,
  hasPage: boolean,
): Promise<Stop> {
  const listener = given.json ? jsonLines(context) : follow(context.look, context.print)
  const file = answersOf(given)
  const answer = hasPage ? inOrder(file, answeredElsewhere) : file
  await greet(work, run, listener)
  return await work.engine.drive(run, {
    ...work.driving,
    terminal: false,
    secrets: pairs('--input', given.list('input')),
    listener,
    follow: !given.json,
    stay: stayOf(given),
    signal,
    ...(answer ? { answer } : {}),
  })
}

/** Milliseconds; a pipeline is not kept for hours. */
function stayOf(given: Given): number {
  const text = given.text('stay')
  if (text === null) return 600_000
  const stay = millisecondsIn(text)
  if (stay === null) throw new HoldpointError('duration-unclear', { text })
  return stay
}

async function attended(
  work: Workplace,
  run: string,
  given: Given,
  context: Context,
  leaving: AbortController,
  lending: { lent: boolean },
): Promise<Stop> {
  const session = new Session({
    input: context.stdin,
    output: context.stdout,
    look: context.lookNow,
    engine: work.engine,
    by: work.driving.by,
    outputs: outputsOf(work.engine, context.lookNow),
    now: Date.now,
    notice: desktopNotice(context.env),
    detach: () => leaving.abort(),
    lending,
  })
  const gone = () => leaving.abort()
  context.stdin.on('end', gone).on('error', gone)
  session.open()
  try {
    await greet(work, run, session.listen, session)
    return await work.engine.drive(run, {
      ...work.driving,
      terminal: true,
      secrets: pairs('--input', given.list('input')),
      listener: session.listen,
      follow: true,
      signal: leaving.signal,
      answer: inOrder(answersOf(given), session.answer),
      secret: session.secret,
    })
  } finally {
    session.close()
    context.stdin.off('end', gone).off('error', gone)
  }
}

/** A run that was there before begins with what it is; its events so far are not told again. */
async function greet(work: Workplace, run: string, listener: (live: Live) => void, session?: Session): Promise<void> {
  const history = await work.engine.history(run)
  const state = await work.engine.load(run)
  const first = history[0]
  if (first && history.every(({ event }) => event.type === 'RunCreated' || event.type === 'InputsSet')) {
    for (const recorded of history) listener({ is: 'recorded', recorded, state })
  } else session?.resume(state, headerLines(state, session.look))
}

/** The first that answers. */
const inOrder = (first: Answerer | null, then: Answerer): Answerer =>
  first === null ? then : async (...asked) => (await first(...asked)) ?? (await then(...asked))

/** Whoever answers on the page does so by themselves; until then the question stays. */
const answeredElsewhere: Answerer = (_open, _state, signal) =>
  new Promise((resolve) => {
    if (signal.aborted) resolve(null)
    else signal.addEventListener('abort', () => resolve(null), { once: true })
  })

/** One event of the journal a line. */
const jsonLines =
  (context: Context) =>
  (live: Live): void => {
    if (live.is === 'recorded') context.printJson(live.recorded)
  }
