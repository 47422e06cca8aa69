import { forEachChild, type SyntaxNode } from './tree.ts'

/** What every environment has, or what bash itself sets. */
export const standard =
  /^(?:HOME|PATH|USER|PWD|SHELL|LOGNAME|HOSTNAME|OLDPWD|TERM|LANG|LC_\w+|TMPDIR|EDITOR|VISUAL|PAGER|UID|EUID|GROUPS|RANDOM|SRANDOM|SECONDS|LINENO|BASH\w*|PPID|IFS|OPTARG|OPTIND|OPTERR|REPLY|PIPESTATUS|FUNCNAME|HOSTTYPE|OSTYPE|MACHTYPE|SHLVL|EPOCHSECONDS|EPOCHREALTIME|COLUMNS|LINES|DISPLAY|SSH_\w+|XDG_\w+|SUDO_\w+|DIRSTACK|COPROC|MAPFILE|MAIL|PS[0-4]|_|\d+)$/

/** Names that a stretch of shell sets and reads, in the order in which it runs. */
export interface Names {
  /** Known so far; grows. */
  readonly set: Set<string>
  /** Read before anything set them. */
  readonly read: Set<string>
  /** What was assigned, where it is written out. */
  readonly values: Map<string, string>
  /** Something was sourced or evaluated: from here on anything may be set. */
  sourced: boolean
}

export const noNames = (): Names => ({ set: new Set(), read: new Set(), values: new Map(), sourced: false })

/** Adds what the node sets and reads. */
export function collect(node: SyntaxNode, names: Names): void {
  switch (node.type) {
    case 'SimpleExpansion':
      reads(node.text.slice(1), names)
      return
    case 'ParameterExpansion': {
      const operation = node.operation
      const optional = operation?.type === 'Default' && !operation.operator.includes('?')
      if (!optional && node.prefix !== '!') reads(node.parameter, names)
      forEachChild(node, (child) => collect(child, names))
      if (operation?.type === 'Default' && operation.operator.includes('=')) names.set.add(node.parameter)
      return
    }
    case 'Command':
      command(node, names)
      return
    case 'For':
    case 'Select':
      for (const word of node.wordlist ?? []) collect(word, names)
      names.set.add(node.name.value)
      collect(node.body, names)
      return
    case 'Function': {
      // A body runs later, with what its caller has set: only what nothing in the command sets counts.
      names.set.add(node.name.value)
      const inner: Names = { ...names, set: new Set(names.set), read: new Set() }
      collect(node.body, inner)
      for (const name of inner.set) names.set.add(name)
      for (const name of inner.read) reads(name, names)
      return
    }
    case 'ArithmeticFor':
    case 'ArithmeticCommand':
      for (const name of assigned(node)) names.set.add(name)
      forEachChild(node, (child) => collect(child, names))
      return
    case 'Assignment':
      forEachChild(node, (child) => collect(child, names))
      names.set.add(node.name)
      if (node.value.type !== 'ArrayValue') names.values.set(node.name, node.value.value)
      return
    default:
      forEachChild(node, (child) => collect(child, names))
      return
  }
}

function reads(name: string, names: Names): void {
  if (!/^[A-Za-z_]\w*$/.test(name) || standard.test(name) || names.set.has(name) || names.sourced) return
  names.read.add(name)
}

/** Names that arithmetic assigns: `(( i = 0; i++ ))`. */
function assigned(node: SyntaxNode): string[] {
  const names: string[] = []
  forEachChild(node, (child) => {
    if (child.type === 'ArithmeticBinary' && child.operator.endsWith('=') && child.left.type === 'ArithmeticWord') {
      names.push(child.left.value)
    }
    if (child.type === 'ArithmeticUnary' && child.operand.type === 'ArithmeticWord') names.push(child.operand.value)
  })
  return names
}

function command(node: Extract<SyntaxNode, { type: 'Command' }>, names: Names): void {
  const name = node.name?.value ?? ''
  const declares = /^(export|declare|local|readonly|typeset)$/.test(name)
  const temporary = node.name !== undefined
  const before = temporary ? new Set(names.set) : null
  forEachChild(node, (child) => collect(child, names))
  if (before !== null) {
    for (const one of node.prefix) {
      if (one.type === 'Assignment' && !before.has(one.name)) names.set.delete(one.name)
    }
  }
  const words = node.args.filter((arg) => arg.type === 'Word').map((arg) => arg.value)
  if (declares) {
    for (const word of words) if (name !== 'export' && /^[A-Za-z_]\w*$/.test(word)) names.set.add(word)
  } else if (/^(read|mapfile|readarray|getopts|unset)$/.test(name)) {
    for (const word of words) if (/^[A-Za-z_]\w*$/.test(word)) names.set.add(word)
  } else if (name === 'printf' && words[0] === '-v') {
    names.set.add(words[1] ?? '')
  } else if (/^(source|\.|eval)$/.test(name) && !/(^|\/)(bin\/)?activate$/.test(words[0] ?? '')) {
    names.sourced = true
  }
}
