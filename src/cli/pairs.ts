import { HoldpointError } from '../errors.ts'

/** `NAME=VALUE` options as a record; the value may hold `=`. Fails with `pair-malformed`. */
export function pairs(option: string, given: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    given.map((pair) => {
      const at = pair.indexOf('=')
      if (at < 1) throw new HoldpointError('pair-malformed', { option, value: pair })
      return [pair.slice(0, at), pair.slice(at + 1)]
    }),
  )
}
