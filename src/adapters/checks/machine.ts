import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { availableParallelism, freemem, loadavg, totalmem } from 'node:os'
import type { Check } from '../../plan/index.ts'
import { output } from './program.ts'
import { bytes, hidden, type Look, number, percent, saw, word, yes } from './seen.ts'

/** Memory that programs can still have: Linux counts what it would give up for them. */
export async function memory(): Promise<Look> {
  const free = (await available()) ?? freemem()
  const used = percent((100 * (totalmem() - free)) / totalmem())
  return saw({ free: bytes(free), used }, [
    `memory: ${bytes(free).text} free of ${bytes(totalmem()).text}, ${used.text} used`,
  ])
}

async function available(): Promise<number | null> {
  try {
    const [, kib] = /^MemAvailable:\s+(\d+) kB/m.exec(await readFile('/proc/meminfo', 'utf8')) ?? []
    return kib === undefined ? null : Number(kib) * 1024
  } catch {
    return null
  }
}

/** Of the last minute, for each processor. */
export function load(): Look {
  const percore = Math.round(((loadavg()[0] ?? 0) / availableParallelism()) * 100) / 100
  return saw({ percore: number(percore) }, [`load of the last minute: ${percore} a processor`])
}

/** Processes whose program has this name, as `pgrep -x` finds them; a zombie is none. */
export async function processes({ what: [name = ''] }: Check): Promise<Look> {
  const found: string[] = []
  for (const pid of await readdir('/proc').catch(() => [])) {
    if (!/^\d+$/.test(pid)) continue
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
    const [, short = '', state = ''] = /^\d+ \((.*)\) (\S)/s.exec(stat) ?? []
    const line = (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).split('\0')[0] ?? ''
    const program = line.split('/').at(-1) ?? ''
    if (state !== 'Z' && state !== '' && (program === name || short === name.slice(0, 15))) found.push(pid)
  }
  return saw({ count: number(found.length) }, [
    `${name}: ${found.length === 0 ? 'no process' : `processes ${found.join(', ')}`}`,
  ])
}

export async function unit({ what: [name = ''] }: Check, signal: AbortSignal): Promise<Look> {
  // As systemd's own `sd_booted` tells it.
  if (!existsSync('/run/systemd/system'))
    return {
      is: 'unclear',
      why: `this machine is not run by systemd, so nobody can see its unit ${name}: look with process NAME or port NUMBER`,
    }
  const { status, text } = await output('systemctl', ['is-active', '--', name], { signal })
  if (status === null) return { is: 'unclear', why: 'systemctl is not on this machine' }
  const state = text.trim().split('\n', 1)[0] ?? ''
  if (!/^[a-z-]+$/.test(state)) return { is: 'unclear', why: `systemctl: ${state}` }
  return saw({ state: word(state) }, [`${name} is ${state}`])
}

/** A variable as commands see it. Its value is compared and not shown: it may be a secret. */
export function env({ what: [name = ''] }: Check, variable: (name: string) => string | null): Look {
  const value = variable(name)
  if (value === null) return saw({ set: yes(false) }, [`${name} is not set`])
  return saw({ set: yes(true), value: hidden(value) }, [`${name} is set, to ${value.length} characters`])
}
