import type { Alternative, Choice, NoReturn, Plan, Section, ShelfEntry, Step, StepId } from '../../plan/index.ts'
import type { Judged } from '../judged.ts'
import { alertsOf } from './alerts.ts'
import { headingAlternatives } from './alternatives.ts'
import { withBaselines } from './baselines.ts'
import { blocksOf } from './blocks.ts'
import { contactsOf } from './contacts.ts'
import { criteriaOf } from './criteria.ts'
import type { Draft } from './draft.ts'
import { draftsOf } from './drafts.ts'
import { expectationsOf } from './expectations.ts'
import { identities, normalised } from './identity.ts'
import { inputsOf } from './inputs.ts'
import { assign, type Line } from './lines.ts'
import { literalsOf } from './literals.ts'
import { logsOf } from './logs.ts'
import { messagesOf } from './messages.ts'
import { metricsOf } from './metrics.ts'
import { noReturnsOf } from './no-return.ts'
import { proceduresOf } from './procedures.ts'
import { schedulesOf } from './schedules.ts'
import { estimateIn, type Sections, sectionsOf } from './sections.ts'
import { sessionsOf } from './sessions.ts'
import { withAgain } from './soak-again.ts'
import { soaksOf } from './soaks.ts'
import { sourcesOf } from './sources.ts'
import { waiting } from './waits.ts'
import { withoutWatched } from './watched.ts'
import { waysOf } from './ways.ts'
import { offsetIn } from './when.ts'

export { type Account, account } from './account.ts'

/** Arranges a judged document for execution. Pure; the same document always gives the same plan. */
export function planOf(judged: Judged): Plan {
  const { source } = judged.document
  const alternatives = headingAlternatives(judged)
  const sections = sectionsOf(judged, alternatives.ofHeading)
  const { drafts, unused } = draftsOf(withoutWatched(judged), sections)
  const lines = assign(judged, sections, drafts)
  const ids = idsOf(sections, drafts)
  const sessions = sessionsOf(drafts)
  const ways = waysOf(judged, drafts)
  const children = new Map<number, StepId[]>()
  for (const draft of drafts) {
    if (draft.parent !== null)
      children.set(draft.parent, [...(children.get(draft.parent) ?? []), ids[draft.at] as StepId])
  }
  const steps = drafts.map((draft): Step => {
    const id = ids[draft.at] as StepId
    const command = draft.part === null ? null : { ...draft.part.command, session: sessions.of.get(draft.at) ?? null }
    return {
      id,
      number: draft.at + 1,
      kind: draft.kind,
      title: draft.title,
      span: draft.span,
      section: (sections.all[draft.section] as Section).id,
      parent: draft.parent === null ? null : (ids[draft.parent] as StepId),
      children: children.get(draft.at) ?? [],
      box: draft.box,
      command:
        command === null
          ? null
          : {
              ...command,
              statements: command.statements.map((one) => waiting(judged, draft, ways.statement(draft, one))),
            },
      expectations:
        command === null || draft.code === null ? [] : expectationsOf(judged, draft.code, command, draft.next, id),
      condition: ways.condition(draft),
      alternative: ways.step(draft),
      blanks: draft.blanks,
      estimate: estimateIn(judged, draft.span),
      offset: offsetIn(judged.vocabulary, draft.title),
      detail: draft.detail,
    }
  })
  const mainDrafts = drafts.filter((draft) => lines[draft.at]?.on === 'main')
  const onMain = new Set(mainDrafts.map((draft) => ids[draft.at]))
  const noReturns = noReturnsOf(judged, sections, steps, (at) => lines[at]?.on === 'main')
  const sources = sourcesOf(steps.filter((step) => onMain.has(step.id)))
  const backSteps = steps.filter((_, at) => lines[at]?.on === 'rollback')
  const choices = placed([...alternatives.choices, ...ways.choices], sections, steps, lines)
  const procedures = proceduresOf(judged, sections, drafts, lines, ids)
  const messages = messagesOf(judged, sections, drafts, ids)
  const soaks = withAgain(soaksOf(judged, sections, drafts, lines, ids), steps)
  const logs = logsOf(judged, sections)
  const contacts = contactsOf(judged, sections)
  const named = new Map([
    ...contacts.map(({ span }) => [span.start, 'contacts'] as const),
    ...logs.map(({ span }) => [span.start, 'form for the record'] as const),
    ...messages.map(({ span }) => [span.start, 'message template'] as const),
  ])
  const arranged = withBaselines({
    steps: steps.map((step, at) => withNoReturn(step, noReturns.get(at))),
    main: blocksOf(sections, mainDrafts, ids, false),
    procedures,
    sections: sections.all,
  })
  // What is measured before the change needs its values then, wherever it is compared.
  const measured = new Set(arranged.steps.flatMap(({ before }) => before ?? []))
  const compared = new Set(arranged.steps.flatMap(({ id, before }) => (before === undefined ? [] : id)))
  const ofTriggers = arranged.steps.filter(({ id, baseline }) => baseline !== undefined && !measured.has(id))
  return {
    version: 1,
    source: { path: source.path, digest: source.digest, encoding: source.encoding },
    title: judged.sections[0]?.title ?? source.path.split('/').at(-1) ?? source.path,
    ...arranged,
    shelf: shelfOf(judged, sections, drafts, lines, steps, unused, named),
    inputs: [
      ...inputsOf(
        judged,
        [...steps, ...ofTriggers],
        ({ id, baseline }) => onMain.has(id) || compared.has(id) || baseline !== undefined,
        sources,
      ),
      ...literalsOf(source.text, backSteps, sources),
    ],
    choices,
    sessions: sessions.sessions,
    messages,
    contacts,
    logs,
    metrics: metricsOf(judged, sections, drafts, ids),
    soaks,
    schedules: schedulesOf(judged, sections, soaks, steps, (step) => onMain.has(step.id)),
    alerts: alertsOf(judged, sections, procedures),
    criteria: criteriaOf(judged, sections, steps),
    estimate: stated(judged, mainDrafts) ?? total(sections, steps, mainDrafts),
  }
}

const withNoReturn = (step: Step, noReturn: NoReturn | undefined): Step =>
  noReturn === undefined ? step : { ...step, noReturn }

/**
 * Choices that govern a step of the main line are made before it begins, those of ways back where they stand. One that
 * governs nothing that runs or is asked is none.
 */
function placed(
  choices: readonly Choice[],
  sections: Sections,
  steps: readonly Step[],
  lines: readonly Line[],
): Choice[] {
  if (choices.length === 0) return []
  const ofSection = new Map(sections.all.map((section) => [section.id, section]))
  const main = new Set<string>()
  const back = new Set<string>()
  steps.forEach((step, at) => {
    const on = lines[at]?.on
    if (on === undefined || on === 'shelf') return
    const governed = on === 'main' ? main : back
    const add = (one: { readonly alternative: Alternative | null }) => {
      if (one.alternative !== null) governed.add(one.alternative.group)
    }
    add(step)
    step.command?.statements.forEach(add)
    for (let section = ofSection.get(step.section); section; section = ofSection.get(section.parent ?? '')) add(section)
  })
  return choices.flatMap((choice): Choice[] => {
    if (main.has(choice.group)) return [{ ...choice, when: 'start' }]
    return back.has(choice.group) ? [{ ...choice, when: 'place' }] : []
  })
}

function idsOf(sections: Sections, drafts: readonly Draft[]): StepId[] {
  const id = identities()
  return drafts.map((draft) =>
    id(
      'step',
      sections.path(draft.section),
      draft.kind,
      normalised(draft.part?.command.text ?? ''),
      normalised(draft.title),
    ),
  )
}

function shelfOf(
  judged: Judged,
  sections: Sections,
  drafts: readonly Draft[],
  lines: readonly Line[],
  steps: readonly Step[],
  unused: ReturnType<typeof draftsOf>['unused'],
  named: ReadonlyMap<number, string>,
): ShelfEntry[] {
  const { text } = judged.document.source
  const section = (at: number) => (sections.all[at] as Section).id
  const shelved = drafts.flatMap((draft): ShelfEntry[] => {
    const line = lines[draft.at]
    if (line?.on !== 'shelf' || draft.parent !== null) return []
    return [
      {
        span: draft.span,
        section: section(draft.section),
        title: draft.title,
        step: (steps[draft.at] as Step).id,
        reason: line.reason,
      },
    ]
  })
  const shown = unused.map(({ code, section: at, reason }): ShelfEntry => {
    const { span } = judged.code[code] as Judged['code'][number]
    return {
      span,
      section: section(at),
      title: text.slice(span.start, span.end).split('\n', 1)[0] ?? '',
      step: null,
      reason: named.get(span.start) ?? reason,
    }
  })
  return [...shelved, ...shown].sort((a, b) => a.span.start - b.span.start)
}

/** What the document says of the whole: above its first step, in a line that heads nothing. */
function stated(judged: Judged, drafts: readonly Draft[]): number | null {
  const first = drafts[0]?.span.start ?? 0
  const headings = new Set(judged.sections.map((one) => judged.document.blocks[one.heading]?.span.line))
  const whole = judged.durations.find(({ span }) => span.end <= first && !headings.has(span.line))
  return whole?.seconds ?? null
}

/** A section's own estimate stands for the steps in it. */
function total(sections: Sections, steps: readonly Step[], drafts: readonly Draft[]): number | null {
  const counted = new Set<number>()
  let sum: number | null = null
  for (const draft of drafts) {
    const said = [draft.section, ...sections.ancestors(draft.section)]
      .filter((at) => sections.all[at]?.estimate !== null)
      .at(-1)
    if (said === undefined) sum = add(sum, (steps[draft.at] as Step).estimate)
    else if (!counted.has(said)) {
      counted.add(said)
      sum = add(sum, sections.all[said]?.estimate ?? null)
    }
  }
  return sum
}

const add = (sum: number | null, seconds: number | null) => (seconds === null ? sum : (sum ?? 0) + seconds)
