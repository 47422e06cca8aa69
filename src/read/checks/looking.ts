import type { CheckKind } from '../../plan/index.ts'

/** Queries begin with one of these; what a server is asked besides stands in a transaction that only reads. */
const queries = /^\s*(?:select|with|show|explain|values|table|describe|desc)\b/i

/** Something behind the end of a first query, as far as no quoted text holds it: SQLite leaves it out without a word. */
const secondQuery = /^(?:[^;'"]|'[^']*'|"[^"]*")*;\s*[^\s;]/

/** Writes a file on the server, which no transaction forbids. */
const writesFile = /\binto\s+(?:outfile|dumpfile)\b/i

/** What asks Redis and changes nothing, and cannot keep it busy for long either. */
const redis = [
  'PING',
  'GET',
  'EXISTS',
  'TTL',
  'TYPE',
  'STRLEN',
  'LLEN',
  'SCARD',
  'ZCARD',
  'HLEN',
  'HGET',
  'XLEN',
  'DBSIZE',
  'INFO',
] as const

/** Why what a check does is more than looking; null: it only looks. Looking must change nothing: the rest are commands. */
export function changes(kind: CheckKind, what: readonly string[]): string | null {
  const [first = '', second] = what
  if (kind === 'http' && first !== 'GET' && first !== 'HEAD')
    return `a check only looks, with GET or HEAD; “${first}” belongs into a command`
  if (kind === 'redis' && second !== undefined && !redis.includes(second.toUpperCase() as (typeof redis)[number]))
    return `a check only looks, with ${redis.join(', ')}; “${second}” belongs into a command`
  if ((kind === 'postgres' || kind === 'mysql') && second !== undefined) {
    if (!queries.test(second))
      return 'a check only looks, with a query that begins with select, with, show, explain, values, table or describe'
    if (writesFile.test(second)) return 'a check only looks; what writes a file belongs into a command'
  }
  if (kind === 'sqlite' && second !== undefined && secondQuery.test(second))
    return 'a check asks one query; make another check of what stands behind the semicolon'
  return null
}
