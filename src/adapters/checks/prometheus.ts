import type { Check } from '../../plan/index.ts'
import { request } from './request.ts'
import { type Look, number, type Seen, saw, time } from './seen.ts'

/** Asks Prometheus, or what speaks its language, an instant query. Several series: a condition holds when it does for each. */
export async function prometheus({ what, redirects }: Check, signal: AbortSignal): Promise<Look> {
  const [address = '', query = ''] = what
  const asked = askingFor(address, query)
  if (asked === null) return { is: 'unclear', why: 'the address is no http or https address' }
  const answer = await request({ method: 'GET', address: asked, redirects }, signal)
  if ('wrong' in answer) return { is: 'unclear', why: answer.wrong }
  const result = resultIn(answer.body)
  if ('wrong' in result) return { is: 'unclear', why: [...answer.evidence, `${query}: ${result.wrong}`].join('\n') }
  const { samples } = result
  const seen: Record<string, Seen> = { series: number(samples.length), time: time(answer.took) }
  const values = samples.map(({ value }) => value)
  if (values.length > 0 && values.every(Number.isFinite)) seen.value = each(values)
  return saw(seen, [...answer.evidence, query, ...toldSamples(samples)])
}

interface Sample {
  /** `{instance="a:9100", job="node"}`. */
  readonly labels: string
  /** May be no number, such as that of 0 / 0. */
  readonly value: number
}

function askingFor(address: string, query: string): string | null {
  const url = URL.canParse(address) ? new URL(address) : null
  if (url === null || !/^https?:$/.test(url.protocol)) return null
  url.pathname = `${url.pathname.replace(/\/+$/, '')}/api/v1/query`
  url.searchParams.set('query', query)
  return url.href
}

function each(values: readonly number[]): Seen {
  const [first = 0] = values
  return values.length === 1
    ? number(first)
    : { ...number(first), text: values.slice(0, 10).join(', '), each: values.map(number) }
}

function toldSamples(samples: readonly Sample[]): readonly string[] {
  if (samples.length === 0) return ['no series: no data is not health']
  const lines = samples.slice(0, 20).map(({ labels, value }) => `  ${labels} ${value}`)
  const broken = samples.some(({ value }) => !Number.isFinite(value))
    ? ['not every value is a number: no data is not health']
    : []
  return [`${samples.length} series:`, ...lines, ...broken]
}

function resultIn(body: Buffer): { readonly samples: readonly Sample[] } | { readonly wrong: string } {
  const answer = parsed(body)
  if (answer?.status !== 'success') return { wrong: answer?.error ?? 'this is no answer of Prometheus' }
  const { resultType, result } = answer.data ?? {}
  if (!Array.isArray(result)) return { wrong: 'this is no answer of Prometheus' }
  if (resultType === 'scalar') return { samples: [{ labels: 'scalar', value: numberIn(result[1]) }] }
  if (resultType !== 'vector')
    return { wrong: `it gives a ${resultType}; a check compares what holds now (an instant vector)` }
  return {
    samples: (result as readonly Series[]).map(({ metric, value }) => ({
      labels: JSON.stringify(metric ?? {}),
      value: numberIn(value?.[1]),
    })),
  }
}

interface Series {
  readonly metric?: Readonly<Record<string, string>>
  readonly value?: readonly [number, string]
}

interface Body {
  readonly status?: string
  readonly error?: string
  readonly data?: { readonly resultType?: string; readonly result?: unknown }
}

function parsed(body: Buffer): Body | null {
  try {
    return JSON.parse(body.toString('utf8')) as Body | null
  } catch {
    return null
  }
}

/** `+Inf` and `NaN` are what Prometheus says where there is nothing to tell. */
const numberIn = (text: unknown): number => (typeof text === 'string' && text !== '' ? Number(text) : Number.NaN)
