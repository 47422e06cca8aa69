import type { Input, Plan, Span, Step } from '../plan/index.ts'
import { aBlock, aCommand, aProcedure, aSection, aStatement, aStep, emptyPlan } from './plan-parts.ts'

const onLine = (line: number, endLine = line): Span => ({ start: line * 10, end: line * 10 + 9, line, endLine })

/** A command step whose lines are statements; it stands on line `number`. */
export function commandStep(number: number, lines: readonly string[], more: Partial<Step> = {}): Step {
  const span = onLine(number)
  const statements = lines.map((source, index) => {
    const needs = [...source.matchAll(/\$\{?([A-Z_]+)/g)].map((match) => match[1] ?? '')
    return aStatement(index, source, span, { needs })
  })
  return confirmStep(number, lines[0] ?? '', { kind: 'command', command: aCommand(statements, span), ...more })
}

/** A plain item on line `number`. */
export const confirmStep = (number: number, title: string, more: Partial<Step> = {}): Step =>
  aStep(`step-${number}`, number, onLine(number), { title, ...more })

/** A plan with one section; each step is its own block unless a procedure has it. */
export function smallPlan(
  steps: readonly Step[],
  more: { readonly inputs?: readonly Input[]; readonly back?: readonly Step[] } = {},
): Plan {
  const blocks = (of: readonly Step[]) => of.map((step) => aBlock('all', [step.id]))
  return {
    ...emptyPlan,
    source: { ...emptyPlan.source, path: 'GO.md' },
    title: 'Go',
    sections: [aSection('all', onLine(1, 999), { title: 'Go', level: 1 })],
    steps: [...steps, ...(more.back ?? [])],
    main: blocks(steps),
    procedures: more.back ? [aProcedure('back', blocks(more.back), { title: 'Back', section: 'all' })] : [],
    inputs: more.inputs ?? [],
  }
}
