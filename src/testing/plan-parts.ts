import type { Block, Command, Input, Plan, Procedure, Section, Span, Statement, Step } from '../plan/index.ts'

/** Parts of a plan with nothing special about them, for tests; a test says only what it is about. */

/** A plan without a step. */
export const emptyPlan: Plan = {
  version: 1,
  source: { path: 'DEPLOY.md', digest: '0'.repeat(64), encoding: 'utf8' },
  title: 'Deploy',
  sections: [],
  steps: [],
  main: [],
  procedures: [],
  shelf: [],
  inputs: [],
  choices: [],
  sessions: [],
  messages: [],
  contacts: [],
  logs: [],
  metrics: [],
  soaks: [],
  criteria: [],
  estimate: null,
}

/** Its heading and its span are the same place unless told otherwise. */
export const aSection = (id: string, span: Span, more: Partial<Section> = {}): Section => ({
  id,
  title: id,
  level: 2,
  role: 'deploy',
  heading: span,
  span,
  parent: null,
  condition: null,
  alternative: null,
  estimate: null,
  offset: null,
  ...more,
})

export const aBlock = (section: string, steps: readonly string[], order: Block['order'] = 'ordered'): Block => ({
  section,
  order,
  steps,
})

export const aProcedure = (id: string, blocks: readonly Block[], more: Partial<Procedure> = {}): Procedure => ({
  id,
  title: id,
  section: id,
  level: 1,
  blocks,
  triggers: [],
  estimate: null,
  aftermath: false,
  ...more,
})

/** A plain item. */
export const aStep = (id: string, number: number, span: Span, more: Partial<Step> = {}): Step => ({
  id,
  number,
  kind: 'confirm',
  title: id,
  span,
  section: 'all',
  parent: null,
  children: [],
  box: null,
  command: null,
  expectations: [],
  condition: null,
  alternative: null,
  blanks: [],
  estimate: null,
  offset: null,
  detail: null,
  ...more,
})

/** Bash runs it as it stands; `script` and `source` are the same unless told otherwise. */
export const aStatement = (index: number, source: string, span: Span, more: Partial<Statement> = {}): Statement => ({
  index,
  span,
  source,
  script: source,
  title: null,
  flags: [],
  placeholders: [],
  needs: [],
  answers: [],
  condition: null,
  stdin: null,
  endless: null,
  port: null,
  alternative: null,
  mayAsk: null,
  offered: null,
  ...more,
})

export const aCommand = (statements: readonly Statement[], span: Span, more: Partial<Command> = {}): Command => ({
  language: 'bash',
  form: 'fence',
  span,
  text: statements.map(({ source }) => source).join('\n'),
  unit: 'statements',
  statements,
  flags: [...new Set(statements.flatMap(({ flags }) => flags))],
  session: null,
  incomplete: null,
  timeout: null,
  idempotent: false,
  ...more,
})

export const anInput = (name: string, more: Partial<Input> = {}): Input => ({
  name,
  text: `$${name}`,
  uses: [],
  secret: false,
  scope: 'main',
  born: null,
  hint: null,
  ...more,
})
