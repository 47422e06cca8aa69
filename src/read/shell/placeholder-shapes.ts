import { letters } from '../characters.ts'
import { standIns } from '../words/index.ts'

/** A stretch of a command's text that stands for something else. */
export interface Found {
  readonly start: number
  readonly end: number
  readonly text: string
}

const logWords =
  /^(info|warn|warning|error|ok|debug|done|success|fail|failed|fatal|skip ci|ci skip|unit|service|install|timer)$/i
/** Elements of a page as a whole, and types of a program: `<table name>` and `<título>` stand for something. */
const markup =
  /^(?:(?:a|b|i|p|br|hr|ul|ol|li|div|span|html|head|body|title|script|style|meta|link|form|input|table|tr|td|th|h[1-6]|img|main|nav|svg)(?: ?\/)?>|(?:string|any|void|int|u8|u32|u64|t)(?![\p{L}\p{N}_-]))/iu

/** Lines in which a name in capitals is that of a variable or of a column. */
const namesVariables =
  /(?:^|[\s|;&(])(?:env|printenv|grep|export|unset|echo|printf|declare|read|awk|sed|jq|vercel|heroku|fly|flyctl|wrangler|gh|railway|netlify|firebase|supabase|eas|doppler|SELECT|FROM|WHERE|ALTER|INSERT|UPDATE|SET|AND|OR|ON|BY)\s|(?:^|\s)(?:-e|--env|--build-arg|--secret)\s+$/

/** In front of what a script of PowerShell compares with: whether somebody has replaced it already. */
export const checked = /-[ic]?(?:not)?(?:match|like|eq|ne)\s+["'][^"'\n]{0,80}$/i

/** Sees the match, the text around it, and whether an offset lies in another language's code. */
type Accept = (found: Found, all: string, code: (at: number) => boolean) => boolean

const inWord = `${letters}0-9_`
const USERS = ['user', 'username', ...standIns.users].join('|')
/** Names that say "name of the database" and so are that of none. */
const DATABASES = ['db_?name', 'database_?name', 'name_of_(?:the_)?database', ...standIns.databases].join('|')
/** In front of a host's own name. */
const HOST = `(?<![${inWord}$-])(?:[${inWord}-]{1,63}\\.){0,5}`

const yourWords = (spaced: boolean) =>
  standIns.yours.filter((each) => each.spaced === spaced).map((each) => each.source)

/** "votre-jeton", "TU_DOMINIO", "你的域名": names that begin with a word for "your", in scripts with spaces or without. */
function yours(spaced: boolean): RegExp {
  const own = yourWords(spaced)
  const rest = `[${inWord}.-]*[${inWord}]`
  // Capitals behind an expansion's sign or before `=` name a variable.
  const capitals = own.map((source) => source.toUpperCase()).join('|')
  return spaced
    ? new RegExp(`(?<![${inWord}.$-])(?:(?:${own.join('|')})[-_]${rest}|(?<!\\{)(?:${capitals})_${rest}(?!=))`, 'g')
    : new RegExp(`${HOST}(?:${own.join('|')})${rest}`, 'g')
}

interface Shape {
  readonly shape: RegExp
  /** What every match holds, where `shape` can begin with any word: most texts hold none, and need no slower look. */
  readonly holds?: RegExp
  readonly accept?: Accept
}

/** Each way in which documents write what must be replaced. */
export const shapes: readonly Shape[] = [
  {
    shape: /<(?:\p{L}|\/(?=[\w.-]+\/)|\d{1,4}-(?=[a-z]))[\p{L}\w .,:'/|#+-]{0,60}>/gu,
    accept: ({ text, start }, all) =>
      !/[ ]>$/.test(text) &&
      !/[<$&]/.test(before(all, start)) &&
      !markup.test(text.slice(1)) &&
      !/^<\w+\.\w+$/.test(text),
  },
  {
    shape: /\{\p{L}[\p{L}\w -]{0,40}\}/gu,
    accept: ({ text, start, end }, all, code) =>
      !/[${%@#\\]/.test(before(all, start)) &&
      !code(start) &&
      all[end] !== '}' &&
      !/^\{(print|next|exit|u)\b/.test(text) &&
      !/ \}$/.test(text),
  },
  {
    shape: /\[[A-Za-z][A-Za-z0-9 _-]{2,40}\]/g,
    accept: ({ text, start, end }, all) =>
      !/[\w)\].[$]/.test(before(all, start)) &&
      !/[\]:*+?]/.test(all[end] ?? '') &&
      !logWords.test(text.slice(1, -1)) &&
      !/^\[\w-\w(\w-\w)*\]$/.test(text) &&
      !/^[ \t]*\[[^\]]*\][ \t]*(\n|$)/.test(all.slice(all.lastIndexOf('\n', start) + 1)),
  },
  // One of several words: `[patch|minor|major]`.
  { shape: /(?<=\s)(?:\[[\w.-]+(?:\|[\w.-]+)+\]|\{[\w.-]+(?:\|[\w.-]+)+\})(?=\s|$)/g },
  // Templates that a program fills in before anybody runs them; Go's begin with a dot or a word of its own.
  { shape: /<%=[^%\n]{1,60}%>/g },
  { shape: /(?<![$\w{'"])\{\{ ?(?!(?:end|else|json|range|if|with|println)\b)[a-z][\w.]{0,40} ?\}\}/gi },
  {
    shape:
      /(?<![\w.$]|\$\{)(?:YOUR|PREVIOUS|LAST_STABLE|LAST_GOOD|REPLACE|CHANGE_?(?:ME|THIS))[_-]?[A-Z0-9_]*(?<![_])(?![\w=])/g,
    accept: (found) => /[_-]|CHANGEME/.test(found.text),
  },
  {
    shape: new RegExp(
      `(?<![${inWord}/.-])/(?:path/to|${standIns.paths.join('|')})(?![${inWord}.-])(?:/[${inWord}.@+-]+)*/?`,
      'g',
    ),
  },
  {
    shape:
      /(?<![\w.$-])(?:your(?:[-_.][\w.-]*\w|(?:domain|app|site|server|host|company|org|project|user|email|token|bucket|cluster|account|registry|repo)[\w.-]*\w|site(?:\.\w+)+|(?:pass(?:word)?|path|name|key|secret|db|ip|image|namespace)\b))/g,
  },
  { shape: yours(true) },
  // Words of a language that writes no commands, as an option's value or a tag: `--tag 前のタグ`. Texts for people aside.
  {
    holds: /[\u3040-\u9fff\uac00-\ud7af]/,
    shape:
      /(?<=\s--?[a-z-]*(?<!message|title|description|body|notes|subject|comment|text|summary|\s-[a-z]|--name)[ =]["']?|[a-z\d]:)[\u3040-\u9fff\uac00-\ud7af][\u3040-\u9fff\uac00-\ud7af\w]*(?=["'\s]|$)/g,
  },
  // What only says which one: `shop:previous-tag`, `last-good-commit`.
  {
    holds: /previous|prev|last|target/,
    shape:
      /(?<![\w./$-])(?:previous|prev|last|last-good|last-stable|last-known-good|target)[-_](?:good-|stable-)?(?:tag|version|commit|image|release|revision|build|hash|sha)(?![\w.=(-]|\s*[:=])/g,
    accept: ({ start }, all) => /\S[\s:@]+["']?$/.test(line(all, start)) && !namesVariables.test(line(all, start)),
  },
  // One's own by its name alone; what is built or started under that name is called so.
  { shape: /(?:(?<=:\/\/)|(?<![\w./$:-]|(?:-t|--tag|--name|-f)[ =]))my-[a-z]+(?:-[a-z]+)*(?![\w.:-])/g, holds: /my-/ },
  { shape: yours(false), holds: new RegExp(yourWords(false).join('|')) },
  {
    shape: new RegExp(`${HOST}(?:${standIns.hosts.join('|')})(?:[-_][${inWord}-]+)?(?:\\.[${inWord}]{2,})+`, 'g'),
    holds: new RegExp(standIns.hosts.join('|')),
  },
  {
    holds: /dom(?:ain|inio)|company|server/,
    shape:
      /(?<![\w$-])(?:[\w-]{1,63}\.){0,5}(?:my-?domain|domain|dominio|domaine|(?:my-?)?company|server)(?:\.(?:com|net|org|io|dev|app|tld|fr|es|de|it|br|pt|mx|ar|co|uk))+(?![\w-])/g,
  },
  {
    shape: /(?<![\w$-])(?:[\w-]{1,63}\.){0,5}your-?(?:domain|app|site|server|company)[\w-]*(?:\.\w+)+/g,
    holds: /your/,
  },
  {
    shape: /(?<![\w$.+-])(?:[\w.+-]{1,64}@)?(?:[\w-]{1,63}\.){0,5}example\.(?:com|org|net)\b/g,
    holds: /example\./,
  },
  // A host of one word that only says which of them it is: `prod-server`, `nas-ip`, `source-server-public-IP`.
  {
    holds: /-(?:ip|server|host|machine|address)/i,
    shape:
      /(?<=:\/\/|[\w-]@)(?:(?:[a-z]+-){1,5}(?:ip|IP|address)|(?:prod|production|staging|stage|target|source|remote|destination|new|old|test|backup|jump)-(?:server|host|machine))(?![\w.-])/g,
  },
  // Addresses that are kept for documents (RFC 5737), and the account that AWS's own manuals use.
  { shape: /(?<![\w.])(?:203\.0\.113|198\.51\.100|192\.0\.2)\.\d{1,3}(?![\w.]\w)/g },
  { shape: /(?<![\w.])123456789012(?!\w)/g },
  // A name in capitals where a host or a token stands, or that says which value it is for.
  {
    shape: /(?<=(?::\/\/|[\w-]@)(?:[\w-]+\.)?)[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*(?=[:/"'\s.]|$)/g,
    accept: ({ text }) => text.length > 1,
  },
  { shape: /(?<=\bBearer )[A-Z][A-Z0-9_]{2,}(?![\w.])/g },
  {
    shape:
      /(?<![\w$%{}.()[\]-])(?:[A-Z][A-Z0-9]*[_-]){1,4}(?:ID|NAME|ADDRESS|IP|TAG|NAMESPACE|VERSION|COMMIT|HASH|SHA|DIGEST|ARN|NUMBER|DATE|HERE)(?![\w=.(,;)-]|:\s)/g,
    accept: ({ start }, all) =>
      // Nobody calls a program so, and what is said within an expansion or a call is a name.
      /\S\s|=$/.test(line(all, start)) &&
      !/(?:[<`(,]\s*|\$\{[^}]*|^\s*(?:- )?\w+:\s+)$/.test(line(all, start)) &&
      !namesVariables.test(line(all, start)),
  },
  // What a program's manual calls its own words, behind the option that takes one.
  { shape: new RegExp(`(?<=\\s(?:-[uU]\\s*|--user(?:name)?[ =]))(?:${USERS}|db_?user)(?![${inWord}./(:=-])`, 'g') },
  {
    shape: new RegExp(
      `(?<=\\s(?:-[dD]\\s*|--(?:dbname|database)[ =])|\\b(?:mysql|mysqldump|mariadb|mariadb-dump|psql|pg_dump|pg_restore|createdb|dropdb)\\s[^\\n|;&<>]*\\s|\\b(?:TABLE_SCHEMA|datname)\\s*=\\s*['"]|\\bUSE\\s+|\\bDATABASE\\s+(?:IF (?:NOT )?EXISTS\\s+)?)[\`"]?(?:${DATABASES})(?![${inWord}./(:=-])`,
      'gi',
    ),
    holds: new RegExp(DATABASES, 'i'),
  },
  // An unknown letter as what a row is looked up by: `WHERE id = X`.
  { shape: /(?<=\b(?:WHERE|AND|OR)\s+[\w.]+\s*=\s*)[XN](?=\s*(?:[;)"']|$|\s(?:AND|OR|LIMIT|ORDER)\b))/gm },
  { shape: /(?<![%A-Za-z0-9])YYYY[-_.]?MM[-_.]?DD(?:[-_T.]?HH[-_:.]?MM(?:[-_:.]?SS)?|[-_.]HHMM)?/g },
  {
    shape: /(?<![%\w])yyyy-mm-dd(?:[T_-]hh[-:]?mm(?:[-:]?ss)?)?(?!\w)/g,
    // A program that is told how to write a date says so before it.
    accept: ({ start }, all) => !/(?:to_char|to_date|format|strf\w*|pattern|tostring)\W[^\n]*$/i.test(line(all, start)),
  },
  {
    shape:
      /(?<![\w.])v?(?:\d+\.(?:\d+\.)?(?:[XYxy]|xx|XX)(?:\.(?:[XYZxyz]|yy|zz|YY|ZZ))?|X\.Y(?:\.Z)?|x\.y\.z|X\.X\.X)(?![\w])/g,
  },
  { shape: /(?<![A-Za-z0-9])(?:x{3,}|X{3,})(?![A-Za-z0-9])/g },
  {
    shape: /(?<![A-Za-z0-9$])TIMESTAMP(?![\w=])/g,
    // A part of a name; alone it is a type of SQL, and behind capitals a variable.
    accept: ({ start, end }, all) =>
      /[_./-]/.test(before(all, start) + (all[end] ?? '')) && !/(?:[$%{]\w*|\b[A-Z0-9_]+_)$/.test(line(all, start)),
  },
  // A password that is called one: `secure-password`, `MOT_DE_PASSE_FORT`.
  {
    holds: /pass(?:word|wd|phrase)|secret|token|key/i,
    shape:
      /(?<![\w.$/-])(?:(?:secure|strong|super|very|complex|long|safe|random|some|my|new|secret|generated)[-_]?){1,3}(?:password|passwd|passphrase|secret|token|key)(?:[-_]?(?:here|123))?(?![\w./=:-])/gi,
    // Behind what asks for one; anywhere else it may be a name.
    accept: ({ start }, all) =>
      /(?:password|passwd|pass|pwd|secret|token|key)["']?\s*[:=]\s*["']?$|--?[\w-]*(?:password|token|secret|key)\s+["']?$|\bby\s+'$|\/\/[\w-]+:$/i.test(
        line(all, start),
      ),
  },
  // Nobody is called "user": the host behind it, when it is called "server", is not theirs either.
  { shape: new RegExp(`(?<![${inWord}.$-])(?:${USERS})(?=@[${letters}])`, 'g'), holds: /@/ },
  {
    holds: /@/,
    shape: new RegExp(
      `(?<=(?<![${inWord}.$-])(?:${USERS})@)(?:[a-z]{1,12}-){0,2}(?:server|host|hostname|${standIns.servers.join('|')})(?![${inWord}.])`,
      'g',
    ),
  },
  // Stand-ins for a program's own words, as its manual writes them.
  { shape: /(?<=\bmigrate[ \t]+)app_?(?:name|label)\b|(?<=\bmigrate[ \t]+\w+[ \t]+)migration_?(?:number|name)\b/g },
]

const before = (all: string, at: number) => all[at - 1] ?? ''
/** The line that an offset stands in, up to there. */
export const line = (all: string, at: number) => all.slice(all.lastIndexOf('\n', at - 1) + 1, at)
