import type { CommandFlag, Span, Statement } from '../../plan/index.ts'
import type { Call } from './calls.ts'
import { cut, type Piece, readLimit } from './cut.ts'
import { joinLines, lineAt, type ShellLine, type ShellText, spanOf } from './lines.ts'
import type { Opens } from './openers.ts'
import { blanked, inputBelow, type Others, othersOf } from './others.ts'
import { findPlaceholders, leftOutIn } from './placeholders.ts'
import { fedWith, offeredStatement, statementOf } from './statements.ts'
import { type Comment, commentsBetween, titleOf } from './titles.ts'
import { parseShell } from './tree.ts'
import { type Names, noNames } from './variables.ts'

export { type ClientLine, clientLine } from './client.ts'
export { losesData } from './destructive.ts'
export { inputName } from './inputs.ts'
export type { ShellLine } from './lines.ts'
export { onlyLooks } from './looking.ts'
export { boxIn, isNote, isSchedule, isTyped } from './looks.ts'
export { type NeededProgram, programsOf } from './needed-programs.ts'
export type { Opens } from './openers.ts'
export { findPlaceholders } from './placeholders.ts'
export { givesPassword, secretName, tellsPassword } from './secret.ts'
export { fedWith } from './statements.ts'
export { type Names, noNames } from './variables.ts'
export { windowsFlags } from './windows.ts'

/** A simple command with its place in the source. */
export type PlacedCall = Call & { readonly span: Span }

/** What a shell command's text holds. */
export interface ShellReading {
  /** What bash would get if no input stood in it. */
  readonly text: string
  readonly unit: 'statements' | 'script'
  readonly statements: readonly Statement[]
  /** The simple commands of each statement, by its index; none of an offer. */
  readonly calls: ReadonlyMap<number, readonly PlacedCall[]>
  /** Of what runs; offers carry their own. */
  readonly flags: readonly CommandFlag[]
  readonly incomplete: string | null
  /** Where it cannot be parsed, once its placeholders are filled; null when it can. */
  readonly broken: { readonly span: Span; readonly message: string } | null
  /** Each `...` that stands for something left out, and the line that it stands in. */
  readonly leftOut: readonly { readonly span: Span; readonly text: string; readonly line: string }[]
  /** Statements that open a session, by index. */
  readonly openers: ReadonlyMap<number, Opens>
  /** Whether one opens a session, be it fed with what stands below it or not. */
  readonly sessions: boolean
  /** What it has set when it ends. */
  readonly names: Pick<Names, 'set' | 'sourced'>
}

/** Reads a shell command by itself. Pure; never throws; bounded by the parser's own limits. */
export function analyseShell(lines: readonly ShellLine[]): ShellReading {
  const names = noNames()
  const shell = joinLines(lines)
  const looks = othersOf(lines)
  const tooLong = shell.text.length > readLimit
  const { found, hidden } = tooLong ? { found: [], hidden: shell.text } : findPlaceholders(shell.text)
  const seen = blanked(hidden, looks)
  const script = !tooLong && scriptUnit(shell.text)
  const pieces = script ? [whole(shell, seen)] : cut(shell, seen)
  const statements: Statement[] = []
  const calls = new Map<number, readonly PlacedCall[]>()
  const openers = new Map<number, Opens>()
  let sessions = false
  let comments: Comment[] = []
  let at = 0
  const offer = () => {
    for (const comment of comments)
      if (comment.offered) statements.push(offeredStatement(shell, comment, statements.length))
  }
  for (const piece of pieces) {
    comments = script ? [] : commentsBetween(shell, at, piece.from, looks)
    offer()
    const {
      statement,
      opens,
      calls: own,
    } = statementOf(shell, piece, found, names, statements.length, titleOf(shell, comments, piece.from))
    const stdin = opens === null ? null : inputBelow(shell, looks, found, piece)
    sessions ||= opens !== null
    statements.push(stdin === null ? statement : fedWith(statement, stdin))
    if (opens !== null && stdin === null) openers.set(statement.index, opens)
    calls.set(statement.index, own)
    at = piece.to + 1
  }
  comments = script ? [] : commentsBetween(shell, at, lines.length, looks)
  offer()
  const run = statements.filter((statement) => statement.offered === null)
  const leftOut = run.length === 0 ? [] : leftOutOf(shell, looks)
  const left = leftOut[0]
  const broken = pieces.find((piece) => piece.broken !== undefined)?.broken
  return {
    text: shell.text,
    unit: script ? 'script' : 'statements',
    statements,
    calls,
    flags: (['endless', 'interactive', 'destructive', 'secret'] as const).filter((flag) =>
      run.some((one) => one.flags.includes(flag)),
    ),
    incomplete: tooLong
      ? `it is longer than ${readLimit} characters, too long to be read here`
      : left !== undefined
        ? `something is left out of it: ${left.line.trim()}`
        : (statements.find((one) => one.offered?.startsWith('names ') === true)?.offered ?? null),
    broken: broken === undefined ? null : { span: lineHolding(shell, broken.pos), message: broken.message },
    leftOut,
    openers,
    sessions,
    names,
  }
}

/**
 * What a statement still needs in a shell in which `names` are set already: placeholders, and variables that neither it
 * nor anything before it has set.
 */
export function needsWithin(statement: Statement, names: Pick<Names, 'set' | 'sourced'>): readonly string[] {
  const filled = new Set(statement.placeholders.map((one) => one.input))
  return statement.needs.filter((name) => filled.has(name) || !(names.sourced || names.set.has(name)))
}

const leftOutOf = (shell: ShellText, looks: Others) =>
  shell.lines.flatMap((line, at) => {
    const found = looks.has(at) ? null : leftOutIn(line.text)
    const start = shell.starts[at] as number
    return found
      ? [{ span: spanOf(shell, start + found.start, start + found.end), text: found.text, line: line.text }]
      : []
  })

/** One unit that is never cut: it says itself how it wants to be run. */
const scriptUnit = (text: string) => /^\s*#!/.test(text) || /^\s*set\s+-[a-z]*e[a-z]*\b/m.test(text)

function whole(shell: ShellText, seen: string): Piece {
  const parsed = parseShell(seen)
  const broken = parsed.errors?.[0]
  return { from: 0, to: shell.lines.length - 1, nodes: broken ? [] : parsed.commands, broken }
}

function lineHolding(shell: ShellText, at: number): Span {
  const line = lineAt(shell, at)
  const start = shell.starts[line] as number
  return spanOf(shell, start, start + (shell.lines[line]?.text.length ?? 0))
}
