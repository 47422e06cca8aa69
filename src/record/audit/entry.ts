import { type Actor, type Authority, isSameHand, type Recorded, type RunState } from '../../run/index.ts'
import { type Facts, facts } from '../facts.ts'
import { countSigned } from '../signatures.ts'
import { doneBefore, released } from '../surroundings.ts'
import type { Alteration } from '../verify.ts'
import { runStanding } from '../words.ts'

/** An approval of a run: of what, by whom. */
interface Approval {
  readonly of: string
  readonly by: Actor
  readonly at: number
}

/**
 * What an auditor samples of one change: what PCI DSS 4.0.1 §6.5.1 (reason, impact, approval, testing, return to a secure
 * state) and SOC 2 CC8.1 (requested, authorised, tested, approved, documented) ask for, as this run can show it.
 */
export interface AuditEntry {
  readonly number: number
  readonly run: string
  readonly title: string
  readonly release: string | null
  readonly environment: string | null
  /** The digest of what was released, and what it is of; null: nobody looked. */
  readonly released: string | null
  /** The same release in the environment before; null: none was demanded or found. */
  readonly doneBefore: string | null
  /** Who went on against what held in the environment: a freeze, a window, the order of promotion, a run beside it. */
  readonly overridden: readonly {
    readonly text: string
    readonly reason: string
    readonly by: Actor
    readonly at: number
  }[]
  readonly document: { readonly path: string; readonly sha256: string }
  readonly continues: string | null
  readonly outcome: string
  readonly startedAt: number
  readonly endedAt: number | null
  /** What people said the run was for. */
  readonly reasons: readonly string[]
  readonly requestedBy: Actor
  readonly carriedOutBy: readonly Actor[]
  readonly approvals: readonly Approval[]
  readonly tests: {
    readonly steps: number
    readonly passed: number
    readonly met: number
    readonly unmet: number
    readonly unclear: number
  }
  /** Sections of the document on impact and risk: title and line. */
  readonly impact: readonly { readonly title: string; readonly line: number }[]
  /** The ways back that the document has, and those that were taken. */
  readonly backOut: readonly { readonly title: string; readonly level: number; readonly taken: string | null }[]
  readonly deviations: readonly { readonly kind: string; readonly text: string; readonly reason: string | null }[]
  /** Files that people added, with their SHA-256. */
  readonly evidence: readonly {
    readonly name: string
    readonly sha256: string
    readonly by: Actor
    readonly at: number
  }[]
  readonly answers: { readonly signed: number; readonly unsigned: number; readonly ticks: number }
  readonly journal: { readonly events: number; readonly head: string }
  /** What is not as it was recorded, in sentences; empty: all of it is. */
  readonly altered: readonly string[]
  /** What was asked for and this run has nothing of. */
  readonly lacks: readonly string[]
}

/** `sentence` says an alteration to people. */
export function auditEntry(
  number: number,
  state: RunState,
  history: readonly Recorded[],
  altered: readonly Alteration[],
  sentence: (one: Alteration) => string,
): AuditEntry {
  const told = facts(state, history)
  const entry = {
    number,
    run: state.id,
    title: state.plan.title,
    release: state.release,
    environment: state.environment,
    released: released(state),
    doneBefore: state.promotes === null ? null : doneBefore(state.promotes),
    overridden: overridden(state),
    document: { path: state.plan.source.path, sha256: state.plan.source.digest },
    continues: state.continues,
    outcome: runStanding(state),
    startedAt: told.startedAt,
    endedAt: told.endedAt,
    reasons: state.comments.filter(({ step }) => step === null).map(({ text }) => text),
    requestedBy: state.operator,
    carriedOutBy: people(history),
    approvals: approvals(state, history),
    tests: tests(told),
    impact: impact(state),
    backOut: backOut(told),
    deviations: state.deviations.map(({ kind, text, reason }) => ({ kind, text, reason })),
    evidence: state.evidence.map(({ name, digest: sha256, by, at }) => ({ name, sha256, by, at })),
    answers: countSigned(history),
    journal: { events: told.events, head: told.head },
    altered: altered.map(sentence),
  }
  return { ...entry, lacks: lacks(entry, beganAt(told), state.authority) }
}

/** Everybody whose word it took, with their reasons. */
function overridden({ answered, beside, operator, createdAt }: RunState): AuditEntry['overridden'] {
  const begun =
    beside === null
      ? []
      : [
          {
            text: `begun beside run ${beside.run} of ${beside.who}`,
            reason: beside.reason,
            by: operator,
            at: createdAt,
          },
        ]
  const gone = answered.filter(
    ({ decision, closedAt, withdrawn }) => decision.kind === 'override' && closedAt !== null && withdrawn === null,
  )
  return [
    ...begun,
    ...gone.flatMap(({ decision, answers }) =>
      answers
        .filter(({ answer }) => answer.option === 'accept')
        .map(({ by, at, answer }) => ({
          text: (decision.about ?? decision.question).replaceAll('\n', ' '),
          reason: answer.reason ?? '',
          by,
          at,
        })),
    ),
  ]
}

/** Who did something that a person does, once each. */
function people(history: readonly Recorded[]): readonly Actor[] {
  const acted = history.filter(({ actor }) => actor.kind === 'person' || actor.kind === 'answers')
  return [
    ...new Map(
      acted.map(({ actor }) => [`${actor.kind} ${actor.id} ${actor.key ?? ''} ${actor.link?.id ?? ''}`, actor]),
    ).values(),
  ]
}

/** Signed steps, and approvals that the run asked for; one that lapsed later is not one. */
function approvals({ plan }: RunState, history: readonly Recorded[]): readonly Approval[] {
  const titles = new Map(plan.steps.map(({ id, title }) => [id, title]))
  const given = new Map<string, Approval>()
  for (const { event, actor, at } of history) {
    if (event.type === 'ApprovalLapsed') given.delete(event.step)
    const signed = event.type === 'StepSettled' && event.how === 'signed' && event.outcome === 'passed'
    if (signed || event.type === 'ApprovalGiven')
      given.set(event.step, { of: titles.get(event.step) ?? event.step, by: actor, at })
  }
  return [...given.values()]
}

function tests({ steps }: Facts): AuditEntry['tests'] {
  const verify = steps.filter(({ section, standing }) => section?.role === 'verify' && standing !== 'aside')
  const verdicts = steps.flatMap(({ state }) => state.verdicts.map(({ verdict }) => verdict))
  const count = (which: string) => verdicts.filter((verdict) => verdict === which).length
  const passed = verify.filter(({ standing }) => standing === 'passed').length
  return { steps: verify.length, passed, met: count('met'), unmet: count('unmet'), unclear: count('unclear') }
}

const impact = ({ plan }: RunState): AuditEntry['impact'] =>
  plan.sections
    .filter(({ title }) => /\b(?:impact|risks?|security|downtime|affected)\b/i.test(title))
    .map(({ title, heading }) => ({ title, line: heading.line }))

function backOut({ state, waysBack }: Facts): AuditEntry['backOut'] {
  return state.plan.procedures
    .filter(({ aftermath }) => !aftermath)
    .map(({ id, title, level }) => {
      const taken = waysBack.find(({ procedure }) => procedure === id)
      return { title, level, taken: taken === undefined ? null : (taken.outcome ?? 'not over') }
    })
}

/** When the first command of a section that deploys was started; null: none was. */
const beganAt = ({ steps }: Facts): number | null => {
  const times = steps.flatMap(({ section, state }) =>
    section?.role === 'deploy' ? state.attempts.map(({ at }) => at) : [],
  )
  return times.length === 0 ? null : Math.min(...times)
}

function lacks(entry: Omit<AuditEntry, 'lacks'>, began: number | null, authority: Authority): readonly string[] {
  const { approvals, tests, impact, backOut, requestedBy, reasons, release } = entry
  const late = began !== null && approvals.length > 0 && approvals.every(({ at }) => at > began)
  const own = approvals.filter(({ by }) => isSameHand(authority, by, requestedBy)).length
  return [
    ...(reasons.length === 0 && release === null
      ? ['reason: neither a release nor a comment says what it was for']
      : []),
    ...(approvals.length === 0 ? ['approval: nobody signed'] : []),
    ...(late ? ['approval before the change: it was signed when the change had begun'] : []),
    ...(own > 0 && own === approvals.length ? ['separation: only who requested it approved it'] : []),
    ...(tests.steps + tests.met + tests.unmet + tests.unclear === 0 ? ['test evidence'] : []),
    ...(backOut.length === 0 ? ['back-out procedure: the document has none'] : []),
    ...(impact.length === 0 ? ['impact: no section of the document is about it'] : []),
  ]
}
