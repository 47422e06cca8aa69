import type { HoldpointError } from '../errors.ts'
import { type BoundCheck, checkWrong } from '../read/index.ts'

interface Written extends BoundCheck {
  readonly refuse: (expected: string) => HoldpointError
}

/** The checks of `holdpoint.yaml`, each of which can be made; fails at the first that cannot, with its line. */
export function checksOf(written: readonly Written[]): readonly BoundCheck[] {
  for (const { text, refuse } of written) {
    const wrong = checkWrong(text)
    if (wrong !== null) throw refuse(`a check as docs/checks.md shows it (${wrong})`)
  }
  return written
}
