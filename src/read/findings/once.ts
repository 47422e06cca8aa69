import type { Finding } from '../../plan/index.ts'

/** Rules that see the same cause: of the first, what a rule behind it finds at the same place says nothing new. */
const sameCause: Readonly<Record<string, readonly string[]>> = {
  'secret-in-the-open': ['token-in-the-document', 'well-known-password'],
  'volumes-removed': ['destructive-before-backup'],
  'remove-with-variable': ['destructive-before-backup'],
  'removes-where-cd-failed': ['destructive-before-backup'],
  'cannot-be-parsed': ['typographic-characters', 'left-out'],
}

/** One finding for one cause: the more exact rule speaks. */
export function once(findings: readonly Finding[]): Finding[] {
  const said = new Map<string, Finding[]>()
  for (const one of findings)
    for (const rule of sameCause[one.rule] ?? []) said.set(rule, [...(said.get(rule) ?? []), one])
  return findings.filter(
    ({ rule, span }) => !(said.get(rule) ?? []).some((one) => one.span.start < span.end && span.start < one.span.end),
  )
}
