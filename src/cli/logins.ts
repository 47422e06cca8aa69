import type { Plan } from '../plan/index.ts'
import { wrap } from './terminal/cells.ts'
import type { Look } from './terminal/look.ts'
import { list, oneLine } from './terminal/words.ts'

/**
 * What may stop in the middle to ask for a password, and how to make it silent. `sudoAsks` tries sudo, when a command
 * calls it (null: not known); other programs would reach another host, so they are named and not tried.
 */
export function loginLines(plan: Plan, look: Look, sudoAsks: () => boolean | null): string[] {
  const lines = new Map<string, number[]>()
  const elsewhere = new Set(plan.sessions.filter(({ kind }) => kind !== 'user').map(({ id }) => id))
  for (const { command } of plan.steps) {
    if (command?.target !== undefined) continue
    if (command?.session != null && elsewhere.has(command.session)) continue
    for (const { span, mayAsk } of command?.statements ?? [])
      if (mayAsk !== null) lines.set(mayAsk, [...(lines.get(mayAsk) ?? []), span.line])
  }
  return [...lines]
    .filter(([who]) => who !== 'sudo' || sudoAsks() === true)
    .flatMap(([who, at]) => wrap(sentence(oneLine(who, look), at), look.caps.width, '  '))
    .map(look.warn)
}

function sentence(who: string, lines: readonly number[]): string {
  const numbers = [...new Set(lines)].map(String)
  const at = `${numbers.length === 1 ? 'line' : 'lines'} ${list(numbers)}`
  if (who === 'sudo')
    return `sudo asks for a password (${at}), and a step has no terminal to ask on. Allow these commands with NOPASSWD in sudoers, or start Holdpoint as a user who may.`
  const remedy = who.startsWith('ssh')
    ? 'a key in ssh-agent makes it silent'
    : who === 'git'
      ? 'an ssh key or a credential helper makes it silent'
      : 'log in before, or give it its password in a file of its own'
  return `${who} may ask for a password (${at}); it was not tried. If it does: ${remedy}.`
}
