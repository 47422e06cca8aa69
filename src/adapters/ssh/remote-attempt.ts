import { statSync } from 'node:fs'
import { join } from 'node:path'
import type { AttemptSpec, Progress, RunningAttempt } from '../../engine/ports.ts'
import { HoldpointError } from '../../errors.ts'
import type { AttemptEnd } from '../../run/index.ts'
import type { StillThere } from './attempt-format.ts'
import { growing, sizeOf, takeBytes } from './copy.ts'
import { folderFailure } from './failures.ts'
import type { Channel, Host } from './host.ts'
import { endOf, type Kept, keepLeft, type Left, nothingSeen, textOf } from './left.ts'
import { patiently } from './patience.ts'

/** Grace of a process tree whose time is up, milliseconds. */
const timeoutGrace = 5000
/** Longest time of a timer of Node, milliseconds. */
const longestTimer = 2 ** 31 - 1
/** Milliseconds for which whoever asks for an end waits for a host that is out of reach. */
const patienceAtEnd = 10_000
/** Milliseconds after which a host that says nothing, not even that it is there, is taken for lost. */
const silence = 30_000

/** An attempt's host, and how long it is waited for. */
export interface Followed extends Kept {
  readonly host: Host
  /** Milliseconds without a connection after which nobody waits any longer. */
  readonly bound: number
  readonly closed: AbortSignal
}

/**
 * Follows an attempt on a host, whose folder there is `there`: what it prints and records is copied into its folder here as it
 * comes. `claim` is who has it, or the file that will say so; `claimed` resolves once somebody does. `giveUp`: nobody will.
 */
export const followRemote = (
  spec: AttemptSpec,
  there: string,
  claim: string,
  options: Followed,
): { readonly running: RunningAttempt; readonly claimed: Promise<void>; readonly giveUp: () => void } => {
  const { host, format, bound } = options
  const { folder } = spec
  const given = new AbortController()
  const closed = AbortSignal.any([options.closed, given.signal])
  const { target } = host
  const listeners: ((progress: Progress) => void)[] = []
  const told: Progress[] = []
  const say = (progress: Progress) => {
    told.push(progress)
    for (const listener of listeners) listener(progress)
  }
  let recorded = 0
  const tell = () => {
    const all = format.progress(textOf(folder, 'records'))
    for (const progress of all.slice(recorded)) say(progress)
    recorded = Math.max(recorded, all.length)
  }
  const patience = {
    target,
    bound,
    closed,
    tell: (why: string | null) => say({ is: 'unseen', at: Date.now(), target: target.name, why }),
  }
  const first = Promise.withResolvers<void>()
  const givenUp = Promise.withResolvers<Left>()
  let holder = claim
  let survivors: AttemptEnd['survivors'] = []
  let cancelling: Promise<void> | null = null
  let over = false

  const once = async (seen: () => void): Promise<Left> => {
    const sizes = growing.map((name) => String(sizeOf(folder, name)))
    const channel = await host.open('follow', there, holder, ...sizes)
    closed.addEventListener('abort', channel.drop, { once: true })
    seen()
    const named: StillThere[] = []
    const left: StillThere[] = []
    for (;;) {
      const line = await lineSoon(channel)
      if (line === null) throw await channel.failure()
      if (line === 'claim nobody') throw new HoldpointError('attempt-claimed', { folder: `${there} on ${target.name}` })
      if (line.startsWith('claim ')) {
        holder = line.slice('claim '.length)
        first.resolve()
      } else if (line.startsWith('bytes ')) {
        if (!(await takeBytes(folder, line, channel.answers))) throw await channel.failure()
        if (line.startsWith('bytes records ')) tell()
      } else if (line.startsWith('named ')) named.push(processIn(line))
      else if (line.startsWith('left ')) left.push(processIn(line))
      else if (line === 'over') {
        channel.drop()
        return { survivors, left, named }
      }
    }
  }

  const cancel = (how: 'cancelled' | 'timeout', graceMs: number): Promise<void> => {
    cancelling ??= (async () => {
      await first.promise
      if (over) return
      const seconds = String(Math.ceil(graceMs / 1000))
      const asked = how === 'cancelled' ? Math.min(bound, patienceAtEnd) : bound
      try {
        survivors = await patiently({ ...patience, bound: asked, tell: () => undefined }, () =>
          cancelOn(host, there, how, seconds, holder),
        )
      } catch (error) {
        if (how !== 'cancelled' || !isLost(error)) throw error
        // The host may never come back: nobody waits for it, and the end is not known.
        givenUp.resolve(nothingSeen)
        given.abort()
      }
    })()
    return cancelling
  }

  const end = (async () => {
    const timer = timeoutOf(spec, () => void cancel('timeout', timeoutGrace).catch(() => undefined))
    try {
      const seen = patiently(patience, once).catch((error: unknown) => {
        if (cancelling === null || !isLost(error)) throw error
        return nothingSeen
      })
      const found = await Promise.race([seen, givenUp.promise])
      await cancelling
      over = true
      tell()
      keepLeft(folder, { ...found, survivors })
      return await endOf(spec, target, options)
    } finally {
      clearTimeout(timer)
    }
  })()
  // Whoever waits for the end gets its failure; one that nobody waits for yet is no reason to end the process.
  end.catch((error: unknown) => first.reject(error))
  first.promise.catch(() => undefined)
  if (!claim.startsWith('claim.')) first.resolve()

  const put = (name: string) =>
    patiently({ ...patience, tell: () => undefined }, async () => {
      const channel = await host.open('put', there, name, '0', '')
      const line = await channel.answers.line()
      if (line === 'done') return
      throw line?.startsWith('cannot ') ? folderFailure(target, line.slice('cannot '.length)) : await channel.failure()
    })

  const running: RunningAttempt = {
    place: { run: spec.run, step: spec.step, attempt: spec.attempt, folder },
    output: join(folder, 'output'),
    end,
    onProgress: (listener) => {
      for (const progress of told) listener(progress)
      listeners.push(listener)
    },
    cancel: async (graceMs) => {
      await cancel('cancelled', graceMs)
      await end
    },
    goOn: async () => {
      const waiting = format.progress(textOf(folder, 'records')).findLast(({ is }) => is === 'waiting')
      if (waiting?.is === 'waiting') await put(`go-on.${waiting.statement}`)
    },
    stopObservers: () => put('stop'),
  }
  return { running, claimed: first.promise, giveUp: () => given.abort() }
}

const isLost = (error: unknown): boolean => error instanceof HoldpointError && error.code === 'target-lost'

/** Ends the process tree there, and says what of it is left. Asked twice, it does no more than once. */
const cancelOn = async (host: Host, there: string, how: string, seconds: string, holder: string) => {
  const channel = await host.open('cancel', there, how, seconds, holder)
  const left: StillThere[] = []
  for (;;) {
    const line = await channel.answers.line()
    if (line === 'done') break
    if (line?.startsWith('cannot ')) throw folderFailure(host.target, line.slice('cannot '.length))
    if (line === null) throw await channel.failure()
    if (line.startsWith('left ')) left.push(processIn(line))
  }
  channel.drop()
  return left.map(({ pid, command }) => ({ pid, command }))
}

/** `left PID START PARENT COMMAND` */
const processIn = (line: string): StillThere => {
  const [, pid, startTime = '', parent, ...command] = line.split(' ')
  return { pid: Number(pid), startTime, parent: Number(parent), command: command.join(' ') }
}

const lineSoon = async (channel: Channel): Promise<string | null> => {
  const late = Promise.withResolvers<null>()
  const timer = setTimeout(() => late.resolve(null), silence)
  try {
    return await Promise.race([channel.answers.line(), late.promise])
  } finally {
    clearTimeout(timer)
  }
}

/** The command's file is written right before it is let go; a day more or less is nothing to a timer that cannot wait so long. */
const timeoutOf = ({ folder, timeout }: AttemptSpec, act: () => void): NodeJS.Timeout | undefined => {
  if (timeout === null) return undefined
  const startedAt = statSync(join(folder, 'command'), { throwIfNoEntry: false })?.mtimeMs ?? Date.now()
  return setTimeout(act, Math.min(longestTimer, Math.max(0, startedAt + timeout - Date.now()))).unref()
}
