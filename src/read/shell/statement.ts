import type { CommandFlag, Placeholder, Statement } from '../../plan/index.ts'
import { type Call, callOf, callsOf } from './calls.ts'
import { destroys } from './destructive.ts'
import { endlessness, portOf } from './endless.ts'
import { inputName } from './inputs.ts'
import { interactive } from './interactive.ts'
import { type ShellText, spanOf } from './lines.ts'
import { mayAsk } from './may-ask.ts'
import { type Opens, opens } from './openers.ts'
import type { Found } from './placeholders.ts'
import { expansion, type Place, placesOf } from './positions.ts'
import { program } from './programs.ts'
import { tellsSecret } from './secret.ts'
import { forEachChild, type Statement as Node, parseShell, type SyntaxNode } from './tree.ts'

/** What the trees of a statement tell about it. */
export interface Traits {
  readonly flags: readonly CommandFlag[]
  readonly answers: readonly number[]
  readonly endless: Statement['endless']
  readonly port: number | null
  readonly mayAsk: string | null
  readonly opens: Opens | null
  /** Its simple commands, in source order; those within a quoted program (`bash -c '…'`) are not among them. */
  readonly calls: readonly Call[]
}

const order: readonly CommandFlag[] = ['endless', 'interactive', 'destructive', 'secret']

/** Values of variables as far as they are written: `RM="rm -rf"`. */
type Values = ReadonlyMap<string, string>
const NO_VALUES: Values = new Map()

/** `depth` bounds programs within programs (`ssh host "bash -c '…'"`). */
export function traitsOf(nodes: readonly Node[], text: string, values: Values = NO_VALUES, depth = 0): Traits {
  const calls = nodes.flatMap((node) => callsOf(node))
  const flags = new Set<CommandFlag>()
  let endless: Statement['endless'] = null
  for (const call of calls) {
    endless ??= endlessness(call)
    if (interactive(call)) flags.add('interactive')
    if (destroys(call)) flags.add('destructive')
    const inner = program(call) ?? expanded(call, text, values)
    if (inner !== null && depth < 3) {
      const parsed = parseShell(inner)
      const traits = traitsOf(parsed.commands, inner, values, depth + 1)
      for (const flag of traits.flags) if (flag !== 'endless') flags.add(flag)
      endless ??= call.background ? null : traits.endless
    }
    if (tellsSecret(call, text.slice(call.start, call.end))) flags.add('secret')
  }
  if (depth === 0 && nodes.some((node) => loopsForever(node))) endless ??= 'observer'
  if (depth === 0 && calls.length === 0 && nodes.length > 0 && tellsSecret(noCall, text)) flags.add('secret')
  if (endless !== null) flags.add('endless')
  return {
    flags: order.filter((flag) => flags.has(flag)),
    answers: [...new Set(nodes.flatMap((node) => answersOf(node)))],
    endless,
    port: endless === 'service' ? (calls.map(portOf).find((port) => port !== null) ?? null) : null,
    mayAsk: calls.map(mayAsk).find((who) => who !== null) ?? null,
    opens: calls.map(opens).find((one) => one !== null) ?? null,
    calls,
  }
}

/** A call whose program stands in a variable, with what was assigned to it; null when that is not known. */
function expanded(call: Call, text: string, values: Values): string | null {
  if (call.program !== '' || values.size === 0) return null
  const written = text.slice(call.start, call.end)
  const known = written.replace(/\$\{?([A-Za-z_]\w*)\}?/g, (name, key: string) => values.get(key) ?? name)
  return known === written ? null : known
}

const noCall: Call = {
  program: '',
  args: [],
  via: [],
  env: [],
  fed: false,
  food: '',
  over: [],
  piped: false,
  background: false,
  nested: false,
  start: 0,
  end: 0,
}

/** `while true; do …; done` without a way out. */
function loopsForever(node: Node): boolean {
  const command = node.command.type === 'Redirected' ? node.command.command : node.command
  if (command.type !== 'While' || node.background) return false
  const clause = callsOf(command.clause)
  const names = callsOf(command.body).map((call) => call.program)
  return (
    clause.every((call) => /^(true|:)$/.test(call.program)) && !names.some((name) => /^(break|exit|return)$/.test(name))
  )
}

/** Statuses by which the statement's own program answers: 1 of grep, diff …; 3 of `systemctl status`. */
function answersOf(node: SyntaxNode): readonly number[] {
  switch (node.type) {
    case 'Statement':
      return node.background ? [] : answersOf(node.command)
    case 'AndOr':
      return node.commands.flatMap((part, at) => (node.operators[at] === '||' ? [] : answersOf(part)))
    case 'Pipeline':
      return node.prefixes.some((one) => one.type === 'Negation')
        ? [1]
        : node.commands.flatMap((part) => answersOf(part))
    case 'TestCommand':
      return [1]
    case 'Redirected':
      return answersOf(node.command)
    case 'Command': {
      const call = callOf(node)
      if (/^([efz]?grep|rg|diff|cmp|test|\[|pgrep|pkill|kill)$/.test(call.program)) return [1]
      if (
        call.program === 'systemctl' &&
        /^(status|is-active)$/.test(call.args.find((arg) => !arg.startsWith('-')) ?? '')
      )
        return [3]
      return []
    }
    default:
      return []
  }
}

/** Placeholders of a statement and the script in which expansions stand for them. */
export function fill(
  shell: ShellText,
  nodes: readonly Node[],
  found: readonly Found[],
  start: number,
  end: number,
): { readonly placeholders: readonly Placeholder[]; readonly script: string; readonly stuck: Found | null } {
  if (found.length === 0) return { placeholders: [], script: shell.text.slice(start, end), stuck: null }
  const places = new Map<Found, Place | null>()
  for (const node of nodes) for (const [one, place] of placesOf(node, found)) places.set(one, place)
  const quoted = quotedHeredocs(nodes, found)
  const edits: { readonly start: number; readonly end: number; readonly text: string }[] = [
    ...quoted.map((one) => one.delimiter),
  ]
  const placeholders: Placeholder[] = []
  let stuck: Found | null = null
  for (const [one, place] of places) {
    if (place === null) {
      stuck ??= one
      continue
    }
    const input = inputName(one.text)
    placeholders.push({ span: spanOf(shell, one.start, one.end), text: one.text, input, position: place.position })
    edits.push({ start: one.start, end: one.end, text: expansion(place, input) })
  }
  edits.sort((a, b) => a.start - b.start)
  let script = ''
  let at = start
  const plain = (to: number) => {
    for (const part of split(at, to, quoted)) {
      const text = shell.text.slice(part.start, part.end)
      script += part.quoted ? text.replace(/[\\$`]/g, '\\$&') : text
    }
    at = to
  }
  for (const edit of edits) {
    plain(edit.start)
    script += edit.text
    at = edit.end
  }
  plain(end)
  return { placeholders: placeholders.sort((a, b) => a.span.start - b.span.start), script, stuck }
}

interface Body {
  readonly start: number
  readonly end: number
  readonly delimiter: { readonly start: number; readonly end: number; readonly text: string }
}

/**
 * Heredocs with a quoted delimiter that hold a placeholder: their delimiter loses its quotes so that an expansion works
 * in them, and everything else in them that bash would expand is escaped.
 */
function quotedHeredocs(nodes: readonly Node[], found: readonly Found[]): Body[] {
  const bodies: Body[] = []
  const walk = (node: SyntaxNode) => {
    if (
      node.type === 'HereDoc' &&
      node.delimiter?.quoted &&
      found.some((one) => one.start >= node.body.pos && one.end <= node.body.end)
    ) {
      bodies.push({
        start: node.body.pos,
        end: node.body.end,
        delimiter: { start: node.delimiter.pos, end: node.delimiter.end, text: node.delimiter.value },
      })
    }
    forEachChild(node, walk)
  }
  for (const node of nodes) walk(node)
  return bodies
}

function* split(
  start: number,
  end: number,
  bodies: readonly Body[],
): Generator<{ start: number; end: number; quoted: boolean }> {
  let at = start
  for (const body of bodies) {
    if (body.end <= at || body.start >= end) continue
    if (body.start > at) yield { start: at, end: body.start, quoted: false }
    yield { start: Math.max(at, body.start), end: Math.min(end, body.end), quoted: true }
    at = Math.min(end, body.end)
  }
  if (at < end) yield { start: at, end, quoted: false }
}
