import { randomUUID } from 'node:crypto'
import type { Player } from '../registration/players.ts'

/** Small files of the types that are taken. */
export const pdf = (about = 'document') => Buffer.from(`%PDF-1.4\n${about}\n%%EOF\n`)
export const jpeg = (about = 'photo') => Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.from(about)])

/** Eleven players whose names are their team's own. */
export const elevenOf = (team: string): readonly Player[] =>
  Array.from({ length: 11 }, (_, at) => ({
    name: `${team} ${String.fromCharCode(65 + at)}`,
    role: at === 0 ? 'wicket-keeper' : at < 6 ? 'batter' : 'bowler',
  }))

/** The fields of a registration that is as it should be. */
export const fieldsOf = (team: string): Record<string, string> => ({
  team_name: team,
  captain_name: `${team} A`,
  captain_email: 'captain@example.org',
  captain_phone: '+91 98765 43210',
  contact_name: 'Con Tact',
  contact_email: 'contact@example.org',
  contact_phone: '020 7946 0123',
  players: JSON.stringify(elevenOf(team)),
})

type Files = readonly (readonly [field: string, name: string, bytes: Buffer])[]

export const filesOf = (team: string): Files => [
  ['documents', 'entry form.pdf', pdf(team)],
  ['photos', 'team.jpg', jpeg(team)],
]

/** The body of a request. */
export function formOf(fields: Readonly<Record<string, string>>, files: Files): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  for (const [field, name, bytes] of files) form.append(field, new Blob([new Uint8Array(bytes)]), name)
  return form
}

interface Sent {
  readonly apiKey?: string | null
  readonly idempotencyKey?: string | null
  readonly fields?: Readonly<Record<string, string>>
  readonly files?: Files
}

/** What came back, as far as tests look at it. */
export interface Answered {
  readonly status: number
  readonly headers: Headers
  readonly body: {
    readonly reference?: string
    readonly error?: {
      readonly code: string
      readonly reference?: string
      readonly request_id: string
      readonly fields?: readonly { readonly field: string; readonly message: string }[]
    }
  }
}

/** Registers a team at a service; what is not said is as it should be, with an idempotency key of its own. */
export async function registerAt(address: string, team: string, sent: Sent = {}): Promise<Answered> {
  const { apiKey = 'test-key', idempotencyKey = randomUUID() } = sent
  const response = await fetch(`${address}/api/registration`, {
    method: 'POST',
    headers: {
      ...(apiKey === null ? {} : { 'X-API-Key': apiKey }),
      ...(idempotencyKey === null ? {} : { 'X-Idempotency-Key': idempotencyKey }),
    },
    body: formOf(sent.fields ?? fieldsOf(team), sent.files ?? filesOf(team)),
  })
  return { status: response.status, headers: response.headers, body: (await response.json()) as Answered['body'] }
}
