import type { Statement, Step } from '../../plan/index.ts'

/** A statement of the main line and its step. */
interface Origin {
  readonly step: Step
  readonly statement: Statement
}

/** A backup's name: what changes in it is `*`. It is a file, or in a variable that the statement sets. */
export interface Backup extends Origin {
  readonly pattern: string
  readonly variable: string | null
}

/** What the main line brings forth or leaves behind, in document order. */
export interface Sources {
  readonly backups: readonly Backup[]
  /** A variable that is set to the time: `STAMP=$(date +%s)`. */
  readonly stamp: (Origin & { readonly variable: string }) | null
  /** What takes the work tree off its commit. */
  readonly change: Origin | null
  /** What prints the state of the migrations before they are applied. */
  readonly migrations: (Origin & { readonly tool: 'django' | 'alembic' }) | null
}

const backupName =
  /[\w./~${}-]{0,80}(?:backup|bak|dump|snapshot)[\w./~${}-]{0,80}(?:\$\([^)]{0,80}\)|`[^`]{0,80}`|\$\{?[A-Z_]*(?:DATE|TIME|STAMP)[A-Z_]*\}?)[\w./-]{0,80}/i
const dated = /\$\([^)]{0,80}\)|`[^`]{0,80}`|\$\{?[A-Z_]*(?:DATE|TIME|STAMP)[A-Z_]*\}?/g
const assignment = /^\s*(?:export\s+)?([A-Za-z_]\w*)=/

export function sourcesOf(main: readonly Step[]): Sources {
  const all = main.flatMap((step) =>
    (step.command?.statements ?? []).filter((one) => one.offered === null).map((statement) => ({ step, statement })),
  )
  const first = (test: RegExp) => all.find(({ statement }) => test.test(statement.source)) ?? null
  const stamp = first(/^\s*(?:export\s+)?\w*(?:DATE|TIME|STAMP)\w*=["']?(?:\$\(|`)date\b[^)`]*[)`]["']?\s*$/i)
  const django = first(/\bshowmigrations\b/)
  const migrations = django ?? first(/\balembic\s+current\b/)
  return {
    backups: all.flatMap((one) => backupOf(one) ?? []),
    stamp: stamp && { ...stamp, variable: assignment.exec(stamp.statement.source)?.[1] ?? '' },
    change: first(/\bgit\s+(?:-C \S+\s+)?(?:pull|checkout|switch|reset|merge)\b/) ?? all[0] ?? null,
    migrations: migrations && { ...migrations, tool: django === null ? 'alembic' : 'django' },
  }
}

/** What every name of one holds: most statements hold none of it, and are not searched at every word. */
const namesBackup = /backup|bak|dump|snapshot/i

function backupOf(origin: Origin): Backup | null {
  const { source } = origin.statement
  if (!namesBackup.test(source)) return null
  const variable = assignment.exec(source)?.[1] ?? null
  const name = backupName.exec(source.slice(variable === null ? 0 : source.indexOf('=') + 1))?.[0]
  if (name === undefined) return null
  const pattern = name.replace(dated, '*').replace(/^["'=]+|["']+$/g, '')
  // What another variable holds is known to the shell alone.
  return /[$`]/.test(pattern) ? null : { ...origin, pattern, variable }
}
