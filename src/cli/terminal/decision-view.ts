import type { Decision, Exhibit, Field, RunState } from '../../run/index.ts'
import { code } from '../inspect/statements.ts'
import { authorityLines } from './approval-lines.ts'
import { cells, wrap } from './cells.ts'
import { diffLines } from './diff-view.ts'
import type { Look } from './look.ts'
import { visible } from './sanitise.ts'
import { wayBackInShort } from './way-back-lines.ts'
import { indexOf, lines, oneLine, outcomeMark } from './words.ts'

/** How an exhibit's output is found: lines already made safe to show; null when it stands above already. */
export type OutputOf = (exhibit: Extract<Exhibit, { is: 'output' }>) => readonly string[] | null

/** A question with everything that must lie before the person who answers it. */
export function decisionLines(decision: Decision, state: RunState, outputOf: OutputOf, look: Look): string[] {
  const { width } = look.caps
  const place = decision.span ? ` (${lines(decision.span)})` : ''
  const items = groupLines(decision, state, look)
  // The items, or the question itself, are the document's sentences: once is enough.
  const said = (exhibit: Exhibit) =>
    exhibit.is === 'sentence' && (items.length > 0 || decision.question.includes(exhibit.text.trim()))
  const detail = decision.detail.filter((exhibit) => !said(exhibit))
  return [
    ...wrap(`${look.marks.question} ${oneLine(decision.question, look)}${place}`, width, '  ').map(look.bold),
    ...detail.flatMap((exhibit) => exhibitLines(exhibit, outputOf, look)),
    ...items,
    ...authorityLines(decision, state, look),
    ...wayBackNote(decision, state, look),
    ...fieldsLines(decision, look),
  ]
}

/** Where something went wrong, what leads back lies beside the question. */
function wayBackNote({ kind }: Decision, state: RunState, look: Look): string[] {
  if (kind !== 'failure' && kind !== 'unknown' && kind !== 'triggers') return []
  const short = wayBackInShort(state, state.updatedAt)
  return short === null ? [] : wrap(`  ${short}`, look.caps.width, '  ').map(look.warn)
}

/** The values that the first answer needs. */
export const fieldsLines = (decision: Decision, look: Look): string[] =>
  decision.kind === 'input'
    ? decision.fields.filter(({ option }) => option === decision.options[0]?.id).flatMap((one) => fieldLines(one, look))
    : []

/** What must be spelled where nobody can press a key: the ways to choose from, the names of the blanks. */
export const spelledLines = (decision: Decision, look: Look): string[] => {
  const first = decision.kind === 'triggers' ? 'yes' : decision.options[0]?.id
  const fields = decision.fields.filter(({ option }) => option === first)
  return decision.kind === 'record' || decision.kind === 'signoff' || decision.kind === 'message'
    ? fields.flatMap((one) => fieldLines(one, look, decision.kind === 'message' ? 'else' : 'last'))
    : fields
        .filter(({ name }) => name !== 'running')
        .flatMap(({ choices }) => choices)
        .flatMap((way) => wrap(`  ${look.marks.open} ${oneLine(way, look)}`, look.caps.width, '    '))
}

/** A value that is asked for: its name, and what is known of it. */
function fieldLines({ name, label, type, suggestion, required }: Field, look: Look, lead = 'last'): string[] {
  const notes = [
    oneLine(label, look) === name ? '' : oneLine(label, look),
    type === 'secret' ? 'a secret, not stored' : '',
    suggestion === null ? '' : `${lead}: ${oneLine(suggestion, look)}`,
    required ? '' : 'may be left empty',
  ].filter(Boolean)
  return wrap(
    `  ${look.marks.open} ${name}${notes.length > 0 ? ` (${notes.join('; ')})` : ''}`,
    look.caps.width,
    '    ',
  )
}

/** Evidence, drawn. */
export function exhibitLines(exhibit: Exhibit, outputOf: OutputOf, look: Look): string[] {
  const { width, unicode } = look.caps
  switch (exhibit.is) {
    case 'command':
      return code(exhibit.text, '', look, '  ')
    case 'sentence':
      return wrap(`  The document says (${lines(exhibit.span)}): ${oneLine(exhibit.text, look)}`, width, '    ').map(
        look.accent,
      )
    case 'note':
      return visible(exhibit.text, unicode)
        .split('\n')
        .flatMap((line) => wrap(`  ${line}`, width, '  '))
    case 'diff':
      return diffLines(exhibit.before, exhibit.after, look)
    case 'output': {
      if (exhibit.from === exhibit.to) return ['  It printed nothing.']
      const output = outputOf(exhibit)
      if (output === null) return ['  Its output stands above.']
      return output.length === 0 ? ['  It printed nothing.'] : output.flatMap((line) => outputLine(line, look))
    }
  }
}

/** A line of output behind a bar; wrapped, never cut: it is what a person judges by. Colours only on lines that fit. */
export function outputLine(line: string, look: Look): string[] {
  return wrapColoured(line, look.caps.width - 4).map((part) => `  ${look.dim(look.marks.bar)} ${part}`.trimEnd())
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: SGR sequences begin with ESC.
const colours = /\x1b\[[0-9;:]*m/g

function wrapColoured(line: string, width: number): string[] {
  const bare = line.replace(colours, '')
  const parts = wrap(bare, width)
  return parts.length <= 1 ? [line] : parts
}

/** The items of a decision about several, with their state, so that they can be named by number. */
export function groupLines(decision: Decision, state: RunState, look: Look): string[] {
  if (decision.steps.length < 2) return []
  return decision.steps.flatMap((id) => {
    const step = indexOf(state.plan).step(id)
    const { phase, outcome } = state.steps.get(id)
    const mark = phase === 'settled' && outcome ? outcomeMark(outcome, look) : look.dim(look.marks.open)
    const text = `${String(step.number).padStart(3)} ${oneLine(step.title, look)}`
    return wrap(text, look.caps.width - 4 - (look.caps.plain ? 6 : 0), '    ').map((line, at) =>
      at === 0 ? `  ${mark} ${line}` : `    ${line}`,
    )
  })
}

/** The answers with their keys and what each does. */
export function choiceLines(decision: Decision, look: Look): string[] {
  return decision.options.flatMap((option) => {
    const notes = [option.deviation ? 'deviates' : '', option.reason ? 'asks why' : ''].filter(Boolean).join(', ')
    const text = `  ${option.key}  ${option.label}: ${oneLine(option.effect, look)}${notes && ` (${notes})`}`
    return wrap(text, look.caps.width, '     ').map((line, at) =>
      at === 0 ? `  ${look.bold(option.key)}${line.slice(2 + option.key.length)}` : line,
    )
  })
}

/** Every key with a word, for a person who knows what they do; broken between keys only. */
export function keyLines(decision: Decision, look: Look): string[] {
  const many = decision.steps.length > 1 && (decision.kind === 'confirm' || decision.kind === 'claims')
  const keys = decision.options.map((option) => `${option.key} ${option.label.toLowerCase()}`)
  const all = [...keys, ...(many ? ['t tick by number'] : []), '? explain']
  const between = look.caps.plain ? ', ' : ` ${look.marks.dot} `
  const lines: string[] = []
  for (const key of all) {
    const line = lines.at(-1)
    if (line !== undefined && cells(line + between + key) <= look.caps.width)
      lines[lines.length - 1] = line + between + key
    else lines.push(key)
  }
  return lines.flatMap((line) => wrap(line, look.caps.width, '  '))
}
