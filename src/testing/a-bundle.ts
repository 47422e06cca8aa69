import { isSigned } from '../adapters/keys/operator-key.ts'
import {
  type Alteration,
  anchorLine,
  anchorOf,
  attest,
  attestationFile,
  bundle,
  exportedOutputs,
  journalOf,
  publicKeyFile,
  recordFiles,
  stamp,
  statement,
  subjectsOf,
  verifyBundle,
} from '../record/index.ts'
import { sha256, signedAnswer } from '../run/chain.ts'
import { type Actor, type Recorded, type RunEvent, replay } from '../run/index.ts'
import { comment } from './run-events.ts'
import { aKey } from './signer.ts'
import { endedStep, settled, startedStep, toyRun } from './toy-run.ts'

/** Every file of a bundle, outputs too, by name. */
export type Files = ReadonlyMap<string, Buffer>

export const key = aKey()
const ada: Actor = { kind: 'person', id: 'ada', name: 'Ada Lovelace <ada@example.org>', key: key.fingerprint }
const printed: Files = new Map([
  ['outputs/step-1-attempt-1.txt', Buffer.from('hello\nworld\n')],
  ['outputs/step-2-attempt-1.txt', Buffer.from([0, 255, 10, 27, 91, 51, 49, 109])],
])

/** A run of two steps, each with an output, whose question Ada answered and signed. */
function aRun(): readonly Recorded[] {
  const sealed = [...printed.values()].map((bytes) => ({ bytes: bytes.length, digest: sha256(bytes).toString('hex') }))
  const events: RunEvent[] = [
    ...sealed.flatMap((output, index) => {
      const step = `step-${index + 1}`
      return [startedStep(step), endedStep(step, output), settled(step)]
    }),
    comment('looks well'),
    { type: 'DecisionOpened', decision: question },
  ]
  const before = toyRun(text, events, undefined, {}, ada).history
  const answer = { option: 'yes', steps: [], reason: 'all is green', fields: {} } as const
  const signature = key.sign(signedAnswer('run-1', question, answer, before.at(-1)?.hash ?? ''))
  events.push({ type: 'DecisionAnswered', decision: question.id, answer, closed: true, signature })
  events.push({ type: 'RunEnded', outcome: 'done', reason: null })
  return toyRun(text, events, undefined, {}, ada).history
}

const text = '# Deploy\n\n- [ ] first\n- [ ] second\n'
const question: Extract<RunEvent, { type: 'DecisionOpened' }>['decision'] = {
  id: 'd1',
  kind: 'judgment',
  question: 'Is it well?',
  detail: [],
  steps: [],
  span: null,
  options: [],
  fields: [],
  attempt: null,
  statement: null,
  about: null,
  reason: null,
  who: null,
  binds: null,
  deadline: null,
}

/** A bundle of this journal, signed. What lies in its outputs is taken as it is. */
export function bundleOf(journal: readonly Recorded[], outputs: Files, by = key): Files {
  const stored = journal.map((one) => JSON.parse(JSON.stringify(one)) as Recorded)
  const state = replay(stored)
  if (state === null) throw new Error('the journal is empty')
  const stamped = `${anchorLine(anchorOf(state.id, journal.slice(0, 2)))}\n`
  const files = new Map([
    ...recordFiles(state, stored, stored, tailsIn(stored, outputs)),
    [stamp.text, Buffer.from(stamped)] as const,
    [stamp.reply, Buffer.from([48, 3, 2, 1, 0])] as const,
  ])
  const signed = attest(statement(state, stored, subjectsOf(files), '0.1.0'), by)
  return new Map<string, Buffer>([
    ...[...files].map(([name, bytes]) => [name, Buffer.from(bytes)] as const),
    [bundle.attestation, Buffer.from(attestationFile(signed))],
    [bundle.key, Buffer.from(publicKeyFile(by.sign('').key))],
    ...outputs,
  ])
}

const tailsIn = (events: readonly Recorded[], files: Files) => (step: string, attempt: number) => {
  const found = exportedOutputs(events).find((one) => one.step === step && one.attempt === attempt)
  const bytes = found && files.get(found.name)
  return bytes ? { bytes, from: 0 } : null
}

export const journal = aRun()
export const whole: Files = bundleOf(journal, printed)

/** What `verify` finds in these files, whose signer is known. */
export function alterationsIn(files: Files): readonly Alteration[] {
  const events = journalOf(files.get(bundle.journal)?.toString() ?? '').flatMap((line) => line ?? [])
  const sealOf = (name: string) => {
    const bytes = files.get(name)
    return bytes === undefined ? null : { bytes: bytes.length, digest: sha256(bytes).toString('hex') }
  }
  const given = { names: [...files.keys()], files, sealOf, tails: tailsIn(events, files) }
  return verifyBundle(given, { isSigned, version: '0.1.0', key: key.fingerprint }).altered
}

/** The files that alterations name. */
export function namedIn(altered: readonly Alteration[]): readonly string[] {
  const outputs = exportedOutputs(journal)
  return altered.map((one) => {
    if (one.is === 'file') return one.name
    if (one.is !== 'output-altered' && one.is !== 'output-missing') return bundle.journal
    return outputs.find(({ step, attempt }) => step === one.step && attempt === one.attempt)?.name ?? ''
  })
}
