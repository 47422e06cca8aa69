import { type Call, callsOf } from './calls.ts'
import { findPlaceholders } from './placeholders.ts'
import { byProgram, has, plain } from './programs.ts'
import { parseShell } from './tree.ts'

/** Programs that only look, and the words with which they do; asked again they change nothing. */
const looking: readonly { readonly programs: RegExp; readonly when?: (call: Call, words: string) => boolean }[] = [
  {
    programs:
      /^(?:[efz]?grep|rg|test|\[|jq|head|tail|wc|cat|ls|ps|pgrep|ss|netstat|lsof|dig|host|nslookup|true|pg_isready)$/,
  },
  {
    programs: /^(?:curl|http|wget)$/,
    when: (call) =>
      !has(call, '-d', '--data', '--data-raw', '-F', '--form', '-T', '--upload-file', '--post-data', '--json') &&
      !/\b(?:POST|PUT|PATCH|DELETE)\b/.test(call.args.join(' ')),
  },
  { programs: /^(?:kubectl|oc)$/, when: (_call, words) => /^(?:get|wait|rollout status|describe)\b/.test(words) },
  { programs: /^systemctl$/, when: (_call, words) => /^(?:status|is-active)\b/.test(words) },
  {
    programs: /^(?:docker|podman|docker-compose)$/,
    when: (_call, words) => /^(?:compose )?(?:ps|inspect)\b/.test(words),
  },
  { programs: /^(?:nc|ncat)$/, when: (call) => has(call, '-z') },
  { programs: /^ping$/, when: (call) => has(call, '-c') },
  { programs: /^redis-cli$/, when: (_call, words) => /^ping$/i.test(words) },
  { programs: /^(?:eb|pm2|heroku|supervisorctl)$/, when: (_call, words) => /^(?:health|status|list|ps)\b/.test(words) },
]

/** What stands between looks while somebody waits for the change, and what shows where it is: nothing of it is changed. */
const waiting: typeof looking = [
  { programs: /^(?:sleep|echo|printf|date|time|timeout|watch|awk|sed|sort|uniq|cut|tr|column|cd|pwd|exit|break|:)$/ },
  // A request is how a service is tried out, whichever method it takes.
  { programs: /^(?:curl|http|https|xh|wget|openssl|nslookup|traceroute|journalctl|uptime|df|free|vmstat|stat)$/ },
  {
    programs: /^git$/,
    when: (_call, words) => /^(?:status|log|rev-parse|diff|show|describe|fetch|branch --show-current)\b/.test(words),
  },
  {
    programs: /^gh$/,
    when: (_call, words) => /^(?:(?:pr|run|release|workflow) (?:checks|view|status|list|watch|diff))\b/.test(words),
  },
  { programs: /^(?:kubectl|oc)$/, when: (_call, words) => /^(?:logs|top|rollout history|cluster-info)\b/.test(words) },
  {
    programs: /^(?:docker|podman|docker-compose)$/,
    when: (_call, words) => /^(?:compose )?(?:logs|stats)\b/.test(words),
  },
  {
    programs: /^(?:eb|pm2|heroku|vercel|fly|flyctl)$/,
    when: (_call, words) => /^(?:logs?|ls|inspect|monit)\b/.test(words),
  },
]

const lookers = byProgram(looking)
const checkers = byProgram([...looking, ...waiting])

/** Does a statement only look at how things are, so that doing it again does no harm? */
export const onlyLooks = (source: string): boolean => looksWith(source, lookers)

/** Does a block of commands only look, wait and try out what is there, as a check of a change does? */
export const onlyChecks = (source: string): boolean => looksWith(source, checkers)

/** Options that a program takes before its subcommand, with a value behind them: `kubectl -n shop get pods`. */
const VALUED =
  /^(?:-[nfpCHh]|--(?:namespace|context|cluster|kubeconfig|file|project-name|project-directory|profile|host|machine))$/

const withoutValues = (args: readonly string[]): readonly string[] =>
  args.filter((_, at) => !VALUED.test(args[at - 1] ?? ''))

function looksWith(source: string, rowsOf: typeof lookers): boolean {
  const parsed = parseShell(findPlaceholders(source).hidden)
  if (parsed.errors?.length || /(?<![<>&\d])>(?!&|\s*\/dev\/null)/.test(source)) return false
  const calls = parsed.commands.flatMap((node) => callsOf(node))
  return (
    calls.length > 0 &&
    calls.every((call) => {
      const words = plain({ ...call, args: withoutValues(call.args) }).join(' ')
      const program = call.program.replace(/\.exe$/, '')
      return rowsOf(program).some(({ when }) => when?.(call, words) ?? true)
    })
  )
}
