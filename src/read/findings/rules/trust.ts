import type { PlacedCall } from '../../shell/index.ts'
import { has, plain } from '../../shell/programs.ts'
import { callsOf, nextCall } from '../calls.ts'
import type { Rule } from '../rule.ts'

/** Whoever stands in between can answer. */
export const tlsNotChecked: Rule = {
  name: 'tls-not-checked',
  severity: 'warning',
  reason: 'Nobody checks who answers: a wrong or a forged host is believed, and given what is sent.',
  remedy: 'Give the program the certificate authority or host key that it lacks, and let it check.',
  *find(look) {
    for (const { call } of callsOf(look)) {
      const how = unchecked(call)
      if (how === null || local(call)) continue
      yield { span: call.span, message: `With ${how}, ${call.program} believes whoever answers.` }
    }
  },
}

function unchecked(call: PlacedCall): string | null {
  const { program, args, env } = call
  const words = args.join(' ')
  const set = [...env, ...(program === 'export' ? args : [])].find((one) =>
    /^(?:NODE_TLS_REJECT_UNAUTHORIZED=["']?0|PYTHONHTTPSVERIFY=["']?0|GIT_SSL_NO_VERIFY=["']?(?:1|true))/.test(one),
  )
  if (set !== undefined) return set
  if (program === 'curl')
    return args.find((arg) => /^(?:--insecure|-[a-zA-Z]*k[a-zA-Z]*)$/.test(arg) && !/^-[XHduo]/.test(arg)) ?? null
  if (program === 'wget') return has(call, '--no-check-certificate') ? '--no-check-certificate' : null
  if (/^(?:ssh|scp|sftp|rsync|ssh-copy-id)$/.test(program))
    return /StrictHostKeyChecking[= ]no\b/i.exec(words)?.[0] ?? null
  if (program === 'git') return /http\.sslVerify[= ]false/i.exec(words)?.[0] ?? null
  if (/^(?:npm|yarn)$/.test(program)) return /strict-ssl[= ]false/i.exec(words)?.[0] ?? null
  if (/^pip[\d.]*$/.test(program)) return has(call, '--trusted-host') ? '--trusted-host' : null
  return null
}

const local = ({ args }: PlacedCall) =>
  args.some((arg) => /^(?:https?:\/\/)?(?:localhost|127\.0\.0\.1|\[::1\])(?:[:/]|$)/.test(arg))

/** A script that nobody has seen runs as whoever stands here. */
export const downloadPipedToShell: Rule = {
  name: 'download-piped-to-shell',
  severity: 'info',
  reason: 'What runs is what the server answers at that moment: another version, half a file, or somebody else’s.',
  remedy: 'Download it with --fail, look at it or compare its checksum, and run the file.',
  *find(look) {
    const { text } = look.judged.document.source
    for (const { looked, call } of callsOf(look)) {
      if (!/^(?:curl|wget)$/.test(call.program) || call.followed !== '|') continue
      const next = nextCall(text, looked.calls, call)
      if (next === null || !/^(?:ba|z|da|k)?sh$/.test(next.program) || has(next, '-c')) continue
      const root = next.via.includes('sudo') ? ' as root' : ''
      yield {
        span: { ...call.span, end: next.span.end, endLine: next.span.endLine },
        message: `Whatever the server answers is run${root}, unseen.`,
      }
    }
  },
}

/** Any account of the machine may change it. */
export const worldWritable: Rule = {
  name: 'world-writable',
  severity: 'warning',
  reason: 'Every account and every service on the machine may change or replace these files.',
  remedy: 'Give the one account that needs it the ownership (chown), and 755 for directories, 644 for files.',
  *find(look) {
    for (const { call } of callsOf(look)) {
      if (call.program !== 'chmod') continue
      const mode = plain(call).find((arg) => /^(?:0?[0-7]{2}[2367]|(?:[ugo]*[oa][ugo]*|)\+[rwxX]*w[rwxX]*)$/.test(arg))
      if (mode === undefined || mode.startsWith('+')) continue
      yield { span: call.span, message: `Mode ${mode} lets every account on the machine write there.` }
    }
  },
}
