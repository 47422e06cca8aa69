import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { HoldpointError } from '../../errors.ts'

/** Milliseconds that an authority has to answer. */
const patience = 15_000
/** Bytes; an answer with a long chain of certificates has some ten thousand. */
const longest = 1_000_000

/** What a time stamp was found to be. `unchecked`: it cannot be told here, and why. */
type Stamped =
  | { readonly is: 'good'; readonly at: string }
  | { readonly is: 'bad'; readonly why: string }
  | { readonly is: 'unchecked'; readonly why: string }

/**
 * Has an authority confirm that a text was there (RFC 3161), and gives its answer as it came. Fails with `anchor-openssl`
 * where the program that speaks its format is missing, and with `anchor-tsa` when the authority does not.
 */
export async function timeStamp(url: string, text: string): Promise<Uint8Array> {
  const digest = createHash('sha256').update(text).digest('hex')
  const asked = openssl(['ts', '-query', '-digest', digest, '-sha256', '-cert'])
  if (asked === null) throw new HoldpointError('anchor-openssl', {})
  const refused = (reason: string) => new HoldpointError('anchor-tsa', { url, reason })
  if (asked.status !== 0) throw refused(asked.said)
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/timestamp-query', accept: 'application/timestamp-reply' },
    body: new Uint8Array(asked.out),
    signal: AbortSignal.timeout(patience),
    redirect: 'manual',
  }).catch((error: unknown) => {
    const { cause } = error instanceof Error ? error : { cause: undefined }
    throw refused(cause instanceof Error ? cause.message : String(error))
  })
  if (!answer.ok) throw refused(`it answered ${answer.status}`)
  const reply = await upTo(longest, answer).catch((error: unknown) => {
    throw refused(error instanceof Error ? error.message : String(error))
  })
  if (reply === null) throw refused(`its answer is longer than ${longest} bytes`)
  const read = shown(reply)
  if (read === null || !/^Status: Granted/m.test(read)) throw refused('its answer grants no time stamp')
  return reply
}

/** What was answered; null: it is longer, and its rest is not read. Fails as the connection does. */
async function upTo(most: number, { body }: Response): Promise<Uint8Array | null> {
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of body ?? []) {
    length += part.length
    if (length > most) return null
    parts.push(part)
  }
  return Buffer.concat(parts)
}

/** Holds an answer against the text that it is for. `ca`: a file with the certificates that are trusted; null: none is named. */
export function checkStamp(text: string, reply: Uint8Array, ca: string | null): Stamped {
  const read = shown(reply)
  if (read === null && openssl(['version']) === null) return { is: 'unchecked', why: 'openssl is not installed' }
  const at = read?.match(/^Time stamp: (.+)$/m)?.[1] ?? null
  if (at === null) return { is: 'bad', why: 'it is no time stamp' }
  if (ca === null) return { is: 'unchecked', why: 'no certificate of its authority is named: give it with --ca' }
  return withFiles({ text: Buffer.from(text), reply }, (file) => {
    const checked = openssl(['ts', '-verify', '-data', file('text'), '-in', file('reply'), '-CAfile', ca])
    if (checked?.status === 0) return { is: 'good', at }
    return { is: 'bad', why: checked?.said ?? 'openssl is not installed' }
  })
}

/** An answer in words; null: it is none. */
const shown = (reply: Uint8Array): string | null =>
  withFiles({ reply }, (file) => {
    const read = openssl(['ts', '-reply', '-in', file('reply'), '-text'])
    return read?.status === 0 ? read.out.toString('utf8') : null
  })

/** Null: it is not installed. */
function openssl(
  args: readonly string[],
): { readonly status: number | null; readonly out: Buffer; readonly said: string } | null {
  const ran = spawnSync('openssl', args, { timeout: patience, env: { ...process.env, LC_ALL: 'C' } })
  if (ran.error && 'code' in ran.error && ran.error.code === 'ENOENT') return null
  const lines = ran.stderr?.toString('utf8').trim().split('\n') ?? []
  // The last part of a line of its errors is what it is about.
  const said = lines.findLast((line) => line.includes('error:')) ?? lines.at(-1) ?? ''
  return { status: ran.status, out: ran.stdout, said: said.split(':').slice(-3).filter(Boolean).join(': ').trim() }
}

/** The program reads files only. */
function withFiles<T>(files: Readonly<Record<string, Uint8Array>>, act: (file: (name: string) => string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'holdpoint-stamp-'))
  try {
    for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes, { mode: 0o600 })
    return act((name) => join(folder, name))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
