import type { Call } from './calls.ts'
import { asksLogin } from './interactive.ts'
import { has, plain, remote } from './programs.ts'

/** What may ask for a password or a confirmation on the terminal; null: nothing known. */
export function mayAsk(call: Call): string | null {
  const words = plain(call)
  if (call.via.includes('sudo') || call.program === 'sudo') return 'sudo'
  if (call.program === 'ssh') return `ssh ${remote(call)?.host ?? ''}`.trim()
  if (/^(scp|sftp|rsync)$/.test(call.program)) {
    const host = words.find((word) => /^[\w.@-]+:/.test(word))
    return host === undefined ? null : `ssh ${host.split(':')[0]}`
  }
  if (call.program === 'git' && /^(push|pull|fetch|clone|ls-remote)$/.test(words[0] ?? '')) return 'git'
  if (call.program === 'su') return 'su'
  if (
    /^(mysql|mysqldump|mariadb)$/.test(call.program) &&
    has(call, '-p', '--password') &&
    !call.args.some((arg) => /^(-p|--password=)./.test(arg))
  ) {
    return call.program
  }
  if (asksLogin(call)) return `${call.program} login`
  return null
}
