import type { Call } from './calls.ts'
import { has, plain } from './programs.ts'
import { serves } from './servers.ts'

/** Runs on until it is stopped: something that looks on, or a service that is the release itself. */
export function endlessness(call: Call): 'observer' | 'service' | null {
  if (call.background || call.nested || call.via.includes('timeout') || has(call, '--help', '--version')) return null
  if (observes(call)) return 'observer'
  return call.piped ? null : serves(call) ? 'service' : null
}

const words = (call: Call) => plain(call).join(' ')

function observes(call: Call): boolean {
  const follows = has(call, '-f', '--follow')
  switch (call.program) {
    case 'tail':
      return follows || has(call, '-F')
    case 'watch':
    case 'top':
      return !has(call, '-b') || !has(call, '-n')
    case 'htop':
    case 'btop':
    case 'iotop':
    case 'iftop':
    case 'nethogs':
    case 'stern':
      return true
    case 'journalctl':
      return follows
    case 'dmesg':
      return has(call, '-w', '--follow')
    case 'vmstat':
    case 'iostat':
      return plain(call).length === 1
    case 'ping':
      return !call.args.some((arg) => /^-c\d*$/.test(arg))
    case 'docker':
    case 'podman':
    case 'docker-compose':
      if (/^(compose )?stats/.test(words(call))) return !has(call, '--no-stream')
      if (/\bevents\b/.test(words(call))) return true
      // What stands before the word is the program's own: "-f compose.yml logs" names a file.
      return (
        /\blogs\b/.test(words(call)) &&
        has({ ...call, args: call.args.slice(call.args.indexOf('logs')) }, '-f', '--follow')
      )
    case 'kubectl':
    case 'oc':
      if (/\blogs\b/.test(words(call))) return follows
      return /^(get|.* get)\b/.test(words(call)) && has(call, '-w', '--watch')
    case 'pm2':
      return /^(logs?|monit)\b/.test(words(call)) && !has(call, '--nostream')
    case 'heroku':
      return /^logs\b/.test(words(call)) && has(call, '-t', '--tail')
    case 'eb':
      return /^logs\b/.test(words(call)) && has(call, '--stream')
    default:
      return (
        has(call, '--follow') ||
        (/\blogs?\b/.test(words(call)) && has(call, '-f', '--tail') && call.program !== 'grep' && tailsLogs(call))
      )
  }
}

const tailsLogs = (call: Call) =>
  /^(fly|flyctl|vercel|railway|wrangler|aws|gcloud|az|supabase|eb|supervisorctl|nomad)$/.test(call.program)

/** The port that a call names: `--port 80`, `-b :80`, `PORT=80`, `http.server 80`, `port-forward svc/x 80:8080`. */
export function portOf(call: Call): number | null {
  const text = [...call.env, call.program, ...call.args].join(' ')
  const found =
    /(?:^|\s)(?:--(?:server\.)?port|-p|-P|--bind|-b|-S|-l|-L)[= ]?\s*(?:tcp:)?(?:[\w.-]*:)?(\d{2,5})(?![\w.])/.exec(
      text,
    ) ??
    /\bPORT=(\d{2,5})\b/.exec(text) ??
    /\b(?:http\.server|runserver)\s+(?:[\w.]+:)?(\d{2,5})\b/.exec(text) ??
    /\bport-forward\b.*?\s(\d{2,5})(?::\d+)?(?:\s|$)/.exec(text)
  const port = found ? Number(found[1]) : 0
  return port > 0 && port < 65_536 ? port : null
}
