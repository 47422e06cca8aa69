import { ofMany } from '../../plan/check.ts'
import type { Check, CheckCondition, SeenValue } from '../../plan/index.ts'
import { backup } from './backup.ts'
import { comparedWith, kept } from './before.ts'
import { cpu } from './cpu.ts'
import { disk, file } from './files.ts'
import { git } from './git.ts'
import { http } from './http.ts'
import { log } from './log.ts'
import { env, load, memory, processes, unit } from './machine.ts'
import { dns, port, tcp, tls } from './network.ts'
import { prometheus } from './prometheus.ts'
import { secretsIn, without } from './secrets.ts'
import { holds, type Look, type Seen } from './seen.ts'
import { httpSeries, longestSeries } from './series.ts'
import { sqlite } from './sqlite.ts'

/** Where a check looks from. */
export interface Here {
  readonly cwd: string
  /** A variable as the document's commands see it; null: it is not set. */
  readonly variable: (name: string) => string | null
  /** What was seen before the change; absent: nothing was. */
  readonly before?: readonly SeenValue[]
}

/** What a look came to, and everything that it rests on, line by line. */
export interface Looked {
  readonly verdict: 'met' | 'unmet' | 'unclear'
  readonly evidence: readonly string[]
  /** What is kept because it is compared: later, or with what was seen before. */
  readonly seen: readonly SeenValue[]
}

/** Looks once. Nothing that could not be seen is met. Never fails; `signal` ends it early, as unclear. */
export async function lookAt(check: Check, here: Here, signal: AbortSignal): Promise<Looked> {
  const { verdict, evidence, seen = [] } = await lookedAt(check, here, signal)
  const secrets = secretsIn([...check.what, check.restore ?? ''])
  return {
    verdict,
    evidence: evidence.flatMap((text) => text.split('\n')).map((line) => without(secrets, line)),
    seen: seen.map((one) => ({ ...one, text: without(secrets, one.text) })),
  }
}

async function lookedAt(check: Check, here: Here, signal: AbortSignal): Promise<Judged> {
  const time = limitOf(check)
  const limit = AbortSignal.timeout(time)
  const ended = AbortSignal.any([limit, signal])
  try {
    return judged(check, here, await within(check, see(check, here, ended), ended))
  } catch (error) {
    if (signal.aborted) return { verdict: 'unclear', evidence: ['stopped before it was seen'] }
    if (limit.aborted) return { verdict: 'unmet', evidence: [`no answer within ${time} ms`] }
    const { code, message } = error as NodeJS.ErrnoException
    const no = answersNo.has(code ?? '') || distrusts.test(code ?? '')
    return { verdict: no ? 'unmet' : 'unclear', evidence: [message || String(code)] }
  }
}

/** Milliseconds for all of a look: measuring and a series take their own time besides. */
const limitOf = ({ timeout, series, over = 0 }: Check): number =>
  timeout + over + (series === undefined ? 0 : longestSeries)

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
      return check.series === undefined ? http(check, signal) : httpSeries(check, signal)
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
    case 'cpu':
      return cpu(check, signal)
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
      return sqlite(check, cwd, signal)
    case 'prometheus':
      return prometheus(check, signal)
    case 'postgres':
    case 'mysql':
    case 'redis':
      return server(check, check.kind, signal)
  }
}

/** Their clients are big, and loaded when one is asked. */
async function server(check: Check, kind: 'postgres' | 'mysql' | 'redis', signal: AbortSignal): Promise<Look> {
  if (kind === 'postgres') return (await import('./postgres.ts')).postgres(check, signal)
  if (kind === 'mysql') return (await import('./mysql.ts')).mysql(check, signal)
  return (await import('./redis.ts')).redis(check, signal)
}

/** What takes no signal of its own is left alone when its time is over; what has to clear up behind itself is not. */
async function within<T>({ restore }: Check, seen: T | Promise<T>, signal: AbortSignal): Promise<T> {
  if (restore !== undefined) return await seen
  const over = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error('it took too long')), { once: true })
  })
  return await Promise.race([seen, over])
}

type Judged = Omit<Looked, 'seen'> & Partial<Pick<Looked, 'seen'>>

/** A condition, what was seen of it, and what came of that. */
interface Result {
  readonly condition: CheckCondition
  readonly seen: Seen | null
  readonly result: boolean | string
  /** What it is compared with; null: with what it says itself. */
  readonly compared: Pick<ReturnType<typeof comparedWith>, 'before' | 'allowed'> | null
}

function judged(check: Check, { before = [] }: Here, look: Look): Judged {
  if (look.is !== 'seen') return { verdict: look.is, evidence: [look.why] }
  const { conditions, series, baseline } = check
  // In a series the others were asked of each answer.
  const asked = series === undefined ? conditions : conditions.filter(({ of }) => ofMany.includes(of))
  const results = asked
    .filter((condition) => baseline === undefined || condition.before === undefined)
    .map((condition) => resultOf(condition, look.see(condition.of), before))
  const measured = baseline === undefined ? [] : asked.filter((condition) => condition.before !== undefined)
  const names = [...new Set(measured.map(({ of }) => of))]
  const values = names.map((of) => ({ of, value: kept(of, look.see(of)) }))
  const missing = values.some(({ value }) => value === null)
  return {
    verdict: results.some(({ result }) => result === false)
      ? 'unmet'
      : !missing && results.every(({ result }) => result === true)
        ? 'met'
        : 'unclear',
    evidence: [
      ...look.evidence,
      '',
      ...results.map(sentence),
      ...values.map(({ of, value }) =>
        value === null
          ? `UNCLEAR: ${of}, of which there is no one value to keep`
          : `measured: ${of}, was ${value.text}`,
      ),
    ],
    seen: [...values.flatMap(({ value }) => value ?? []), ...results.flatMap(comparedValue)],
  }
}

function resultOf(condition: CheckCondition, seen: Seen | null, before: readonly SeenValue[]): Result {
  if (condition.before === undefined) return { condition, seen, result: holds(seen, condition), compared: null }
  const { result, ...compared } = comparedWith(seen, condition, before)
  return { condition, seen, result, compared }
}

/** Nothing that was seen is told as well: it was compared. */
function comparedValue({ condition: { of }, seen, result, compared }: Result): readonly SeenValue[] {
  if (compared === null) return []
  const value = kept(of, seen) ?? { of, text: seen === null ? 'nothing was seen' : seen.text, amount: null, in: null }
  return [{ ...value, compared: { ...compared, verdict: verdictOf(result) } }]
}

const verdictOf = (result: boolean | string) => (result === true ? 'met' : result === false ? 'unmet' : 'unclear')

const marks = { met: 'met', unmet: 'UNMET', unclear: 'UNCLEAR' } as const

function sentence({ condition: { of, op, value }, seen, result, compared }: Result): string {
  const why = typeof result === 'string' ? ` (${result})` : ''
  const before = compared?.before == null ? '' : `; before it was ${compared.before}, allowed is ${compared.allowed}`
  return `${marks[verdictOf(result)]}: ${of} ${op} ${value}, ${seen === null ? 'nothing was seen of it' : wasSeen(seen)}${before}${why}`
}

function wasSeen({ text, hidden }: Seen): string {
  if (hidden) return 'compared with what was seen'
  return `was ${text.length < 120 ? text : `${text.slice(0, 120)} …`}`
}
