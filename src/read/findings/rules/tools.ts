import type { PlacedCall } from '../../shell/index.ts'
import { plain, scriptWords } from '../../shell/programs.ts'
import { callsOf, placeOf } from '../calls.ts'
import type { Look } from '../look.ts'
import type { Mistake } from '../mistakes.ts'
import { retiredCommands } from '../retired-commands.ts'
import type { Rule } from '../rule.ts'
import { unknownOptions } from '../unknown-options.ts'

/** The program ends with an error, or takes the option for something else. */
export const optionNotKnown: Rule = {
  name: 'option-not-known',
  severity: 'error',
  reason: 'The program does not have the option, so the step fails, or does what was only to be tried.',
  remedy: 'Look the option up in the program’s own help.',
  *find(look) {
    const { text } = look.judged.document.source
    for (const { call } of callsOf(look)) {
      for (const { mistake, said } of mistakesOf(call, byOption)) {
        yield {
          span: placeOf(text, call, said),
          message: `${nameOf(call)} does not know ${said}: ${mistake.happens}.`,
          remedy: mistake.instead,
        }
      }
    }
  },
}

/** It worked once, on the machine on which the document was written. */
export const retiredCommand: Rule = {
  name: 'retired-command',
  severity: 'warning',
  reason: 'A machine set up today does not have the command any more, and the step fails there.',
  remedy: 'Write what has taken its place.',
  *find(look) {
    const { text } = look.judged.document.source
    const told = new Set<Mistake>()
    for (const { call } of callsOf(look)) {
      for (const { mistake, said } of mistakesOf(call, byCommand)) {
        if (told.has(mistake)) continue
        told.add(mistake)
        if (brings(look, call.program)) continue
        yield {
          span: placeOf(text, call, said || call.program),
          message: `${said || nameOf(call)}: ${mistake.happens}.`,
          remedy: mistake.instead,
        }
      }
    }
  },
}

/** The document itself sees to it that the machine has the program. */
const brings = (look: Look, program: string) =>
  [...callsOf(look)].some(
    ({ call }) => installers.test(call.program) && call.args.some((arg) => arg.split('/').at(-1) === program),
  )

const installers = /^(?:apt|apt-get|yum|dnf|apk|brew|snap|pip[\d.]*|pipx|curl|wget|ln|install|chmod)$/

type Table = ReadonlyMap<string, readonly Mistake[]>

const byName = (mistakes: readonly Mistake[]): Table => {
  const table = new Map<string, Mistake[]>()
  for (const mistake of mistakes)
    for (const program of mistake.programs.split(' ')) table.set(program, [...(table.get(program) ?? []), mistake])
  return table
}
const byOption = byName(unknownOptions)
const byCommand = byName(retiredCommands)

const nameOf = (call: PlacedCall) => {
  const [script = call.program] = scriptWords(call)
  const words = plain(call)
  const verb = words[words.indexOf(script) + 1] ?? ''
  return script === call.program ? script : `${script.split('/').at(-1)} ${verb}`.trim()
}

/** The mistakes in a call, by its own name or by that of the script that an interpreter runs. */
function* mistakesOf(call: PlacedCall, table: Table): Generator<{ mistake: Mistake; said: string }> {
  const [first = ''] = scriptWords(call)
  const script = first.split('/').at(-1) ?? ''
  const runs = script !== call.program
  const rows = [...(table.get(call.program) ?? []), ...(runs ? (table.get(script) ?? []) : [])]
  if (rows.length === 0) return
  const words = plain(call)
    .slice(runs ? plain(call).indexOf(first) + 1 : 0)
    .join(' ')
  const all = ` ${call.args.join(' ')} `
  for (const mistake of rows) {
    if (mistake.words !== undefined && !mistake.words.test(words)) continue
    const found = mistake.says.exec(all)
    if (found !== null) yield { mistake, said: found[1] ?? '' }
  }
}
