import { setTimeout as sleep } from 'node:timers/promises'
import { ofMany } from '../../plan/check.ts'
import type { Check, CheckCondition } from '../../plan/index.ts'
import { seeIn } from './http.ts'
import { percentilesOf, toldPercentiles } from './percentiles.ts'
import { type Answer, request } from './request.ts'
import { holds, type Look, percent, saw } from './seen.ts'

/** Milliseconds after which a series ends, whatever is left of it. */
export const longestSeries = 10 * 60_000

/** One of the requests: how long it took, in milliseconds, and why it counts as an error; null: it does not. */
interface Asked {
  readonly took: number
  readonly answered: boolean
  readonly error: string | null
}

/**
 * Asks one after the other and judges each answer. An answer that does not come, in the time that one look has, is an error;
 * percentiles are those of the answers that came.
 */
export async function httpSeries(check: Check, signal: AbortSignal): Promise<Look> {
  const { times, every } = check.series ?? { times: 1, every: 0 }
  const began = performance.now()
  const all: Asked[] = []
  for (let at = 0; at < times && performance.now() - began < longestSeries; at++) {
    await sleep(Math.max(0, began + at * every - performance.now()), undefined, { signal })
    const one = await askedOnce(check, signal)
    if ('wrong' in one) return { is: 'unclear', why: one.wrong }
    all.push(one)
  }
  const evidence = evidenceOf(check, all, performance.now() - began)
  if (all.length < times)
    return { is: 'unclear', why: `only ${all.length} of ${times} requests in 10m\n${evidence.join('\n')}` }
  return saw({ ...percentilesOf(timesOf(all)), errors: percent(errorsIn(all)) }, evidence)
}

async function askedOnce({ what, redirects, timeout, conditions }: Check, signal: AbortSignal) {
  const [method = 'GET', address = ''] = what
  const began = performance.now()
  const limit = AbortSignal.timeout(timeout)
  try {
    const answer = await request({ method, address, redirects }, AbortSignal.any([signal, limit]))
    return 'wrong' in answer ? answer : { took: answer.took, answered: true, error: errorOf(answer, conditions) }
  } catch (error) {
    if (signal.aborted) throw error
    const { code, message } = error as NodeJS.ErrnoException
    if (code === 'EFORBIDDEN') return { wrong: message }
    const why = limit.aborted ? `no answer within ${timeout} ms` : message || String(code)
    return { took: performance.now() - began, answered: false, error: why }
  }
}

function errorOf(answer: Answer, conditions: readonly CheckCondition[]): string | null {
  const broken = conditions.filter(
    ({ of, op, value }) => !ofMany.includes(of) && holds(seeIn(answer, of), { of, op, value }) !== true,
  )
  if (broken.length === 0) return null
  return broken
    .map(
      ({ of, op, value }) =>
        `${of} ${op} ${value} does not hold: ${seeIn(answer, of)?.text.slice(0, 100) ?? 'nothing'}`,
    )
    .join(', ')
}

const timesOf = (all: readonly Asked[]) => all.flatMap(({ took, answered }) => (answered ? [took] : []))

const errorsIn = (all: readonly Asked[]) => (100 * all.filter(({ error }) => error !== null).length) / all.length

function evidenceOf({ what }: Check, all: readonly Asked[], took: number): readonly string[] {
  const errors = all.flatMap(({ error }, at) => (error === null ? [] : [`  request ${at + 1}: ${error}`]))
  return [
    `${what.join(' ')}, ${all.length} times in ${(took / 1000).toFixed(1)} s`,
    `${errors.length} errors`,
    ...errors.slice(0, 10),
    `of the answers: ${toldPercentiles(percentilesOf(timesOf(all))) || 'none came'}`,
    `in ms: ${all.map(({ took: ms, answered }) => (answered ? Math.round(ms) : '–')).join(' ')}`,
  ]
}
