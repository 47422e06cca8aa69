import type { Check, CheckCondition } from '../../plan/index.ts'
import { backup, disk, file, log } from './files.ts'
import { git } from './git.ts'
import { http } from './http.ts'
import { env, load, memory, processes, unit } from './machine.ts'
import { dns, port, tcp, tls } from './network.ts'
import { holds, type Look, type Seen } from './seen.ts'
import { sqlite } from './sqlite.ts'

/** Where a check looks from. */
export interface Here {
  readonly cwd: string
  /** A variable as the document's commands see it; null: it is not set. */
  readonly variable: (name: string) => string | null
}

/** What a look came to, and everything that it rests on, line by line. */
export interface Looked {
  readonly verdict: 'met' | 'unmet' | 'unclear'
  readonly evidence: readonly string[]
}

/** Looks once. Nothing that could not be seen is met. Never fails; `signal` ends it early, as unclear. */
export async function lookAt(check: Check, here: Here, signal: AbortSignal): Promise<Looked> {
  const limit = AbortSignal.timeout(check.timeout)
  const ended = AbortSignal.any([limit, signal])
  try {
    return judged(check, await within(see(check, here, ended), ended))
  } catch (error) {
    if (signal.aborted) return { verdict: 'unclear', evidence: ['stopped before it was seen'] }
    if (limit.aborted) return { verdict: 'unmet', evidence: [`no answer within ${check.timeout} ms`] }
    const { code, message } = error as NodeJS.ErrnoException
    const no = answersNo.has(code ?? '') || distrusts.test(code ?? '')
    return { verdict: no ? 'unmet' : 'unclear', evidence: [message || String(code)] }
  }
}

/** Nobody there, or nobody of that name: an answer. Anything else leaves open how it is. */
const answersNo: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ETIMEDOUT',
  'ENOTFOUND',
  'ENODATA',
  'EPIPE',
  'HPE_INVALID_CONSTANT',
])

/** What OpenSSL says of a certificate that is not to be trusted: expired, for another host, signed by nobody known. */
const distrusts = /^(?:CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_(?:VERIFY|GET_ISSUER)|ERR_TLS_CERT_)/

function see(check: Check, { cwd, variable }: Here, signal: AbortSignal): Look | Promise<Look> {
  switch (check.kind) {
    case 'http':
      return http(check, signal)
    case 'tcp':
      return tcp(check, signal)
    case 'tls':
      return tls(check, signal)
    case 'dns':
      return dns(check)
    case 'port':
      return port(check, signal)
    case 'file':
      return file(check, cwd)
    case 'disk':
      return disk(check, cwd)
    case 'memory':
      return memory()
    case 'load':
      return load()
    case 'process':
      return processes(check)
    case 'unit':
      return unit(check, signal)
    case 'env':
      return env(check, variable)
    case 'git':
      return git(cwd, signal)
    case 'log':
      return log(check, cwd, signal)
    case 'backup':
      return backup(check, cwd, signal)
    case 'sqlite':
      return sqlite(check, cwd)
  }
}

/** What takes no signal of its own is left alone when its time is over. */
async function within<T>(seen: T | Promise<T>, signal: AbortSignal): Promise<T> {
  const over = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error('it took too long')), { once: true })
  })
  return await Promise.race([seen, over])
}

function judged({ conditions }: Check, look: Look): Looked {
  if (look.is !== 'seen') return { verdict: look.is, evidence: [look.why] }
  const results = conditions.map((condition) => ({
    condition,
    seen: look.see(condition.of),
    result: holds(look.see(condition.of), condition),
  }))
  const verdict = results.some(({ result }) => result === false)
    ? 'unmet'
    : results.every(({ result }) => result === true)
      ? 'met'
      : 'unclear'
  return {
    verdict,
    evidence: [
      ...look.evidence,
      '',
      ...results.map(({ condition, seen, result }) => sentence(condition, seen, result)),
    ],
  }
}

function sentence({ of, op, value }: CheckCondition, seen: Seen | null, result: boolean | string): string {
  const mark = result === true ? 'met' : result === false ? 'UNMET' : 'UNCLEAR'
  const why = typeof result === 'string' ? ` (${result})` : ''
  return `${mark}: ${of} ${op} ${value}, ${seen === null ? 'nothing was seen of it' : wasSeen(seen)}${why}`
}

function wasSeen({ text, hidden }: Seen): string {
  if (hidden) return 'compared with what was seen'
  return `was ${text.length < 120 ? text : `${text.slice(0, 120)} …`}`
}
