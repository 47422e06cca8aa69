import type { Choice, Input, Plan, Span } from '../../plan/index.ts'
import type { Look } from '../terminal/look.ts'
import { count, list, oneLine } from '../terminal/words.ts'
import { row } from './rows.ts'
import type { Inspection } from './view.ts'

/** What must be there before the first step: inputs, choices, programs, passwords, and what is claimed already. */
export function needLines({ plan, missing }: Inspection, look: Look): string[] {
  const lines = [
    ...plan.inputs.flatMap((input) => row(inputLabel(input), inputText(input, look), look)),
    ...plan.choices.flatMap((choice) => row('Choice', choiceText(choice, look), look)),
    ...(missing.length === 0
      ? []
      : row(
          'Not found',
          `${list(missing.map(({ name, span }) => `${oneLine(name, look)} (line ${span.line})`))}: not on this machine's PATH.`,
          look,
        )),
    ...[...Map.groupBy(mayAsk(plan), ({ why }) => why)].flatMap(([why, all]) =>
      row('May ask', `${oneLine(why, look)}, ${places(all.map(({ span }) => span))}`, look),
    ),
    ...[...Map.groupBy(plan.sessions, ({ to, kind }) => `${to} (${kind})`)].flatMap(([to, all]) =>
      row(
        'Elsewhere',
        `${oneLine(to, look)}, opened in ${places(all.map(({ span }) => span))}; asks where what follows runs.`,
        look,
      ),
    ),
    ...targets(plan, look),
    ...claims(plan, look),
  ]
  return lines.length > 0 ? lines : ['  Nothing: every command can start as it stands.']
}

/** The ways by their names and lines, and when one is chosen. */
function choiceText({ options, when }: Choice, look: Look): string {
  const ways = options.map(({ name, span }) => {
    // The option for all of them stands nowhere.
    const isShared = options.some((one) => one.name !== name && one.span.start === span.start)
    return `${oneLine(name, look)}${isShared && name.startsWith('All of them') ? '' : ` (line ${span.line})`}`
  })
  return `${list(ways, 'or')}${when === 'place' ? '; asked within the way back' : ''}`
}

const inputLabel = (input: Input): string => (input.secret ? 'Secret' : 'Input')

function inputText(input: Input, look: Look): string {
  const parts = [`${oneLine(input.text, look)}, ${places(input.uses)}`]
  if (input.text.replace(/^\$\{?|\}$/g, '') !== input.name) parts.push(`goes to commands as $${input.name}`)
  if (input.born) parts.push(`learned in the run (${input.born.from.replaceAll('-', ' ')})`)
  else if (input.scope === 'procedure') parts.push('only the way back needs it')
  if (input.secret) parts.push('never stored')
  const hint = input.hint ? ` ("${oneLine(input.hint, look)}")` : ''
  return `${parts.join('; ')}${hint}`
}

function places(spans: readonly Span[]): string {
  const numbers = [...new Set(spans.map((span) => span.line))]
  const shown =
    numbers.length > 6 ? [...numbers.slice(0, 5).map(String), `${numbers.length - 5} more`] : numbers.map(String)
  return `${numbers.length === 1 ? 'line' : 'lines'} ${list(shown)}`
}

const mayAsk = (plan: Plan): { readonly span: Span; readonly why: string }[] =>
  plan.steps.flatMap(({ command }) =>
    (command?.statements ?? []).flatMap(({ span, mayAsk: why }) => (why === null ? [] : [{ span, why }])),
  )

/** Hosts that blocks name; where they are stands in `holdpoint.yaml`. */
function targets(plan: Plan, look: Look): string[] {
  const named = plan.steps.flatMap(({ command, span }) =>
    command?.target === undefined ? [] : [{ target: command.target, span }],
  )
  return [...Map.groupBy(named, ({ target }) => target)].flatMap(([target, all]) =>
    row('Target', `${oneLine(target, look)}, ${places(all.map(({ span }) => span))}; runs there over ssh.`, look),
  )
}

function claims(plan: Plan, look: Look): string[] {
  const ticked = plan.steps.flatMap(({ box }) => (box?.ticked ? [box.span] : []))
  if (ticked.length === 0) return []
  const text = `${count(ticked.length, 'box is', 'boxes are')} ticked in the document, ${places(ticked)}: claims until somebody accepts them.`
  return row('Ticked', text, look)
}
