import type { Command, LogicalOperator, PipeOperator } from 'unbash'
import { forEachChild, type SyntaxNode } from './tree.ts'

/** A command as it is called: `sudo -u x rm -r y` is the program `rm` with `-r` and `y`, by way of `sudo`. */
export interface Call {
  /** Base name; '' when it is not known before it runs (`$CMD`). */
  readonly program: string
  readonly args: readonly string[]
  /** Wrappers before it: `sudo`, `timeout`, `docker exec`. */
  readonly via: readonly string[]
  /** Assignments before it, as written. */
  readonly env: readonly string[]
  /** Its standard input comes from a pipe, a file or a heredoc. */
  readonly fed: boolean
  /** What feeds it as far as it is written: a file's name, a heredoc's body, the text of the pipe before it. */
  readonly food: string
  /** Files that its output replaces (`> file`). */
  readonly over: readonly string[]
  /** Files that its output is appended to (`>> file`). */
  readonly onto?: readonly string[]
  /** What its status or output goes to: the operator right after it; absent where a line or a bracket ends. */
  readonly followed?: PipeOperator | LogicalOperator
  /** The pipe goes on after it. */
  readonly piped: boolean
  readonly background: boolean
  /** Within `$( … )` or a function's body: not run where it stands. */
  readonly nested: boolean
  readonly start: number
  readonly end: number
}

interface Around {
  readonly food: string | null
  readonly piped: boolean
  readonly background: boolean
  readonly nested: boolean
  readonly followed?: Call['followed']
}

const BY_ITSELF: Around = { food: null, piped: false, background: false, nested: false }

const known = new WeakMap<SyntaxNode, readonly Call[]>()

/** All simple commands of a tree with what surrounds them, in source order. Several ask about each tree. */
export function callsOf(node: SyntaxNode): readonly Call[] {
  const before = known.get(node)
  if (before !== undefined) return before
  const calls: Call[] = []
  walk(node, BY_ITSELF, calls)
  known.set(node, calls)
  return calls
}

/** One simple command, whatever surrounds it. */
export const callOf = (node: Command): Call => call(node, BY_ITSELF)

function walk(node: SyntaxNode, around: Around, calls: Call[]): void {
  switch (node.type) {
    case 'Statement':
      walk(node.command, { ...around, background: node.background === true }, calls)
      return
    case 'Pipeline': {
      let food = around.food
      node.commands.forEach((part, at) => {
        const piped = at < node.commands.length - 1
        walk(
          part,
          { ...around, food, piped: piped || around.piped, ...(piped ? { followed: node.operators[at] } : {}) },
          calls,
        )
        food = `${food ?? ''} ${textOf(part)}`
      })
      return
    }
    case 'AndOr':
      node.commands.forEach((part, at) => {
        const followed = node.operators[at]
        walk(part, followed === undefined ? around : { ...around, followed }, calls)
      })
      return
    case 'Redirected': {
      const fed = node.redirects.map(feed).find((text) => text !== null)
      walk(node.command, { ...around, food: fed ?? around.food }, calls)
      return
    }
    case 'Command':
      calls.push(call(node, around))
      forEachChild(node, (child) => walk(child, { ...around, food: null, nested: around.nested }, calls))
      return
    case 'CommandExpansion':
    case 'ProcessSubstitution':
    case 'Function':
      forEachChild(node, (child) => walk(child, { food: null, piped: true, background: false, nested: true }, calls))
      return
    default:
      forEachChild(node, (child) => walk(child, without(around), calls))
  }
}

/** What follows a compound command follows none of those within it. */
const without = ({ followed: _, ...around }: Around): Around => around

function call(node: Command, around: Around): Call {
  const words: string[] = []
  if (node.name) words.push(node.name.value)
  // A redirection alone does what `:` does.
  else if (node.redirects.length > 0) words.push(':')
  for (const arg of node.args) words.push('value' in arg && typeof arg.value === 'string' ? arg.value : arg.text)
  const { program, args, via, env } = unwrap(words)
  const set = node.prefix.filter((one) => one.type === 'Assignment').map((one) => one.text)
  const own = node.redirects.map(feed).find((text) => text !== null) ?? null
  const food = own ?? around.food
  return {
    program,
    args,
    via,
    env: [...set, ...env],
    fed: food !== null,
    food: food ?? '',
    over: node.redirects.flatMap((one) => written(one, /^(?:>|>\||&>)$/)),
    onto: node.redirects.flatMap((one) => written(one, /^&?>>$/)),
    ...(around.followed === undefined ? {} : { followed: around.followed }),
    piped: around.piped,
    background: around.background,
    nested: around.nested,
    start: node.pos,
    end: node.end,
  }
}

function feed(redirect: Command['redirects'][number]): string | null {
  if (redirect.type === 'HereDoc') return redirect.body.text
  if (redirect.type === 'HereString') return redirect.target?.value ?? ''
  return redirect.operator === '<' && redirect.descriptor === undefined ? (redirect.target?.value ?? '') : null
}

const written = (redirect: Command['redirects'][number], operators: RegExp): string[] =>
  redirect.type === 'Redirect' && operators.test(redirect.operator) ? [redirect.target?.value ?? ''] : []

const textOf = (node: SyntaxNode) => {
  let text = ''
  forEachChild(node, (child) => {
    if (child.type === 'Word') text += ` ${child.value}`
  })
  return text.trim()
}

/** Options of wrappers that take a value as the next word. */
const valued: Readonly<Record<string, RegExp>> = {
  sudo: /^-[ugpChrtT]$/,
  timeout: /^-[ks]$/,
  nice: /^-n$/,
  ionice: /^-[cn]$/,
  env: /^-[uC]$/,
  exec: /^-a$/,
  xargs: /^-[InPLdaEs]$/,
  docker: /^(-[uew]|--user|--env|--workdir|--env-file|-f|--file|-p|--project-name|--index)$/,
  kubectl: /^(-[nc]|--namespace|--container|--context)$/,
}

function unwrap(words: readonly string[]): Pick<Call, 'program' | 'args' | 'via' | 'env'> {
  const via: string[] = []
  const env: string[] = []
  let rest = [...words]
  for (let turn = 0; turn < 6; turn += 1) {
    const name = base(rest[0] ?? '')
    if (/^(sudo|env|time|nohup|command|exec|timeout|nice|ionice|stdbuf|doas|xargs|builtin|setsid)$/.test(name)) {
      let at = options(rest, 1, valued[name])
      if (name === 'timeout') at += 1
      while (/^[A-Za-z_]\w*=/.test(rest[at] ?? '')) env.push(rest[at++] as string)
      if (at >= rest.length) break
      via.push(name)
      rest = rest.slice(at)
      continue
    }
    const inside = container(rest)
    if (inside === null) break
    via.push(inside.via)
    rest = rest.slice(inside.at)
  }
  return { program: base(rest[0] ?? ''), args: rest.slice(1), via, env }
}

/** `docker exec web CMD`, `docker compose run app CMD`, `kubectl exec pod -- CMD`: where CMD begins, when there is one. */
function container(words: readonly string[]): { readonly via: string; readonly at: number } | null {
  const name = base(words[0] ?? '')
  const kind = /^(docker|podman|docker-compose)$/.test(name) ? 'docker' : /^(kubectl|oc)$/.test(name) ? 'kubectl' : null
  if (kind === null) return null
  let at = options(words, 1, valued[kind])
  if (words[at] === 'compose') at = options(words, at + 1, valued[kind])
  const compose = words[at - 1] === 'compose' || name === 'docker-compose'
  if (words[at] !== 'exec' && !(compose && words[at] === 'run')) return null
  const verb = words[at]
  const dashes = words.indexOf('--', at)
  at = kind === 'kubectl' ? dashes + 1 : options(words, at + 1, valued[kind]) + 1
  if (at <= 0 || at >= words.length) return null
  const interactive = words.slice(0, at).some((word) => /^-(it|ti|i|t)$|^--(interactive|tty|stdin)$/.test(word))
  return { via: `${kind} ${verb}${interactive ? ' -it' : ''}`, at }
}

/** First word from `at` on that is no option. */
function options(words: readonly string[], at: number, withValue: RegExp | undefined): number {
  let here = at
  while (/^-/.test(words[here] ?? '') && words[here] !== '--') here += withValue?.test(words[here] as string) ? 2 : 1
  return words[here] === '--' ? here + 1 : here
}

const base = (word: string) => (/[$`]/.test(word) ? '' : word.slice(word.lastIndexOf('/') + 1))
