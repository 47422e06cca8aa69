/** How far this machine's clock is behind the server's, in milliseconds; kept while it is less than what can be measured. */
let behind = 0

/** Holds the server's `Date` (whole seconds) against this clock, unless the answer took too long to say anything. */
export function noteServerTime(date: string | null, sent: number, received: number): void {
  const at = date === null ? Number.NaN : Date.parse(date)
  if (Number.isNaN(at) || received - sent > 2_000) return
  const found = at + 500 - (sent + received) / 2
  // The header is cut to seconds: a difference below that is none.
  behind = Math.abs(found) <= 1_500 ? 0 : found
}

/** The server's time now, in milliseconds since the epoch: what deadlines and elapsed times are counted by. */
export const serverNow = (): number => Date.now() + behind
