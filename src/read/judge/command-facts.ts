import type { CommandFlag, Language, Span } from '../../plan/index.ts'
import { commandLines } from '../command-lines.ts'
import type { JudgedCode, JudgedLine } from '../judged.ts'
import { spanOf } from '../lines.ts'
import {
  analyseShell,
  findPlaceholders,
  givesPassword,
  losesData,
  tellsPassword,
  windowsFlags,
} from '../shell/index.ts'
import type { Context } from './context.ts'
import { saidToAsk } from './said-to-ask.ts'
import { standIns } from './stand-ins.ts'

const FLAGS: readonly CommandFlag[] = ['endless', 'interactive', 'destructive', 'secret']

/** A command of bash as its shell reads it, and what follows for a reader: flags, and what must be replaced. */
export function shellFacts(
  context: Context,
  code: Pick<JudgedCode, 'block' | 'form' | 'span' | 'pieces' | 'transcript' | 'lines'>,
): Pick<JudgedCode, 'flags' | 'placeholders' | 'shell'> {
  const { lines } = code
  const shell = analyseShell(commandLines(context.lines.text, code))
  const carried = lines.some((line) => line.is === 'box' && line.code !== null)
  const reading = carried ? analyseShell(withBoxes(context, lines)) : shell
  // What is commented out is offered, not run: what must be replaced in it is no condition for the rest.
  const commented = new Set(lines.flatMap((line) => (line.is === 'offer' ? [line.span.line] : [])))
  const run = reading.statements.filter((statement) => !commented.has(statement.span.line))
  const found = run.flatMap((statement) => statement.placeholders)
  const rest = lines.filter((line) => line.is === 'schedule').flatMap((line) => placeholdersIn(context, line.span))
  // A session that a person types into is interactive to a reader, also where the plan feeds it what stands below.
  const flags = FLAGS.filter(
    (flag) =>
      reading.flags.includes(flag) ||
      (flag === 'interactive' && (reading.sessions || saidToAsk(context, code))) ||
      (flag === 'secret' && commentsTellPassword(context, lines)),
  )
  return { flags, placeholders: distinct([...found, ...standIns(context, lines), ...reading.leftOut, ...rest]), shell }
}

/** To a reader what a box carries is one of the block's commands; the plan asks for it as an item. */
const withBoxes = (context: Context, lines: readonly JudgedLine[]) =>
  lines
    .filter((line) => line.is !== 'output' && line.is !== 'blank')
    .map((line) => {
      const span = line.is === 'code' || line.is === 'box' ? (line.code ?? line.span) : line.span
      return { span, text: context.lines.text.slice(span.start, span.end) }
    })

function placeholdersIn(context: Context, span: Span): { span: Span; text: string }[] {
  const { found } = findPlaceholders(context.lines.text.slice(span.start, span.end))
  return distinct(
    found.map((each) => ({
      span: spanOf(context.lines, span.start + each.start, span.start + each.end),
      text: each.text,
    })),
  )
}

function distinct(found: readonly { readonly span: Span; readonly text: string }[]): { span: Span; text: string }[] {
  const seen = new Set<string>()
  return [...found]
    .sort((a, b) => a.span.start - b.span.start)
    .filter((each) => !seen.has(each.text) && seen.add(each.text))
    .map(({ span, text }) => ({ span, text }))
}

/** What can be seen of a command in another language than bash. */
export function otherFacts(
  context: Context,
  code: Pick<JudgedCode, 'block' | 'form' | 'span' | 'pieces' | 'transcript' | 'lines'>,
  language: Language,
): Pick<JudgedCode, 'flags' | 'placeholders'> {
  const lines = commandLines(context.lines.text, code)
  const text = lines.map((line) => line.text).join('\n')
  const flags = new Set<CommandFlag>(
    language === 'powershell' || language === 'cmd' ? windowsFlags(text, language) : [],
  )
  if (language === 'sql' && losesData(withoutComments(text))) flags.add('destructive')
  if (language === 'sql' && givesPassword(text)) flags.add('secret')
  // The shell's line that opens the client, on top of what is typed there.
  const opening = language === 'sql' ? lines.filter((line) => OPENS.test(line.text)) : []
  const shells = opening.map((line) => analyseShell([line]))
  if (shells.some(({ sessions }) => sessions)) flags.add('interactive')
  if (shells.some((shell) => shell.flags.includes('destructive'))) flags.add('destructive')
  if (commentsTellPassword(context, code.lines)) flags.add('secret')
  if (saidToAsk(context, code)) flags.add('interactive')
  return {
    flags: FLAGS.filter((flag) => flags.has(flag)),
    placeholders: distinct([
      ...code.pieces.flatMap((each) => placeholdersIn(context, each)),
      ...standIns(context, code.lines),
    ]),
  }
}

/** A client of a database as the first word of a line, with what follows it: `\\c` and `USE` are words of its own. */
const OPENS =
  /^\s*(?:sudo\s+(?:-u\s+\w+\s+)?)?(?:psql|mysql|mariadb|sqlite3|sqlcmd|pg_restore|mongorestore|dropdb)(?:\s|$)/

const withoutComments = (sql: string) => sql.replace(/--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/g, ' ')

const commentsTellPassword = (context: Context, lines: readonly JudgedLine[]) =>
  lines.some(({ is, span }) => is === 'comment' && tellsPassword(context.lines.text.slice(span.start, span.end)))
