import type { Statement } from '../../plan/index.ts'
import type { Piece } from './cut.ts'
import { losesData } from './destructive.ts'
import { joinLines, type ShellLine, type ShellText, spanOf } from './lines.ts'
import type { Input } from './others.ts'
import { type Found, findPlaceholders } from './placeholders.ts'
import { fill, type Traits, traitsOf } from './statement.ts'
import type { Comment } from './titles.ts'
import { parseShell } from './tree.ts'
import { collect, type Names } from './variables.ts'

/** One statement of a command, with what it opens. */
export function statementOf(
  shell: ShellText,
  piece: Piece,
  found: readonly Found[],
  names: Names,
  index: number,
  title: string | null,
) {
  const start = shell.starts[piece.from] as number
  let end = (shell.starts[piece.to] as number) + (shell.lines[piece.to] as ShellLine).text.length
  // What the parser cannot read may end in blank lines.
  while (end > start && shell.text[end - 1] === '\n') end -= 1
  const { nodes } = piece
  const source = shell.text.slice(start, end)
  const own = foundIn(found, start, end)
  const { placeholders, script, stuck } = fill(shell, nodes, own, start, end)
  names.read.clear()
  for (const node of nodes) collect(node, names)
  const traits = restored(traitsOf(nodes, shell.text, names.values), own)
  const needs = [...new Set([...placeholders.map((one) => one.input), ...names.read])]
  const statement: Statement = {
    ...bare(shell, start, end, index, traits),
    source,
    script,
    title,
    placeholders,
    needs,
    offered: stuck === null ? null : `names ${stuck.text} where the shell can take no value`,
  }
  const calls = traits.calls.map((call) => ({ ...call, span: spanOf(shell, call.start, call.end) }))
  return { statement, opens: traits.opens, calls }
}

/** Placeholders come in order: those of a statement are looked for where it begins, not from the first on. */
function foundIn(found: readonly Found[], start: number, end: number): Found[] {
  let low = 0
  let high = found.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((found[middle] as Found).start < start) low = middle + 1
    else high = middle
  }
  const own: Found[] = []
  for (let one = found[low]; one !== undefined && one.start < end; one = found[++low]) if (one.end <= end) own.push(one)
  return own
}

/** Words of the tree with the placeholders that were hidden from the parser back in them. */
function restored(traits: Traits, found: readonly Found[]): Traits {
  if (found.length === 0) return traits
  const back = (text: string) =>
    found.reduce((all, one) => all.replace('_'.repeat(one.text.length), () => one.text), text)
  return {
    ...traits,
    mayAsk: traits.mayAsk === null ? null : back(traits.mayAsk),
    opens: traits.opens === null ? null : { ...traits.opens, to: back(traits.opens.to) },
    calls: traits.calls.map((call) => ({ ...call, args: call.args.map(back), food: back(call.food) })),
  }
}

function bare(shell: ShellText, start: number, end: number, index: number, traits: Traits): Statement {
  const source = shell.text.slice(start, end)
  return {
    index,
    span: spanOf(shell, start, end),
    source,
    script: source,
    title: null,
    flags: traits.flags,
    placeholders: [],
    needs: [],
    answers: traits.answers,
    condition: null,
    stdin: null,
    endless: traits.endless,
    port: traits.port,
    alternative: null,
    mayAsk: traits.mayAsk,
    offered: null,
  }
}

/** A commented-out command: shown with what it would do, never run. */
export function offeredStatement(shell: ShellText, comment: Comment, index: number): Statement {
  const line = shell.lines[comment.line] as ShellLine
  const start = (shell.starts[comment.line] as number) + line.text.indexOf(comment.words)
  const { found, hidden } = findPlaceholders(comment.words)
  const parsed = parseShell(hidden)
  const traits = traitsOf(parsed.commands, comment.words)
  const own = joinLines([{ span: spanOf(shell, start, start + comment.words.length), text: comment.words }])
  const { placeholders, script } = fill(
    own,
    parsed.errors?.length ? [] : parsed.commands,
    found,
    0,
    comment.words.length,
  )
  return {
    ...bare(shell, start, start + comment.words.length, index, traits),
    script,
    placeholders,
    offered: 'commented out in the document',
  }
}

/** A program that is told what to do needs nobody, and does what it is told. */
export function fedWith(statement: Statement, { text, placeholders }: Input): Statement {
  const flags = statement.flags.filter((flag) => flag !== 'interactive' && flag !== 'destructive')
  const destructive = statement.flags.includes('destructive') || losesData(text)
  return {
    ...statement,
    stdin: text,
    flags: destructive ? ['destructive', ...flags] : flags,
    placeholders: [...statement.placeholders, ...placeholders],
    needs: [...new Set([...statement.needs, ...placeholders.map((one) => one.input)])],
  }
}
