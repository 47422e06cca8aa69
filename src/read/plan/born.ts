import type { Born, BornPart } from '../../plan/index.ts'
import type { Backup, Sources } from './sources.ts'

/** Where a value stands: its text as written, and the rest of its line before and behind it. */
export interface Open {
  readonly text: string
  readonly before: string
  readonly after: string
}

/**
 * What the run itself can learn while it goes forward and a way back needs: the backup it makes, the commit and tag it
 * leaves, the state of the migrations. Null: nothing that is certain enough to be offered.
 */
export function bornOf(sources: Sources, open: Open): Born | null {
  return ofBackup(sources, open) ?? ofMigration(sources, open) ?? ofWorkTree(sources, open)
}

function ofBackup({ backups, stamp }: Sources, open: Open): Born | null {
  const line = open.before + open.text + open.after
  const isName = /backup|dump|snapshot/i.test(open.text) && !/^\$?\w*(?:dir|path|folder|bucket)$/i.test(open.text)
  const isTime = isDated(open.text) && (inName(open) || /backup|dump|restore|snapshot/i.test(line))
  if (!isName && !isTime) return null
  const backup = inName(open) ? backups.find((one) => fits(one, open)) : backups[0]
  const from = isName && !isDated(open.text) ? 'backup-file' : 'timestamp'
  if (backup !== undefined) return { ...madeBy(backup), from, ...partOf(backup, open, from) }
  if (from !== 'timestamp' || stamp === null) return null
  return { from, step: stamp.step.id, when: 'after', find: { is: 'variable', name: stamp.variable } }
}

/** `YYYYMMDD_HHMMSS`, `<date>`, `TIMESTAMP`, or a time written out. */
const isDated = (text: string) => /^y{4}|timestamp|date|^20\d{6}/i.test(text)

/** Does it stand within a longer name, such as `backup_<date>.sql`? */
const inName = ({ before, after }: Open) => /[\w.-]$/.test(before) || /^[\w-]|^\.\w/.test(after)

/** The names around it are those around the pattern's `*`. */
function fits({ pattern }: Backup, { before, after }: Open): boolean {
  const [head = '', ...tail] = nameOf(pattern).split('*')
  return /[\w.-]*$/.exec(before)?.[0] === head && /^[\w.-]*/.exec(after)?.[0] === tail.join('*')
}

const madeBy = ({ step, statement, pattern, variable }: Backup): Pick<Born, 'step' | 'when' | 'find'> => ({
  step: step.id,
  when: 'after',
  find: variable === null ? { is: 'file', pattern, statement: statement.index } : { is: 'variable', name: variable },
})

function partOf({ pattern }: Backup, open: Open, from: Born['from']): { readonly part?: BornPart } {
  if (from === 'timestamp' || inName(open)) return { part: { of: 'star', pattern: nameOf(pattern) } }
  return open.before.endsWith('/') ? { part: { of: 'name' } } : {}
}

const nameOf = (path: string) => path.slice(path.lastIndexOf('/') + 1)

function ofMigration({ migrations }: Sources, { text, before }: Open): Born | null {
  if (migrations === null) return null
  const { step, statement } = migrations
  const born = { from: 'migration-state', step: step.id, when: 'after' } as const
  if (migrations.tool === 'alembic') {
    if (!/migration|revision/i.test(text) && !/\balembic\s+downgrade\s+$/.test(before)) return null
    return { ...born, find: { is: 'output', statement: statement.index }, part: { of: 'word' } }
  }
  const app = /\bmigrate\s+([A-Za-z_]\w*)\s+$/.exec(before)?.[1]
  return app === undefined ? null : { ...born, find: { is: 'migration', app, statement: statement.index } }
}

function ofWorkTree({ change }: Sources, { text, before }: Open): Born | null {
  if (change === null) return null
  const earlier = /prev|last|stable|good|old|current|before/i.test(text)
  const goesTo = /\bgit\s+(?:-C \S+\s+)?(?:checkout|switch|reset)\s(?:[^;&|]*\s)?["']?$/.test(before)
  // What `git revert` names is the commit to undo, not the one to return to.
  if (/\bgit\s+revert\b/.test(before)) return null
  if ((/commit|hash|\bsha\b/i.test(text) && (earlier || goesTo)) || (goesTo && isCommit(text)))
    return { from: 'previous-commit', step: change.step.id, when: 'before', find: { is: 'git-commit' } }
  if ((earlier && /tag|version|release|stable/i.test(text)) || (goesTo && isVersion(text)))
    return { from: 'previous-tag', step: change.step.id, when: 'before', find: { is: 'git-tag' } }
  return null
}

const isCommit = (text: string) => /^(?=.*\d)[0-9a-f]{7,40}$/.test(text)
const isVersion = (text: string) => /^v?\d+\.\d+(?:\.\d+)?[\w.-]*$/.test(text)
