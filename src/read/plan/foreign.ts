import type { Command, Language, Placeholder, Statement } from '../../plan/index.ts'
import { commandLines } from '../command-lines.ts'
import type { Judged, JudgedCode } from '../judged.ts'
import {
  analyseShell,
  fedWith,
  findPlaceholders,
  inputName,
  type Names,
  needsWithin,
  type ShellLine,
} from '../shell/index.ts'
import { type Client, clientFor } from './clients.ts'

/** The variable that carries the command line of a database's client where the document names none. */
export const SQL_CLIENT = 'SQL_CLIENT'

/** What a person has to know to give it. */
export const sqlClientHint =
  'the command line of the database’s client, which reads the SQL on its input: psql -h … -d …, mysql …, sqlite3 FILE'

/**
 * What makes psql stop at the first error, on a line of its own: psql says of an error where it is in its statement, and
 * not in the input. sqlite3 counts the lines of its input, and has an option for it; the others stop by themselves.
 */
const PSQL_STRICT = '\\set ON_ERROR_STOP on'

/**
 * The same for a client that is only known when it runs. Where more than a plain call of sqlite3 is given, an option at
 * its end might reach another program, and a line of its own has to do.
 */
const ASKED = [
  '{',
  `  case $${SQL_CLIENT} in`,
  `  *psql*) printf '%s\\n' '${PSQL_STRICT}' ;;`,
  `  *sqlite3*[\\;\\&\\|\\<\\>\\'\\\`]* | *' -c '*sqlite3*) printf '%s\\n' '.bail on' ;;`,
  '  esac',
  '  cat',
  `} | case $${SQL_CLIENT} in`,
  `*sqlite3*[\\;\\&\\|\\<\\>\\'\\\`]* | *' -c '*sqlite3* | *psql*) eval "$${SQL_CLIENT}" ;;`,
  `*sqlite3*) eval "$${SQL_CLIENT} -bail" ;;`,
  `*) eval "$${SQL_CLIENT}" ;;`,
  'esac',
].join('\n')

/**
 * All of the input as one block, which is read before any of it runs; an error ends it. `-File -` would go on behind one,
 * as somebody who types does.
 */
const PWSH = `pwsh -NoProfile -NonInteractive -Command '$ErrorActionPreference = "Stop"; $PSNativeCommandUseErrorActionPreference = $true; . ([scriptblock]::Create([Console]::In.ReadToEnd())); exit $LASTEXITCODE'`

const NAMES: Readonly<Record<Language, string>> = {
  bash: 'bash',
  powershell: 'PowerShell',
  cmd: 'cmd',
  sql: 'SQL',
  python: 'Python',
  javascript: 'JavaScript',
  unknown: 'a language that is not run',
}

/**
 * A command in another language than bash: one statement, whose script starts the language's own interpreter and whose
 * input is the command's text. Without statements where nothing here runs it; it is done by hand then.
 */
export function foreignCommand(judged: Judged, code: JudgedCode, names: Names): Command {
  const lines = commandLines(judged.document.source.text, code)
  const text = lines.map((line) => line.text).join('\n')
  const why = byHand(code, text)
  return {
    language: code.language,
    form: code.form,
    span: code.span,
    text,
    unit: 'statements',
    statements: why === null ? [statementOf(judged, code, names, lines)] : [],
    flags: code.flags,
    session: null,
    incomplete: why,
    timeout: null,
    idempotent: false,
  }
}

function byHand({ language, flags }: JudgedCode, text: string): string | null {
  const name = NAMES[language]
  if (language !== 'sql' && language !== 'powershell') return `${name} is done by hand`
  if (/(?:^|\s)(?:\.\.\.|…)(?:$|\s)/m.test(text)) return `something is left out of this ${name}`
  if (flags.includes('interactive')) return `this ${name} asks a person`
  return flags.includes('endless') ? `this ${name} does not end by itself` : null
}

function statementOf(judged: Judged, code: JudgedCode, names: Names, lines: readonly ShellLine[]): Statement {
  const client = code.language === 'sql' ? clientFor(judged, code) : null
  const start = client === null ? interpreter(code) : clientStatement(judged, client)
  const input = `${client?.program === 'psql' ? `${PSQL_STRICT}\n` : ''}${lines.map((line) => line.text).join('\n')}\n`
  const fed = fedWith(start, { text: input, placeholders: placeholdersOf(lines) })
  const needs = client === null && code.language === 'sql' ? [SQL_CLIENT, ...fed.needs] : fed.needs
  const flags = [...new Set([...code.flags, ...fed.flags])]
  const { text } = judged.document.source
  const whole = { ...fed, index: 0, span: code.span, source: text.slice(code.span.start, code.span.end), flags, needs }
  return { ...whole, needs: needsWithin({ ...whole, needs }, names) }
}

/** What starts an interpreter that needs nothing of the document. */
function interpreter(code: JudgedCode): Statement {
  const [statement] = analyseShell([{ span: code.span, text: 'true' }]).statements
  return { ...(statement as Statement), script: code.language === 'sql' ? ASKED : PWSH }
}

/** The document's own client; what must be replaced in its line stands where the document calls it. */
function clientStatement(judged: Judged, { text, span }: Client): Statement {
  const [statement] = analyseShell([{ span, text }]).statements
  const { source } = judged.document
  const own = (statement as Statement).placeholders.flatMap((one): Placeholder[] => {
    const start = source.text.indexOf(one.text, span.start)
    return start < 0 || start >= span.end ? [] : [{ ...one, span: { ...span, start, end: start + one.text.length } }]
  })
  return { ...(statement as Statement), placeholders: own, title: null }
}

/** Another program parses the text: no quoting of ours is safe there. */
const placeholdersOf = (lines: readonly ShellLine[]): Placeholder[] =>
  lines.flatMap(({ span, text }) =>
    findPlaceholders(text).found.map((one) => ({
      span: { ...span, start: span.start + one.start, end: span.start + one.end },
      text: one.text,
      input: inputName(one.text),
      position: 'foreign' as const,
    })),
  )
