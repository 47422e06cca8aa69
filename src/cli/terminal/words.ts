import type { Plan, Procedure, Section, SectionId, Span, Step, StepId, StepKind } from '../../plan/index.ts'
import { blocksOf, stepsIn } from '../../plan/walk.ts'
import type { Outcome, RunState } from '../../run/index.ts'
import type { Look } from './look.ts'
import { visible } from './sanitise.ts'

/** The words that every view uses for the same thing. */

/** `1 step`, `2 steps`. */
export const count = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`

/** `line 4`, `lines 4–9`. */
export const lines = (span: Pick<Span, 'line' | 'endLine'>): string =>
  span.line === span.endLine ? `line ${span.line}` : `lines ${span.line}-${span.endLine}`

/** A list as people say it: `a, b and c`. */
export function list(words: readonly string[], and = 'and'): string {
  if (words.length < 2) return words.join('')
  return `${words.slice(0, -1).join(', ')} ${and} ${words.at(-1)}`
}

/** One line of text, safe to show. Where only ASCII can be shown, marks of writing have their plain form. */
export function oneLine(text: string, look: Look): string {
  const line = visible(text, look.caps.unicode).replace(/\s+/g, ' ').trim()
  return look.caps.unicode ? line : line.replace(/[“”„‘’–—…→]/g, (mark) => plainly[mark] ?? mark)
}

const plainly: Readonly<Record<string, string>> = {
  '“': '"',
  '”': '"',
  '„': '"',
  '‘': "'",
  '’': "'",
  '–': '-',
  '—': '-',
  '…': '...',
  '→': '->',
}

/** Kinds as a person would call them. */
export const kindWords: Readonly<Record<StepKind, string>> = {
  command: 'command',
  confirm: 'confirm',
  check: 'check',
  measure: 'measure',
  signoff: 'sign-off',
  record: 'record',
  message: 'message',
  wait: 'wait',
}

/** The mark of an outcome in its colour. */
export function outcomeMark(outcome: Outcome, look: Look): string {
  const { marks } = look
  switch (outcome) {
    case 'passed':
      return look.good(marks.passed)
    case 'failed':
      return look.bad(marks.failed)
    case 'skipped':
      return look.warn(marks.skipped)
    case 'accepted':
      return look.warn(marks.accepted)
    case 'unknown':
      return look.bad(marks.unknown)
  }
}

/** `Level 2: Full rollback`, also when the document's own title begins with its level. */
export function levelAndTitle({ level, title }: Pick<Procedure, 'level' | 'title'>, look: Look): string {
  const own = oneLine(title, look)
  return /\blevel\b/i.test(own) ? own : `Level ${level}: ${own}`
}

/** Sections and steps of a plan by their ids; built once for each plan. */
export interface Index {
  readonly step: (id: StepId) => Step
  readonly section: (id: SectionId) => Section
  /** Steps of the line that a run is on, in order, children after their parents. */
  readonly line: (line: RunState['line']) => readonly StepId[]
}

const indexes = new WeakMap<Plan, Index>()

/** The plan's index; asking again costs nothing. */
export function indexOf(plan: Plan): Index {
  const known = indexes.get(plan)
  if (known) return known
  const steps = new Map(plan.steps.map((step) => [step.id, step]))
  const sections = new Map(plan.sections.map((section) => [section.id, section]))
  const linesKnown = new Map<string, readonly StepId[]>()
  const index: Index = {
    step: (id) => must(steps.get(id), `step ${id}`),
    section: (id) => must(sections.get(id), `section ${id}`),
    line: (line) => {
      const key = line === 'main' ? 'main' : `procedure ${line.procedure}`
      const found = linesKnown.get(key)
      if (found) return found
      const made = [...stepsIn(plan, blocksOf(plan, line))]
      linesKnown.set(key, made)
      return made
    },
  }
  indexes.set(plan, index)
  return index
}

function must<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`the plan has no ${what}`)
  return value
}

/** The title of a command without words of its own is its first statement. */
export function isOwnTitle({ title, command }: Step): boolean {
  const first = command?.statements[0]
  return (
    command?.unit === 'statements' &&
    first?.title === null &&
    !first.source.includes('\n') &&
    first.source.trim() === title
  )
}
