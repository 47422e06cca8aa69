import { namesIn } from '../../plan/references.ts'
import { checkOf } from './grammar.ts'

const withLogin: ReadonlySet<string> = new Set(['postgres', 'mysql', 'redis'])

/** Names of values that are addresses with a password in them: of a database's server, or of the one to restore to. */
export function credentialsOf(text: string): readonly string[] {
  const read = checkOf(text)
  if ('wrong' in read) return []
  const { kind, what, restore = '' } = read.check
  return namesIn(`${withLogin.has(kind) ? (what[0] ?? '') : ''} ${restore}`)
}
