/**
 * From a registration to the organisers' list, against a service that runs: `node src/smoke.ts [--url URL] [--pass PASS]`.
 * It registers a team of its own, looks at it from all sides and rejects it; `--pass` lets it write during maintenance. Prints a
 * line for each thing that it found as it should be, and `passed` at the end; ends with 1 at the first that is not.
 */
import { randomBytes, randomUUID } from 'node:crypto'
import { parseArgs } from 'node:util'
import { environmentWithFile } from '../../kit/configuration.ts'
import { configurationFrom } from './variables.ts'

const { values } = parseArgs({ options: { url: { type: 'string' }, pass: { type: 'string' } } })
const configuration = configurationFrom(environmentWithFile(process.env))
const protocol = configuration.TLS_CERTIFICATE === undefined ? 'http' : 'https'
const address = values.url ?? `${protocol}://127.0.0.1:${configuration.PORT}`
const pass = values.pass === undefined ? {} : { 'X-Maintenance-Pass': values.pass }
const admin = { 'X-Admin-Key': configuration.ADMIN_KEYS[0] ?? '', ...pass }
const client = { 'X-API-Key': configuration.API_KEYS[0] ?? '', ...pass }

const id = randomUUID()
const team = `Smoke ${id}`
const files = {
  documents: {
    name: 'form.pdf',
    key: 'document-1.pdf',
    bytes: Buffer.concat([Buffer.from('%PDF-1.4\n'), randomBytes(200_000)]),
  },
  photos: {
    name: 'team.jpg',
    key: 'photo-1.jpg',
    bytes: Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), randomBytes(100_000)]),
  },
}

interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly bytes: Buffer
  // biome-ignore lint/suspicious/noExplicitAny: whatever the service answers is compared, member by member
  readonly body: any
}

async function ask(path: string, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(`${address}${path}`, { ...init, signal: AbortSignal.timeout(70_000) })
  const bytes = Buffer.from(await response.arrayBuffer())
  const json = response.headers.get('content-type')?.includes('json') === true
  return { status: response.status, headers: response.headers, bytes, body: json ? JSON.parse(bytes.toString()) : null }
}

/** Sends a registration; who has used up his minute waits for the next. */
async function register(name: string, idempotencyKey: string, fields: Record<string, string> = whole): Promise<Answer> {
  const form = new FormData()
  for (const [field, value] of Object.entries({ ...fields, team_name: name })) form.append(field, value)
  for (const [field, { name: file, bytes }] of Object.entries(files))
    form.append(field, new Blob([new Uint8Array(bytes)]), file)
  const headers = { ...client, 'X-Idempotency-Key': idempotencyKey }
  const answer = await ask('/api/registration', { method: 'POST', headers, body: form })
  if (answer.status !== 429) return answer
  await new Promise((done) => setTimeout(done, Number(answer.headers.get('retry-after')) * 1000))
  return register(name, idempotencyKey, fields)
}

const whole = {
  captain_name: 'Smoke Captain',
  captain_email: 'captain@example.org',
  captain_phone: '+91 22 5550 0101',
  contact_name: 'Smoke Contact',
  contact_email: 'contact@example.org',
  contact_phone: '+91 22 5550 0102',
  players: JSON.stringify(
    Array.from({ length: 11 }, (_, at) => ({ name: `Smoke Player ${String.fromCharCode(65 + at)}`, role: 'batter' })),
  ),
}

function must(what: string, found: unknown, expected: unknown): void {
  if (found !== expected)
    throw new Error(`${what}: found ${JSON.stringify(found)}, expected ${JSON.stringify(expected)}`)
  process.stdout.write(`ok ${what}\n`)
}

try {
  const health = await ask('/health')
  must('the service is healthy', health.bytes.toString(), '{"status":"healthy"}')
  must('browsers are told not to guess types', health.headers.get('x-content-type-options'), 'nosniff')
  const { body: parts } = await ask('/status')
  must('all parts are connected', `${parts.database} ${parts.files} ${parts.mail}`, 'connected connected connected')
  must('the reference is at /docs', (await ask('/docs/json')).status, 200)

  const stranger = await ask('/api/registration', { method: 'POST', headers: { ...pass, 'X-API-Key': `no-${id}` } })
  must('a key that nobody has is refused', stranger.status, 401)
  const invalid = await register('S', `${id}-invalid`, { ...whole, captain_email: 'nobody' })
  must('what is wrong is refused', invalid.status, 422)
  const wrong = invalid.body.error.fields.map(({ field }: { readonly field: string }) => field)
  must('each field that is wrong is named', wrong.join(' '), 'team_name captain_email')

  const first = await register(team, id)
  must('a team is registered', first.status, 201)
  const { reference } = first.body
  const again = await register(`${team} again`, id)
  must('the same key registers no other team', `${again.status} ${again.body.error.reference}`, `409 ${reference}`)
  const duplicate = await register(team.toUpperCase(), `${id}-duplicate`)
  must('a team is not registered twice', `${duplicate.status} ${duplicate.body.error.code}`, '409 TEAM_EXISTS')

  const path = `/api/admin/registrations/${reference}`
  must('without an organiser’s key nobody looks at it', (await ask(path)).status, 401)
  const { status: found, body: shown } = await ask(path, { headers: admin })
  must('with one they do', found, 200)
  must('the organisers see it', `${shown.team_name} ${shown.status} ${shown.players.length}`, `${team} pending 11`)
  for (const { key, bytes } of Object.values(files)) {
    const file = await ask(`${path}/files/${key}`, { headers: admin })
    must(`${key} came back byte for byte`, file.bytes.equals(bytes), true)
  }
  must('its mail is on its way', shown.mails.length, 1)
  const headers = { ...admin, 'Content-Type': 'application/json' }
  const rejection = { method: 'POST', headers, body: JSON.stringify({ reason: 'this was a smoke test' }) }
  must('the organisers can reject it', (await ask(`${path}/reject`, rejection)).body.status, 'rejected')
  must('and only once', (await ask(`${path}/reject`, rejection)).status, 409)
  const list = await ask('/api/admin/registrations.csv?status=rejected', { headers: admin })
  must('it is in the organisers’ list', list.bytes.toString().includes(reference), true)
  process.stdout.write('passed\n')
} catch (error) {
  process.stderr.write(`FAILED ${(error as Error).message}\n`)
  process.exitCode = 1
}
