import type { PlacedCall } from '../../shell/index.ts'
import { has, plain } from '../../shell/programs.ts'
import type { Rule } from '../rule.ts'

interface Server {
  readonly name: string
  /** The service's names, and how its settings are tried. */
  readonly services: RegExp
  readonly test: string
  readonly tries: (call: PlacedCall) => boolean
  /** How documents name its settings: one that never does has no reason to test them. */
  readonly settings: RegExp
}

const servers: readonly Server[] = [
  {
    name: 'nginx',
    services: /^nginx$/,
    settings: /\/etc\/nginx|nginx[\w.-]*\.conf|sites-(?:available|enabled)/,
    test: 'nginx -t',
    tries: (call) => call.program === 'nginx' && has(call, '-t', '-T'),
  },
  {
    name: 'apache',
    services: /^(?:apache2?|httpd)$/,
    settings: /\/etc\/(?:apache2|httpd)|httpd\.conf|a2en(?:site|mod|conf)/,
    test: 'apachectl configtest',
    tries: (call) =>
      /^(?:apache2?(?:ctl)?|apachectl|httpd)$/.test(call.program) &&
      (has(call, '-t') || plain(call).includes('configtest')),
  },
  {
    name: 'haproxy',
    services: /^haproxy$/,
    settings: /haproxy\.cfg/,
    test: 'haproxy -c -f FILE',
    tries: (call) => call.program === 'haproxy' && has(call, '-c'),
  },
  {
    name: 'sshd',
    services: /^sshd?$/,
    settings: /sshd_config/,
    test: 'sshd -t',
    tries: (call) => call.program === 'sshd' && has(call, '-t', '-T'),
  },
]

/** A mistake in the settings keeps the server from coming back. */
export const configNotTested: Rule = {
  name: 'config-not-tested',
  severity: 'warning',
  reason: 'The server stops first and reads its settings then: with a mistake in them it does not come back.',
  remedy:
    'Test the settings before the restart, e.g. "nginx -t &&", or reload, which keeps the old ones when the new are wrong.',
  *find({ statements, judged }) {
    const { text } = judged.document.source
    const named = servers.filter(({ settings }) => settings.test(text))
    /** From where on the settings may have been changed: those that it has been started with before are no news. */
    const since = new Map<Server, number>()
    let section: string | null = null
    let tried = new Set<Server>()
    for (const { step, calls, on } of statements) {
      if (step.section !== section) {
        section = step.section
        tried = new Set()
      }
      for (const call of calls) {
        for (const server of named) {
          if (server.tries(call)) tried.add(server)
          if (on === 'shelf' || !manages(call, server, /^(?:re)?start$/)) continue
          const spokenOf = server.settings.test(text.slice(since.get(server) ?? 0, call.span.start))
          since.set(server, call.span.end)
          if (tried.has(server) || !spokenOf || !manages(call, server, /^restart$/)) continue
          tried.add(server)
          yield {
            span: call.span,
            message: `${server.name} is restarted, and nothing in this section has tested its settings.`,
            remedy: `Put "${server.test}" before it.`,
          }
        }
      }
    }
  },
}

function manages(call: PlacedCall, { services }: Server, does: RegExp): boolean {
  const words = plain(call)
  const [verb = '', name = ''] = call.program === 'service' ? [words[1], words[0]] : words
  return (
    /^(?:systemctl|service)$/.test(call.program) && does.test(verb) && services.test(name.replace(/\.service$/, ''))
  )
}
