import type { Finding, Plan, Source } from '../plan/index.ts'
import type { BoundCheck } from './checks/notes.ts'
import { documented } from './findings/documented.ts'
import { findingsOf } from './findings/index.ts'
import { isOfShellcheck, type Silenced, silence, silenceFindings } from './findings/silence.ts'
import { silencesIn } from './findings/silence-places.ts'
import { judge } from './judge/index.ts'
import type { Judged } from './judged.ts'
import { planOf } from './plan/index.ts'

export { checkWrong } from './checks/grammar.ts'
export type { BoundCheck } from './checks/notes.ts'
export { type SuggestedCheck, suggestedChecks } from './checks/suggest.ts'
export { documented } from './findings/documented.ts'
export type { About, Silenced } from './findings/silence.ts'
export type { Judged } from './judged.ts'
export { bytesOf, sourceOf } from './source.ts'

/**
 * Reads a runbook: what it says (`judged`), arranged for execution (`plan`), what will hurt (`findings`), and what would,
 * had the document not said why it does not (`silenced`). Pure; a bad document gives findings, never an exception; the
 * same source always gives the same answer. `bound` are checks that the project has for items by their words.
 */
export function read(
  source: Source,
  bound: readonly BoundCheck[] = [],
): {
  readonly plan: Plan
  readonly judged: Judged
  readonly findings: readonly Finding[]
  readonly silenced: readonly Silenced[]
} {
  const judged = judge(source, bound)
  const plan = planOf(judged)
  const found = findingsOf(plan, judged)
  const silences = silencesIn(judged.document)
  const { open, silenced } = silence(found, silences)
  const own = silenceFindings(found, silences, source.text, { known, asked: (rule) => !isOfShellcheck(rule) })
  return { plan, judged, silenced, findings: inOrder([...open, ...own]) }
}

/** The same for what shellcheck found in it: what stands, what the document silences, and silences that are idle. */
export function withSilences(judged: Judged, found: readonly Finding[]) {
  const silences = silencesIn(judged.document)
  const { open, silenced } = silence(found, silences)
  const idle = silenceFindings(found, silences, judged.document.source.text, { known, asked: isOfShellcheck })
  return { findings: [...open, ...idle], silenced }
}

const known: ReadonlySet<string> = new Set(documented.map((rule) => rule.name))

/** In the order of the document. */
export const inOrder = (findings: readonly Finding[]): readonly Finding[] =>
  findings.toSorted((a, b) => a.span.start - b.span.start)
