import type { Finding, Plan } from '../../plan/index.ts'
import type { Account } from '../../read/plan/index.ts'
import type { NeededProgram } from '../../read/shell/index.ts'
import { cells, wrap } from '../terminal/cells.ts'
import type { Look } from '../terminal/look.ts'
import { count, indexOf, oneLine } from '../terminal/words.ts'
import { criteriaLines } from './criteria.ts'
import { findingLines } from './findings.ts'
import { needLines } from './needs.ts'
import { outlineLines } from './outline.ts'
import { contactLines, messageLines } from './people.ts'
import { procedureLines } from './procedures.ts'
import { recursLines } from './schedules.ts'
import { shelfLines } from './shelf.ts'
import { scheduleLines, soakLines } from './soaks.ts'
import { summaryLines } from './summary.ts'

/** What an inspection shows. `missing` are the programs that are not on this machine's PATH. */
export interface Inspection {
  readonly plan: Plan
  readonly account: Account
  readonly findings: readonly Finding[]
  readonly missing: readonly NeededProgram[]
  /** How many findings are silenced with a reason; absent: none. */
  readonly silenced?: number
}

/** The reading as a person wants to see it, the whole at a glance first; no line wider than the terminal. */
export function inspectLines(inspection: Inspection, look: Look): string[] {
  const { plan, findings, account } = inspection
  return [
    ...wrap(oneLine(plan.title, look), look.caps.width).map(look.bold),
    ...wrap(`${plan.source.path}: ${extent(plan)}`, look.caps.width),
    ...part('At a glance', summaryLines(inspection, look), look),
    ...part('What it needs first', needLines(inspection, look), look),
    ...part('What will run, and what will be asked', outlineLines(plan, look), look),
    ...part('What must hold', criteriaLines(plan, look), look),
    ...part('The way back', procedureLines(plan, look), look),
    ...part('When to watch', [...soakLines(plan, look), ...scheduleLines(plan, look)], look),
    ...part('What recurs', recursLines(plan, look), look),
    ...part('What to tell people', messageLines(plan, look), look),
    ...part('Whom to call', contactLines(plan, look), look),
    ...part('What will not run', shelfLines(plan, account, look), look),
    ...part(findings.length ? `Findings (${findings.length})` : 'Findings', findingLines(inspection, look), look),
  ]
}

/** `74 steps in 22 sections, and 7 in the way back`. */
function extent(plan: Plan): string {
  const main = indexOf(plan)
    .line('main')
    .map((id) => indexOf(plan).step(id))
  const back = plan.procedures.flatMap(({ id }) => indexOf(plan).line({ procedure: id })).length
  const sections = new Set(main.map(({ section }) => section)).size
  const parts = [`${count(main.length, 'step')} in ${count(sections, 'section')}`]
  if (back > 0) parts.push(`${back} in the way back`)
  return parts.join(', and ')
}

/** A part with its heading; nothing when there is nothing in it. */
function part(heading: string, lines: readonly string[], look: Look): string[] {
  if (lines.length === 0) return []
  const rule =
    look.caps.plain || !look.caps.unicode ? [] : [look.dim('─'.repeat(Math.min(look.caps.width, cells(heading))))]
  return ['', ...wrap(look.caps.plain ? `${heading}.` : heading, look.caps.width).map(look.bold), ...rule, ...lines]
}
