import type { Step } from '../../plan/index.ts'
import { type AttemptEnd, type ExpectationVerdict, type Recorded, type RunState, statusWords } from '../../run/index.ts'
import { code } from '../inspect/statements.ts'
import { wrap } from './cells.ts'
import type { Look } from './look.ts'
import { isOwnTitle, oneLine } from './words.ts'

/** The exact command, before it runs: only what this attempt runs, edits in place. */
export function startLines(
  event: Extract<Recorded['event'], { type: 'StepStarted' }>,
  step: Step | null,
  state: RunState,
  look: Look,
): string[] {
  if (!step) return []
  const turn = event.attempt > 1 ? `, attempt ${event.attempt}` : ''
  const attempt = event.target === undefined ? turn : `${turn}, on ${oneLine(event.target.name, look)}`
  const head = look.caps.plain
    ? `Running step ${step.number}${attempt}, line ${step.span.line}: ${oneLine(step.title, look)}`
    : `${look.marks.running} ${step.number} ${isOwnTitle(step) ? '' : `${oneLine(step.title, look)} ${look.marks.dot} `}line ${step.span.line}${attempt}`
  const lines = wrap(head, look.caps.width, '    ').map(look.accent)
  const { command } = step
  if (!command) return lines
  if (command.unit === 'script') return [...lines, ...code(command.text, '', look, '    ')]
  const { edits } = state.steps.get(step.id)
  for (const statement of command.statements) {
    if (statement.index < event.statement || event.without.includes(statement.index)) continue
    if (statement.title && oneLine(statement.title, look) !== oneLine(step.title, look))
      lines.push(...wrap(`    # ${oneLine(statement.title, look)}`, look.caps.width, '      ').map(look.dim))
    lines.push(...code(edits[statement.index] ?? statement.script, '', look, '    '))
  }
  return lines
}

/** What an attempt's end says besides its output: what went wrong, what it leaves behind, the verdicts. */
export function endOfAttempt(
  end: AttemptEnd,
  verdicts: readonly ExpectationVerdict[],
  step: Step | null,
  look: Look,
): string[] {
  const say = (text: string) => wrap(`    ${text}`, look.caps.width, '      ')
  const lines: string[] = []
  const words = {
    timeout: 'It took too long and was ended.',
    cancelled: 'It was stopped.',
    unknown: 'Nobody saw its end.',
    'lost-terminal': 'Its terminal went away.',
  }
  if (end.how !== 'exit') lines.push(...say(words[end.how]).map(look.bad))
  else if (end.status !== 0) {
    const failed = end.statements.at(-1)
    const source = failed ? step?.command?.statements[failed.index] : undefined
    lines.push(...say(`Exit status ${end.status}${source ? `, line ${source.span.line}` : ''}.`).map(look.bad))
  }
  for (const { index, http } of end.statements) {
    if (http.length === 0) continue
    const line = step?.command?.statements[index]?.span.line
    const said = say(`HTTP ${statusWords(http)}${line === undefined ? '' : `, line ${line}`}.`)
    lines.push(...(http.some((status) => status >= 400) ? said.map(look.warn) : said))
  }
  for (const { pid, command } of end.survivors)
    lines.push(...say(`Still alive: process ${pid}, ${oneLine(command, look)}`).map(look.bad))
  for (const { pid, command, log } of end.services)
    lines.push(...say(`Service left running: process ${pid}, ${oneLine(command, look)}; output in ${look.stored(log)}`))
  if (end.notReached.length > 0) {
    const missed = end.notReached
      .map((at) => step?.command?.statements[at]?.span.line)
      .filter((line) => line !== undefined)
    lines.push(...say(`Not reached: ${missed.length === 1 ? 'line' : 'lines'} ${missed.join(', ')}.`).map(look.warn))
  }
  if (end.notCarried.length > 0) lines.push(...say(`Not carried on to the next command: ${end.notCarried.join(', ')}.`))
  for (const { expectation, verdict, why } of verdicts) {
    const text = step?.expectations.find(({ id }) => id === expectation)?.text ?? ''
    const paint = { met: look.good, unmet: look.bad, unclear: look.warn }[verdict]
    lines.push(...say(`${verdict}: ${oneLine(text, look)} (${oneLine(why, look)})`).map(paint))
  }
  return lines
}
