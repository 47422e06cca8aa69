import type { Reading } from '../plan/index.ts'
import type { Judged } from './judged.ts'

/** What was judged, in lines: the form in which readings are compared. */
export function toReading(judged: Judged): Reading {
  const { document } = judged
  const runs = judged.code.filter((code) => code.use === 'run')
  return {
    doc: document.source.path.split('/').at(-1) ?? document.source.path,
    sections: judged.sections.map((section) => ({
      line: document.blocks[section.heading]?.span.line ?? 1,
      role: section.role,
    })),
    items: judged.items.map((item) => ({ line: item.span.line, kind: item.kind })),
    commands: runs.map((code) => ({
      start: code.span.line,
      end: code.span.endLine,
      form: code.form,
      flags: code.flags,
    })),
    placeholders: runs.flatMap((code) => code.placeholders.map(({ span, text }) => ({ line: span.line, text }))),
    expectations: judged.expectations.map((expectation) => ({
      line: expectation.span.line,
      kind: expectation.kind,
      on: expectation.on === null ? null : (judged.code[expectation.on]?.span.line ?? null),
    })),
    measures: judged.measures.map(({ span, op, value, unit }) => ({ line: span.line, op, value, unit })),
    durations: judged.durations.map(({ span, seconds }) => ({ line: span.line, seconds })),
    windows: judged.windows.map(({ span }) => ({ line: span.line })),
    triggers: judged.triggers.map(({ span }) => ({ line: span.line })),
    alternatives: judged.alternatives.map(({ span }) => ({ line: span.line })),
  }
}
