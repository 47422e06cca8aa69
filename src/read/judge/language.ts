import type { Language } from '../../plan/index.ts'
import type { Code } from '../document.ts'
import type { Dialect } from '../facts/code-lines.ts'
import { programOf, readsAsSentence } from '../facts/programs.ts'

const TAGS: readonly { readonly tags: RegExp; readonly language: Language; readonly dialect: Dialect }[] = [
  {
    tags: /^(?:bash|sh|shell|zsh|ksh|shellscript|console|terminal|shell-session|sh-session|commandline)$/,
    language: 'bash',
    dialect: 'shell',
  },
  { tags: /^(?:powershell|pwsh|ps1?|posh)$/, language: 'powershell', dialect: 'powershell' },
  { tags: /^(?:cmd|bat|batch|dos)$/, language: 'cmd', dialect: 'cmd' },
  { tags: /^(?:sql|mysql|pgsql|postgres(?:ql)?|plsql|tsql|sqlite)$/, language: 'sql', dialect: 'sql' },
  { tags: /^(?:python3?|py|pycon)$/, language: 'python', dialect: 'none' },
  { tags: /^(?:javascript|js|typescript|ts|jsx|tsx|node)$/, language: 'javascript', dialect: 'slashes' },
]
const SQL =
  /^\s*(?:SELECT\s.+|INSERT\s+INTO|UPDATE\s+\S+\s+SET|DELETE\s+FROM|CREATE\s+(?:TABLE|INDEX|DATABASE|USER|VIEW|EXTENSION)|ALTER\s+TABLE|DROP\s+\w+|GRANT\s|BEGIN;|COMMIT;)/im
const POWERSHELL =
  /^\s*(?:\$env:|(?:Get|Set|New|Remove|Start|Stop|Restart|Test|Invoke|Write|Copy|Import|Export)-[A-Z]\w+|\$\w+\s*=)/m
const CMD = /^\s*(?:@echo off|set \w+=|copy |xcopy |del |net (?:start|stop)|cd \/d|[A-Z]:\\)/im

/** What a block is written in: by its tag, else by its lines; `tagged` says which. */
export interface Written {
  readonly language: Language
  readonly dialect: Dialect
  readonly tag: string
}

export function writtenIn(code: Code): Written {
  const tag = (/^[^\s{,:]+/.exec(code.info.replace(/^\{?\.?/, ''))?.[0] ?? '').replace(/\}$/, '').toLowerCase()
  const known = TAGS.find((row) => row.tags.test(tag))
  if (known !== undefined) return { language: known.language, dialect: known.dialect, tag }
  if (tag !== '' && !/^(?:text|txt|plain|plaintext|code|none)$/.test(tag))
    return { language: 'unknown', dialect: 'none', tag }
  const text = code.lines
    .slice(0, 200)
    .map((line) => line.text.slice(0, 400))
    .join('\n')
  if (SQL.test(text) && /;\s*$/m.test(text)) return { language: 'sql', dialect: 'sql', tag }
  if (looksLikeShell(text)) {
    if (POWERSHELL.test(text)) return { language: 'powershell', dialect: 'powershell', tag }
    return CMD.test(text) && !/^\s*(?:sudo|export|source)\s/m.test(text)
      ? { language: 'cmd', dialect: 'cmd', tag }
      : { language: 'bash', dialect: 'shell', tag }
  }
  return { language: 'unknown', dialect: 'none', tag }
}

/** Untagged: most of its lines start a known program, and the first that is no comment does. */
function looksLikeShell(text: string): boolean {
  const lines = text
    .replace(/\\\n/g, ' ')
    .split('\n')
    .map((line) => line.replace(/^\s*(?:\$|%|PS [^>]*>)\s+/, '').trim())
    .filter((line) => line !== '' && !/^(?:#|\/\/|::|rem\b)/i.test(line))
  if (lines.length === 0) return false
  const commands = lines.filter((line) => (programOf(line) !== null || POWERSHELL.test(line)) && !readsAsSentence(line))
  return commands.length * 2 > lines.length || (/^\s*\$ /m.test(text) && commands.length > 0)
}
