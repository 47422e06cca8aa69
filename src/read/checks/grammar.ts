import { ofMany } from '../../plan/check.ts'
import type { Check, CheckCondition, CheckKind, CheckRead } from '../../plan/index.ts'
import { beforeIn, beforeWrong } from './before.ts'
import { kinds, sees } from './kinds.ts'
import { changes } from './looking.ts'
import { isSetting, settingsOf } from './settings.ts'

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
  said: ReadonlyMap<string, string>,
): CheckRead {
  const what = kind === 'http' && words.length === 1 ? ['GET', ...words] : words
  const wrong = changes(kind, what)
  if (wrong !== null) return { wrong }
  const settings = settingsOf(kind, said)
  if ('wrong' in settings) return settings
  const must = { kind, what, conditions, ...settings }
  const missing = beforeWrong(must) ?? missingIn(must)
  return missing === null ? { check: { ...must, conditions: completed(must) } } : { wrong: missing }
}

/** What a condition needs and the check does not say. */
function missingIn({ kind, what, conditions, series, since, restore }: Check): string | null {
  if (kind === 'backup' && restore === undefined && conditions.some(({ of }) => ofRestore.includes(of)))
    return 'whether it can be restored is seen by restoring it: restore=${SCRATCH_URL}, a PostgreSQL server for that'
  const many = conditions.find(({ of }) => ofMany.includes(of))
  if (kind === 'http' && series === undefined && many !== undefined)
    return `one answer has no “${many.of}”: times=20 asks so many times`
  if (kind !== 'log') return null
  if (since === undefined && conditions.some(({ of }) => of === 'rate'))
    return 'a rate is that of a time: since=5m says which'
  const counts = conditions.length === 0 || conditions.some(({ of }) => of === 'count' || of === 'rate')
  return counts && what.length < 2 ? 'it is written log PATH "PATTERN" where lines are counted' : null
}

/** With what goes without saying; in a series of requests both for each answer and for all of them. */
function completed({ kind, conditions, series, restore }: Check): readonly CheckCondition[] {
  const usual = [...kinds[kind].usual, ...(restore === undefined ? [] : restoresWell)]
  if (restore !== undefined && conditions.length > 0)
    return [...conditions, ...restoresWell.filter(({ of }) => !conditions.some((one) => one.of === of))]
  if (series === undefined) return conditions.length > 0 ? conditions : usual
  const ofEach = conditions.filter(({ of }) => !ofMany.includes(of))
  const ofAll = conditions.filter(({ of }) => ofMany.includes(of))
  const noErrors: CheckCondition = { of: 'errors', op: '=', value: '0' }
  return [
    ...(ofEach.length > 0 ? ofEach : usual),
    ...ofAll,
    ...(ofAll.some(({ of }) => of === 'errors') ? [] : [noErrors]),
  ]
}

const ofRestore = ['restored', 'tables']
const restoresWell: readonly CheckCondition[] = [
  { of: 'restored', op: '=', value: 'yes' },
  { of: 'tables', op: '>=', value: '1' },
]

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
  return beforeIn({ of, op: op as CheckCondition['op'], value })
}

const isKind = (name: string): name is CheckKind => Object.hasOwn(kinds, name)
