import type { Blank, Step } from '../plan/index.ts'
import { logValues, type RunState, type StepState } from '../run/index.ts'
import { signedBy } from './approvals.ts'
import { inMarkdown, oneLine } from './escape.ts'
import { type Places, places } from './places.ts'
import { nameOf, type Standing, standing, when } from './words.ts'

/** One place of the source that the record fills in: `before` is what stands there, `text` what takes its place. */
export interface Edit {
  /** Offsets in the source, half-open; equal for an insertion. */
  readonly start: number
  readonly end: number
  readonly before: string
  readonly text: string
}

/**
 * Everything by which a record differs from its source, in order and without overlaps; all but the section appended at
 * the end. Boxes: `[x]` passed or accepted, `[-]` skipped, `[!]` failed, `[?]` unknown; glyphs ☑, and ☒ for the last
 * three. What a box can't say stands at the end of its line: `*(skipped: reason, who, when)*`.
 */
export function edits(state: RunState): readonly Edit[] {
  const source = state.source.text
  const where = places(source)
  const replaced: Edit[] = []
  const remarks = new Map<number, string[]>()
  const remark = (offset: number, text: string) => {
    const at = where.endOfLine(offset)
    if (at !== null) remarks.set(at, [...(remarks.get(at) ?? []), text])
  }
  for (const step of state.plan.steps) {
    // What was measured before is told beside what compares with it, in a table: its line is not its own.
    if (step.baseline !== undefined) continue
    const of = state.steps.get(step.id)
    const signers = signedBy(state, step.id)
    replaced.push(...boxEdit(source, step, standing(step, of)), ...blankEdits(source, where, step, of, signers))
    for (const text of stepRemarks(step, of, signers)) remark((step.box?.span ?? step.span).start, text)
    for (const { verdict, expectation, why } of of.verdicts) {
      const said = step.expectations.find(({ id }) => id === expectation)
      if (said) remark(Math.max(said.span.start, said.span.end - 1), verdict === 'met' ? 'met' : `${verdict}: ${why}`)
    }
  }
  for (const { verdicts } of Object.values(state.criteria))
    for (const { criterion, verdict, known } of verdicts) {
      const said = state.plan.criteria[criterion]
      if (said) remark(Math.max(said.span.start, said.span.end - 1), known === null ? verdict : `${verdict}: ${known}`)
    }
  const inserted = [...remarks].map(([at, texts]) => insertion(at, ` *(${texts.map(inMarkdown).join('; ')})*`))
  const told = [...messageEdits(state, source, where), ...logEdits(state, source, where)]
  return ordered([...replaced, ...told, ...inserted]).map((edit) => ({ ...edit, text: inEncoding(state, edit.text) }))
}

/** The source with its edits made. */
export function apply(source: string, made: readonly Edit[]): string {
  let at = 0
  let text = ''
  for (const edit of made) {
    text += source.slice(at, edit.start) + edit.text
    at = edit.end
  }
  return text + source.slice(at)
}

/** Takes edits back: the way from a record's document to the source. */
export function unapply(filled: string, made: readonly Edit[]): string {
  let shift = 0
  let at = 0
  let text = ''
  for (const edit of made) {
    const start = edit.start + shift
    text += filled.slice(at, start) + edit.before
    at = start + edit.text.length
    shift += edit.text.length - edit.before.length
  }
  return text + filled.slice(at)
}

/** Characters that a `latin1` file has no byte for are written as references, which Markdown shows as the characters. */
export const inEncoding = ({ source }: Pick<RunState, 'source'>, text: string): string =>
  source.encoding === 'utf8'
    ? text
    : text.replace(/[\u0100-\u{10ffff}]/gu, (character) => `&#x${character.codePointAt(0)?.toString(16)};`)

const insertion = (at: number, text: string): Edit => ({ start: at, end: at, before: '', text })

const marks: Readonly<Record<Standing, string | null>> = {
  passed: 'x',
  accepted: 'x',
  skipped: '-',
  failed: '!',
  unknown: '?',
  running: null,
  open: null,
  aside: null,
}

function boxEdit(source: string, { box }: Step, stands: Standing): readonly Edit[] {
  const mark = marks[stands]
  if (box === null || mark === null || (box.ticked && mark === 'x')) return []
  const { start, end } = box.span
  const before = source.slice(start, end)
  const text =
    box.style === 'glyph'
      ? mark === 'x'
        ? '☑'
        : '☒'
      : before.includes('[')
        ? before.replace(/\[.?\]/u, `[${mark}]`)
        : mark
  return before === text ? [] : [{ start, end, before, text }]
}

/** What was given for the blanks of a step; a sign-off without words of its own is signed with name and time. */
function blankEdits(source: string, where: Places, step: Step, of: StepState, signers: string): readonly Edit[] {
  if (standing(step, of) !== 'passed' && standing(step, of) !== 'accepted') return []
  return step.blanks.flatMap((blank, index) => {
    return filled(source, where, blank, of.values[index] || signature(step, blank, of, signers))
  })
}

/** The blanks of messages that people were told. */
function messageEdits({ plan, messages }: RunState, source: string, where: Places): readonly Edit[] {
  return plan.messages.flatMap(({ id, blanks }) =>
    blanks.flatMap((blank, index) => filled(source, where, blank, messages[id]?.values[index] ?? '')),
  )
}

/** The document's own form for its record. */
const logEdits = (state: RunState, source: string, where: Places): readonly Edit[] =>
  state.plan.logs.flatMap((log) => {
    const values = logValues(state, log)
    return log.blanks.flatMap((blank, index) => filled(source, where, blank, values[index] ?? ''))
  })

function filled(source: string, where: Places, { span: { start, end } }: Blank, value: string): readonly Edit[] {
  if (value === '') return []
  const before = source.slice(start, end)
  const fence = where.inFence(start)
  const plain = oneLine(value)
  if (fence && /`{3}|~{3}/.test(plain)) return []
  const text = fence ? plain : inMarkdown(value)
  // Behind a label at the end of a line, in an empty cell, or in its place.
  const inserted = fence && before === '' ? ` ${text}` : ` ${text} `
  return [{ start, end, before, text: before.trim() === '' ? inserted : text }]
}

function signature(step: Step, blank: Blank, { by, at }: StepState, signers: string): string {
  const { label } = blank
  if (step.kind !== 'signoff' || by === null || at === null) return ''
  if (isDate(label)) return when(at)
  const isName = blank === step.blanks.find((one) => !isDate(one.label))
  return isName || /name|sign|approv|\bby\b|who/i.test(label) ? signers || nameOf(by) : ''
}

const isDate = (label: string): boolean => /date|time|when/i.test(label)

/** What stands beside a step's box because the box can't say it. */
function stepRemarks(step: Step, of: StepState, signers: string): readonly string[] {
  const stands = standing(step, of)
  const by = [of.by === null ? null : nameOf(of.by), of.at === null ? null : when(of.at)].filter(
    (part) => part !== null,
  )
  // A sentence goes on with who said it, and when.
  const because = of.reason === null || of.reason === '' ? [] : [of.reason.replace(/\.$/, '')]
  if (stands === 'skipped' || stands === 'failed' || stands === 'unknown' || stands === 'accepted') {
    return [`${stands}: ${[...because, ...by].join(', ')}`]
  }
  if (stands === 'passed' && step.kind === 'signoff' && step.blanks.length === 0)
    return [`signed: ${(signers ? [signers, ...by.slice(1)] : by).join(', ')}`]
  return []
}

/** In document order; of two that overlap the first one stays, the section tells the other. */
function ordered(all: readonly Edit[]): readonly Edit[] {
  const kept: Edit[] = []
  for (const edit of [...all].sort((a, b) => a.start - b.start || a.end - b.end)) {
    const last = kept.at(-1)
    if (last === undefined || edit.start >= last.end) kept.push(edit)
  }
  return kept
}
