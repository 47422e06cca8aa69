import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Wrapper } from './claim.ts'
import {
  childrenOf,
  commandLine,
  isAlive,
  linkOf,
  openFiles,
  type Process,
  processes,
  processOf,
  startedWith,
} from './process-table.ts'

/** The processes of one attempt, found by every trace that leads to them. */
export interface ProcessTree {
  /** Remembers the descendants that there are now, for when they have cut every other trace. */
  observe(): void
  /** Those alive, without the wrapper and the sinks. */
  find(): readonly Process[]
}

/**
 * What the step's session, its environment mark, its open output or observed descent leads to. The wrapper, which
 * writes the end, and the sinks, which write the output, are not the step's. `wrapper` is null when it is gone.
 */
export const processTree = (folder: string, wrapper: Omit<Wrapper, 'boot'>): ProcessTree => {
  const mark = `HOLDPOINT_ATTEMPT=${folder}`
  const observed = new Map<number, string>()
  const observe = () => {
    // A wrapper that has written the end may be with another attempt.
    if (!isAlive(wrapper.pid, wrapper.startTime) || existsSync(join(folder, 'end'))) return
    const open = [...childrenOf(wrapper.pid), ...observed.keys()]
    for (let pid = open.pop(); pid !== undefined; pid = open.pop()) {
      const found = processOf(pid)
      if (!found || (observed.get(pid) ?? found.startTime) !== found.startTime) {
        observed.delete(pid)
        continue
      }
      observed.set(pid, found.startTime)
      open.push(...childrenOf(pid).filter((child) => !observed.has(child)))
    }
  }
  const find = () => {
    observe()
    const all = processes().filter(
      ({ pid, state }) => pid !== process.pid && pid !== wrapper.pid && !/[ZX]/.test(state),
    )
    const sinks = new Set(all.filter(({ pid }) => isSink(linkOf(pid, '1'), folder)).map(({ pid }) => pid))
    const pipes = new Set([...sinks].flatMap((pid) => linkOf(pid, '0')?.match(/^pipe:.*/)?.[0] ?? []))
    const wrapperAlive = isAlive(wrapper.pid, wrapper.startTime)
    const ours = new Map<number, Process>()
    for (const one of all) {
      if (sinks.has(one.pid)) continue
      const led =
        (wrapperAlive && one.session === wrapper.session) ||
        observed.get(one.pid) === one.startTime ||
        startedWith(one.pid, mark) ||
        openFiles(one.pid).some((file) => pipes.has(file))
      if (led) ours.set(one.pid, one)
    }
    for (let grown = true; grown; ) {
      const children = all.filter(({ pid, parent }) => ours.has(parent) && !ours.has(pid) && !sinks.has(pid))
      for (const child of children) ours.set(child.pid, child)
      grown = children.length > 0
    }
    return [...ours.values()]
  }
  return { observe, find }
}

const isSink = (output: string | null, folder: string) =>
  !!output?.startsWith(`${folder}/`) && /^(output|http|service-\d+\.log)$/.test(output.slice(folder.length + 1))

/** Milliseconds between two looks while processes are being ended. */
const look = 40

/**
 * Ends the tree: TERM, then KILL after `graceMs`, looking again for what was forked meanwhile. Resolves with those that
 * are still there two seconds after their first KILL.
 */
export const endTree = async (
  tree: ProcessTree,
  graceMs: number,
): Promise<readonly { readonly pid: number; readonly command: string }[]> => {
  const told = new Set<string>()
  const soft = Date.now() + graceMs
  const hard = soft + 2000
  for (;;) {
    const now = Date.now()
    const left = tree.find()
    if (left.length === 0 || now >= hard) return left.map(({ pid }) => ({ pid, command: commandLine(pid) }))
    for (const one of left) {
      const name = `${one.pid} ${one.startTime}`
      if (now >= soft) send(one, 'SIGKILL')
      else if (!told.has(name)) send(one, 'SIGTERM')
      told.add(name)
    }
    await new Promise((resolve) => setTimeout(resolve, look))
  }
}

/** Only to the very process that was found; one that is gone, or may not be signalled, is seen at the next look. */
const send = (one: Process, signal: 'SIGTERM' | 'SIGKILL') => {
  if (!isAlive(one.pid, one.startTime)) return
  try {
    process.kill(one.pid, signal)
    if (signal === 'SIGTERM' && /[Tt]/.test(one.state)) process.kill(one.pid, 'SIGCONT')
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && (error.code === 'ESRCH' || error.code === 'EPERM'))) throw error
  }
}
