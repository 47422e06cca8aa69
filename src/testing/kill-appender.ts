import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { RunStore } from '../engine/ports.ts'

const appender = fileURLToPath(new URL('./appender.ts', import.meta.url))

/** Starts a process that appends to a store; see `appender.ts`. */
export function startAppender(folder: string, name: string, events: number) {
  const child = spawn(process.execPath, [
    '--disable-warning=ExperimentalWarning',
    appender,
    folder,
    name,
    String(events),
  ])
  let output = ''
  let errors = ''
  const reached: { count: number; resolve: () => void }[] = []
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text
    for (const { count, resolve } of reached) if (acknowledged().length >= count) resolve()
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text
  })
  /** The seqs it said were acknowledged; a line cut off by a kill is none. */
  const acknowledged = () => output.split('\n').slice(0, -1).map(Number)
  const over = new Promise<{ code: number | null; errors: string }>((resolve) => {
    child.on('close', (code) => resolve({ code, errors }))
  })
  return {
    acknowledged,
    over,
    after: (count: number) =>
      Promise.race([new Promise<void>((resolve) => reached.push({ count, resolve })), over.then(() => undefined)]),
    kill: () => child.kill('SIGKILL'),
  }
}

/**
 * Kills an appending process `times` times, each after a few more events and a random moment, and returns every seq
 * that was ever acknowledged.
 */
export async function killRepeatedly(folder: string, times: number, store: () => RunStore): Promise<readonly number[]> {
  const acknowledged: number[] = []
  for (let round = 0; round < times; round += 1) {
    const appender = startAppender(folder, `round-${round}`, 100_000)
    await appender.after(1 + (round % 7))
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 10))
    appender.kill()
    const { errors } = await appender.over
    if (errors !== '') throw new Error(errors)
    acknowledged.push(...appender.acknowledged())
    const reader = store()
    if ((await reader.last('r')) < (acknowledged.at(-1) ?? 0)) throw new Error(`round ${round} lost events`)
    await reader.close()
  }
  return acknowledged
}
