import type { CodeSpan } from '../document.ts'
import type { ProseLine } from '../facts/prose.ts'
import type { JudgedCode } from '../judged.ts'
import { otherFacts, shellFacts } from './command-facts.ts'
import type { Context } from './context.ts'
import type { Ban, Forbidden } from './forbidden.ts'
import { isOnlyNamed } from './named-only.ts'
import { isCommand } from './own-programs.ts'

/** Lines whose code spans are commands: on an item, or in a sentence that tells to run them or forbids it. */
export function inlineCommands(context: Context, forbidden: Forbidden): JudgedCode[] {
  const found: JudgedCode[] = []
  for (const line of context.prose) {
    const pieces = line.text.code.filter((code) => isCommand(context, code.text))
    if (pieces.length === 0 || isOnlyNamed(context, line)) continue
    const why = reasonToRun(context, line)
    if (why === null) continue
    const bans = bansOf(context, forbidden, line, pieces)
    const run = pieces.filter((_, at) => bans[at] === null)
    const ban = bans.find((one) => one !== null)
    if (run.length > 0) found.push(judgedLine(context, line, run, null, why))
    if (ban) {
      const banned = pieces.filter((_, at) => bans[at] !== null)
      found.push(judgedLine(context, line, banned, ban, { rule: `inline-${ban.rule}`, words: ban.words }))
    }
  }
  return found
}

const WINDOWS = /\.(?:bat|cmd|ps1)\b/

function judgedLine(
  context: Context,
  line: ProseLine,
  pieces: readonly CodeSpan[],
  ban: Ban | null,
  why: JudgedCode['why'],
): JudgedCode {
  const first = pieces[0] as CodeSpan
  const last = pieces.at(-1) as CodeSpan
  const own = {
    block: line.block,
    form: 'inline' as const,
    span: { start: first.span.start, end: last.span.end, line: first.span.line, endLine: last.span.endLine },
    pieces: pieces.map((piece) => piece.span),
    transcript: false,
    lines: [],
  }
  const windows = WINDOWS.test(first.text)
  const facts =
    ban !== null
      ? { flags: [], placeholders: [], shell: null }
      : windows
        ? { ...otherFacts(context, own, 'cmd'), shell: null }
        : shellFacts(context, own)
  return {
    ...own,
    language: windows ? 'cmd' : 'bash',
    use: ban === null ? 'run' : 'shown',
    reason: ban?.reason ?? '',
    ...facts,
    why,
  }
}

/** In a line of more commands, what is said of one stands between this many before and behind it. */
const AROUND = 8

/** What forbids each of a line's commands. In "never `a` or `b`" the second shares what is said of the first. */
function bansOf(
  context: Context,
  forbidden: Forbidden,
  line: ProseLine,
  pieces: readonly CodeSpan[],
): readonly (Ban | null)[] {
  const block = context.document.blocks[line.block]
  const whole = block !== undefined && 'text' in block ? block.text.code : []
  // A strike may begin on an earlier line of its block.
  const struckAt = new Set(whole.filter((code) => code.struck).map((code) => code.span.start))
  const bans: (Ban | null)[] = []
  pieces.forEach((piece, at) => {
    const previous = pieces[at - 1]
    const between = previous ? context.lines.text.slice(previous.span.end, piece.span.start) : ''
    const joined = /^`*[^`.;:]{1,7}`*$/.test(between) && context.vocabulary.phrase('run', between) === null
    const far = pieces[at - AROUND]
    const from = far === undefined ? line.span.start : behindTicks(context.lines.text, far.span.end)
    const to = pieces[at + AROUND]?.span.start ?? line.span.end
    const struck = piece.struck || struckAt.has(piece.span.start)
    const own = forbidden.span({ ...piece, struck }, { from, to, block: line.block })
    bans.push(own ?? (joined ? (bans[at - 1] ?? null) : null))
  })
  return bans
}

function behindTicks(text: string, end: number): number {
  let at = end
  while (text[at] === '`') at++
  return at
}

function reasonToRun(context: Context, line: ProseLine): JudgedCode['why'] | null {
  const block = context.document.blocks[line.block]
  if (block?.kind === 'item' && block.boxes.length > 0)
    return { rule: 'inline-on-a-box', words: line.text.plain.slice(0, 80) }
  if (line.place === 'row' && block?.kind === 'row' && block.cells.some((cell) => cell.boxes.length > 0))
    return { rule: 'inline-on-a-box', words: line.text.plain.slice(0, 80) }
  if (line.place === 'row') return inCommandColumn(context, line)
  if (line.place === 'heading') return null
  const first = line.text.code[0]
  const before = first ? context.lines.text.slice(line.span.start, first.span.start).replace(/`+\s*$/, '') : ''
  // What another sentence tells to do is not done with it.
  const said = context.vocabulary.phrase('run', before.slice(before.search(SENTENCE) + 1))
  const bare = first !== undefined && !/\s/.test(first.text.trim())
  if (said !== null && !(bare && /^(?:use|using|via|with)$/i.test(said.text)))
    return { rule: 'inline-told-to-run', words: said.entry }
  if (first !== undefined && STATED.test(context.lines.text.slice(first.span.end, line.span.end))) return null
  // An item that is a command, or names it at its end: "macOS: `brew install x`".
  if (line.place === 'item' && (before.trim() === '' || /[:：(][*_]*\s*$/.test(before)))
    return { rule: 'inline-is-the-item', words: before }
  return null
}

/** The end of a sentence with another one behind it, which holds no other end. */
const SENTENCE = /[.!?]\s+(?=\p{Lu}[^.!?]*$)/u
/** "`gpg2` is correct": said of a command. */
const STATED = /^`*\s+(?:is|are|was|were|works?|means|has|had)\s/

/** A cell that is a whole command under a header that says so is one to run, unless the row waits to be filled in. */
function inCommandColumn(context: Context, line: ProseLine): JudgedCode['why'] | null {
  const { blocks } = context.document
  const row = blocks[line.block]
  const header = row?.kind === 'row' && row.role === 'body' ? blocks[row.header] : undefined
  if (row?.kind !== 'row' || header?.kind !== 'row') return null
  if (row.cells.some((cell) => /^[\s_.…]*$/.test(cell.text.plain))) return null
  for (const [column, cell] of row.cells.entries()) {
    const name = header.cells[column]?.text.plain.trim() ?? ''
    const hit = context.vocabulary.leadingPhrase('column-command', name)
    if (hit === null || hit.text.length < name.length) continue
    const code = cell.text.code
    if (code.length > 0 && cell.text.plain.trim() === code.map(({ text }) => text.trim()).join(' '))
      return { rule: 'inline-in-a-column-of-commands', words: hit.entry }
  }
  return null
}
