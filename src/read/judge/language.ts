import type { Language } from '../../plan/index.ts'
import type { Code } from '../document.ts'
import type { Dialect } from '../facts/code-lines.ts'
import { programOf, readsAsSentence } from '../facts/programs.ts'
import { type Transcript, transcriptOf } from '../facts/prompts.ts'

const TAGS: readonly { readonly tags: RegExp; readonly language: Language }[] = [
  { tags: /^(?:bash|sh|shell|zsh|ksh|shellscript)$/, language: 'bash' },
  { tags: /^(?:powershell|pwsh|ps1?|posh)$/, language: 'powershell' },
  { tags: /^(?:cmd|bat|batch|dos|batchfile)$/, language: 'cmd' },
  { tags: /^(?:sql|mysql|mariadb|pgsql|postgres(?:ql)?|plpgsql|plsql|tsql|sqlite3?)$/, language: 'sql' },
  { tags: /^(?:python3?|py|pycon)$/, language: 'python' },
  { tags: /^(?:javascript|js|typescript|ts|jsx|tsx|node)$/, language: 'javascript' },
]
/** Tags of a console, which may be anybody's; and those that say nothing. */
const CONSOLE = /^(?:console|terminal|shell-session|shellsession|sh-session|commandline|command-line)$/
const SILENT = /^(?:|text|txt|plain|plaintext|code|none)$/

const DIALECTS: Readonly<Record<Language, Dialect>> = {
  bash: 'shell',
  powershell: 'powershell',
  cmd: 'cmd',
  sql: 'sql',
  python: 'none',
  javascript: 'slashes',
  unknown: 'none',
}

/** Beginnings of lines by which a language gives itself away. */
const SQL =
  /^\s*(?:INSERT\s+INTO|UPDATE\s+\S+\s+SET|DELETE\s+FROM|CREATE\s+(?:OR\s+REPLACE\s+)?(?:TABLE|INDEX|UNIQUE\s+INDEX|DATABASE|USER|ROLE|VIEW|EXTENSION|FUNCTION|TRIGGER)|ALTER\s+(?:TABLE|USER|ROLE|DATABASE)|DROP\s+(?:TABLE|INDEX|DATABASE|USER|ROLE|VIEW|SCHEMA)|TRUNCATE\s|GRANT\s|REVOKE\s|BEGIN;|COMMIT;)/im
/** In small letters it needs its `from`: people select things, too. */
const SELECT = /^\s*SELECT\s|^\s*select\s[^;]{0,400}\bfrom\b/m
const POWERSHELL =
  /^\s*(?:\$env:|\$\w+\s*=\s|(?:Get|Set|New|Remove|Start|Stop|Restart|Test|Invoke|Write|Copy|Move|Import|Export|Install|Uninstall|Enable|Disable|Register|Unregister|Select|ConvertTo|ConvertFrom|Out|Add|Clear|Update|Wait|Expand|Compress)-[A-Z]\w+)/m
const CMD =
  /^\s*(?:@echo off|set [A-Za-z_]\w*=|copy |xcopy |robocopy |del |rd |md |ren |type \S+\.\w|net (?:start|stop)|sc (?:start|stop|query)|cd \/d|(?:pushd )?[A-Z]:\\|%\w+%|if (?:not )?exist |call \S|start ""|taskkill |tasklist\b|iisreset\b)/im
const PYTHON = /^(?:from [\w.]+ import |import \w[\w., ]*$|def \w+\(.*\).*:\s*$|class \w+.*:\s*$|print\(|if __name__)/m
const JAVASCRIPT =
  /^\s*(?:(?:const|let|var) [\w{[].*=|import .* from ['"]|export (?:default|const|function)\b|(?:async )?function \w*\(|console\.log\(|module\.exports|.*=> \{\s*$)/m

/** What a block is written in: by its tag, else by what its lines look like. */
export interface Written {
  readonly language: Language
  readonly dialect: Dialect
  readonly tag: string
  /** Its lines are a console's, with prompts. */
  readonly transcript: Transcript | null
}

/** The first word of a block's tag: `bash` of `{.bash title=x}`. */
const tagOf = (code: Code): string =>
  (/^[^\s{,:]+/.exec(code.info.replace(/^\{?\.?/, ''))?.[0] ?? '').replace(/\}$/, '').toLowerCase()

/** Whether nothing says what a block is written in. */
export const isUntagged = (code: Code): boolean => SILENT.test(tagOf(code))

export function writtenIn(code: Code): Written {
  const tag = tagOf(code)
  const of = (language: Language, transcript: Transcript | null = null): Written => ({
    language,
    dialect: DIALECTS[language],
    tag,
    transcript,
  })
  const known = TAGS.find((row) => row.tags.test(tag))?.language
  const console = CONSOLE.test(tag)
  if (known === undefined && !console && !SILENT.test(tag)) return of('unknown')
  const transcript = transcriptOf(
    code.lines.map((line) => line.text),
    console,
  )
  if (known !== undefined) return of(known, transcript?.language === known ? transcript : null)
  if (transcript !== null) return of(transcript.language, transcript)
  const text = code.lines
    .slice(0, 200)
    .map((line) => line.text.slice(0, 400))
    .join('\n')
  return of(console ? 'bash' : bySigns(text))
}

function bySigns(text: string): Language {
  if ((SQL.test(text) || SELECT.test(text)) && /;\s*(?:--.*)?$/m.test(text)) return 'sql'
  if (PYTHON.test(text)) return 'python'
  if (JAVASCRIPT.test(text)) return 'javascript'
  if (!looksLikeShell(text)) return 'unknown'
  if (POWERSHELL.test(text)) return 'powershell'
  return CMD.test(text) && !/^\s*(?:sudo|export|source)\s/m.test(text) ? 'cmd' : 'bash'
}

/** "scripts/ship.sh - Ships it": a file of a list, and what it is. */
const DESCRIBED = /^\S*[./]\S*\s+[-–—]\s+\p{L}/u

/** Untagged: most of its lines start a known program, and the first that is no comment does. */
function looksLikeShell(text: string): boolean {
  const lines = text
    .replace(/[\\`^]\n/g, ' ')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !/^(?:#|\/\/|::|rem\b)/i.test(line))
  if (lines.length === 0) return false
  const commands = lines.filter(
    (line) =>
      (programOf(line) !== null || POWERSHELL.test(line) || CMD.test(line)) &&
      !readsAsSentence(line) &&
      !DESCRIBED.test(line),
  )
  return commands.length * 2 > lines.length
}
