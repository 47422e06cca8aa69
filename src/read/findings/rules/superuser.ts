import type { PlacedCall } from '../../shell/index.ts'
import { has, plain } from '../../shell/programs.ts'
import { callsOf } from '../calls.ts'
import type { Rule } from '../rule.ts'

/** Places that only root writes to. */
const protectedPath = /^\/(?:etc|usr|boot|root|lib|sbin|bin|proc|sys|var\/lib|var\/spool)\//

/** The redirection is done by the shell that types it. */
export const sudoRedirect: Rule = {
  name: 'sudo-redirect',
  severity: 'error',
  reason: 'sudo runs the program as root; the file is opened before that, by the shell, without its rights.',
  remedy: 'Write "… | sudo tee FILE", or "| sudo tee -a FILE" to append.',
  *find(look) {
    for (const { call } of callsOf(look)) {
      if (!call.via.includes('sudo')) continue
      const file = [...call.over, ...(call.onto ?? [])].find((one) => protectedPath.test(one))
      if (file === undefined) continue
      const append = call.over.includes(file) ? '' : '-a '
      yield {
        span: call.span,
        message: `${file} is opened by the shell, not by sudo: permission denied.`,
        remedy: `Write "${call.program} … | sudo tee ${append}${file}".`,
      }
    }
  },
}

/** Words of the shell are no programs. */
export const sudoShellWord: Rule = {
  name: 'sudo-shell-word',
  severity: 'error',
  reason: 'sudo starts programs; cd, export and source are words of the shell, and change nothing outside of it.',
  remedy: 'Use the path itself, or run the whole in one shell: sudo sh -c "cd DIR && …".',
  *find(look) {
    for (const { call } of callsOf(look)) {
      if (call.via.at(-1) !== 'sudo' || !/^(?:cd|export|source|\.|alias|ulimit|umask|set)$/.test(call.program)) continue
      yield {
        span: call.span,
        message: `"sudo ${call.program}" has no effect on the shell that goes on: ${call.program} is no program.`,
      }
    }
  },
}

/** The connection through which one works is closed by one's own rule. */
export const locksYouOut: Rule = {
  name: 'locks-you-out',
  severity: 'error',
  reason: 'The firewall starts with everything closed, and the connection through which one works is part of it.',
  remedy: 'Put "ufw allow OpenSSH" (or the port of ssh) before it.',
  *find(look) {
    for (const { call } of callsOf(look)) {
      if (call.program !== 'ufw') continue
      const words = plain(call).join(' ')
      if (letsIn(call)) return
      if (words !== 'enable') continue
      yield { span: call.span, message: 'Nothing above lets ssh through: with the firewall on, nobody gets in again.' }
      return
    }
  },
}

/** A rule that may be the one for ssh: any that allows or limits something, unless all of it is known to be something else. */
function letsIn(call: PlacedCall): boolean {
  const [, what] = /^(?:insert \d+ |prepend )?(?:allow|limit) ?(.*)$/.exec(plain(call).join(' ')) ?? []
  if (what === undefined) return false
  const said = what.replace(/^in /, '').replace(/ comment .*$/, '')
  return !said.split(',').every((one) => otherPort.test(one))
}

/** Ports and names of web servers and databases; ssh has any other port, once it has been moved. */
const otherPort =
  /^(?:(?:80|443|8080|8443|3000|5000|8000|5432|3306|6379|27017)(?:\/(?:tcp|udp))?|https?(?:\/tcp)?|www(?: full| secure)?|nginx(?: (?:full|https?))?|apache(?: (?:full|secure))?)$/i

/** `crontab -` knows only what it is given. */
export const crontabReplaced: Rule = {
  name: 'crontab-replaced',
  severity: 'error',
  reason: 'crontab replaces the whole table with what it is given: every other job of the account is gone.',
  remedy: 'Give it the old table as well: (crontab -l; echo "…") | crontab -',
  *find(look) {
    for (const { call, looked } of callsOf(look)) {
      if (call.program !== 'crontab' || has(call, '-l', '-e', '-r') || !call.fed) continue
      if (plain(call).some((word) => word !== '-') || keeps(looked.calls)) continue
      yield { span: call.span, message: 'The jobs that the account has already are replaced by what stands here.' }
    }
  },
}

const keeps = (calls: readonly PlacedCall[]) => calls.some((one) => one.program === 'crontab' && has(one, '-l'))
