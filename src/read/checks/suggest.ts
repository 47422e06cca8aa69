import type { Plan, Step } from '../../plan/index.ts'
import { checkWrong } from './grammar.ts'

/** A check that the words of a step ask for, for a person to look over and take. */
export interface SuggestedCheck {
  /** Of the step, 1-based. */
  readonly line: number
  /** The step's words: what the check is bound to. */
  readonly words: string
  readonly check: string
}

/**
 * What Holdpoint could look at instead of asking, for plain steps that people confirm. Only what a sentence says plainly:
 * an address with a status, a port, a setting with its value, free space, a certificate, a unit, a file, a clean work tree.
 */
export function suggestedChecks({ steps }: Plan): readonly SuggestedCheck[] {
  return steps.flatMap((step) => {
    if (step.kind !== 'confirm' || step.command !== null || step.children.length > 0) return []
    const check = suggestionFor(step)
    return check === null || checkWrong(check) !== null ? [] : [{ line: step.span.line, words: step.title, check }]
  })
}

function suggestionFor({ title }: Pick<Step, 'title'>): string | null {
  for (const suggest of suggestions) {
    const check = suggest(title)
    if (check !== null) return check
  }
  return null
}

/** The first that has something to say is taken: the more exact ones come first. */
const suggestions: readonly ((words: string) => string | null)[] = [
  (words) => {
    const status = /\b(?:returns?|answers?|responds?|gives?|status|HTTP|code)\b[^.]{0,30}?\b([1-5]\d\d)\b/i.exec(
      words,
    )?.[1]
    if (status === undefined) return null
    const url = /https?:\/\/[^\s<>"'`)\]]+[^\s<>"'`)\].,;:]/.exec(words)?.[0]
    if (url !== undefined) return `http ${url} status=${status}`
    const path = /(?:^|[\s("'`])(\/[a-z][\w./-]*\w\/?)(?=$|[\s)"'`,.;:])/i.exec(words)?.[1]
    if (path !== undefined) return `http \${BASE_URL}${path} status=${status}`
    return /\bhealth\b/i.test(words) ? `http \${BASE_URL}/health status=${status}` : null
  },
  (words) => {
    const [, name, value] = /(?:^|[\s("'`])([A-Z][A-Z0-9_]{2,})\s*=\s*([\w.-]+)(?=$|[\s)"'`,;])/.exec(words) ?? []
    return name === undefined ? null : `env ${name} value=${value}`
  },
  (words) => {
    if (
      !/\b(?:TLS|SSL|HTTPS)\b.*\bcert|\bcertificate\b/i.test(words) ||
      !/valid|expire|installed|trusted|renew/i.test(words)
    )
      return null
    const days = /\b(\d{1,3})\s*days?\b/i.exec(words)?.[1] ?? '14'
    return `tls ${hostIn(words) ?? '${HOST}'} days>=${days}`
  },
  (words) => {
    if (!/\bdisk\b|\bfree space\b/i.test(words)) return null
    const [, size, unit] = /(\d{1,6})\s*([KMGT]i?B)\b/i.exec(words) ?? []
    if (size !== undefined) return `disk / free>=${size}${unit}`
    const [, percent, free] = /(\d{1,2})\s*%\s*(free|available)?/i.exec(words) ?? []
    if (percent === undefined) return 'disk / used<90%'
    return `disk / used<${free === undefined ? percent : 100 - Number(percent)}%`
  },
  (words) => {
    const port = /\bport\s+(\d{2,5})\b/i.exec(words)?.[1]
    // What a firewall lets through is not seen from this machine.
    if (port === undefined || /\b(?:firewall|outbound|inbound)\b/i.test(words)) return null
    return `port ${port}${/\b(?:closed|not (?:open|listening|exposed)|blocked)\b/i.test(words) ? ' state=closed' : ''}`
  },
  (words) => {
    const unit =
      /\b(nginx|apache2|httpd|postgresql|mysql|mariadb|redis(?:-server)?|docker|gunicorn|[\w-]+\.service)\b/i.exec(
        words,
      )?.[1]
    return unit !== undefined && /\b(?:running|active|started|up)\b/i.test(words) ? `unit ${unit.toLowerCase()}` : null
  },
  (words) =>
    /\bwork(?:ing)? (?:tree|directory)\b.*\bclean\b|\bno uncommitted\b/i.test(words) ? 'git clean=yes' : null,
  (words) => {
    const branch = /\bon (?:the )?(?:branch )?["'`]?(main|master|release\/[\w.-]+)["'`]?(?: branch)?\b/i.exec(
      words,
    )?.[1]
    return branch === undefined ? null : `git branch=${branch}`
  },
  (words) => {
    const path = /(?:^|[\s("'`])((?:\.{0,2}\/)?[\w./-]*[\w-]+\.[a-z]\w{1,5}|\.env(?:\.\w+)?)(?=$|[\s)"'`,])/.exec(
      words,
    )?.[1]
    return path !== undefined && /\b(?:exists?|is present|in place)\b/i.test(words) ? `file ${path}` : null
  },
  (words) => {
    const [, op, percent] = /\bmemory\b.*?(?:<|below|under|less than)\s*(=?)\s*(\d{1,2})\s*%/i.exec(words) ?? []
    return percent === undefined ? null : `memory used<${op}${percent}%`
  },
]

const hostIn = (words: string): string | null =>
  /(?:https:\/\/)?\b((?:[a-z0-9-]+\.)+[a-z]{2,})\b/i.exec(words)?.[1] ?? null
