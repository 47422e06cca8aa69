import type { Finding, Plan } from '../../plan/index.ts'
import { cells, wrap } from '../terminal/cells.ts'
import type { Look } from '../terminal/look.ts'
import { duration } from '../terminal/times.ts'
import { count, kindWords, oneLine } from '../terminal/words.ts'
import { findingLines } from './findings.ts'
import { needLines } from './needs.ts'
import { outlineLines } from './outline.ts'
import { procedureLines } from './procedures.ts'
import type { Program } from './programs.ts'
import { shelfLines } from './shelf.ts'

/** What an inspection shows. `missing` are the programs that are not on this machine's PATH. */
export interface Inspection {
  readonly plan: Plan
  readonly findings: readonly Finding[]
  readonly missing: readonly Program[]
}

/** The reading as a person wants to see it, what it needs first; no line wider than the terminal. */
export function inspectLines(inspection: Inspection, look: Look): string[] {
  const { plan, findings } = inspection
  return [
    ...title(plan, look),
    ...part('What it needs first', needLines(inspection, look), look),
    ...part('What will run, and what will be asked', outlineLines(plan, look), look),
    ...part('The way back', procedureLines(plan, look), look),
    ...part('What will not run', shelfLines(plan, look), look),
    ...part(findings.length ? `Findings (${findings.length})` : 'Findings', findingLines(findings, look), look),
  ]
}

function title(plan: Plan, look: Look): string[] {
  const main = plan.steps.length
  const kinds = new Map<string, number>()
  for (const { kind } of plan.steps) kinds.set(kindWords[kind], (kinds.get(kindWords[kind]) ?? 0) + 1)
  const sums = [...kinds].map(([kind, n]) => `${n} ${kind}`).join(', ')
  const estimate = plan.estimate === null ? '' : ` It says that it takes ${duration(plan.estimate * 1000)}.`
  const heading = wrap(oneLine(plan.title, look), look.caps.width).map(look.bold)
  return [
    ...heading,
    ...wrap(`${plan.source.path}: ${count(main, 'step')}${sums && ` (${sums})`}.${estimate}`, look.caps.width),
  ]
}

/** A part with its heading; nothing when there is nothing in it. */
function part(heading: string, lines: readonly string[], look: Look): string[] {
  if (lines.length === 0) return []
  const rule =
    look.caps.plain || !look.caps.unicode ? [] : [look.dim('─'.repeat(Math.min(look.caps.width, cells(heading))))]
  return ['', ...wrap(look.caps.plain ? `${heading}.` : heading, look.caps.width).map(look.bold), ...rule, ...lines]
}
