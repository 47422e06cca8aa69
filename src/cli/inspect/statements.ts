import type { Command, CommandFlag, Statement } from '../../plan/index.ts'
import { cells, pad, wrap } from '../terminal/cells.ts'
import type { Look } from '../terminal/look.ts'
import { visible } from '../terminal/sanitise.ts'
import { duration } from '../terminal/times.ts'
import { oneLine } from '../terminal/words.ts'

const flagWords: Readonly<Record<CommandFlag, string>> = {
  destructive: 'destructive, asks first',
  endless: 'does not end by itself',
  interactive: 'needs a terminal',
  secret: 'a secret stands in it',
}

/**
 * What a command runs, statement by statement as it stands, with what is special about each. What stands above already
 * is not said again: `said` is the step's title; the `first` statement may be it.
 */
export function statementLines(command: Command, look: Look, indent: string, said: string, first = true): string[] {
  const out: string[] = []
  if (command.incomplete !== null)
    out.push(
      ...note(
        `${command.language === 'bash' ? 'not complete, done by hand: ' : command.language === 'check' ? 'done by hand: ' : ''}${command.incomplete}`,
        look,
        indent,
      ),
    )
  const [statement] = command.statements
  if (command.language !== 'bash' && command.language !== 'check' && statement !== undefined)
    out.push(...note(`goes to the input of: ${interpreter(statement)}`, look, indent))
  if (command.unit === 'script') {
    out.push(
      ...note('one script, run as a whole', look, indent),
      ...code(command.text, String(command.span.line), look, indent),
    )
    return [...out, ...flags(command.flags, look, indent)]
  }
  const ways = new Map<string, string>()
  for (const statement of command.statements) {
    const way = statement.alternative
    const isNew = way !== null && ways.get(way.group) !== way.option
    if (isNew) {
      const word = ways.has(way.group) ? 'or, when chosen' : 'either, when chosen'
      out.push(...wrap(`${indent}${word}: ${oneLine(way.option, look)}`, look.caps.width, `${indent}  `).map(look.warn))
      ways.set(way.group, way.option)
    }
    const known = [said, way?.option ?? '']
    out.push(
      ...oneStatement(statement, look, way === null ? indent : `${indent}  `, known, first || statement.index > 0),
    )
  }
  return out
}

/** What starts the interpreter of another language, without what only makes it stop at an error. */
function interpreter({ script, needs }: Statement): string {
  if (script.startsWith('pwsh ')) return 'pwsh'
  return needs.includes('SQL_CLIENT') ? '$SQL_CLIENT' : script
}

function oneStatement(
  statement: Statement,
  look: Look,
  indent: string,
  known: readonly string[],
  shown: boolean,
): string[] {
  const { title } = statement
  const isSaid = title === null || known.some((one) => title.toLowerCase().endsWith(one.toLowerCase()) && one !== '')
  const out = isSaid ? [] : wrap(`${indent}# ${oneLine(title, look)}`, look.caps.width, `${indent}  `).map(look.dim)
  out.push(
    ...(shown ? code(statement.source, String(statement.span.line), look, indent) : []),
    ...flags(statement.flags, look, indent),
  )
  if (statement.condition)
    out.push(...note(`asks first whether it applies: "${oneLine(statement.condition.text, look)}"`, look, indent))
  if (statement.waits !== undefined)
    out.push(...note(`looked at until it holds, up to ${duration(statement.waits)}`, look, indent))
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
