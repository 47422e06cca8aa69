/** The zone of whoever looks. */
export const viewerZone: string = Intl.DateTimeFormat().resolvedOptions().timeZone

const formats = new Map<string, Intl.DateTimeFormat>()

function format(zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = zone + JSON.stringify(options)
  const known = formats.get(key)
  if (known) return known
  let made: Intl.DateTimeFormat
  try {
    made = new Intl.DateTimeFormat('en-GB', { ...options, timeZone: zone })
  } catch {
    // A zone that this browser does not know: the viewer's own is better than none.
    made = new Intl.DateTimeFormat('en-GB', options)
  }
  formats.set(key, made)
  return made
}

/** `14:05:09`. */
export const clockTime = (at: number, zone: string = viewerZone): string =>
  format(zone, { hour: '2-digit', minute: '2-digit', second: '2-digit' }).format(at)

/** `14:05`, or `Sat 21 Nov 14:05` where it is another day than `now`. */
export function shortTime(at: number, now: number, zone: string = viewerZone): string {
  const day = format(zone, { year: 'numeric', month: '2-digit', day: '2-digit' })
  const time = format(zone, { hour: '2-digit', minute: '2-digit' }).format(at)
  if (day.format(at) === day.format(now)) return time
  const date = format(zone, { weekday: 'short', day: 'numeric', month: 'short' }).format(at).replace(',', '')
  return `${date} ${time}`
}

/** `21 November 2026 at 14:05:09 CET`: everything, for a title or a record. */
export const fullTime = (at: number, zone: string = viewerZone): string =>
  format(zone, {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'short',
  }).format(at)

/** Whether two zones show another time at that moment. */
export const zonesDiffer = (at: number, one: string, other: string): boolean =>
  one !== other && clockTime(at, one) !== clockTime(at, other)

/** `Europe/Berlin` as people say it: `Berlin`. */
export const zoneName = (zone: string): string => zone.split('/').at(-1)?.replaceAll('_', ' ') ?? zone

/** A length of time: `340 ms`, `1.4 s`, `12 s`, `3 min 05 s`, `2 h 10 min`, `3 d 4 h`. */
export function length(ms: number): string {
  if (ms < 1000) return `${Math.max(0, Math.round(ms))} ms`
  const seconds = ms / 1000
  if (seconds < 10) return `${(Math.round(seconds * 10) / 10).toString()} s`
  if (seconds < 60) return `${Math.round(seconds)} s`
  const whole = Math.round(seconds)
  const minutes = Math.floor(whole / 60)
  if (minutes < 60) return `${minutes} min ${String(whole % 60).padStart(2, '0')} s`
  const hours = Math.floor(minutes / 60)
  if (hours < 48) return `${hours} h ${String(minutes % 60).padStart(2, '0')} min`
  return `${Math.floor(hours / 24)} d ${hours % 24} h`
}

/** A length that is only an estimate: `less than a minute`, `about 5 min`, `about 2 h`. */
export function about(seconds: number): string {
  if (seconds < 60) return 'less than a minute'
  const minutes = Math.ceil(seconds / 60)
  if (minutes < 120) return `about ${minutes} min`
  const hours = Math.round(minutes / 60)
  return hours < 48 ? `about ${hours} h` : `about ${Math.round(hours / 24)} days`
}

/** How long something waits already, for lists: `less than a minute`, `20 min`, `3 h`, `2 days`. */
export function waited(ms: number): string {
  const minutes = Math.floor(ms / 60_000)
  if (minutes < 1) return 'less than a minute'
  if (minutes < 120) return `${minutes} min`
  const hours = Math.floor(minutes / 60)
  return hours < 48 ? `${hours} h` : `${Math.floor(hours / 24)} days`
}

/** A clock that runs: `0:07`, `12:40`, `1:02:03`. */
export function stopwatch(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  const two = (count: number) => String(count).padStart(2, '0')
  const hours = Math.floor(seconds / 3600)
  const minutes = Math.floor(seconds / 60) % 60
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`
}
