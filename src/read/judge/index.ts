import type { Source } from '../../plan/index.ts'
import { parseDocument } from '../blocks/index.ts'
import { type BoundCheck, checkNotesOf } from '../checks/notes.ts'
import type { Judged } from '../judged.ts'
import { linesOf } from '../lines.ts'
import { judgeAlternatives } from './alternatives.ts'
import { judgeBoxed } from './boxed.ts'
import { judgeCode } from './code.ts'
import { judgeConditions } from './conditions.ts'
import { contextOf } from './context.ts'
import { judgeExpectations } from './expectations.ts'
import { judgeProhibitions } from './forbidden.ts'
import { judgeItems } from './items.ts'
import { judgeMeasures } from './measures.ts'
import { notesOf } from './notes.ts'
import { judgeSections } from './roles.ts'
import { judgeDurations, judgeWindows } from './times.ts'
import { judgeTriggers } from './triggers.ts'

/** Reads a runbook. Pure, never throws; time is linear in the source's length. */
export function judge(source: Source, bound: readonly BoundCheck[] = []): Judged {
  const document = parseDocument(source)
  const context = contextOf(document, linesOf(source.text))
  const code = judgeCode(context)
  const sections = judgeSections(context, code)
  const items = judgeItems(context, code, sections)
  const notes = notesOf(context, code, sections)
  const durations = judgeDurations(context, code, notes)
  const timed = new Set(durations.map((duration) => duration.span.line))
  const expectations = judgeExpectations(context, code, items, notes, timed)
  const taken = new Set(expectations.map((expectation) => expectation.span.line))
  const triggers = judgeTriggers(context, notes)
  return {
    document,
    checks: checkNotesOf(document, bound),
    vocabulary: context.vocabulary,
    sections,
    items,
    code,
    boxed: judgeBoxed(context, code),
    expectations,
    measures: judgeMeasures(context, code, notes, taken, timed),
    durations,
    windows: judgeWindows(context, code, notes, durations),
    triggers,
    alternatives: judgeAlternatives(context, code, notes),
    conditions: judgeConditions(context, notes),
    prohibitions: judgeProhibitions(context, notes),
  }
}
