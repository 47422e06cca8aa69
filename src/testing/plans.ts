import type {
  Alternative,
  Block,
  Choice,
  Command,
  Condition,
  ExpectationTest,
  Input,
  Plan,
  Procedure,
  Section,
  Session,
  Span,
  Statement,
  Step,
  StepKind,
} from '../plan/index.ts'
import { aBlock, aCommand, anInput, aProcedure, aSection, aStatement, aStep, emptyPlan } from './plan-parts.ts'

/** A plan in a few words, for tests. A step's id is its title; every step has a line of its own. */
export interface PlanDraft {
  readonly sections: readonly SectionDraft[]
  readonly inputs?: readonly (Partial<Input> & { readonly name: string })[]
  readonly choices?: readonly {
    readonly group: string
    readonly options: readonly string[]
    readonly when?: Choice['when']
  }[]
  readonly sessions?: readonly (Partial<Session> & Pick<Session, 'id' | 'opener'>)[]
}

export interface SectionDraft {
  readonly title: string
  readonly order?: Block['order']
  readonly steps: readonly (string | StepDraft)[]
  /** Set: the section is a procedure of this level. */
  readonly level?: number
  readonly estimate?: number
  /** Of a procedure: when it should start. */
  readonly triggers?: readonly string[]
  /** Of a procedure: it follows whichever was taken. */
  readonly aftermath?: boolean
  readonly condition?: string
  readonly alternative?: readonly [group: string, option: string]
}

export interface StepDraft {
  readonly title: string
  readonly kind?: StepKind
  /** Statements; a string is one that bash runs as it stands. */
  readonly run?: readonly (string | (Partial<Statement> & { readonly script: string }))[]
  readonly command?: Partial<Command>
  readonly children?: readonly (string | StepDraft)[]
  readonly blanks?: readonly string[]
  readonly ticked?: boolean
  readonly condition?: string
  readonly alternative?: readonly [group: string, option: string]
  readonly expect?: readonly {
    readonly text: string
    readonly test?: ExpectationTest
    readonly on?: number
  }[]
}

/** A section of the main line. */
export const deploy = (...steps: readonly (string | StepDraft)[]): SectionDraft => ({ title: 'Deploy', steps })

/** A way back of two minutes that destroys something. */
export const rollback: SectionDraft = {
  title: 'Rollback',
  level: 1,
  estimate: 120,
  steps: [{ title: 'Restore', run: [{ script: 'rm -r app', flags: ['destructive'] }] }],
}

export const aPlan = (draft: PlanDraft): Plan => {
  let line = 0
  const newLine = (): Span => {
    line += 1
    return { start: line * 1000, end: line * 1000 + 999, line, endLine: line }
  }
  const steps: Step[] = []
  const main: Block[] = []
  const procedures: Procedure[] = []
  const sections = draft.sections.map((section) => {
    const heading = newLine()
    const ids = section.steps.map((one) => addStep(one, section.title, null, steps, newLine))
    const block = aBlock(section.title, ids, section.order)
    if (section.level === undefined) main.push(block)
    else {
      const { level, estimate = null, aftermath = false } = section
      const triggers = (section.triggers ?? []).map((text) => ({ text, span: newLine() }))
      procedures.push(aProcedure(section.title, [block], { level, estimate, triggers, aftermath }))
    }
    return sectionOf(section, heading)
  })
  return {
    ...emptyPlan,
    source: { ...emptyPlan.source, path: 'RELEASE.md' },
    title: 'Release',
    sections,
    steps,
    main,
    procedures,
    inputs: (draft.inputs ?? []).map((input) => anInput(input.name, { text: `<${input.name}>`, ...input })),
    choices: (draft.choices ?? []).map(({ group, options, when }) => ({
      group,
      question: `Which ${group}?`,
      options: options.map((name) => ({ name, span: newLine() })),
      when: when ?? 'start',
    })),
    sessions: (draft.sessions ?? []).map((session) => ({ kind: 'host', span: newLine(), to: 'the host', ...session })),
  }
}

const sectionOf = (draft: SectionDraft, heading: Span): Section =>
  aSection(draft.title, heading, {
    role: draft.level === undefined ? 'deploy' : 'rollback',
    condition: condition(draft.condition, heading),
    alternative: alternative(draft.alternative, heading),
  })

const addStep = (
  given: string | StepDraft,
  section: string,
  parent: string | null,
  steps: Step[],
  newLine: () => Span,
): string => {
  const draft: StepDraft = typeof given === 'string' ? { title: given } : given
  const span = newLine()
  const step = aStep(draft.title, steps.length + 1, span, {
    kind: draft.kind ?? (draft.run ? 'command' : 'confirm'),
    section,
    parent,
    children: (draft.children ?? []).map((child) => (typeof child === 'string' ? child : child.title)),
    box: { span, ticked: draft.ticked ?? false, style: 'brackets' },
    command: draft.run ? commandOf(draft, span) : null,
    expectations: (draft.expect ?? []).map(({ text, test, on }, index) => ({
      id: `${draft.title}/${index}`,
      kind: test ? 'status' : 'judgment',
      span,
      text,
      statement: on ?? null,
      test: test ?? null,
    })),
    condition: condition(draft.condition, span),
    alternative: alternative(draft.alternative, span),
    blanks: (draft.blanks ?? []).map((label) => ({ span, label })),
  })
  steps.push(step)
  for (const child of draft.children ?? []) addStep(child, section, draft.title, steps, newLine)
  return step.id
}

const commandOf = ({ run = [], command }: StepDraft, span: Span): Command => {
  const statements = run.map((one, index) => {
    const given = typeof one === 'string' ? { script: one } : one
    const start = span.start + index * 10
    return aStatement(index, given.script, { ...span, start, end: start + 9 }, given)
  })
  return aCommand(statements, span, command)
}

const condition = (text: string | undefined, span: Span): Condition | null =>
  text === undefined ? null : { text, span }

const alternative = (given: readonly [string, string] | undefined, span: Span): Alternative | null =>
  given ? { group: given[0], option: given[1], all: null, span } : null
