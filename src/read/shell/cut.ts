import { type Group, joinByHand } from './joiner.ts'
import { lineAt, type ShellText } from './lines.ts'
import { type ParseError, parseShell, type Statement, wholeEnd } from './tree.ts'

/** A piece of a command that is cut from the others only between lines. */
export interface Piece extends Group {
  /** Its statements as parsed, as far as the parser could make sense of it; positions index the whole text. */
  readonly nodes: readonly Statement[]
  /** Where the parser, and most likely bash, gives up in it. */
  readonly broken?: ParseError | undefined
}

/** Characters of a command that is read. Nobody writes a longer one; whoever does carries it out by hand. */
export const readLimit = 50_000

/** Characters that may be parsed once more, piece by piece, when the parser could not read the whole. */
const workLimit = 10_000_000

/**
 * Cuts a command's text between lines, at statements that begin a line. `hidden` is what the parser sees: placeholders
 * behind word characters, lines that are no shell blanked; as long as the text, line by line.
 *
 * Where the parser fails the pieces are joined by hand and parsed one by one; when one of them fails too the whole is
 * one piece with the trees of those that parse: bash will say whether it can read it.
 */
export function cut(shell: ShellText, hidden: string): readonly Piece[] {
  if (hidden.length > readLimit) return [{ from: 0, to: shell.lines.length - 1, nodes: [] }]
  const parsed = parseShell(hidden)
  if (!parsed.errors?.length) return byTree(shell, parsed.commands)
  const lines = hidden.split('\n')
  const groups = joinByHand(lines)
  const first = groups[0]
  const last = groups.at(-1)
  if (first === undefined || last === undefined) return []
  const whole = (nodes: readonly Statement[], broken?: ParseError) => [{ from: first.from, to: last.to, nodes, broken }]
  if (groups.length * hidden.length > workLimit) return whole([])
  const pieces: Piece[] = []
  let broken: ParseError | undefined
  for (const { from, to } of groups) {
    // Blanks keep the positions of a piece those of the whole.
    const padded = lines.map((line, at) => (at < from || at > to ? ' '.repeat(line.length) : line)).join('\n')
    const own = parseShell(padded)
    broken ??= own.errors?.[0]
    if (!own.errors?.length) pieces.push({ from, to, nodes: own.commands })
  }
  return pieces.length === groups.length
    ? pieces
    : whole(
        pieces.flatMap((one) => one.nodes),
        broken,
      )
}

function byTree(shell: ShellText, statements: readonly Statement[]): Piece[] {
  const pieces: { from: number; to: number; nodes: Statement[] }[] = []
  for (const node of statements) {
    const from = lineAt(shell, node.pos)
    const to = Math.max(from, lineAt(shell, Math.max(node.pos, wholeEnd(node) - 1)))
    const last = pieces.at(-1)
    if (last !== undefined && from <= last.to) {
      last.to = Math.max(last.to, to)
      last.nodes.push(node)
    } else {
      pieces.push({ from, to, nodes: [node] })
    }
  }
  return pieces
}
