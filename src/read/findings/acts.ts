import { losesData } from '../shell/destructive.ts'
import type { PlacedCall } from '../shell/index.ts'
import { has, plain, query } from '../shell/programs.ts'
import { wordsOf } from './programs.ts'

/** What a simple command does to a system, as far as its own words tell. */
type Act =
  /** Makes a copy to go back to; `file` as written, where one is named. */
  | { readonly is: 'backup'; readonly file: string | null }
  /** Looks at something without changing it: at a listing, a sum, an archive's contents. */
  | { readonly is: 'look' }
  /** Takes data away for good: tables, volumes, directories that no build makes again. */
  | { readonly is: 'wipe' }
  /** Puts a copy back in its place. */
  | { readonly is: 'restore'; readonly file: string | null }
  /** Changes a database's schema with a tool that numbers its changes. */
  | { readonly is: 'migrate'; readonly way: 'up' | 'down' }
  /** Stops or starts something that goes on by itself. `restart` and `reload` start it anew. */
  | { readonly is: 'service'; readonly does: 'stop' | 'start' | 'restart'; readonly name: string }

/** An act and the call that does it. */
export interface Placed {
  readonly act: Act
  readonly call: PlacedCall
}

/** What the simple commands of a statement do; nothing of those whose words do not tell. */
export function actsOf(calls: readonly PlacedCall[]): readonly Placed[] {
  // A dump that goes straight into another database is a move, and leaves no copy.
  const moves = calls.some(
    ({ program, fed }) => fed && /^(?:psql|pg_restore|mysql|mariadb|mongorestore)$/.test(program),
  )
  return calls.flatMap((call): Placed[] => {
    const act = actOf(call)
    return act === null || (moves && act.is === 'backup') ? [] : [{ act, call }]
  })
}

const actOf = (call: PlacedCall): Act | null =>
  service(call) ?? (wipes(call) ? { is: 'wipe' } : null) ?? migration(call) ?? copy(call) ?? look(call)

/** Names of files and scripts that hold or make a backup. */
export const namesBackup = (text: string): boolean => /back-?_?up|\bbak\b|\.bak|\.orig\b|dump|snapshot/i.test(text)

const supervisors: Readonly<Record<string, RegExp>> = {
  systemctl: /^(?:re)?(?:start|load)$|^stop$|^try-restart$/,
  supervisorctl: /^(?:re)?start$|^stop$/,
  pm2: /^(?:re)?(?:start|load)$|^stop$/,
  'docker-compose': /^(?:re)?start$|^stop$/,
}

function service(call: PlacedCall): Act | null {
  const all = wordsOf(call)
  const composes = call.program === 'docker' && all[0] === 'compose'
  const words = composes ? all.slice(1) : all
  if (call.program === 'service' || call.program === 'rc-service') {
    const [name = '', verb = ''] = words
    return /^(?:re)?(?:start|load)$|^stop$/.test(verb) ? { is: 'service', does: does(verb), name } : null
  }
  const verbs = supervisors[composes ? 'docker-compose' : call.program]
  const [verb = '', started = ''] = words
  // What pm2 starts is known by the name that it gets.
  const at = call.program === 'pm2' ? call.args.findIndex((arg) => /^(?:-n|--name)(?:=|$)/.test(arg)) : -1
  const named = at < 0 ? undefined : (/=(.*)/.exec(call.args[at] ?? '')?.[1] ?? call.args[at + 1])
  const name = named?.replace(/^["']|["']$/g, '') ?? started
  if (verbs === undefined || !verbs.test(verb) || name === '') return null
  return { is: 'service', does: does(verb), name: name.replace(/\.service$/, '') }
}

const does = (verb: string) => (verb === 'stop' ? 'stop' : verb === 'start' ? 'start' : 'restart')

/** Where a system keeps what nobody can make again: an absolute path, or a name that says so. */
const keeps = /^\/\w|(?:^|[/_.-])(?:data\w*|db|uploads?|media|storage|backups?|volumes?|pgdata)(?:[/_.-]|$)/i

/** What a build, an installation or the next start makes anew. */
const remade =
  /(?:^|\/)(?:node_modules|vendor|build|dist|out|target|temp|tmp|cache|coverage|bin|obj|logs?|__pycache__|\.(?:next|nuxt|cache|venv|gradle|turbo|git|terraform))(?:\/|$)|^\/tmp\/|venv|\.(?:log|pid|lock|pyc|tmp|zip|tgz|gz|tar)$/i

function wipes(call: PlacedCall): boolean {
  const { program, args } = call
  const words = plain(call)
  const line = [program, ...args].join(' ')
  if (losesData(query(call))) return true
  if (program === 'rm')
    return has(call, '-r', '-R', '--recursive') && words.some((word) => keeps.test(word) && !remade.test(word))
  if (/^(?:dropdb|mkfs(?:\.\w+)?|wipefs)$/.test(program)) return true
  return /\bterraform destroy\b|\b(?:docker|docker-compose|compose) (?:.* )?down (?:.* )?(?:-v|--volumes)\b|\bdocker volume (?:rm|prune)\b|\bsystem prune .*--volumes\b|\b(?:kubectl|oc) delete (?:.* )?(?:pvc|pv|persistentvolume\w*|ns|namespaces?|statefulsets?)\b|\baws s3 (?:rb .*--force|rm .*--recursive)|\bdelete-db-(?:instance|cluster)\b|\bpg:reset\b|\bdb:(?:drop|reset)\b|\bmigrate:(?:fresh|reset)\b|\bmigrate reset\b|\bmanage\.py flush\b/.test(
    line,
  )
}

/** Words of the tools' own manuals for going up and down. */
function migration(call: PlacedCall): Act | null {
  const words = [call.program, ...call.args].join(' ')
  // What only plans, lists or prints changes nothing; a fake only notes.
  if (/--(?:plan|list|check|dry-run|fake|sql|help|status|version)\b/.test(words)) return null
  const down =
    /\balembic downgrade\b|\bdb:rollback\b|\bmigrate:(?:rollback|reset|down|undo)\b|\bdb:migrate:undo\b|\bmigrat\w*[: ](?:down|undo|rollback|revert)\b|\bflyway undo\b|\bgoose down\b|\bdotnet ef database update 0\b|\bliquibase rollback/.test(
      words,
    ) || /\bmanage\.py migrate [\w.-]+ (?:\d{4}|zero)/.test(words)
  if (down) return { is: 'migrate', way: 'down' }
  const up =
    /\balembic upgrade\b|\bmanage\.py migrate\b|\bartisan migrate(?!:)|\b(?:rails|rake) db:migrate(?!:)|\bdb:migrate(?![:\w])|\bprisma (?:migrate deploy|db push)\b|\bflyway migrate\b|\bgoose up\b|\bknex migrate:latest\b|\btypeorm migration:run\b|\bliquibase update\b|\bdotnet ef database update\b|\b(?:doctrine:migrations|migrations):migrate\b|\bsupabase (?:db push|migration up)\b|\b(?:npm|yarn|pnpm) (?:run )?migrate(?![:\w])/.test(
      words,
    )
  return up ? { is: 'migrate', way: 'up' } : null
}

function copy(call: PlacedCall): Act | null {
  const { program, args } = call
  const words = plain(call)
  const all = args.join(' ')
  switch (program) {
    case 'pg_dump':
    case 'pg_dumpall':
    case 'mysqldump':
    case 'mariadb-dump':
    case 'mongodump':
    case 'pg_basebackup':
      return { is: 'backup', file: fileOf(call) }
    case 'pg_restore':
      return args.some((arg) => /^(?:-l|--list)$/.test(arg)) ? { is: 'look' } : { is: 'restore', file: lastFile(words) }
    case 'mongorestore':
      return { is: 'restore', file: lastFile(words) }
    case 'psql':
    case 'mysql':
    case 'mariadb': {
      const from = call.fed ? call.food.trim() : (args[args.findIndex((arg) => /^(?:-f|--file)$/.test(arg)) + 1] ?? '')
      return namesBackup(from) && /^\S+$/.test(from) ? { is: 'restore', file: from } : null
    }
    case 'restic':
    case 'borg':
      if (words.some((word) => /^(?:backup|create)$/.test(word))) return { is: 'backup', file: null }
      if (words.some((word) => /^(?:restore|extract)$/.test(word))) return { is: 'restore', file: null }
      return { is: 'look' }
    case 'tar': {
      if (!namesBackup(all)) return null
      const mode = args[0] ?? ''
      if (/^-{0,2}\w*t|^--list/.test(mode)) return { is: 'look' }
      if (/^-{0,2}\w*c|^--create/.test(mode))
        return { is: 'backup', file: words.find((word) => /\.(?:tar|tgz|t[bx]z)/.test(word)) ?? null }
      return /^-{0,2}\w*x|^--extract/.test(mode)
        ? { is: 'restore', file: words.find((word) => /\.(?:tar|tgz|t[bx]z)/.test(word)) ?? null }
        : null
    }
    case 'cp':
    case 'rsync':
    case 'mv': {
      const to = words.at(-1) ?? ''
      const from = words.slice(0, -1).join(' ')
      if (program !== 'mv' && namesBackup(to) && !namesBackup(from)) return { is: 'backup', file: to }
      return namesBackup(from) && !namesBackup(to) && words.length > 1
        ? { is: 'restore', file: words[0] ?? null }
        : null
    }
    default:
      return named(program, all)
  }
}

/** Clouds' and frameworks' commands, and scripts that carry what they do in their name. */
function named(program: string, all: string): Act | null {
  const line = `${program} ${all}`
  if (
    /\bcreate-db-(?:cluster-)?snapshot\b|\bbackups? create\b|\bsnapshot save\b|\bpg:backups:capture\b|\bmanage\.py dumpdata\b|\bsupabase db dump\b|\bdisk snapshot\b/.test(
      line,
    )
  )
    return { is: 'backup', file: null }
  if (
    /\brestore-db-|\bbackups? restore\b|\bsnapshot restore\b|\bpg:backups:restore\b|\bmanage\.py loaddata\b/.test(line)
  )
    return { is: 'restore', file: null }
  if (/\bdescribe-db-(?:cluster-)?snapshots\b|\bbackups?[ :](?:list|describe|info|show|verify)\b/.test(line))
    return { is: 'look' }
  const script = /(?:^|[\s/])([\w-]*back-?_?up[\w-]*)(?:\.(?:sh|py|js|ts|rb))?(?:\s|$)/i.exec(
    /^(?:bash|sh|zsh|python[\d.]*|node|npm|yarn|pnpm|make)$/.test(program) ? ` ${all}` : program,
  )
  if (script === null) return null
  if (/restore/i.test(script[1] ?? '')) return { is: 'restore', file: null }
  return /list|check|verif|test|clean|prune|status/i.test(line) ? { is: 'look' } : { is: 'backup', file: null }
}

const looking =
  /^(?:ls|stat|du|test|\[|\[\[|file|head|tail|wc|cat|zcat|less|md5sum|sha\d+sum|shasum|cksum|cmp|diff|find|grep|zgrep)$/

function look({ program, args }: PlacedCall): Act | null {
  if (looking.test(program)) return { is: 'look' }
  if (/^(?:gzip|gunzip|bzip2|xz|zstd)$/.test(program) && args.some((arg) => /^(?:-t|--test|-l|--list)$/.test(arg)))
    return { is: 'look' }
  if (program === 'aws' && args[0] === 's3' && args[1] === 'ls') return { is: 'look' }
  return null
}

function fileOf(call: PlacedCall): string | null {
  const named = call.args.findIndex((arg) => /^(?:-f|--file|-r|--result-file|-o|--out|--archive|-D)$/.test(arg))
  const glued = call.args.find((arg) => /^(?:--file|--result-file|--out|--archive)=/.test(arg))
  return call.over[0] ?? glued?.slice(glued.indexOf('=') + 1) ?? (named < 0 ? null : (call.args[named + 1] ?? null))
}

const lastFile = (words: readonly string[]) => words.at(-1) ?? null
