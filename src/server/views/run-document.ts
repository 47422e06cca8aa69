import type { RunDocument, StepDocument } from '../../contract/index.ts'
import type { Plan, Source, Step, StepId } from '../../plan/index.ts'
import { blocksOf, stepsIn } from '../../plan/walk.ts'
import { parseDocument } from '../../read/blocks/index.ts'
import { inlineOf } from './inline.ts'
import { rowsOf } from './rows.ts'

/** Characters that make a text look other than it is: bidi controls, zero-width ones, controls. */
const deceiving = /[\p{Bidi_Control}\u200b-\u200d\u2060\ufeff\u00ad]|(?![\n\t\r])\p{Cc}/u

/**
 * A document in its own structure, with every step of the plan in its place. Its blocks are found, nothing of it is judged anew: that
 * costs a fraction of a reading. Never throws for a document.
 */
export function runDocument(source: Source, plan: Plan): RunDocument {
  const document = parseDocument(source)
  const below = belowOf(plan)
  const procedureOf = new Map<StepId, string>()
  for (const { id } of plan.procedures)
    for (const step of stepsIn(plan, blocksOf(plan, { procedure: id }))) procedureOf.set(step, id)
  return {
    digest: plan.source.digest,
    path: plan.source.path,
    title: plan.title,
    lines: document.lineStarts.length,
    sections: plan.sections.map(({ id, title, level, role, heading, parent, condition }) => ({
      id,
      title,
      level,
      role,
      line: heading.line,
      parent,
      condition: condition?.text ?? null,
      steps: below.get(id) ?? 0,
    })),
    rows: rowsOf(document, plan),
    steps: Object.fromEntries(plan.steps.map((step) => [step.id, stepOf(step, procedureOf.get(step.id) ?? null)])),
    main: [...stepsIn(plan, plan.main)],
    procedures: plan.procedures.map((one) => ({
      id: one.id,
      title: one.title,
      level: one.level,
      line: plan.sections.find(({ id }) => id === one.section)?.heading.line ?? 1,
      steps: [...stepsIn(plan, one.blocks)],
    })),
  }
}

/** How many steps each section has, those of sections below it included. */
function belowOf({ sections, steps }: Plan): ReadonlyMap<string, number> {
  const parents = new Map(sections.map(({ id, parent }) => [id, parent]))
  const below = new Map<string, number>()
  for (const { section } of steps) {
    const around = new Set<string>()
    for (let at: string | null = section; at !== null && !around.has(at); at = parents.get(at) ?? null) around.add(at)
    for (const id of around) below.set(id, (below.get(id) ?? 0) + 1)
  }
  return below
}

const stepOf = (step: Step, procedure: string | null): StepDocument => ({
  id: step.id,
  number: step.number,
  kind: step.kind,
  title: step.title,
  line: step.span.line,
  section: step.section,
  procedure,
  parent: step.parent,
  children: [...step.children],
  box: step.box !== null,
  language: step.command?.language ?? null,
  command: step.command?.text ?? null,
  statements: (step.command?.statements ?? []).map(({ index, source, title, flags, span, offered }) => ({
    index,
    source,
    title,
    flags: [...flags],
    line: span.line,
    offered,
  })),
  hidden: deceiving.test(`${step.title}\n${step.command?.text ?? ''}`),
  expectations: step.expectations.map(({ id, text, span }) => ({ id, text, line: span.line })),
  blanks: step.blanks.map(({ label }) => label),
  detail:
    step.detail === null
      ? []
      : step.detail
          .split('\n')
          .filter((line) => line.trim() !== '')
          .map((line) => inlineOf(line.trim())),
  target: step.command?.target ?? null,
  estimate: step.estimate,
  offset: step.offset,
  condition: step.condition?.text ?? null,
  noReturn: step.noReturn?.text ?? null,
})
