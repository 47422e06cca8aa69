import type { Said } from '../../../contract/index.ts'

/** From when on somebody wants to know what changed. */
export type Since = 'last-look' | '10 minutes' | '1 hour' | 'begin'

const lengths: Readonly<Record<Exclude<Since, 'last-look' | 'begin'>, number>> = {
  '10 minutes': 600_000,
  '1 hour': 3_600_000,
}

/** What happened since then, newest first. `lastLook`: sequence number of the last thing that was seen; null: nothing was. */
export function since(said: readonly Said[], from: Since, lastLook: number | null, now: number): readonly Said[] {
  const newer =
    from === 'begin'
      ? said
      : from === 'last-look'
        ? said.filter(({ seq }) => seq > (lastLook ?? 0))
        : said.filter(({ at }) => at >= now - lengths[from])
  return newer.toReversed()
}

/** Joins what was fetched with what came since, each thing once, oldest first. */
export function joined(fetched: readonly Said[], live: readonly Said[]): readonly Said[] {
  const last = fetched.at(-1)?.seq ?? -1
  return [...fetched, ...live.filter(({ seq }) => seq > last)]
}
