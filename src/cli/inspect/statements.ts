import type { Command, CommandFlag, Statement } from '../../plan/index.ts'
import { cells, pad, wrap } from '../terminal/cells.ts'
import type { Look } from '../terminal/look.ts'
import { visible } from '../terminal/sanitise.ts'
import { oneLine } from '../terminal/words.ts'

const flagWords: Readonly<Record<CommandFlag, string>> = {
  destructive: 'destructive, asks first',
  endless: 'does not end by itself',
  interactive: 'needs a terminal',
  secret: 'a secret stands in it',
}

/** What a command runs, statement by statement as it stands, with what is special about each; the `first` may stand above. */
export function statementLines(command: Command, look: Look, indent: string, first = true): string[] {
  const out: string[] = []
  if (command.incomplete !== null) out.push(...note(`not complete, done by hand: ${command.incomplete}`, look, indent))
  if (command.language !== 'bash') out.push(...note(`${command.language}: done by hand`, look, indent))
  if (command.unit === 'script') {
    out.push(
      ...note('one script, run as a whole', look, indent),
      ...code(command.text, String(command.span.line), look, indent),
    )
    return [...out, ...flags(command.flags, look, indent)]
  }
  for (const statement of command.statements)
    out.push(...oneStatement(statement, look, indent, first || statement.index > 0))
  return out
}

function oneStatement(statement: Statement, look: Look, indent: string, shown: boolean): string[] {
  const out = statement.title
    ? wrap(`${indent}# ${oneLine(statement.title, look)}`, look.caps.width, `${indent}  `).map(look.dim)
    : []
  out.push(
    ...(shown ? code(statement.source, String(statement.span.line), look, indent) : []),
    ...flags(statement.flags, look, indent),
  )
  if (statement.condition)
    out.push(...note(`only ${oneLine(statement.condition.text, look)}: you will be asked`, look, indent))
  if (statement.alternative)
    out.push(...note(`only when ${oneLine(statement.alternative.option, look)} is chosen`, look, indent))
  if (statement.offered !== null) out.push(...note(`not run as it stands: ${statement.offered}`, look, indent))
  return out
}

/** Code behind `$`, its line number at the right of the first line; later lines stand under it. Wrapped, never cut: it runs. */
export function code(text: string, line: string, look: Look, indent: string): string[] {
  const { width, plain, unicode } = look.caps
  return visible(text, unicode)
    .replaceAll('\t', '    ')
    .split('\n')
    .flatMap((source, at) => {
      const lead = `${indent}${at === 0 ? '$ ' : '  '}`
      if (plain || width < 60) return wrap(`${lead}${source}`, width, `${indent}    `)
      const number = at === 0 && line ? ` ${line}` : ''
      const room = width - cells(lead) - cells(number)
      const [first = '', ...more] = wrap(source, room, '  ')
      const under = ' '.repeat(cells(lead))
      return [
        `${look.dim(lead)}${pad(first, number ? room : 0)}${look.dim(number)}`,
        ...more.map((line) => under + line),
      ]
    })
}

const note = (text: string, look: Look, indent: string): string[] =>
  wrap(`${indent}  (${text})`, look.caps.width, `${indent}   `).map(look.warn)

function flags(all: readonly CommandFlag[], look: Look, indent: string): string[] {
  if (all.length === 0) return []
  const paint = all.includes('destructive') ? look.bad : look.warn
  return wrap(`${indent}  (${all.map((flag) => flagWords[flag]).join('; ')})`, look.caps.width, `${indent}   `).map(
    paint,
  )
}
