import { type Actor, type Answered, holderOf, holds, type RunState } from '../run/index.ts'
import { nameOf, when, who } from './words.ts'

/** Who signed what in which role, what they were shown, and whether it stands. */
export function approvals(state: RunState) {
  return {
    title: 'Sign-offs',
    header: ['What', 'Answer', 'By', 'Role', 'When', 'Shown', 'Stands'],
    rows: state.answered
      .filter(isSigned)
      .flatMap((asked) =>
        asked.answers.map(({ by, at, answer }) => [
          asked.decision.question,
          [asked.decision.options.find(({ id }) => id === answer.option)?.label ?? answer.option, answer.reason ?? '']
            .filter((text) => text !== '')
            .join(': '),
          provenBy(by),
          rolesOf(state, asked, by),
          when(at),
          asked.decision.detail
            .flatMap((one) => (one.is === 'note' || one.is === 'sentence' ? [one.text] : []))
            .join(' '),
          standing(state, asked),
        ]),
      ),
  }
}

/** A sign-off, or another question that took a role, with an answer. */
export const isSigned = ({ decision, answers }: Answered): boolean =>
  answers.length > 0 && (decision.kind === 'signoff' || decision.who !== null)

/** Who it was, and what shows it: their key, or a link that somebody made for them. */
export const provenBy = (by: Actor): string => {
  if (by.link) {
    const given = by.link.roles.length === 0 ? '' : ` and gave ${by.link.roles.join(', ')}`
    return `${who(by)}, by link ${by.link.id} that ${by.link.madeBy} made${given}`
  }
  return by.key === null ? who(by) : `${who(by)}, key ${by.key}`
}

/** Those of the roles that it took which they hold. */
const rolesOf = ({ authority }: RunState, { decision }: Answered, by: Actor): string => {
  const holder = holderOf(authority, by)
  const needs = decision.who?.needs.filter((need) => holds(need, holder)) ?? []
  return needs.flatMap(({ roles }) => roles).join(', ')
}

const standing = (state: RunState, { decision, lapsed, withdrawn, closedAt }: Answered): string => {
  if (withdrawn !== null) return `withdrawn: ${withdrawn}`
  if (lapsed !== null)
    return `lapsed ${when(lapsed.at)}: ${lapsed.why
      .map(({ name, line, before, after, what }) => {
        const place = line === null ? '' : ` (line ${line})`
        if (what === 'person') return `${name} ${before ?? ''} and ${after ?? ''}`
        return what === 'step' ? `${name}${place} was changed` : `${name}${place}: ${before ?? ''} → ${after ?? ''}`
      })
      .join('; ')}`
  if (closedAt === null) return 'not complete'
  return state.approvals.some((one) => one.decision === decision.id) ? 'yes' : ''
}

/** The names of all who signed a step; empty where nobody did. */
export const signedBy = (state: RunState, step: string): string => {
  const asked = state.answered.findLast(
    ({ decision, closedAt, withdrawn }) =>
      decision.kind === 'signoff' && decision.steps[0] === step && closedAt !== null && withdrawn === null,
  )
  const signed = asked?.answers.filter(({ answer }) => answer.option === 'sign') ?? []
  return signed.map(({ by }) => nameOf(by)).join(', ')
}

/** How far the names in a record can be relied on; null where nobody signed anything. */
export const vouching = (state: RunState): string | null => {
  const signed = state.answered.filter(isSigned).flatMap(({ answers }) => answers)
  if (signed.length === 0) return null
  const linked = signed.some(({ by }) => by.link)
    ? ' Who answered by a personal link is whoever opened that link first: this machine vouches for it, and no key of theirs signed.'
    : ''
  return `as this machine knew them: by its users, by the name and address that git had, and by the keys that signed. It can tell users and keys apart, not the people who use them; that nobody let pass their own work holds between these.${linked}`
}
