import type { CheckCondition, CheckKind, CheckRead } from '../../plan/index.ts'
import { kinds, sees } from './kinds.ts'

/** Milliseconds that one look may take when the check does not say. */
const usualTimeout = 10_000

/** No look and no wait is longer than this: a check is not a soak. */
const longest = 24 * 3_600_000

/** Reads `http GET ${URL}/health status=200 time<500ms wait=2m`. References `${NAME}` are left as they stand. */
export function checkOf(text: string): CheckRead {
  const words = wordsOf(text)
  if (words === null) return { wrong: 'a quotation mark is not closed' }
  const [first, ...rest] = words
  const name = first?.text ?? ''
  if (!isKind(name)) return { wrong: `“${name}” is no kind of check: ${Object.keys(kinds).join(', ')}` }
  const what: string[] = []
  const conditions: CheckCondition[] = []
  const settings = new Map<string, string>()
  for (const word of rest) {
    const condition = word.quoted ? null : conditionOf(word.text)
    if (condition === null) what.push(word.text)
    else if (condition.op === '=' && isSetting(condition.of, name)) settings.set(condition.of, condition.value)
    else if (!sees(name, condition.of))
      return { wrong: `${name} does not see “${condition.of}”: ${kinds[name].seen.join(', ') || 'nothing to compare'}` }
    else conditions.push(condition)
  }
  const [least, most] = kinds[name].words
  if (what.length < least || what.length > most) return { wrong: `it is written ${kinds[name].usage}` }
  return settled(name, what, conditions, settings)
}

/** Why a text is no check; null: it is one. */
export function checkWrong(text: string): string | null {
  const read = checkOf(text)
  return 'wrong' in read ? read.wrong : null
}

function settled(
  kind: CheckKind,
  words: readonly string[],
  conditions: readonly CheckCondition[],
  settings: ReadonlyMap<string, string>,
): CheckRead {
  const what = kind === 'http' && words.length === 1 ? ['GET', ...words] : words
  // Looking must change nothing: what sends something is a command.
  if (kind === 'http' && what[0] !== 'GET' && what[0] !== 'HEAD')
    return { wrong: `a check only looks, with GET or HEAD; “${what[0]}” belongs into a command` }
  const timeout = timeOf(settings.get('timeout'), usualTimeout)
  const wait = timeOf(settings.get('wait'), null)
  const redirects = Number(settings.get('redirects') ?? 0)
  if (timeout === undefined || wait === undefined) return { wrong: 'a time is written 500ms, 10s, 5m or 1h, up to 24h' }
  if (!Number.isInteger(redirects) || redirects < 0 || redirects > 10) return { wrong: 'redirects is 0 to 10' }
  return {
    check: {
      kind,
      what,
      conditions: conditions.length > 0 ? conditions : kinds[kind].usual,
      timeout: timeout ?? usualTimeout,
      wait,
      redirects,
    },
  }
}

interface Word {
  /** Quotes removed. */
  readonly text: string
  /** It begins with a quote: no condition. */
  readonly quoted: boolean
}

/** Words parted by white space; quotes keep what they hold together. Null: one is not closed. */
function wordsOf(text: string): readonly Word[] | null {
  const words: Word[] = []
  const word = /\s*((?:[^\s"']|"(?:[^"\\]|\\.)*"|'[^']*')+)/sy
  let end = 0
  for (let match = word.exec(text); match !== null; match = word.exec(text)) {
    end = word.lastIndex
    const [, found = ''] = match
    words.push({ text: unquoted(found), quoted: /^["']/.test(found) })
  }
  return text.slice(end).trim() === '' ? words : null
}

const unquoted = (word: string): string =>
  word.replace(/"((?:[^"\\]|\\.)*)"|'([^']*)'/gs, (_, double?: string, single?: string) =>
    double === undefined ? (single ?? '') : double.replace(/\\(["\\])/g, '$1'),
  )

/** An address may hold `=` as well, but none of these begins with a name and an operator. */
function conditionOf(word: string): CheckCondition | null {
  const match = /^([a-z][\w.-]{0,100}?(?:\.[\w.[\]-]{1,200})?)(<=|>=|!=|!~|=|<|>|~)(.*)$/s.exec(word)
  if (match === null) return null
  const [, of = '', op = '=', value = ''] = match
  return { of, op: op as CheckCondition['op'], value }
}

const isKind = (name: string): name is CheckKind => Object.hasOwn(kinds, name)

const isSetting = (name: string, kind: CheckKind): boolean =>
  name === 'timeout' || name === 'wait' || (name === 'redirects' && kind === 'http')

const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 }

/** Milliseconds; undefined: no time, or too long a one. */
function timeOf(text: string | undefined, usual: number | null): number | null | undefined {
  if (text === undefined) return usual
  const [, number = '', unit = ''] = /^(\d{1,9}(?:\.\d{1,3})?)(ms|s|m|h)$/.exec(text) ?? []
  const time = Number(number) * (units[unit] ?? Number.NaN)
  return time > 0 && time <= longest ? time : undefined
}
