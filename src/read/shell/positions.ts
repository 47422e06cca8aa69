import type { Placeholder } from '../../plan/index.ts'
import { type Call, callsOf } from './calls.ts'
import type { Found } from './placeholders.ts'
import { databaseShell, program, remote } from './programs.ts'
import { forEachChild, type SyntaxNode } from './tree.ts'

/** Where a placeholder stands, and how its quotes are closed and opened again around an expansion. */
export interface Place {
  readonly position: Placeholder['position']
  readonly form: 'bare' | 'double' | 'single' | 'ansi' | 'quoted-heredoc'
}

/** Place of each placeholder of a tree; those in comments have none, those that no expansion can fill are null. */
export function placesOf(node: SyntaxNode, found: readonly Found[]): Map<Found, Place | null> {
  const places = new Map<Found, Place | null>()
  const calls = callsOf(node)
  const inside = (one: Found, outer: { readonly pos: number; readonly end: number }) =>
    one.start >= outer.pos && one.end <= outer.end
  const put = (one: Found, form: Place['form'], foreign: boolean) => {
    const call = innermost(calls, one)
    const read = foreign || (call !== null && parsedAgain(call, form, '_'.repeat(one.end - one.start)))
    places.set(one, {
      form,
      position: read || form === 'quoted-heredoc' ? 'foreign' : form === 'ansi' ? 'single' : form,
    })
  }
  const walk = (at: SyntaxNode, form: Place['form'], foreign: boolean): void => {
    const here = found.filter((one) => inside(one, at))
    switch (at.type) {
      case 'HereDoc': {
        const form = at.delimiter?.quoted ? 'quoted-heredoc' : 'double'
        const reader = calls.find((call) => call.start <= at.pos && call.end >= at.end)
        for (const one of found) if (inside(one, at.body)) put(one, form, reader !== undefined && interprets(reader))
        for (const part of at.body.parts ?? []) walk(part, 'double', foreign)
        return
      }
      case 'Word':
        for (const one of here) put(one, form, foreign)
        break
      case 'Assignment':
        for (const one of here) places.set(one, null)
        break
      case 'For':
      case 'Function':
        for (const one of here) if (inside(one, at.name)) places.set(one, null)
        break
      case 'SingleQuoted':
        for (const one of here) put(one, 'single', foreign)
        return
      case 'AnsiCQuoted':
        for (const one of here) put(one, 'ansi', foreign)
        return
      case 'DoubleQuoted':
      case 'LocaleString':
        for (const one of here) put(one, 'double', foreign)
        forEachChild(at, (child) => walk(child, 'double', foreign))
        return
      case 'CommandExpansion':
      case 'ProcessSubstitution':
        forEachChild(at, (child) => walk(child, 'bare', foreign))
        return
      case 'ArithmeticExpansion':
      case 'ArithmeticCommand':
      case 'ArithmeticFor':
        for (const one of here) put(one, 'double', true)
        return
      default:
        break
    }
    if (at.type === 'For') {
      for (const word of at.wordlist ?? []) walk(word, form, foreign)
      walk(at.body, form, foreign)
      return
    }
    forEachChild(at, (child) => walk(child, form, foreign))
  }
  walk(node, 'bare', false)
  return places
}

function innermost(calls: readonly Call[], one: Found): Call | null {
  let best: Call | null = null
  for (const call of calls) {
    if (
      one.start >= call.start &&
      one.end <= call.end &&
      (best === null || call.end - call.start < best.end - best.start)
    )
      best = call
  }
  return best
}

/** Will this argument be read as a program of its own: by a remote shell, a query language, a filter? */
function parsedAgain(call: Call, form: Place['form'], hidden: string): boolean {
  if (/^(eval|watch|trap|parallel)$/.test(call.program)) return true
  if (call.program === 'ssh') return form !== 'bare' || (remote(call)?.command ?? '').includes(hidden)
  if (/^(bash|sh|zsh|dash|ksh|su)$/.test(call.program)) return program(call)?.includes(hidden) === true
  if (form === 'bare') return false
  if (/^(awk|gawk|mawk|sed|jq|yq|perl|ruby|python[\d.]*|node|php|heroku)$/.test(call.program)) return true
  return databaseShell.test(call.program)
}

/** Reads its input as a program. */
const interprets = (call: Call) =>
  /^(bash|sh|zsh|dash|ksh|su|ssh|sftp|python[\d.]*|node|ruby|perl|php|bc)$/.test(call.program) ||
  databaseShell.test(call.program)

/** Text for the span of a placeholder, given its place. */
export function expansion(place: Place, name: string): string {
  const plain = `\${${name}}`
  switch (place.form) {
    case 'bare':
      return `"${plain}"`
    case 'single':
      return `'"${plain}"'`
    case 'ansi':
      return `'"${plain}"$'`
    default:
      return plain
  }
}
