import type { StepId } from '../plan/index.ts'
import type { AttemptEnd, RunState } from '../run/index.ts'
import { stepOf } from '../run/order.ts'
import { isHeld } from '../run/soak/held.ts'
import type { RunFiles } from './ports.ts'

/** Bytes of an output that may be a measurement: more is a report, in which no number alone can be meant. */
const most = 16 * 1024

/**
 * The number that a sample of a soak measured, with its unit as printed; null: none, or several that could be meant. A check
 * names what it saw in its evidence, a command must print one number and nothing that looks like another.
 */
export async function readingOf(
  files: RunFiles,
  state: RunState,
  step: StepId,
  attempt: number,
  { output: { bytes } }: AttemptEnd,
): Promise<string | null> {
  if (bytes === 0 || bytes > most || !isHeld(state, step)) return null
  const text = new TextDecoder().decode(await files.output(state.id, step, attempt, 0, bytes))
  return readingIn(text, stepOf(state.plan, step).command?.language === 'check')
}

/** `met: value < 1, was 0.4`, as `src/adapters/checks/look.ts` writes it. */
const SEEN = /^(?:met|UNMET|UNCLEAR): .*, was (-?\d+(?:\.\d+)?)\s?(%|[A-Za-zµ]+(?:\/[A-Za-z]+)?)?$/m
const NUMBERS = /(?<![\w.,:/-])(-?\d+(?:\.\d+)?)\s?(%|(?:ms|s|min|[kmgt]?i?b)(?![A-Za-z]))?(?![\w.,:/-]*\d)/gi

export function readingIn(text: string, isCheck: boolean): string | null {
  const found = isCheck ? [SEEN.exec(text)].filter((one) => one !== null) : [...text.matchAll(NUMBERS)]
  const [first, ...others] = found
  if (first === undefined || others.length > 0) return null
  return [first[1], first[2]].filter(Boolean).join(' ')
}
