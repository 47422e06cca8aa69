import type { JudgedCode, JudgedExpectation, JudgedItem } from '../judged.ts'
import { commandsOf } from './about.ts'
import { type Announced, announced, announcedBehind, inList, underLead } from './announcements.ts'
import type { Context } from './context.ts'
import { asDigest } from './digests.ts'
import { classify } from './expectation-kind.ts'
import { type Around, type Line, lineAt, type Told, type Verdict } from './expectation-lines.ts'
import type { Note } from './notes.ts'
import { outputFences } from './shown-output.ts'
import { asBound, asValue, atPoint, besideCommand, inComment, inSentence } from './told-outcomes.ts'

/** The ways in which a line states an outcome; the first that has something to say of a line decides. */
const RULES: readonly ((around: Around, state: Announced, line: Line) => Verdict)[] = [
  inList,
  announced,
  (around, _, line) => inComment(around, line),
  (around, { told }, line) => inSentence(around, told, line),
  announcedBehind,
  (around, { told }, line) => asDigest(around, told, line),
  (around, { told }, line) => asBound(around, told, line),
  underLead,
  (around, _, line) => asValue(around, line),
  (around, _, line) => besideCommand(around, line),
  (around, _, line) => atPoint(around, line),
]

/** Lines that state the result of a command. `timed` are those that say how long something takes: "Expected duration: 5 min". */
export function judgeExpectations(
  context: Context,
  code: readonly JudgedCode[],
  items: readonly JudgedItem[],
  notes: readonly Note[],
  timed: ReadonlySet<number>,
): JudgedExpectation[] {
  const commands = commandsOf(code)
  const around = { context, code, commands, notes, items: new Map(items.map((item) => [item.span.line, item])), timed }
  const state: Announced = { list: null, lead: null, past: 0, told: new Set() }
  const found = notes.flatMap((note, at) => {
    if (at < state.past) return []
    const line = lineAt(around, at, note)
    for (const rule of RULES) {
      const verdict = rule(around, state, line)
      if (verdict !== undefined) return verdict === null ? [] : [expectationOf(around, line, verdict)]
    }
    return []
  })
  return [...found, ...outputFences(context, code, commands)].sort((a, b) => a.span.start - b.span.start)
}

function expectationOf({ context, code, notes }: Around, { note, at }: Line, told: Told): JudgedExpectation {
  const { on, words, text = note.text } = told
  const { kind, test } = told.said ?? classify(context.vocabulary, text)
  // People read it with the commands that the line carries.
  const shown = text.includes('◇') ? (notes[at]?.text ?? text) : text
  const base = { span: note.span, text: shown, on, why: { rule: 'expectation', words } }
  // What ends in code is told as it is printed; it may still be a part of it only.
  if (kind === 'judgment' && note.literal !== null)
    return { ...base, kind: 'text', test: { is: 'text', text: note.literal, sure: false } }
  const command = code[on ?? -1]
  // What never ends has no number of errors: somebody watches it. A line of its own says which of them count.
  const beside = command?.form === 'inline' && command.span.line === note.span.line
  const watched = kind === 'count' && test === null && !beside && command?.flags.includes('endless') === true
  return { ...base, kind: watched ? 'judgment' : kind, test }
}
