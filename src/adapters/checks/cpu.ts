import { cpus } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Check } from '../../plan/index.ts'
import { type Look, percent, saw } from './seen.ts'

/** How busy the processors of this machine were, all together, between two looks at the kernel's counts. */
export async function cpu({ over = 1000 }: Check, signal: AbortSignal): Promise<Look> {
  const before = counts()
  await sleep(over, undefined, { signal })
  const after = counts()
  const all = after.all - before.all
  if (all <= 0) return { is: 'unclear', why: 'this machine does not tell what its processors do' }
  const used = percent(100 - (100 * (after.idle - before.idle)) / all)
  return saw({ used }, [`${cpus().length} processors: ${used.text} used over ${over / 1000} s`])
}

/** Milliseconds since the machine started, of all processors. */
function counts(): { readonly all: number; readonly idle: number } {
  const times = cpus().map((one) => one.times)
  const sum = (values: readonly number[]) => values.reduce((all, one) => all + one, 0)
  return { all: sum(times.flatMap((one) => Object.values(one))), idle: sum(times.map(({ idle }) => idle)) }
}
