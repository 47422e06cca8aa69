import { join, resolve } from 'node:path'
import {
  answerFromFile,
  firstInputs,
  type Holdpoint,
  locate,
  nameIn,
  type OperatorKey,
  openHoldpoint,
  openRehearsal as openRehearsalOf,
  operator,
  operatorKey,
  type Place,
  projectEnvironment,
  projectInputs,
  readAnswers,
  readDocument,
  readProject,
  releaseIdentity,
  requireSteps,
} from '../compose.ts'
import type { DriveOptions, NewRun } from '../engine/engine.ts'
import type { Answerer } from '../engine/ports.ts'
import { HoldpointError } from '../errors.ts'
import type { Plan, Source } from '../plan/index.ts'
import { read } from '../read/index.ts'
import type { Actor, RunOptions, RunState, Target } from '../run/index.ts'
import { checksOf } from './bound-checks.ts'
import type { Context } from './context.ts'
import { findRun } from './find-run.ts'
import type { Given } from './given.ts'
import { onPath } from './on-path.ts'
import { pairs } from './pairs.ts'

/** Holdpoint opened for a command: the engine, who acts, and where. */
export interface Workplace extends Holdpoint {
  readonly place: Place
  /** What driving from here always says. */
  readonly driving: Pick<DriveOptions, 'by' | 'holder' | 'version' | 'has'>
}

/** A document read for a run. Fails with `no-steps` when there is nothing to do in it. */
export interface Prepared {
  readonly source: Source
  readonly plan: Plan
}

/** Where a command works: beside the document, or at the working directory's place, unless the options say otherwise. */
export const placeOf = (given: Given, document: string | null): Place =>
  locate(document, { cwd: given.text('cwd') ?? undefined, store: given.text('store') ?? undefined })

export function openWorkplace(given: Given, context: Context, document: string | null): Workplace {
  const place = placeOf(given, document)
  context.leadTo(place.store, place.store === locate(null).store)
  const key = once(() => keyOf(context))
  const unread = (log: string) => void context.stderr.write(unreadLog(log))
  const holdpoint = openHoldpoint(place, context.env, { unread, key })
  const path = context.env.PATH ?? ''
  return at(place, context, holdpoint, key, { has: (program) => onPath(program, path) })
}

const unreadLog = (log: string) =>
  `holdpoint: ${log} holds the newest events and cannot be read on a read-only file system: they are not shown. Copy the store to where it can be written to see them.\n`

/** Who acts is found out when somebody does: looking at runs makes no key. */
const at = <H extends Holdpoint>(
  place: Place,
  { version }: Context,
  holdpoint: H,
  key: () => OperatorKey | null,
  more: Pick<DriveOptions, 'has'> = {},
) => {
  const by = once(() => operator(place.cwd, key()?.fingerprint ?? null))
  const driving = {
    get by() {
      return by()
    },
    holder: holdpoint.holder,
    version,
    ...more,
  }
  return { ...holdpoint, place, driving }
}

const once = <T>(make: () => T): (() => T) => {
  let made: { readonly value: T } | null = null
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

/** A release does not stop because there is nowhere to keep a key; its record says that its answers are not signed. */
function keyOf(context: Context): OperatorKey | null {
  try {
    return operatorKey(context.env)
  } catch (error) {
    if (!(error instanceof HoldpointError) || error.code !== 'key-unwritable') throw error
    context.stderr.write(`holdpoint: ${error.message} ${error.next}\n`)
    return null
  }
}

/** The run that is meant, loaded; the latest one when nothing is said. A document's path leads to its store. */
export async function openRun(
  given: Given,
  context: Context,
  wanted: string | null,
): Promise<{ readonly work: Workplace; readonly state: RunState }> {
  const document = wanted !== null && /[./]/.test(wanted) ? wanted : null
  const work = openWorkplace(given, context, document)
  try {
    const header = findRun(await work.engine.runs(), wanted, work.place)
    return { work, state: await work.engine.load(header.run) }
  } catch (error) {
    await work.close()
    throw error
  }
}

export function prepare(given: Given, document: string): Prepared {
  const place = placeOf(given, document)
  const source = { ...readDocument(document), path: nameIn(place.store, document) }
  const { plan } = read(source, checksOf(readProject(join(place.cwd, 'holdpoint.yaml'))?.checks ?? []))
  requireSteps(plan, source)
  return { source, plan }
}

/**
 * What the project file says of an environment; null: there is no file. Fails with `environment-unknown` when the file does
 * not name it.
 */
export function projectPlace({ cwd }: Place, environment: string): ReturnType<typeof projectEnvironment> {
  const project = readProject(join(cwd, 'holdpoint.yaml'))
  if (project === null) return null
  projectInputs(project, environment)
  return projectEnvironment(project, environment)
}

/** Makes the run that the options of `run` and `rehearse` describe. */
export async function createRun(
  { source, plan }: Prepared,
  work: Pick<Workplace, 'engine' | 'place' | 'reach'>,
  given: Given,
  context: Context,
  how: { readonly by: Actor; readonly rehearsal: boolean },
): Promise<RunState> {
  const environment = given.text('environment')
  const project = readProject(join(work.place.cwd, 'holdpoint.yaml'))
  const own = project === null ? null : projectEnvironment(project, environment)
  const targets = (own ?? project)?.targets ?? {}
  if (!how.rehearsal) await work.reach?.(targetsOf(plan, targets))
  const answers = given.text('answers')
  const inputs = firstInputs(plan, {
    said: pairs('--input', given.list('input')),
    answers: answers === null ? {} : readAnswers(answers).inputs,
    project: project === null ? {} : projectInputs(project, environment),
    process: context.env,
  })
  return await work.engine.create(
    {
      plan,
      source,
      environment,
      release: given.text('release'),
      cwd: resolve(work.place.cwd),
      options: optionsOf(given),
      rehearsal: how.rehearsal,
      continues: null,
      version: context.version,
      ...(project === null ? {} : { authority: (own ?? project).authority, targets }),
      ...(project === null || how.rehearsal ? {} : { sending: (own ?? project).sending }),
      ...(environment === null ? {} : inEnvironment(plan, work.place.cwd, project, own, how.rehearsal)),
      ...(given.text('beside') === null ? {} : { beside: given.required('beside') }),
      inputs,
    },
    how.by,
  )
}

/** Those on which the plan says itself that it runs something. */
function targetsOf(plan: Plan, targets: Readonly<Record<string, Target>>): readonly Target[] {
  const named = new Set(plan.steps.flatMap(({ command }) => command?.target ?? []))
  return [...named].flatMap((name) => targets[name] ?? [])
}

/** What holds where a run is to be made. In a rehearsal time is virtual and nothing is changed: no window holds it. */
function inEnvironment(
  { source }: Plan,
  cwd: string,
  project: ReturnType<typeof readProject>,
  own: ReturnType<typeof projectEnvironment>,
  rehearsal: boolean,
): Pick<NewRun, 'terms' | 'identity' | 'exclusive'> {
  const terms = own?.terms ?? null
  if (rehearsal) return terms === null ? {} : { terms: { ...terms, after: null, windows: [], freezes: [] } }
  return {
    ...(terms === null ? {} : { terms }),
    ...(project === null
      ? {}
      : { identity: releaseIdentity(resolve(cwd), source.digest, project.releaseFiles, project.path) }),
    exclusive: own?.lock ?? true,
  }
}

const optionsOf = (given: Given): RunOptions => ({
  assumeConfirmed: given.flag('assume-confirmed'),
  only: given.list('only'),
  from: given.text('from') === null ? null : Number(given.text('from')),
})

/** A rehearsal of one document, on the same store. */
export function openRehearsal(given: Given, context: Context, document: string, plan: Plan) {
  const place = placeOf(given, document)
  context.leadTo(place.store, place.store === locate(null).store)
  const lines = (option: string) => given.list(option).map(Number)
  const told = {
    fail: lines('fail'),
    refuse: lines('refuse'),
    absent: given.list('absent'),
    degrade: given.list('degrade'),
  }
  return at(place, context, openRehearsalOf(place, plan, told), () => null)
}

/** Answers from the file that the options name; null without one. */
export function answersOf(given: Given): Answerer | null {
  const path = given.text('answers')
  return path === null ? null : answerFromFile(readAnswers(path))
}
