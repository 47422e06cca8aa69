import type { Actor, Recorded, RunState } from '../run/index.ts'
import { exportedOutputs } from './exported.ts'
import { facts } from './facts.ts'
import { journalRoot } from './merkle.ts'

export const payloadType = 'application/vnd.in-toto+json'
/** Of a statement about one run. */
export const predicateType = 'urn:holdpoint:deployment-run:v1'

/** A file that the attestation speaks of. */
export interface Subject {
  readonly name: string
  readonly digest: { readonly sha256: string }
}

/** An in-toto Statement v1 (https://in-toto.io/Statement/v1) about one run. */
export type Statement = ReturnType<typeof statement>

/** What is attested of a run: the files, and through the journal's root everything that happened, by whom. */
export function statement(
  state: RunState,
  history: readonly Recorded[],
  files: readonly Subject[],
  /** Of the Holdpoint that made the files: another one may draw the same run otherwise. */
  version: string,
) {
  const told = facts(state, history)
  const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString())
  const { path, digest } = state.plan.source
  return {
    _type: 'https://in-toto.io/Statement/v1',
    subject: [...files, { name: path, digest: { sha256: digest } }],
    predicateType,
    predicate: {
      run: state.id,
      title: state.plan.title,
      document: { path, sha256: digest },
      environment: state.environment,
      release: state.release,
      identity: state.identity,
      promotes: state.promotes,
      beside: state.beside,
      overrides: state.overrides,
      rehearsal: state.rehearsal,
      continues: state.continues,
      operator: state.operator,
      status: state.status,
      outcome: state.outcome,
      startedAt: iso(told.startedAt),
      endedAt: iso(told.endedAt),
      holdpoint: version,
      journal: {
        events: history.length,
        head: told.head,
        merkleRoot: journalRoot(history),
        tree: 'RFC 6962, SHA-256; leaves: the hashes of the events, 32 bytes each',
      },
      steps: told.counts,
      deviations: state.deviations.length,
      people: people(history),
      decisions: decisions(history),
      outputs: exportedOutputs(history).map(({ step, attempt, name, original, sealed }) => ({
        step: state.plan.steps.find(({ id }) => id === step)?.number ?? null,
        attempt,
        name,
        bytes: original.bytes,
        sha256: original.digest,
        masked: sealed === null || sealed === original ? null : { bytes: sealed.bytes, sha256: sealed.digest },
      })),
    },
  }
}

/** Everybody who did something in the run, once. */
function people(history: readonly Recorded[]): readonly Actor[] {
  const known = history.map(({ actor }) => [`${actor.kind} ${actor.id} ${actor.key ?? ''}`, actor] as const)
  return [...new Map(known).values()]
}

/** Who decided what, when, and whether their key signed it. */
function decisions(history: readonly Recorded[]) {
  const questions = new Map(
    history.flatMap(({ event }) =>
      event.type === 'DecisionOpened' ? [[event.decision.id, event.decision] as const] : [],
    ),
  )
  return history.flatMap(({ event, seq, at, actor }) => {
    if (event.type !== 'DecisionAnswered') return []
    const { kind, question } = questions.get(event.decision) ?? { kind: null, question: null }
    const { option, reason } = event.answer
    const when = new Date(at).toISOString()
    return [{ event: seq, kind, question, option, reason, by: actor, at: when, signed: event.signature !== undefined }]
  })
}
