import { createHash, randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { fieldsOf, filesOf, formOf } from '../../systems/tournament-registration/src/testing/registration.ts'
import type { Site } from './site.ts'

/** A registration that the service has acknowledged: the list that is kept outside of it. */
export interface Kept {
  readonly team: string
  readonly reference: string
  /** Digests of the files as they were sent, by kind. */
  readonly files: Readonly<Record<string, string>>
  /** Milliseconds, of the acknowledgement. */
  readonly at: number
}

/** Clients that register teams while something else goes on. */
export interface Clients {
  /** All that are acknowledged so far. */
  readonly kept: readonly Kept[]
  /** Answers other than those that a client tries again after: there must be none. */
  readonly refused: readonly string[]
  /** Nobody tries again any more. */
  stop(): void
  /** Resolves when every client that has begun is acknowledged; none begins any more where `all` is not asked for. */
  end(options: { readonly all: boolean }): Promise<void>
}

/** Statuses after which the same registration is sent again, with its key. */
const passing = new Set([408, 429, 500, 502, 503, 504])

/** Longest times, in milliseconds: before a client tries again, for an answer, and until it gives up. */
const patience = { pause: 1_000, answer: 30_000, all: 600_000 }

/** Begins so many registrations, one every so many milliseconds; each is sent until it is acknowledged. */
export function startClients(
  site: Site,
  { count, every }: { readonly count: number; readonly every: number },
): Clients {
  const kept: Kept[] = []
  const refused: string[] = []
  const under: Promise<void>[] = []
  let open = true
  const stopped = new AbortController()
  const feeding = (async () => {
    for (let begun = 0; begun < count && open; begun += 1) {
      const team = `Team ${randomUUID()}`
      const key = site.keys[begun % site.keys.length] ?? ''
      under.push(
        register(site, team, key, stopped.signal).then(
          (one) => void kept.push(one),
          (error: unknown) => void refused.push(`${team}: ${error}`),
        ),
      )
      await sleep(every)
    }
  })()
  return {
    kept,
    refused,
    stop: () => {
      open = false
      stopped.abort()
    },
    end: async ({ all }) => {
      if (!all) open = false
      await feeding
      await Promise.all(under)
    },
  }
}

async function register(site: Site, team: string, apiKey: string, stopped: AbortSignal): Promise<Kept> {
  const idempotencyKey = randomUUID()
  const sent = filesOf(team)
  const files = Object.fromEntries(sent.map(([field, , bytes]) => [field.replace(/s$/, ''), digest(bytes)]))
  for (const until = Date.now() + patience.all; Date.now() < until && !stopped.aborted; ) {
    const answer = await send(site, team, apiKey, idempotencyKey)
    const reference = answer?.body.reference ?? answer?.body.error?.reference
    if (answer !== null && (answer.status === 201 || answer.status === 409) && reference !== undefined)
      return { team, reference, files, at: Date.now() }
    if (answer !== null && !passing.has(answer.status))
      throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`)
    await sleep(Math.min(patience.pause, answer?.wait ?? patience.pause / 4))
  }
  throw new Error('gave up')
}

interface Answer {
  readonly status: number
  /** Milliseconds after which to try again, as the service says. */
  readonly wait: number | undefined
  readonly body: { readonly reference?: string; readonly error?: { readonly reference?: string } }
}

/** Null: nothing came back, and nobody knows whether it was kept. */
async function send(site: Site, team: string, apiKey: string, idempotencyKey: string): Promise<Answer | null> {
  try {
    const response = await fetch(`${site.address}/api/registration`, {
      method: 'POST',
      headers: { 'X-API-Key': apiKey, 'X-Idempotency-Key': idempotencyKey },
      body: formOf(fieldsOf(team), filesOf(team)),
      signal: AbortSignal.timeout(patience.answer),
    })
    const after = response.headers.get('retry-after')
    const body = (await response.json()) as Answer['body']
    return { status: response.status, wait: after === null ? undefined : Number(after) * 1000, body }
  } catch {
    return null
  }
}

export const digest = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')

/** The longest time, in milliseconds, in which nothing was acknowledged. */
export function longestGap(kept: readonly Kept[]): number {
  const times = kept.map(({ at }) => at).sort((a, b) => a - b)
  return Math.max(0, ...times.map((at, index) => at - (times[index - 1] ?? at)))
}
