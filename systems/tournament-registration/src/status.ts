import type { Outside } from '../../kit/outside.ts'

/** What the service needs, each with a way to find out whether it is there. */
export type Parts = Readonly<Record<string, { ping(): Promise<void>; readonly service: Outside | null }>>

/** Milliseconds for which an answer holds: a page of status must not become load for others. */
const fresh = 2_000

/** A word for each part: `connected`, or `unreachable`; and `circuit open` where it is not asked for a while. */
export function statusOf(parts: Parts): () => Promise<Readonly<Record<string, string>>> {
  let last: { readonly at: number; readonly words: Promise<Readonly<Record<string, string>>> } | null = null
  return () => {
    if (last === null || Date.now() - last.at > fresh) last = { at: Date.now(), words: ask(parts) }
    return last.words
  }
}

async function ask(parts: Parts): Promise<Readonly<Record<string, string>>> {
  const words = Object.entries(parts).map(async ([name, { ping, service }]): Promise<[string, string]> => {
    try {
      await ping()
      return [name, service?.circuit() === 'open' ? 'circuit open' : 'connected']
    } catch {
      return [name, 'unreachable']
    }
  })
  return Object.fromEntries(await Promise.all(words))
}
