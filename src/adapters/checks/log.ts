import { resolve } from 'node:path'
import { ofMany, percentiles } from '../../plan/check.ts'
import type { Check } from '../../plan/index.ts'
import { type Served, served } from './access-log.ts'
import { statOf } from './files.ts'
import { linesOf } from './lines.ts'
import { recentLines } from './log-lines.ts'
import { finder } from './patterns.ts'
import { percentilesOf, toldPercentiles } from './percentiles.ts'
import { type Look, number, percent, rate, type Seen, saw, time } from './seen.ts'

/** A rate of a shorter time says little: ten seconds after a start, one line would be six a minute. */
const leastSpan = 60_000

/** Of the lines of an access log, how many in a hundred may be something else. */
const mostForeign = 1

/** Lines that a pattern is found in, and what the requests of an access log came to. */
export async function log(check: Check, cwd: string, signal: AbortSignal): Promise<Look> {
  const { what, since } = check
  const [path = '', pattern] = what
  const find = pattern === undefined ? () => [] : finder(pattern)
  if (find === null) return { is: 'unclear', why: `“${pattern}” is no regular expression` }
  // Opening a pipe waits for whoever writes to it, and a device may have no end.
  if ((await statOf(resolve(cwd, path)))?.isFile() === false)
    return { is: 'unclear', why: `${path} is a folder, a pipe or a device: only a file can be read to its end` }
  const count = counter(check, find)
  try {
    if (since === undefined) {
      for await (const share of linesOf(resolve(cwd, path), signal)) count.add(share)
      return count.look(path, null)
    }
    const now = Date.now()
    const recent = await recentLines(resolve(cwd, path), { since: now - since, now })
    if ('wrong' in recent) return { is: 'unclear', why: recent.wrong }
    if (recent.lines.length === 0 && !check.conditions.some(({ of }) => of === 'lines'))
      return {
        is: 'unclear',
        why: `${path}: nothing was written in the last ${time(since).text} (the newest line is of ${new Date(recent.newest).toISOString()}); where that is well, say lines>=0`,
      }
    signal.throwIfAborted()
    for (let at = 0; at < recent.lines.length; at += 5000) count.add(recent.lines.slice(at, at + 5000))
    const span = Math.max(leastSpan, Math.min(since, now - recent.from))
    return count.look(`${recent.files.join(', ')}, the last ${time(Math.min(since, now - recent.from)).text}`, span)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error
    return {
      is: 'unclear',
      why: `“${pattern}” takes too long on the lines of ${path}: write it without repetitions inside repetitions`,
    }
  }
}

interface Counter {
  add(lines: readonly string[]): void
  /** `span`: milliseconds that a rate is of; null: there is none. */
  look(where: string, span: number | null): Look
}

function counter({ what, conditions }: Check, find: (lines: readonly string[]) => readonly string[]): Counter {
  const pattern = what[1]
  const asRequests = conditions.some(({ of }) => ofMany.includes(of))
  const times: number[] = []
  const shown: string[] = []
  let [lines, count, errors, foreign, requests] = [0, 0, 0, 0, 0]
  let strange = ''
  const countRequest = (one: Served | null, line: string) => {
    if (one === null) {
      strange ||= line.slice(0, 300)
      foreign += 1
      return
    }
    requests += 1
    if (one.status >= 500) errors += 1
    if (one.took !== null) times.push(one.took)
  }
  return {
    add: (share) => {
      lines += share.length
      const found = find(share)
      count += found.length
      shown.push(...found.slice(0, 5 - shown.length).map((line) => `  ${line.slice(0, 300)}`))
      if (asRequests) for (const line of share) countRequest(served(line), line)
    },
    look: (where, span) => {
      const seen: Record<string, Seen> = { lines: number(lines), count: number(count) }
      const evidence = [`${where}: ${lines} lines`]
      if (pattern !== undefined) evidence.push(`${count} with ${pattern}`, ...shown)
      if (span !== null) seen.rate = rate((count * 60_000) / span)
      if (!asRequests) return saw(seen, evidence)
      if (requests === 0)
        return {
          is: 'unclear',
          why: `${where}: no request ${strange === '' ? 'was logged' : `can be read, the first line is: ${strange}`}; no data is not health`,
        }
      if (foreign * 100 > lines * mostForeign)
        return {
          is: 'unclear',
          why: `${where}: ${foreign} of ${lines} lines are no requests that can be read, such as: ${strange}`,
        }
      if (times.length === 0 && conditions.some(({ of }) => (percentiles as readonly string[]).includes(of)))
        return {
          is: 'unclear',
          why: `${where}: the lines do not say how long requests took (nginx: add $request_time to log_format)`,
        }
      const all = { ...seen, ...percentilesOf(times), errors: percent((100 * errors) / requests) }
      return saw(all, [
        ...evidence,
        `${requests} requests, ${errors} of them answered with 500 or above`,
        toldPercentiles(all),
      ])
    },
  }
}
