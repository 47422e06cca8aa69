/** `2026-03-01 09:30 UTC`: a moment to the minute, for sentences that people in several time zones read. */
export const utcMinute = (at: number): string => `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`
