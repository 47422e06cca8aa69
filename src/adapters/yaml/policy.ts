import type { Terms } from '../../run/index.ts'
import type { YamlNode } from './strict.ts'

/** `policy: { destructive: ask, assume-confirmed: false }`: what asks, and what may go on by itself. */
export function policyOf(node: YamlNode | undefined): Pick<Terms, 'destructive' | 'assumeConfirmed'> {
  const expected = 'a mapping with `destructive` and `assume-confirmed`'
  const parts = Object.fromEntries(node?.entries(['destructive', 'assume-confirmed'], expected) ?? [])
  return {
    destructive: parts.destructive?.oneOf(['ask', 'run']) ?? 'ask',
    assumeConfirmed: (parts['assume-confirmed']?.oneOf(['true', 'false']) ?? 'true') === 'true',
  }
}
