import type { Plan, Span } from '../../plan/index.ts'
import { type Call, callsOf } from './calls.ts'
import { parseShell, visit } from './tree.ts'

/** A program that a plan's commands call by name. */
export interface NeededProgram {
  readonly name: string
  /** Of the statement that calls it first. */
  readonly span: Span
}

/** Builtins and keywords of bash, which need no program. */
const BUILTINS = new Set(
  (
    '. : [ alias bg bind break builtin caller cd command compgen complete continue declare dirs disown echo enable eval ' +
    'exec exit export false fc fg getopts hash help history jobs kill let local logout mapfile popd printf pushd pwd ' +
    'read readarray readonly return set shift shopt source suspend test times trap true type typeset ulimit umask ' +
    'unalias unset wait coproc time'
  ).split(' '),
)

/**
 * The programs that the plan's commands need on this machine, interpreters of other languages included, each once and in
 * document order. Those of a session or target that is elsewhere, those within a container, paths, expansions and the document's
 * own functions are left out.
 */
export function programsOf(plan: Plan): readonly NeededProgram[] {
  const found = new Map<string, NeededProgram>()
  const functions = new Set<string>()
  const elsewhere = new Set(plan.sessions.filter((one) => one.kind !== 'user').map((one) => one.id))
  for (const { command } of plan.steps) {
    if (command === null || command.incomplete !== null || command.language === 'check') continue
    if (command.target !== undefined || (command.session !== null && elsewhere.has(command.session))) continue
    for (const { offered, script, span } of command.statements) {
      if (offered !== null) continue
      const parsed = parseShell(script)
      for (const node of parsed.commands) {
        visit(node, (one) => {
          if (one.type === 'Function') functions.add(one.name.value)
        })
        for (const call of callsOf(node))
          for (const name of namesOf(call, script)) if (!found.has(name)) found.set(name, { name, span })
      }
    }
  }
  return [...found.values()].filter(({ name }) => !functions.has(name))
}

/** What leads to a call and the call itself: `sudo -n systemctl` needs both, `docker exec web rails` only Docker. */
function namesOf(call: Call, script: string): readonly string[] {
  const written = script.slice(call.start, call.end)
  const container = call.via.some((one) => one.includes(' '))
  const names = [...call.via.map((one) => containers(one, written)), ...(container ? [] : [call.program])]
  return names.filter(
    (name) => /^[A-Za-z0-9][\w.+-]*$/.test(name) && !BUILTINS.has(name) && !written.includes(`/${name}`),
  )
}

/** A call within a container is by way of a kind of program; which one stands in the text. */
const containers = (via: string, written: string): string =>
  via.includes(' ') ? (/\b(?:docker-compose|docker|podman|kubectl|oc)\b/.exec(written)?.[0] ?? '') : via
