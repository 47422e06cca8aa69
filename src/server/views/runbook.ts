import type { RunDocument } from '../../contract/index.ts'
import type { FindingView, RunbookLine, RunbookView, WhyView } from '../../contract/runbook.ts'
import type { RunHeader } from '../../engine/ports.ts'
import type { Finding, Plan, Source } from '../../plan/index.ts'
import { documented, type Silenced, suggestedChecks } from '../../read/index.ts'
import { why } from '../../read/why.ts'
import type { ProjectTold, Understood } from '../place-parts.ts'

/** What of a runbook is not in the document itself. */
interface AroundRunbook {
  readonly document: RunDocument
  readonly writable: boolean
  readonly project: ProjectTold | null
  readonly environments: RunbookView['environments']
  /** Those of the document, newest first. */
  readonly headers: readonly RunHeader[]
}

/** A document as it was understood, beside its source. */
export function runbookView(source: Source, understood: Understood, around: AroundRunbook): RunbookView {
  const { plan, judged, findings, silenced } = understood
  return {
    path: source.path,
    digest: source.digest,
    text: source.text,
    encoding: source.encoding,
    project: {
      checks: (around.project?.checks ?? []).map(({ words, text }) => ({ words, text })),
      rules: { ...around.project?.rules },
    },
    writable: around.writable,
    document: around.document,
    findings: findings.map(findingView),
    silenced: silenced.map(silencedView),
    suggestions: suggestedChecks(plan, judged.vocabulary).map(({ line, words, check }) => ({
      line,
      words,
      check,
      annotation: `<!-- check: ${check} -->`,
    })),
    inputs: plan.inputs.map(({ name, text, secret, scope, hint, born, uses }) => ({
      name,
      text,
      secret,
      scope,
      hint,
      born: born !== null,
      lines: uses.map(({ line }) => line),
      values: secret ? {} : valuesOf(name, around.project),
    })),
    choices: plan.choices.map(({ group, question, when, options }) => ({
      group,
      question,
      when,
      options: options.map(({ name, span }) => ({ name, line: span.line })),
    })),
    environments: around.environments,
    runs: around.headers.slice(0, 10).map(({ run, createdAt, environment, outcome, rehearsal }) => ({
      run,
      at: createdAt,
      environment,
      outcome,
      rehearsal,
    })),
  }
}

const valuesOf = (name: string, project: ProjectTold | null): Record<string, string> =>
  Object.fromEntries(
    Object.entries(project?.inputs ?? {}).flatMap(([environment, values]) => {
      const value = Object.hasOwn(values, name) ? values[name] : undefined
      return value === undefined ? [] : [[environment, value]]
    }),
  )

const pages: ReadonlySet<string> = new Set(documented.map(({ name }) => name))

/** A finding; shellcheck's have one page together. */
export const findingView = ({ rule, severity, span, message, remedy }: Finding): FindingView => ({
  rule,
  severity,
  line: span.line,
  endLine: span.endLine,
  from: span.start,
  to: span.end,
  message,
  remedy,
  page: pages.has(rule.replace(/\/.*/, '')),
})

const silencedView = ({ finding, reason }: Silenced) => ({ rule: finding.rule, line: finding.span.line, reason })

export const whyView = ({ judged }: Pick<Understood, 'judged'>, line: number): WhyView => ({
  line,
  reasons: why(judged, line).map(({ rule, words }) => ({ rule, words })),
})

/** What a list of documents says of one. `read` is why it could not be read, where it could not. */
export function runbookLine(
  path: string,
  read: { readonly plan: Plan; readonly findings: readonly Finding[] } | NonNullable<RunbookLine['problem']>,
  headers: readonly RunHeader[],
  gone: boolean,
): RunbookLine {
  const real = headers.filter(({ rehearsal }) => !rehearsal)
  const last = real[0] ?? headers[0]
  const isRead = 'plan' in read
  const count = (severity: Finding['severity']) =>
    isRead ? read.findings.filter((one) => one.severity === severity).length : 0
  return {
    path,
    title: isRead ? read.plan.title : (last?.title ?? path),
    steps: isRead ? read.plan.steps.length : 0,
    procedures: isRead ? read.plan.procedures.length : 0,
    errors: count('error'),
    warnings: count('warning'),
    gone,
    problem: isRead || gone ? null : read,
    last:
      last === undefined
        ? null
        : { run: last.run, at: last.createdAt, outcome: last.outcome, rehearsal: last.rehearsal },
    unfinished: real.filter(({ outcome }) => outcome === null).map(({ run }) => run),
    runs: real.length,
  }
}
