import type { Span } from '../../plan/index.ts'
import type { JudgedCode } from '../judged.ts'
import type { Context } from './context.ts'
import type { Note } from './notes.ts'
import { statesBound } from './outcomes.ts'

/** Commands that are run, by where they stand. */
export interface Commands {
  /** Indices in the judged code, in document order. */
  readonly runs: readonly number[]
  /** By the line that carries one. */
  readonly inlineAt: ReadonlyMap<number, number>
}

export function commandsOf(code: readonly JudgedCode[]): Commands {
  const runs = code.flatMap((each, index) => (each.use === 'run' ? [index] : []))
  const inlineAt = new Map(
    runs.flatMap((index) => {
      const each = code[index]
      return each?.form === 'inline' ? [[each.span.line, index] as const] : []
    }),
  )
  return { runs, inlineAt }
}

interface Place {
  readonly span: Span
  readonly block: number
}

/** How many commands begin before a place. */
export function countBefore(code: readonly JudgedCode[], { runs }: Commands, at: Place): number {
  let low = 0
  let high = runs.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((code[runs[middle] ?? 0]?.span.start ?? 0) < at.span.start) low = middle + 1
    else high = middle
  }
  return low
}

/** The command that a place speaks about: the nearest that is run before it, in the same section. */
export function commandBefore(
  context: Context,
  code: readonly JudgedCode[],
  commands: Commands,
  at: Place,
): number | null {
  return inSection(context, code, commands.runs[countBefore(code, commands, at) - 1], at)
}

/** The next command of the section when it is one that is watched: comments in front of it say what to look for. */
export function logWatcherAfter(
  context: Context,
  code: readonly JudgedCode[],
  commands: Commands,
  at: Place,
): number | null {
  const { runs } = commands
  for (let next = countBefore(code, commands, at); next < runs.length; next++) {
    const index = inSection(context, code, runs[next], at)
    if (index === null) return null
    if (code[index]?.flags.includes('endless')) return index
  }
  return null
}

function inSection(context: Context, code: readonly JudgedCode[], index: number | undefined, at: Place): number | null {
  const found = index === undefined ? undefined : code[index]
  if (index === undefined || found === undefined) return null
  return context.sectionOf[found.block] === context.sectionOf[at.block] ? index : null
}

/** The command of the section before, when this one only says to verify it: "Verify compilation" right behind a build. */
export function commandVerified(
  context: Context,
  code: readonly JudgedCode[],
  commands: Commands,
  at: Place,
): number | null {
  const heading = context.headings[context.sectionOf[at.block] ?? -1]
  const index = commands.runs[countBefore(code, commands, at) - 1]
  const found = index === undefined ? undefined : code[index]
  if (index === undefined || found?.form !== 'fence' || heading === undefined) return null
  if (found.block !== heading.at - 1) return null
  return verifies(context, withoutNumber(heading.text.plain)) ? index : null
}

const withoutNumber = (text: string): string => text.replace(/^[^\p{L}]*/u, '')

const verifies = (context: Context, text: string): boolean =>
  context.vocabulary.leadingPhrase('verify-lead', text) !== null

/** Whether a point of a list states an outcome of a command: it follows it, and names nothing that it doesn't show. */
export function speaksOf(context: Context, judged: JudgedCode | undefined, note: Note): boolean {
  if (judged === undefined || context.vocabulary.leadingPhrase('once', note.text) !== null) return false
  if (!followsCode(context, judged, note.block) && !followsCommand(context, judged, note)) return false
  if (context.vocabulary.phrase('in-logs', note.text) === null) return true
  return LOGS.test(context.lines.text.slice(judged.span.start, judged.span.end))
}

/** What a command reads logs with. */
const LOGS = /\bjournalctl\b|\blogs?\b(?!-)|\btail\b/

/** How far behind a block of code its list is looked for. */
const NEAR = 12

/** Items directly after a block of code, or after a line between them that says to verify it, speak about it. */
function followsCode(context: Context, judged: JudgedCode | undefined, at: number): boolean {
  if (judged === undefined || judged.form !== 'fence') return false
  const { blocks } = context.document
  // What is nested in an item speaks of that item's code, what stands beside a block of that block.
  if (blocks[at]?.parent !== blocks[judged.block]?.parent) return false
  for (let index = at; index > Math.max(judged.block, at - NEAR); index--) {
    const block = blocks[index]
    if (block?.kind === 'item') continue
    const says = (block?.kind === 'paragraph' && /[:：]\s*$/.test(block.text.plain)) || block?.kind === 'heading'
    if (!says || index !== judged.block + 1 || !verifies(context, withoutNumber(block.text.plain))) return false
  }
  return at > judged.block && at - judged.block < NEAR
}

/** "Status: all checks pass". */
const LABELLED = /^[\p{L}\s]{1,20}[:：]/u

/** "Verify success", "The logs show …", "Status: all checks pass" or "It should be < 2 s" as the item right after the one that carries a command. */
function followsCommand(context: Context, judged: JudgedCode | undefined, note: Note): boolean {
  const tells =
    context.vocabulary.leadingPhrase('logs-show', note.text) !== null ||
    (LABELLED.test(note.text) && context.vocabulary.phrase('all-pass', note.text) !== null) ||
    statesBound(context, note.text)
  if (judged === undefined || (!tells && !verifies(context, note.text))) return false
  const { blocks } = context.document
  const own = blocks[note.block]
  const carrier = blocks[judged.form === 'fence' ? (blocks[judged.block]?.parent ?? -1) : judged.block]
  if (own?.kind !== 'item' || carrier?.kind !== 'item' || carrier.parent !== own.parent) return false
  for (let index = carrier.at + 1; index < own.at; index++) if (blocks[index]?.parent === own.parent) return false
  const within = blocks[own.at + 1]
  return within?.kind !== 'code' || within.parent !== own.at
}
