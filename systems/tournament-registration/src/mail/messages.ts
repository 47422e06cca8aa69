import type { Form } from '../registration/form.ts'
import type { Configuration } from '../variables.ts'

/** A mail that is to be sent once. */
export interface Message {
  readonly team: string
  readonly recipients: readonly string[]
  readonly subject: string
  readonly text: string
}

/** The people of a team who get mails. */
type Addressed = Pick<Form, 'team_name' | 'captain_name' | 'captain_email' | 'contact_email'> & {
  readonly reference: string
}

/** Says that a registration has arrived. */
export const received = (configuration: Configuration, team: Addressed): Message =>
  message(team, `${team.team_name}: your registration has arrived`, [
    `Your team ${team.team_name} is registered under the reference ${team.reference}.`,
    'The organisers will look at it and tell you what they decide.',
    `This message is from ${configuration.API_URL}.`,
  ])

/** Says that a registration was approved, or rejected with the reason. */
export const decided = (configuration: Configuration, team: Addressed, reason: string | null): Message =>
  message(team, `${team.team_name}: your registration is ${reason === null ? 'approved' : 'rejected'}`, [
    reason === null
      ? `Your team ${team.team_name} (${team.reference}) will play.`
      : `Your team ${team.team_name} (${team.reference}) cannot play: ${reason}`,
    `This message is from ${configuration.API_URL}.`,
  ])

const message = (team: Addressed, subject: string, sentences: readonly string[]): Message => ({
  team: team.reference,
  recipients: [...new Set([team.captain_email, team.contact_email])],
  subject,
  text: [`Dear ${team.captain_name},`, ...sentences].join('\n\n'),
})
