import { boundsOf } from '../facts/bounds.ts'
import type { TimeUnit, Vocabulary } from '../words/index.ts'

/** What an item's words ask to look at, as a check; null: nothing that it knows. */
type Suggestion = (words: string, vocabulary: Vocabulary) => string | null

/** `http ${BASE_URL}/health status=200` */
const answer: Suggestion = (words, vocabulary) => {
  const says = vocabulary.look('answers', words) ?? (/\bHTTP\b/.test(words) ? { index: words.indexOf('HTTP') } : null)
  if (says === null) return null
  const status = nearest(words, says.index, /(?<![A-Za-z\d.:,/-])([1-5]\d\d)(?![\d%:]|[.,]\d)/g)
  if (status === null) return null
  const url = /https?:\/\/[^\s<>"'`)\]]+[^\s<>"'`)\].,;:]/.exec(words)?.[0]
  if (url !== undefined) return `http ${url} status=${status}`
  const path = /(?:^|[^\p{L}\d./:-])(\/[a-z][\w./-]*\w\/?)(?=$|[^\w/])/iu.exec(words)?.[1]
  if (path !== undefined) return `http \${BASE_URL}${path} status=${status}`
  return vocabulary.look('health', words) === null ? null : `http \${BASE_URL}/health status=${status}`
}

/** `http ${BASE_URL} times=20 p95<300ms` */
const speed: Suggestion = (words, vocabulary) => {
  const url = /https?:\/\/[^\s<>"'`)\]]+[^\s<>"'`)\].,;:]/.exec(words)?.[0] ?? '${BASE_URL}'
  if (vocabulary.look('latency', words) !== null) {
    const bound = boundsOf(vocabulary, words).find(
      ({ op, unit }) => op.startsWith('<') && spelled(vocabulary, unit) !== null,
    )
    return bound === undefined
      ? null
      : `http ${url} times=20 p95${bound.op}${bound.value}${spelled(vocabulary, bound.unit)}`
  }
  if (vocabulary.look('error-rate', words) === null) return null
  const share = percentIn(words, vocabulary)
  return share?.startsWith('<') ? `http ${url} times=50 errors${share}` : null
}

/** `env DEBUG value=False` */
const setting: Suggestion = (words) => {
  const [, name, value] =
    /(?:^|[^\p{L}\d_.=-])([A-Z][A-Z0-9_]{2,})\s*=\s*([\w.-]*\w)(?=$|[^\p{L}\d_./:=])/u.exec(words) ?? []
  return name === undefined ? null : `env ${name} value=${value}`
}

/** `tls shop.example.org days>=30` */
const certificate: Suggestion = (words, vocabulary) => {
  if (vocabulary.look('certificate', words) === null || vocabulary.look('valid', words) === null) return null
  const host = /(?:https:\/\/)?(?<![\w.-])((?:[a-z0-9-]+\.)+[a-z]{2,})(?![\w-])/i.exec(words)?.[1] ?? '${HOST}'
  return `tls ${host} days>=${daysIn(words, vocabulary) ?? 14}`
}

/** `backup ${BACKUP_FILE} age<24h` */
const backup: Suggestion = (words, vocabulary) => {
  if (vocabulary.look('backup', words) === null) return null
  const path = /(?:^|[\s("'`])((?:\.{0,2}\/)[\w./*-]+\w)(?=$|[\s)"'`,.])/.exec(words)?.[1]
  const age = boundsOf(vocabulary, words).find(
    ({ op, unit }) => op.startsWith('<') && spelled(vocabulary, unit) !== null,
  )
  if (age !== undefined)
    return `backup ${path ?? '${BACKUP_FILE}'} age${age.op}${age.value}${spelled(vocabulary, age.unit)}`
  return path !== undefined && vocabulary.look('exists', words) !== null ? `backup ${path}` : null
}

/** `disk / free>=20GB` */
const disk: Suggestion = (words, vocabulary) => {
  if (vocabulary.look('disk', words) === null) return null
  const [, size, unit] = /(\d{1,6})\s*([KMGT]i?B)(?![a-z])/i.exec(words) ?? []
  if (size !== undefined) return `disk / free>=${size}${unit}`
  const [, percent] = /(\d{1,2})\s*[%％]/.exec(words) ?? []
  if (percent === undefined) return 'disk / used<90%'
  return `disk / used<${vocabulary.look('free', words) === null ? percent : 100 - Number(percent)}%`
}

/** `port 8000` */
const port: Suggestion = (words, vocabulary) => {
  const named = vocabulary.look('port', words)
  // What a firewall lets through is not seen from this machine.
  if (named === null || vocabulary.look('firewall', words) !== null) return null
  const behind = /^[\s:：#`'"«]{0,3}(\d{2,5})(?![\d.,]?\d)/.exec(words.slice(named.index + named.text.length))?.[1]
  const before = /(?<![\d.,])(\d{2,5})[\s`'"]{0,2}[番号號번]?\s?$/.exec(words.slice(0, named.index))?.[1]
  const number = behind ?? before
  if (number === undefined) return null
  return `port ${number}${vocabulary.look('closed', words) === null ? '' : ' state=closed'}`
}

/** `redis ${REDIS_URL}`, `postgres ${DATABASE_URL}`: where an answer is asked for, not a service of this machine. */
const server: Suggestion = (words, vocabulary) => {
  const name = /(?<![a-z])(redis|valkey|postgres(?:ql)?|mysql|mariadb)(?![a-z])/i.exec(words)?.[1]?.toLowerCase()
  if (name === undefined || vocabulary.look('answers', words) === null || vocabulary.look('runs', words) !== null)
    return null
  if (name === 'redis' || name === 'valkey') return 'redis ${REDIS_URL}'
  return name.startsWith('postgres') ? 'postgres ${DATABASE_URL}' : 'mysql ${DATABASE_URL}'
}

/** `unit nginx` */
const unit: Suggestion = (words, vocabulary) => {
  const name =
    /(?<![\w.-])(nginx|apache2|httpd|postgresql|mysql|mariadb|redis(?:-server)?|docker|gunicorn|[\w-]+\.service)(?![\w-])/i.exec(
      words,
    )?.[1]
  return name !== undefined && vocabulary.look('runs', words) !== null ? `unit ${name.toLowerCase()}` : null
}

/** `git clean=yes`, `git branch=main` */
const workTree: Suggestion = (words, vocabulary) => {
  if (vocabulary.look('clean', words) !== null) return 'git clean=yes'
  const lead = vocabulary.look('branch', words)
  if (lead === null) return null
  const branch = /^\W*(main|master|release\/[\w.-]*\w)(?![\w-])/i.exec(words.slice(lead.index + lead.text.length))?.[1]
  return branch === undefined ? null : `git branch=${branch}`
}

/** `file config/production.yml` */
const file: Suggestion = (words, vocabulary) => {
  const path = /(?:^|[\s("'`「『“«])((?:\.{0,2}\/)?[\w./-]*[\w-]+\.[a-z]\w{1,5}|\.env(?:\.\w+)?)(?=$|[^\w./-])/.exec(
    words,
  )?.[1]
  return path !== undefined && vocabulary.look('exists', words) !== null ? `file ${path}` : null
}

/** `memory used<80%`, `cpu used<80% over=10s` */
const machine: Suggestion = (words, vocabulary) => {
  const share = percentIn(words, vocabulary)
  if (!share?.startsWith('<')) return null
  if (vocabulary.look('memory', words) !== null) return `memory used${share}`
  return vocabulary.look('processor', words) === null ? null : `cpu used${share} over=10s`
}

/** `postgres ${DATABASE_URL} "select count(*) from TABLE" value>=before`: which table counts, a person says. */
const rowsKept: Suggestion = (words, vocabulary) =>
  vocabulary.look('kept', words) === null ? null : 'postgres ${DATABASE_URL} "select count(*) from TABLE" value>=before'

/** `http ${BASE_URL}/ times=50 p95<=before*1.2 errors<=before+1%` */
const asBefore: Suggestion = (words, vocabulary) =>
  vocabulary.look('as-before', words) === null ? null : 'http ${BASE_URL}/ times=50 p95<=before*1.2 errors<=before+1%'

/**
 * `http ${BASE_URL}/ times=50 p95>before*1.5 errors>=0`: a condition for going back, which comes true also where there are errors
 * besides.
 */
export const worseThanBefore: Suggestion = (words, vocabulary) => {
  const share = percentIn(words, vocabulary)
  const [, percent] = /^>=?(\d{1,3})%$/.exec(share ?? '') ?? []
  if (percent === undefined || vocabulary.look('as-before', words) === null) return null
  return `http \${BASE_URL}/ times=50 p95>before*${(100 + Number(percent)) / 100} errors>=0`
}

/** The first that has something to say is taken: the more exact ones come first. */
export const suggestions: readonly Suggestion[] = [
  answer,
  speed,
  setting,
  certificate,
  backup,
  disk,
  port,
  server,
  unit,
  workTree,
  file,
  machine,
  rowsKept,
  asBefore,
]

/** The first group of what stands nearest to a place, in the same sentence. */
function nearest(words: string, place: number, pattern: RegExp): string | null {
  const all = [...words.matchAll(pattern)].filter(
    ({ index }) => !/[.!?。]\s/.test(words.slice(Math.min(index, place), Math.max(index, place))),
  )
  const [first] = all.toSorted((a, b) => Math.abs(a.index - place) - Math.abs(b.index - place))
  return first === undefined || Math.abs(first.index - place) > 45 ? null : (first[1] ?? null)
}

/** `<80%` */
function percentIn(words: string, vocabulary: Vocabulary): string | null {
  const bound = boundsOf(vocabulary, words).find(({ unit: said }) => said === '%' || said === '％')
  return bound === undefined ? null : `${bound.op}${bound.value}%`
}

const units: readonly (readonly [TimeUnit, string])[] = [
  ['second', 's'],
  ['minute', 'm'],
  ['hour', 'h'],
  ['day', 'd'],
]

/** A unit of time as checks write it; null: it is none. */
function spelled(vocabulary: Vocabulary, said: string): string | null {
  const unit_ = said.toLowerCase()
  if (/^(?:ms|s|h|d)$/.test(unit_)) return unit_
  return units.find(([name]) => new RegExp(`^(?:${vocabulary.sources.unit(name)})$`).test(unit_))?.[1] ?? null
}

const days: readonly (readonly [TimeUnit, number])[] = [
  ['day', 1],
  ['week', 7],
  ['month', 30],
]

function daysIn(words: string, vocabulary: Vocabulary): number | null {
  for (const [name, length] of days) {
    const amount = new RegExp(`(?<!\\d)(\\d{1,3})\\s?-?(?:${vocabulary.sources.unit(name)})`).exec(
      words.toLowerCase(),
    )?.[1]
    if (amount !== undefined) return Number(amount) * length
  }
  return null
}
