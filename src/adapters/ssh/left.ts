import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AttemptSpec, RunningAttempt } from '../../engine/ports.ts'
import type { AttemptEnd, Target } from '../../run/index.ts'
import type { AttemptFormat, StillThere } from './attempt-format.ts'

/** What was seen of the processes once an attempt was over: kept beside its files, so that it can be found again without the host. */
export interface Left {
  readonly survivors: AttemptEnd['survivors']
  readonly left: readonly StillThere[]
  readonly named: readonly StillThere[]
}

/** Of an attempt whose host is out of reach, or has forgotten it. */
export const nothingSeen: Left = { survivors: [], left: [], named: [] }

/** How the end of an attempt is read, and the folder that the logs of services are named from: the store's. */
export interface Kept {
  readonly format: AttemptFormat
  readonly store: string
}

/** An attempt of which everything is here already: its end needs no host. Null when that is not so. */
export const finished = (spec: AttemptSpec, target: Target, options: Kept): RunningAttempt | null => {
  const { folder } = spec
  if (!existsSync(join(folder, 'left'))) return null
  const progress = options.format.progress(textOf(folder, 'records'))
  const nothing = async () => undefined
  return {
    place: { run: spec.run, step: spec.step, attempt: spec.attempt, folder },
    output: join(folder, 'output'),
    end: endOf(spec, target, options),
    onProgress: (listener) => {
      for (const one of progress) listener(one)
    },
    cancel: nothing,
    goOn: nothing,
    stopObservers: nothing,
  }
}

/** Nobody will ever learn more of it than is here. */
export const keepLeft = (folder: string, left: Left): void => {
  const part = join(folder, `left.${process.pid}.part`)
  writeFileSync(part, JSON.stringify(left), { mode: 0o600 })
  renameSync(part, join(folder, 'left'))
}

/** Its end, as its files say: `unknown` where nobody recorded one. */
export const endOf = async (spec: AttemptSpec, target: Target, { format, store }: Kept): Promise<AttemptEnd> => {
  const { survivors, left, named } = JSON.parse(textOf(spec.folder, 'left')) as Left
  const isEnded = existsSync(join(spec.folder, 'end'))
  const lost = left.map(({ pid, command }) => ({ pid, command }))
  const end = await format.readEnd(spec, {
    survivors: isEnded || survivors.length > 0 ? survivors : lost,
    left: isEnded ? left : [],
    find: (pid) => [...named, ...left].find((one) => one.pid === pid) ?? null,
    store,
  })
  return { ...end, services: end.services.map((service) => ({ ...service, target })) }
}

/** What a file of an attempt's folder holds; '' when it is not there. */
export const textOf = (folder: string, name: string): string =>
  existsSync(join(folder, name)) ? readFileSync(join(folder, name), 'utf8') : ''
