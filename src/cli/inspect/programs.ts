import { forEachChild, parse } from 'unbash'
import type { Plan, Span } from '../../plan/index.ts'

/** A program that a plan's commands call by name. */
export interface Program {
  readonly name: string
  /** Where it is called first. */
  readonly span: Span
}

/** Programs called by another in whose arguments they stand. */
const carriers = new Set(['sudo', 'env', 'time', 'nohup', 'exec', 'command', 'nice', 'timeout', 'watch', 'xargs'])

/** Builtins and keywords of bash, which need no program. */
const builtins = new Set(
  (
    '. : [ alias bg bind break builtin caller cd command compgen complete continue declare dirs disown echo enable eval ' +
    'exec exit export false fc fg getopts hash help history jobs kill let local logout mapfile popd printf pushd pwd ' +
    'read readarray readonly return set shift shopt source suspend test times trap true type typeset ulimit umask ' +
    'unalias unset wait coproc'
  ).split(' '),
)

/**
 * The programs that the plan's shell commands need on this machine, each once, in document order. Those of a session
 * that goes elsewhere, paths, expansions and the document's own functions are left out.
 */
export function programs(plan: Plan): readonly Program[] {
  const found = new Map<string, Program>()
  const functions = new Set<string>()
  const elsewhere = new Set(plan.sessions.filter((s) => s.kind !== 'user').map((s) => s.id))
  for (const { command } of plan.steps) {
    if (command?.language !== 'bash' || command.incomplete !== null) continue
    if (command.session !== null && elsewhere.has(command.session)) continue
    for (const statement of command.statements) {
      if (statement.offered !== null) continue
      for (const name of called(statement.script, functions)) {
        if (!found.has(name)) found.set(name, { name, span: statement.span })
      }
    }
  }
  return [...found.values()].filter(({ name }) => !functions.has(name))
}

interface Node {
  readonly type: string
  readonly name?: { readonly value?: string; readonly text?: string }
  readonly suffix?: readonly { readonly type: string; readonly value?: string }[]
}

function called(script: string, functions: Set<string>): string[] {
  const names: string[] = []
  const visit = (node: Node) => {
    const name = node.name?.value ?? node.name?.text
    if (node.type === 'Function' && name) functions.add(name)
    if (node.type === 'Command' && name) {
      names.push(name)
      if (carriers.has(name)) names.push(...carried(node))
    }
    forEachChild(node as never, visit as never)
  }
  visit(parse(script) as Node)
  return names.filter((name) => /^[A-Za-z0-9][\w.+-]*$/.test(name) && !builtins.has(name))
}

/** The first argument that is neither an option, an assignment nor a number: `sudo -n systemctl` carries `systemctl`. */
function carried(node: Node): string[] {
  const word = node.suffix?.find(({ type, value }) => type === 'Word' && value && !/^-|=|^[\d.]+[smhd]?$/.test(value))
  return word?.value ? [word.value] : []
}
