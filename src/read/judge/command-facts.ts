import type { CommandFlag, Span } from '../../plan/index.ts'
import { commandLines } from '../command-lines.ts'
import type { JudgedCode, JudgedLine } from '../judged.ts'
import { spanOf } from '../lines.ts'
import { analyseShell, findPlaceholders } from '../shell/index.ts'
import type { Context } from './context.ts'
import type { Written } from './language.ts'

const FLAGS: readonly CommandFlag[] = ['endless', 'interactive', 'destructive', 'secret']

/** A command of bash as its shell reads it, and what follows for a reader: flags, and what must be replaced. */
export function shellFacts(
  context: Context,
  code: Pick<JudgedCode, 'form' | 'span' | 'pieces' | 'transcript' | 'lines'>,
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
  const flags = FLAGS.filter((flag) => reading.flags.includes(flag) || (flag === 'interactive' && reading.sessions))
  return { flags, placeholders: distinct([...found, ...reading.leftOut, ...rest]), shell }
}

/** To a reader what a box carries is one of the block's commands; the plan asks for it as an item. */
const withBoxes = (context: Context, lines: readonly JudgedLine[]) =>
  lines
    .filter((line) => line.is !== 'output' && line.is !== 'blank')
    .map((line) => {
      const span = line.is === 'code' || line.is === 'box' ? (line.code ?? line.span) : line.span
      return { span, text: context.lines.text.slice(span.start, span.end) }
    })

export function placeholdersIn(context: Context, span: Span): { span: Span; text: string }[] {
  const { found } = findPlaceholders(context.lines.text.slice(span.start, span.end))
  return distinct(
    found.map((each) => ({
      span: spanOf(context.lines, span.start + each.start, span.start + each.end),
      text: each.text,
    })),
  )
}

export function distinct(
  found: readonly { readonly span: Span; readonly text: string }[],
): { span: Span; text: string }[] {
  const seen = new Set<string>()
  return [...found]
    .sort((a, b) => a.span.start - b.span.start)
    .filter((each) => !seen.has(each.text) && seen.add(each.text))
    .map(({ span, text }) => ({ span, text }))
}

const DESTRUCTIVE_SQL = /^\s*(?:DROP\s+(?!.*IF NOT)|TRUNCATE\s|DELETE\s+FROM\s)/im
const DESTRUCTIVE_WINDOWS =
  /^\s*(?:Remove-Item\b.*-Recurse|rd\s+\/s|rmdir\s+\/s|del\s+\/|Format-Volume|taskkill\s.*\/F)/im
const ENDLESS_WINDOWS = /-Wait\s*$|\b(?:npm (?:start|run dev)|python\s+\w*(?:app|server|run)\w*\.py)\b/im

/** What can be seen of a command that no shell of ours reads. */
export function otherFlags(written: Pick<Written, 'language'>, text: string): CommandFlag[] {
  const flags: CommandFlag[] = []
  if (written.language === 'sql') {
    if (DESTRUCTIVE_SQL.test(text)) flags.push('destructive')
    return flags
  }
  if (ENDLESS_WINDOWS.test(text)) flags.push('endless')
  if (DESTRUCTIVE_WINDOWS.test(text)) flags.push('destructive')
  return flags
}
