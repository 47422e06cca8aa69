import type { StepId } from '../plan/index.ts'
import { type Posting, type RunState, statusWords } from '../run/index.ts'
import { approvals, isSigned, vouching } from './approvals.ts'
import { beforeAndAfterTable } from './before-after.ts'
import type { Facts } from './facts.ts'
import { soakTables } from './soak/tables.ts'
import { surroundings } from './surroundings.ts'
import type { Table } from './table.ts'
import { ranges, runStanding, took, when, who, why } from './words.ts'

/** What a record says first: names and values, in order. */
export function summary({ state, counts, startedAt, endedAt }: Facts): readonly (readonly [string, string])[] {
  const { plan, environment, release, cwd, operator, options, continues } = state
  const named = Object.entries(counts).filter(([, count]) => count > 0)
  const rows: readonly (readonly [string, string | null])[] = [
    ['Outcome', runStanding(state)],
    ['Steps', named.map(([word, count]) => `${count} ${word}`).join(', ') || 'none'],
    ['Deviations', String(state.deviations.length)],
    ['By', who(operator)],
    ['Started', when(startedAt)],
    ['Ended', endedAt === null ? 'not yet' : `${when(endedAt)}, after ${took(endedAt - startedAt)}`],
    ['Environment', environment],
    ['Release', release],
    ...surroundings(state),
    ['Folder', cwd],
    ['Document', `${plan.source.path}, SHA-256 ${plan.source.digest}`],
    ['People', vouching(state)],
    ['Way back of', continues],
    ['Plain items', options.assumeConfirmed ? 'ticked without asking (--assume-confirmed)' : null],
    ['Run', state.id],
  ]
  return rows.flatMap(([name, value]) => (value === null ? [] : [[name, value] as const]))
}

/** Every part but the steps themselves, what went wrong first; those without rows are left out. */
export const tables = (facts: Facts): readonly Table[] =>
  [
    failed(facts),
    wayBack(facts),
    triggers(facts),
    kept(facts),
    deviations(facts),
    ...soakTables(facts),
    services(facts),
    approvals(facts.state),
    decisions(facts),
    calls(facts),
    beforeAndAfterTable(facts.state),
    criteria(facts),
    changes(facts),
    messages(facts),
    expectations(facts),
    requests(facts),
    elsewhere(facts),
    values(facts),
    comments(facts),
    evidence(facts),
  ].filter(({ rows }) => rows.length > 0)

/** What the release brings, as git told it. */
const changes = ({ state: { changes: seen } }: Facts): Table => ({
  title: 'Changes',
  header: [`Since ${seen?.since ?? ''}`],
  rows: [
    ...(seen?.subjects ?? []).map((subject) => [subject]),
    ...(seen !== undefined && seen.count > seen.subjects.length
      ? [[`and ${seen.count - seen.subjects.length} more, up to ${seen.to}`]]
      : []),
  ],
})

/** What was told, or was not. */
const messages = ({ state }: Facts): Table => ({
  title: 'Messages',
  header: ['Message', 'Occasion', 'Became', 'By', 'When'],
  rows: state.plan.messages.flatMap(({ id, title, occasion }) => {
    const settled = state.messages[id]
    if (settled === undefined) return []
    const became = settled.reason === null ? settled.how : `${settled.how}: ${settled.reason}`
    const sent = state.outbox
      .filter(({ message }) => message === id)
      .map(({ notifier, arrived, said, tries }) => [
        title,
        occasion,
        arrived === null
          ? `not delivered to ${notifier} (${tries} tries): ${said ?? 'not tried'}`
          : `delivered to ${notifier}: ${said}`,
        notifier,
        arrived === null ? '' : when(arrived),
      ])
    return [[title, occasion, became, who(settled.by), when(settled.at)], ...sent]
  }),
})

/** The steps that anything became of. */
export const steps = (facts: Facts): Table => ({
  title: 'Steps',
  header: ['#', 'Step', 'Outcome', 'Why', 'By', 'When', 'Took', 'Attempts'],
  rows: facts.steps
    .filter(({ standing }) => standing !== 'open' && standing !== 'aside')
    .map(({ step, state, standing, startedAt, ms }) => [
      String(step.number),
      step.title,
      state.reason === null ? standing : `${standing}: ${state.reason}`,
      why(state),
      state.by === null ? '' : who(state.by),
      startedAt === null ? '' : when(startedAt),
      ms === null ? '' : took(ms),
      String(state.attempts.at(-1)?.started.attempt ?? ''),
    ]),
})

const failed = (facts: Facts): Table => ({
  title: 'What failed',
  header: ['Step', 'Attempt', 'Statement', 'Status', 'Why', 'When'],
  rows: facts.steps.flatMap(({ step, failures }) =>
    failures.map(({ attempt, script, status, why, endedAt }) => [
      String(step.number),
      String(attempt),
      script ?? step.title,
      status === null ? 'unknown' : String(status),
      why,
      endedAt === null ? '' : when(endedAt),
    ]),
  ),
})

const wayBack = ({ waysBack }: Facts): Table => ({
  title: 'Way back',
  header: ['Procedure', 'Steps run before it', 'Of them it undoes', 'By', 'Reason', 'Started', 'Took', 'Outcome'],
  rows: waysBack.map(({ title, before, undone, by, reason, startedAt, endedAt, outcome }) => [
    title,
    before.length === 0 ? 'none had run' : ranges(before),
    undone.length === 0 ? 'it names none' : ranges(undone),
    who(by),
    reason ?? '',
    when(startedAt),
    endedAt === null ? '' : took(endedAt - startedAt),
    outcome ?? 'not over',
  ]),
})

/** Conditions for going back that came true. */
const triggers = ({ state }: Facts): Table => ({
  title: 'Conditions for going back',
  header: ['Condition', 'Why', 'By', 'When'],
  rows: state.fired.map(({ text, why, by, at }) => [text, why, who(by), when(at)]),
})

/** How things stood before the way back changed them. */
const kept = ({ waysBack, state }: Facts): Table => ({
  title: 'Kept before the way back',
  header: ['What', 'File', 'Bytes', 'SHA-256'],
  rows: waysBack.flatMap(({ kept }) =>
    (kept ?? []).map(({ of, file, bytes, digest, raw, why }) => [
      of,
      file === null
        ? `not kept: ${why}`
        : `runs/${state.id}/kept/${file}${raw ? ' (secrets are not hidden in it)' : ''}`,
      file === null ? '' : String(bytes),
      digest,
    ]),
  ),
})

function deviations({ state }: Facts): Table {
  const number = numberOf(state)
  return {
    title: 'Deviations',
    header: ['Step', 'Kind', 'What', 'Reason'],
    rows: state.deviations.map(({ step, kind, text, reason }) => [number(step), kind, text, reason ?? '']),
    changes: state.deviations.flatMap(({ step, diff }) =>
      diff === null ? [] : [{ title: `Step ${number(step)} was changed:`, ...diff }],
    ),
  }
}

const services = ({ state }: Facts): Table => ({
  title: 'Services left running',
  header: ['Process', 'Command', 'Port', 'Log', 'To end it'],
  rows: state.services
    .filter(({ endedAt }) => endedAt === null)
    .map(({ pid, command, port, log }) => [
      String(pid),
      command,
      port === null ? '' : String(port),
      log,
      `kill ${pid}`,
    ]),
})

const decisions = ({ state }: Facts): Table => ({
  title: 'Decisions',
  header: ['Question', 'Answer', 'By', 'When'],
  rows: state.answered
    // What people said of a sample stands with its soak.
    .filter((asked) => !isSigned(asked) && asked.decision.kind !== 'sample')
    .flatMap(({ decision, answers, withdrawn, closedAt }) => [
      ...answers.map(({ answer, by, at }) => [
        decision.question,
        [decision.options.find(({ id }) => id === answer.option)?.label ?? answer.option, answer.reason ?? '']
          .filter((text) => text !== '')
          .join(': '),
        who(by),
        when(at),
      ]),
      ...(withdrawn === null
        ? []
        : [[decision.question, `withdrawn: ${withdrawn}`, '', closedAt === null ? '' : when(closedAt)]]),
    ]),
})

/** Who was told that something waits for them, what became of the alarms that it raised, and when others were silenced. */
const calls = ({ state }: Facts): Table => {
  const sent = (subject: string, { notifier, arrived, said, tries, queuedAt, signal }: Posting) => {
    const came =
      arrived === null ? `not delivered (${tries} tries): ${said ?? 'not tried'}` : `delivered: ${said ?? ''}`
    return [subject, signal === undefined ? came : `${signal}, ${came}`, notifier, when(arrived ?? queuedAt)]
  }
  const isAbout = ({ message, about }: Posting, id: string) =>
    about === id || message === `ask-${id}` || message.startsWith(`call-${id}-`)
  return {
    title: 'Calls',
    header: ['Question', 'Why', 'Who', 'When'],
    rows: [
      ...state.answered.flatMap(({ decision, called }) => [
        ...called.map(({ what, to, at }) => [decision.question, what, to.join('; '), when(at)]),
        ...state.outbox.filter((one) => isAbout(one, decision.id)).map((one) => sent(decision.question, one)),
      ]),
      ...state.outbox
        .filter(({ signal }) => signal === 'silence' || signal === 'end-silence')
        .map((one) => sent(one.subject, one)),
    ],
  }
}

const criteria = ({ state }: Facts): Table => ({
  title: 'Criteria',
  header: ['What must hold', 'Verdict', 'By', 'When'],
  rows: Object.values(state.criteria).flatMap(({ verdicts, by, at }) =>
    verdicts.map(({ criterion, verdict, known }) => [
      state.plan.criteria[criterion]?.text ?? '',
      verdict,
      known ?? who(by),
      when(at),
    ]),
  ),
})

const expectations = (facts: Facts): Table => ({
  title: 'Expectations',
  header: ['Step', 'Expected', 'Verdict', 'Why'],
  rows: facts.steps.flatMap(({ step, state }) =>
    state.verdicts.map(({ expectation, verdict, why }) => [
      String(step.number),
      step.expectations.find(({ id }) => id === expectation)?.text ?? expectation,
      verdict,
      why,
    ]),
  ),
})

/** What did not run on the machine that the record is of. */
const elsewhere = (facts: Facts): Table => ({
  title: 'On other hosts',
  header: ['Step', 'Attempt', 'Target', 'ssh'],
  rows: facts.steps.flatMap(({ step, state }) =>
    state.attempts.flatMap(({ started: { attempt, target } }) =>
      target === undefined
        ? []
        : [[String(step.number), String(attempt), target.name, [...target.options, target.ssh].join(' ')]],
    ),
  ),
})

/** What servers answered to curl: it ends well also when they refuse. */
const requests = (facts: Facts): Table => ({
  title: 'Answers to curl',
  header: ['Step', 'Attempt', 'Statement', 'HTTP status'],
  rows: facts.steps.flatMap(({ step, state }) =>
    state.attempts.flatMap(({ started, end }) =>
      (end?.statements ?? [])
        .filter(({ http }) => http.length > 0)
        .map(({ index, http }) => [
          String(step.number),
          String(started.attempt),
          state.edits[index] ?? step.command?.statements[index]?.source ?? step.title,
          statusWords(http),
        ]),
    ),
  ),
})

const values = ({ state, steps }: Facts): Table => ({
  title: 'Values',
  header: ['Name', 'Value', 'From'],
  rows: [
    ...Object.entries(state.inputs).map(([name, { value, from, by }]) => [
      name,
      value ?? '(secret, not kept)',
      `${from}, ${who(by)}`,
    ]),
    ...steps.flatMap(({ step, state: of }) =>
      of.values.flatMap((value, index) =>
        value === '' ? [] : [[step.blanks[index]?.label || step.title, value, `step ${step.number}`]],
      ),
    ),
  ],
})

function comments({ state }: Facts): Table {
  const number = numberOf(state)
  return {
    title: 'Comments',
    header: ['Step', 'Comment', 'By', 'When'],
    rows: state.comments.map(({ step, text, by, at }) => [number(step), text, who(by), when(at)]),
  }
}

/** Secrets are hidden in what commands print, and not in what people add. */
function evidence({ state }: Facts): Table {
  const number = numberOf(state)
  return {
    title: 'Evidence (as it was added; nothing is hidden in it)',
    header: ['Step', 'File', 'Kind', 'Bytes', 'SHA-256', 'Note', 'By', 'When'],
    rows: state.evidence.map(({ step, name, media, bytes, digest, note, by, at }) => [
      number(step),
      name,
      media,
      String(bytes),
      digest,
      note ?? '',
      who(by),
      when(at),
    ]),
  }
}

function numberOf({ plan }: RunState): (step: StepId | null) => string {
  const numbers = new Map(plan.steps.map(({ id, number }) => [id, String(number)]))
  return (step) => (step === null ? '' : (numbers.get(step) ?? ''))
}
