import type { Finding } from '../../plan/index.ts'
import type { Rule } from './rule.ts'
import type { Silence } from './silence-places.ts'

/** A finding that somebody has answered. */
export interface Silenced {
  readonly finding: Finding
  readonly reason: string
  readonly by: 'document' | 'project'
}

/** A rule as its page tells it. */
export type About = Omit<Rule, 'find'>

const withoutReason: About = {
  name: 'silence-without-reason',
  severity: 'warning',
  reason: 'Nobody can tell later whether a silence without a reason still holds.',
  remedy: 'Write the reason behind a colon: `<!-- holdpoint-ignore rule: reason -->`.',
}

const ofUnknownRule: About = {
  name: 'silence-unknown-rule',
  severity: 'warning',
  reason: 'A silence that names no rule silences nothing, and who wrote it believes that it does.',
  remedy: 'Name rules as `holdpoint lint` prints them, several with commas between them.',
}

const unused: About = {
  name: 'silence-unused',
  severity: 'warning',
  reason: 'A silence that silences nothing now will silence something later that nobody has looked at.',
  remedy: 'Remove it.',
}

/** What is found in silences themselves. */
export const silenceRules: readonly About[] = [ofUnknownRule, unused, withoutReason]

/** Splits findings into those that stand and those that the document silences with a reason. */
export function silence(
  findings: readonly Finding[],
  silences: readonly Silence[],
): { readonly open: readonly Finding[]; readonly silenced: readonly Silenced[] } {
  if (silences.length === 0) return { open: findings, silenced: [] }
  const open: Finding[] = []
  const silenced: Silenced[] = []
  for (const finding of findings) {
    const by = silences.find((one) => silencesIt(one, finding))
    if (by === undefined) open.push(finding)
    else silenced.push({ finding, reason: by.reason, by: 'document' })
  }
  return { open, silenced }
}

const silencesIt = ({ reason, rules, reach }: Silence, { rule, span }: Finding): boolean =>
  reason !== '' &&
  rules.some((name) => name === rule || rule.startsWith(`${name}/`)) &&
  (reach === null || (span.start >= reach.start && span.start < reach.end))

/**
 * Findings about silences of which `about` speaks, after the rules in question have been asked: no reason, no such rule,
 * nothing to silence. `text` is the document's.
 */
export function silenceFindings(
  findings: readonly Finding[],
  silences: readonly Silence[],
  text: string,
  about: { readonly known: ReadonlySet<string>; readonly asked: (rule: string) => boolean },
): readonly Finding[] {
  return silences.flatMap((one) => {
    const say = (rule: About, message: string, fix: Finding['fix'] = null): Finding => ({
      rule: rule.name,
      severity: rule.severity,
      remedy: rule.remedy,
      span: one.span,
      message,
      fix,
    })
    if (one.rules.length === 0) return about.asked('') ? [say(ofUnknownRule, 'This silence names no rule.')] : []
    const strange = one.rules.filter((name) => !isKnown(name, about.known))
    const idle = one.rules.filter(
      (name) =>
        about.asked(name) &&
        isKnown(name, about.known) &&
        !findings.some((finding) => silencesIt({ ...one, rules: [name] }, finding)),
    )
    if (one.reason === '')
      return about.asked('') ? [say(withoutReason, 'This silence gives no reason, so it silences nothing.')] : []
    return [
      ...(about.asked('') ? strange : []).map((name) => say(ofUnknownRule, `There is no rule \`${name}\`.`)),
      ...idle.map((name) =>
        say(unused, `\`${name}\` finds nothing here.`, one.rules.length === 1 ? removal(one, text) : null),
      ),
    ]
  })
}

/** Rules of other checkers are taken by the form of their names: `shellcheck`, `shellcheck/SC2086`. */
const isKnown = (name: string, known: ReadonlySet<string>): boolean => known.has(name) || isOfShellcheck(name)

export const isOfShellcheck = (name: string): boolean => /^shellcheck(?:\/SC\d{4})?$/.test(name)

/** The comment, with its lines where nothing else stands on them, else with the blanks before it. */
function removal({ span, alone }: Silence, text: string): Finding['fix'] {
  let { start, end } = span
  while (start > 0 && /[ \t]/.test(text[start - 1] ?? '')) start--
  if (alone) {
    while (end < text.length && /[ \t]/.test(text[end] ?? '')) end++
    if (text.startsWith('\r\n', end)) end += 2
    else if (text[end] === '\n' || text[end] === '\r') end++
  }
  return { title: 'Remove the silence', edits: [{ span: { ...span, start, end }, text: '' }] }
}
