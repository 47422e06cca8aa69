import type { Call } from './calls.ts'
import { type Loss, losses, valued } from './losses.ts'
import { databaseShell, has, plain, query, scriptWords } from './programs.ts'

const lossInSql =
  /\b(?:DROP\s+(?:TABLE|DATABASE|SCHEMA|USER|ROLE|INDEX|COLUMN|VIEW|TYPE|KEYSPACE)|ALTER\s+TABLE\b[^;]*\bDROP\s+(?!CONSTRAINT|DEFAULT|NOT|EXPRESSION|IDENTITY|FOREIGN|CHECK)|(?<!\()TRUNCATE\b(?!\s*\))|DELETE\s+FROM|FLUSHALL|FLUSHDB|dropDatabase|deleteMany|\.drop\()/i
const dump = /backup|dump|restore|snapshot|\.sql\b|\.bak\b|\.gz\b/i
/** Files that a program keeps its data in. */
const store = /\.(?:db3?|sqlite3?|rdb|aof|mdb|ibd)$/i
/**
 * A single file is data when its name says so. Removing any other (a lock, a flag, a log, a link) is how one changes a
 * state, and another command makes it again.
 */
const data =
  /\.(?:sql|dump|bak|csv|parquet|xlsx?|gz|tgz|tar|zip|kdbx|pem|key|p12|jks)$|(?:^|[/_.-])(?:data|databases?|backups?|dumps?|snapshots?)(?:[/_.-]|$)|^\/var\/lib\//i
const marker = /\.(?:flag|lock|pid|sock|socket)$|^\/(?:tmp|run|var\/run|dev)\//i

/** Does a query of a database language remove data? */
export const losesData = (query: string) => lossInSql.test(query)

/** Removes or overwrites what another command can't simply bring back. Not: stop, restart, migrate. */
export function destroys(call: Call): boolean {
  if (databaseShell.test(call.program) && (losesData(query(call)) || restores(call))) return true
  return empties(call) || removesFiles(call) || restoresFile(call) || named(call) || saysSo(call)
}

/** What a program is told in one of its first words, whichever it is: `ferryd unsafe-reset-all`, `vagrant destroy`. */
const TELLS =
  /(?:^| )(?:destroy|wipe|nuke|(?:unsafe-)?reset-all|delete-all|drop-all|drop-?db|drop-database)$|^(?:destroy|wipe|nuke) /

/** `npm run db:reset`, `make drop-db`: a project's own task that tells by its name what becomes of the data. */
const TASKS = /^(?:npm|pnpm|yarn|bun|make|just|task|rake|composer|nx|invoke)$/
const KEPT = '(?:db|database|data|schema|tables?|volumes?)'
const LOST = '(?:reset|drop|wipe|nuke|purge|destroy|truncate|fresh)'
const loses = new RegExp(`(?:^|[:._-])(?:${KEPT}[:._-]?${LOST}|${LOST}[:._-]?${KEPT})(?:[:._-]|$)`, 'i')

/** A team's own script is known by what it is called: `purge_releases.sh`, `cleanup.sh --older-than 30d`. */
function saysSo(call: Call): boolean {
  if (TASKS.test(call.program) && loses.test(plain(call).find((word) => !/^run(?:-script)?$/.test(word)) ?? ''))
    return !has(call, '-n', '--dry-run')
  if (TELLS.test(plain(call).slice(0, 2).join(' ')) && !has(call, '--dry-run', '--help', '-h')) return true
  const [script = '', ...rest] = /^(?:ba|z)?sh$/.test(call.program) ? plain(call) : scriptWords(call)
  if (!/[/.]/.test(script) || has(call, '-n', '--dry-run', '--help')) return false
  const name = (script.split('/').at(-1) ?? '').toLowerCase()
  return removes.test(name) || (cleans.test(name) && old.test([name, ...call.args, ...rest].join(' ')))
}

const removes =
  /(?:^|[-_])(?:restore|purge|prune|wipe|destroy|nuke|truncate|(?:drop|reset|delete|remove)[-_]?(?:db|database|data|all|tables?|old|releases?|backups?|volumes?))(?=[-_.]|$)/
const cleans = /(?:^|[-_])clean(?:[-_]?up)?(?=[-_.]|$)/
const old = /\bold(?:er)?\b|[-_]old(?:[-_.]|$)|--(?:older|keep|days|retention|retain|max-age|all|before)\b/

const byProgram = new Map<string, Loss[]>()
for (const loss of losses)
  for (const program of loss.programs.split(' ')) byProgram.set(program, [...(byProgram.get(program) ?? []), loss])

/** In the table by its own name, or by that of the script that an interpreter runs. */
function named(call: Call): boolean {
  const [script = '', ...rest] = scriptWords(call)
  const own = nameOf(call.program)
  const inner = nameOf(script)
  return (
    fits(call, byProgram.get(own) ?? [], subcommand(call, own)) ||
    (inner !== own && fits(call, byProgram.get(inner) ?? [], rest.join(' ')))
  )
}

const fits = (call: Call, rows: readonly Loss[], words: string): boolean =>
  rows.some(
    (loss) =>
      (loss.words?.test(words) ?? true) &&
      (loss.options === undefined || has(call, ...loss.options)) &&
      (loss.says?.test(call.args.join(' ')) ?? true) &&
      !(loss.unless !== undefined && has(call, ...loss.unless)),
  )

/** `mkfs.ext4`, `kafka-topics.sh` and `bin/rails` by the name that the table has. */
const nameOf = (program: string) => program.slice(program.lastIndexOf('/') + 1).split('.')[0] ?? ''

/** The words that are no options, nor their values. */
function subcommand(call: Call, program: string): string {
  const words: string[] = []
  for (let at = 0; at < call.args.length; at += 1) {
    const arg = call.args[at] as string
    if (valued[program]?.test(arg)) at += 1
    else if (!arg.startsWith('-')) words.push(arg)
  }
  return words.join(' ')
}

const isData = (file: string) => !marker.test(file) && (store.test(file) || data.test(file))

/** `rm shop.db`; with its files from elsewhere (`| xargs rm`) nobody knows which. */
function removesFiles(call: Call): boolean {
  if (!/^(?:rm|unlink)$/.test(call.program)) return false
  const files = plain(call)
  return files.length === 0 ? !has(call, '--help', '--version') : files.some(isData)
}

/** `> shop.db`, `: > log`: emptied whatever it held; `./report > shop.db` only where data is kept. */
function empties(call: Call): boolean {
  const bare = /^(?::|true)$/.test(call.program) || (call.program === 'cat' && call.args.join(' ') === '/dev/null')
  return call.over.some((file) => (bare ? !marker.test(file) && file !== '' : store.test(file)))
}

/** A dump that is copied over a live database. */
function restoresFile(call: Call): boolean {
  if (!/^(?:cp|mv)$/.test(call.program)) return false
  const [from = '', to = ''] = plain(call).slice(-2)
  // Into the folder where the release stands under the same name.
  return dump.test(from) && store.test(/^\.\/?$/.test(to) ? from : to)
}

/** A file called an update, a schema or seeds, in some of the languages in which files are named. */
const changesSchema =
  /^(?=[^\s]+$).*(?:^|[/._\d-])(?:migra\w*|updates?|upgrades?|schema|seeds?|patch(?:es)?|alter|atualizac\w*|actualizac\w*|mise_a_jour|aktualisierung|esquema|aggiornamento)(?=[/._\d-])/i

/** A dump that is fed to a database goes over what is there. */
function restores(call: Call): boolean {
  if (call.fed && changesSchema.test(call.food)) return /backup|dump|restore|\.bak\b/i.test(call.food)
  if (call.fed) return dump.test(call.food) && !/\bmigrat/i.test(call.food) && !/\b(SELECT|INSERT)\b/.test(call.food)
  const at = call.args.findIndex((arg) => /^(-f|--file)$/.test(arg))
  const file = at < 0 ? (call.args.find((arg) => /^--file=/.test(arg)) ?? '') : (call.args[at + 1] ?? '')
  return /backup|dump|restore/i.test(file) || call.args.some((arg) => /^\.restore\b/.test(arg))
}
