import { statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AttemptSpec, Progress, RunningAttempt } from '../../engine/ports.ts'
import type { AttemptEnd } from '../../run/index.ts'
import { readEnd, textOf } from './attempt-end.ts'
import { written } from './attempt-files.ts'
import type { Wrapper } from './claim.ts'
import { bootId, commandLine, groupHasMembers, isAlive, type Process, processOf } from './process-table.ts'
import { endTree, type ProcessTree, processTree } from './process-tree.ts'
import { parseEnd, parseRecords, progressOf } from './records.ts'

/** Milliseconds between two looks at a running attempt. Its end is told by its process where that is our child. */
const look = 100
/** Grace of a process tree whose time is up, milliseconds. */
const timeoutGrace = 5000
/** How long a wrapper may take to write the end of a tree that was ended, milliseconds. */
const wrapperGrace = 2000

/**
 * Follows an attempt that `wrapper` has claimed. `gone` resolves when the wrapper is (null: it is not our child, and is
 * looked for). `ended` is called before the end is reported. `watches`: to be cleared by who leaves before it.
 */
export const follow = (
  spec: AttemptSpec,
  wrapper: Wrapper,
  gone: Promise<void> | null,
  options: { readonly store: string; readonly ended: () => void; readonly watches: Set<NodeJS.Timeout> },
): RunningAttempt => {
  const { folder } = spec
  const tree = processTree(folder, wrapper)
  const listeners: ((progress: Progress) => void)[] = []
  const told: Progress[] = []
  let survivors: AttemptEnd['survivors'] = []
  let over = false
  let cancelling: Promise<void> | null = null

  const sameBoot = wrapper.boot === bootId()
  const here = () => sameBoot && isAlive(wrapper.pid, wrapper.startTime)
  // A wrapper whose Holdpoint lives goes on to the next attempt.
  const running = () => here() && parseEnd(textOf(join(folder, 'end'))) === null
  const tell = () => {
    const all = parseRecords(textOf(join(folder, 'records'))).flatMap((line) => progressOf(line) ?? [])
    for (const progress of all.slice(told.length)) {
      told.push(progress)
      for (const listener of listeners) listener(progress)
    }
  }
  const cancel = (how: 'cancelled' | 'timeout', graceMs: number): Promise<void> => {
    cancelling ??= (async () => {
      if (over) return
      written(folder, () => writeFileSync(join(folder, 'cancel'), `${how}\n`, { mode: 0o600 }))
      survivors = await endTree(tree, graceMs)
      const until = Date.now() + wrapperGrace
      while (!over && running() && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, 20))
      if (!over && running()) process.kill(wrapper.pid, 'SIGKILL')
    })()
    return cancelling
  }

  const end = new Promise<AttemptEnd>((resolve, reject) => {
    let finishing = false
    const finish = async () => {
      if (finishing) return
      finishing = true
      clearInterval(watch)
      options.watches.delete(watch)
      try {
        over = true
        await cancelling
        const lost = sameBoot && textOf(join(folder, 'end')) === '' ? tree.find() : []
        if (lost.length > 0 && survivors.length === 0)
          survivors = lost.map(({ pid }) => ({
            pid,
            command: textOf(`/proc/${pid}/cmdline`).replaceAll('\0', ' ').trim(),
          }))
        tell()
        options.ended()
        const left = lost.length === 0 && sameBoot ? await leftRunning(tree, wrapper.session) : []
        const named = left.map((one) => ({ ...one, command: commandLine(one.pid) }))
        resolve(await readEnd(spec, { survivors, left: named, find: aliveNow, store: options.store }))
      } catch (error) {
        reject(error)
      }
    }
    const startedAt = claimedAt(folder)
    const watch = setInterval(() => {
      tell()
      tree.observe()
      if (spec.timeout !== null && Date.now() - startedAt >= spec.timeout) cancel('timeout', timeoutGrace).catch(reject)
      if (!running()) void finish()
    }, look)
    options.watches.add(watch)
    if (gone) void gone.then(finish)
    else if (!running()) void finish()
  })
  // Whoever waits for the end gets its failure; one that nobody waits for yet is no reason to end the process.
  end.catch(() => undefined)

  return {
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
      const lines = parseRecords(textOf(join(folder, 'records')))
      const waiting = lines.findLast((line) => line.is === 'wait')
      if (waiting?.is === 'wait')
        written(folder, () => writeFileSync(join(folder, `go-on.${waiting.index}`), '', { mode: 0o600 }))
    },
    stopObservers: async () => written(folder, () => writeFileSync(join(folder, 'stop'), '', { mode: 0o600 })),
  }
}

const aliveNow = (pid: number): Process | null => {
  const found = processOf(pid)
  return found && isAlive(pid, found.startTime) ? found : null
}

/**
 * What still runs in the group of a shell that has ended: put into the background by something else than its own `&`. Whoever
 * is only about to end is given a moment. The group costs one look; only when somebody is in it, all processes are looked at.
 */
const leftRunning = async (tree: ProcessTree, group: number): Promise<readonly Process[]> => {
  if (!groupHasMembers(group)) return []
  await new Promise((resolve) => setTimeout(resolve, look))
  return groupHasMembers(group) ? tree.find() : []
}

/** The command file is written right before the claim; what it took to be claimed is not the command's time. */
const claimedAt = (folder: string): number => {
  try {
    return statSync(join(folder, 'command')).mtimeMs
  } catch {
    return Date.now()
  }
}
