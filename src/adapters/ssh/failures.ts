import { HoldpointError } from '../../errors.ts'
import type { Target } from '../../run/index.ts'

/** What the line that is run on a host ends with when our file is not there, and when its bash is too old for it. */
export const notInstalled = 45
const bashTooOld = 44

/**
 * Why there is no connection, or nobody of ours at its other end, from what `ssh` ended with and said. Its own failures end
 * with 255; what else there is comes from the host.
 */
export const failureOf = (target: Target, code: number | null, said: string): HoldpointError => {
  const { name, ssh } = target
  const why = lastLine(said)
  const error = (code: Code, reason = why) => new HoldpointError(code, { target: name, ssh, why: reason })
  if (code === bashTooOld) return error('target-bash', 'the one on the PATH there is older')
  if (code === 126 || code === 127) return error('target-bash')
  if (code !== 255) return error('target-unreachable', why || `the connection ended (${code ?? 'by a signal'})`)
  const known = signs.find(([sign]) => sign.test(said))
  return error(known?.[1] ?? 'target-unreachable', sentenceOf(said, known?.[0]) || why || 'ssh did not say why')
}

type Code = 'target-bash' | 'target-unreachable' | (typeof signs)[number][1]

const signs = [
  [/REMOTE HOST IDENTIFICATION HAS CHANGED|Offending \S+ key in/, 'target-host-changed'],
  [/Host key verification failed|No \S+ host key is known/, 'target-host-unknown'],
  [/Permission denied \(|Too many authentication failures|No supported authentication methods/, 'target-key-refused'],
  [/Could not resolve hostname/, 'target-name-unknown'],
  [/timed out|Timeout, server/, 'target-timeout'],
] as const

/** The line that shows it; of a changed key the one that names the file in which the old one stands. */
const sentenceOf = (said: string, sign: RegExp | undefined): string => {
  const lines = said.split('\n').map(tidy)
  const named = lines.find((line) => /^Offending \S+ key in/.test(line))
  return named ?? (sign === undefined ? '' : (lines.find((line) => sign.test(line)) ?? ''))
}

const lastLine = (said: string) =>
  said
    .split('\n')
    .map(tidy)
    .findLast((line) => line !== '') ?? ''

const tidy = (line: string) => line.trim().replace(/\.$/, '').slice(0, 300)

/** What the host could not write, told by `cannot …`. */
export const folderFailure = (target: Target, why: string): HoldpointError => {
  const code = /No space left|quota exceeded/i.test(why) ? 'target-full' : 'target-folder'
  return new HoldpointError(code, { target: target.name, ssh: target.ssh, why: tidy(why) })
}

/** Whether it may be over by itself: a network, a host that starts anew. Not a key, a name, a full disk. */
export const passes = (error: unknown): boolean =>
  error instanceof HoldpointError && (error.code === 'target-unreachable' || error.code === 'target-timeout')
