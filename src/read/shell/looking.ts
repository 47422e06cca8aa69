import { type Call, callsOf } from './calls.ts'
import { findPlaceholders } from './placeholders.ts'
import { has, plain } from './programs.ts'
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

/** Does a statement only look at how things are, so that doing it again does no harm? */
export function onlyLooks(source: string): boolean {
  const parsed = parseShell(findPlaceholders(source).hidden)
  if (parsed.errors?.length || /(?<![<>&\d])>(?!&|\s*\/dev\/null)/.test(source)) return false
  const calls = parsed.commands.flatMap((node) => callsOf(node))
  return (
    calls.length > 0 &&
    calls.every((call) => {
      const words = plain(call).join(' ')
      return looking.some(({ programs, when }) => programs.test(call.program) && (when?.(call, words) ?? true))
    })
  )
}
