import type { ExpectationTest } from '../../plan/index.ts'
import { contraryIn } from './contrary.ts'
import { http, statusesIn } from './http.ts'
import type { Judged, Seen } from './seen.ts'

type Test = Extract<ExpectationTest, { is: 'text' }>

/** How words stand in a line: as what it says, among other words, or beside words that deny them. */
type Standing = { readonly is: 'plain' | 'among' } | { readonly is: 'denied'; readonly by: string }

/** More places than these are not looked at one by one. */
const mostPlaces = 2_000
/** Characters looked at on either side of a place: a line may be as long as the output. */
const around = 300

/**
 * The output must say the words, and not only hold them: they are a whole line, a whole value (after `:` or `=`, in a
 * cell, between quotes), or say of a short subject what it is ("web-1 is healthy"). Beside a word that denies them, and
 * among words that may mean something else, they are unclear, and a person looks: "not healthy", "was: applied". Case
 * differs between a document and its tools too often (`Active: active`, "ACTIVE") to fail a release for it, yet may
 * matter ("UP", "up"): words in another case are unclear too; so are words that may only describe the output.
 */
export const text = (test: Test, seen: Seen): Judged => {
  const wanted = folded(test.text)
  // "Expected: 200" of a request is its status, and not any other 200 that is printed.
  if (isOfStatus(test) && statusesIn(seen).certain) return http({ is: 'http', status: Number(wanted) }, seen)
  if (wanted === '') return { verdict: 'unclear', why: 'It is not known which words are expected.' }
  const { output } = seen
  const opposite = opposites(wanted).exec(output)?.[0]
  if (opposite) return { verdict: 'unclear', why: `The output says “${opposite}”, and “${wanted}” is expected.` }
  const places = standings(output, wanted)
  const denied = places.find((one) => one.is === 'denied')
  if (denied?.is === 'denied')
    return { verdict: 'unclear', why: `The output holds “${wanted}”, in a line that also says “${denied.by}”.` }
  if (places.length > mostPlaces) return { verdict: 'unclear', why: `The output holds “${wanted}” too often to tell.` }
  if (places.some((one) => one.is === 'plain')) return { verdict: 'met', why: `The output says “${wanted}”.` }
  if (places.length > 0) return { verdict: 'unclear', why: `The output holds “${wanted}” among other words.` }
  if (pattern(wanted, '\\s+', 'iu').test(output))
    return { verdict: 'unclear', why: `The output holds “${wanted}” in another case or over several lines.` }
  return { verdict: test.sure ? 'unmet' : 'unclear', why: `The output does not hold “${wanted}”.` }
}

const folded = (value: string) => value.replace(/\s+/g, ' ').trim()

/** An expectation that speaks of a request's status. */
export const isOfStatus = (test: ExpectationTest): boolean =>
  test.is === 'http' || (test.is === 'text' && /^[1-5]\d\d$/.test(folded(test.text)))

const standings = (output: string, wanted: string): readonly Standing[] => {
  const found: Standing[] = []
  for (const { 0: match, index } of output.matchAll(pattern(wanted, '[^\\S\\n]+', 'gu'))) {
    if (found.length > mostPlaces) break
    const before =
      output
        .slice(Math.max(0, index - around), index)
        .split('\n')
        .at(-1) ?? ''
    const end = index + match.length
    const after = output.slice(end, end + around).split('\n')[0] ?? ''
    found.push(standing(before, after, wanted))
  }
  return found
}

/** "unhealthy", "non-healthy": the word is in it, and says the opposite. */
const opposites = (wanted: string): RegExp =>
  /^\p{L}/u.test(wanted)
    ? new RegExp(`(?<!\\p{L})(?:un|in|im|ir|dis|non|not)[-_]?${literally(wanted, '\\s+')}`, 'iu')
    : /(?!)/

/** The words as words, white space folded: "ok" is not in "token", nor "errors: 0" in "errors: 0.5" or "errors: 09". */
const pattern = (wanted: string, space: string, flags: string): RegExp => {
  const begin = /^[\p{L}\p{N}_]/u.test(wanted) ? '(?<![\\p{L}\\p{N}_])(?<!\\d[.,])' : ''
  return new RegExp(`${begin}${literally(wanted, space)}`, flags)
}

const literally = (wanted: string, space: string): string => {
  const end = /[\p{L}\p{N}_]$/u.test(wanted) ? '(?![\\p{L}\\p{N}_])(?![.,]\\d)' : ''
  const words = wanted.split(' ').map((word) => word.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'))
  return words.join(space) + end
}

const standing = (before: string, after: string, wanted: string): Standing => {
  const by = contraryIn(before) ?? contraryIn(after) ?? (isNothing(before, after) ? '0' : null)
  if (by !== null) return { is: 'denied', by }
  // A part of a longer word ("healthy-ish"), name or path.
  if (/[\p{L}\p{N}]-$/u.test(before) || /^-[\p{L}\p{N}]/u.test(after)) return { is: 'among' }
  const subject = before.split(/[,;|:=\t()[\]{}"'`<>]|\s{2,}|[-=]>/).at(-1) ?? ''
  const rest = after.split(/[,;|\t()[\]{}"'`<>]|\s{2,}/)[0] ?? ''
  // What names its own subject ("active: 3") says nothing of another one.
  const most = /[:=]/.test(wanted) ? 0 : mostOfSubject
  const words = subject.match(/[\p{L}\p{N}]\S*/gu) ?? []
  return { is: words.length <= most && isAside(rest) ? 'plain' : 'among' }
}

const mostOfSubject = 6

/** "0 healthy", "healthy: 0". */
const isNothing = (before: string, after: string) =>
  /(?<![\d.,:])0 $/.test(before) || /^\s*[:=]\s*0(?![\d.,:])/.test(after)

/** Nothing but marks, or what only says where, when and how long. */
const isAside = (rest: string) =>
  !/[\p{L}\p{N}]/u.test(rest) || /^[.!]?\s+(?:since|in|at|on|for|after|by|from|via|with)\s/.test(`${rest} `)

export const silent = ({ output }: Seen): Judged =>
  output.trim() === ''
    ? { verdict: 'met', why: 'Nothing was printed.' }
    : { verdict: 'unmet', why: 'Something was printed, and nothing should be.' }
