import type { RunbookView } from '../../contract/runbook.ts'
import type { Finding, Plan } from '../../plan/index.ts'
import { read } from '../../read/index.ts'

/** What is typed, as Holdpoint understands it. */
export interface Understood {
  readonly plan: Plan
  readonly findings: readonly Finding[]
  /** Milliseconds that it took. */
  readonly took: number
}

/** Reads a text with the checks and settings of its project, as the server does. */
export function understand(text: string, { path, encoding, project }: RunbookView): Understood {
  const before = performance.now()
  // The digest names the bytes on the disk; what is typed has none.
  const { plan, findings } = read({ path, text, encoding, digest: '' }, project.checks)
  return { plan, findings: findings.flatMap((one) => settled(one, project.rules)), took: performance.now() - before }
}

function settled(finding: Finding, rules: RunbookView['project']['rules']): readonly Finding[] {
  const severity = rules[finding.rule] ?? rules[finding.rule.replace(/\/.*/, '')]
  if (severity === 'off') return []
  return [severity === undefined ? finding : { ...finding, severity }]
}

/**
 * How long to wait after a key until a text is read anew: longer than it takes, so that who types is not kept waiting. Long documents
 * are read when somebody pauses.
 */
export const pauseBefore = (took: number): number => Math.min(5_000, Math.max(200, 4 * took))
