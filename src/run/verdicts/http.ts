import type { ExpectationTest } from '../../plan/index.ts'
import type { Judged, Seen } from './seen.ts'

type Test = Extract<ExpectationTest, { is: 'http' }>

/** Response lines (`curl -i`, `wget -S`). */
const responses = /^[<\s]*HTTP\/[\d.]+ ([2-5]\d\d)\b/gm
/** A line that is nothing but a status or names it (`-w '%{http_code}'`). */
const alone = /^\W*(?:(?:https?|status|response|code)[\s_-]*){0,3}[:=\s]*([1-5]\d\d)\s*$/gim

/**
 * The statuses of answers: what curl received, else response lines, else a line that is a status. `certain`: they were
 * answers for sure; a number on a line of its own may be something else. A number within other words is no status.
 */
export const statusesIn = ({ http, output }: Seen): { readonly all: readonly number[]; readonly certain: boolean } => {
  if (http.length > 0) return { all: http, certain: true }
  const shown = answers(found(responses, output))
  return shown.length > 0 ? { all: shown, certain: true } : { all: found(alone, output), certain: false }
}

/** Every answer must have the status; when some have and some have not, a person tells which one is meant. */
export const http = ({ status: expected }: Test, seen: Seen): Judged => {
  const { all } = statusesIn(seen)
  if (all.length === 0) return { verdict: 'unclear', why: `No HTTP status was seen; ${expected} is expected.` }
  const right = all.filter((one) => one === expected).length
  const verdict = right === all.length ? 'met' : right === 0 ? 'unmet' : 'unclear'
  return { verdict, why: `HTTP status ${statusWords(all)}, expected ${expected}.` }
}

/** Without redirects that another answer followed. */
export const answers = (statuses: readonly number[]): readonly number[] =>
  statuses.filter((one, at) => at === statuses.length - 1 || one < 300 || one > 399)

/** `503 (12 times), then 200`. */
export const statusWords = (statuses: readonly number[]): string => {
  const runs: { readonly status: number; readonly times: number }[] = []
  for (const status of statuses) {
    const last = runs.at(-1)
    if (last?.status === status) runs[runs.length - 1] = { status, times: last.times + 1 }
    else runs.push({ status, times: 1 })
  }
  const words = runs.map(({ status, times }) => (times === 1 ? `${status}` : `${status} (${times} times)`))
  return words.length <= 10 ? words.join(', then ') : `${words.slice(0, 9).join(', then ')}, …, then ${words.at(-1)}`
}

const found = (pattern: RegExp, output: string): readonly number[] =>
  [...output.matchAll(pattern)].map((one) => Number(one[1]))
