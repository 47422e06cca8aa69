import type { StepId } from '../plan/index.ts'
import { digestOf } from '../run/chain.ts'
import { logName, type OutputSeal, type Recorded } from '../run/index.ts'
import { maskedCopies } from './exported.ts'

/** A stretch of an attempt's output whose length and digest the journal holds: bytes `[from, from + sealed.bytes)`. */
export interface SealedOutput {
  readonly step: StepId
  readonly attempt: number
  readonly from: number
  /** Name of the file in the attempt's folder: `output`, or a service's own log. */
  readonly log: string
  readonly sealed: OutputSeal
  /** Nothing may follow it: whoever could write more had ended. To be measured to the end of the file. */
  readonly whole: boolean
}

/** One thing that is not as it was recorded. */
export type Alteration =
  /** An event's content is not what was sealed. */
  | { readonly is: 'edited'; readonly seq: number; readonly why: string }
  /** Events are gone, between others or at the end. */
  | { readonly is: 'missing'; readonly from: number; readonly to: number; readonly why: string }
  /** Events follow the end that was attested. */
  | { readonly is: 'added'; readonly from: number; readonly to: number; readonly why: string }
  /** The journal is whole in itself, and another than the one that was attested or anchored. */
  | { readonly is: 'rebuilt'; readonly why: string }
  /** A file of a bundle. */
  | { readonly is: 'file'; readonly name: string; readonly why: string }
  /** An event stands where another belongs, or twice. */
  | { readonly is: 'moved'; readonly seq: number; readonly why: string }
  /** The file of an attempt's output is gone, or some of its end. */
  | { readonly is: 'output-missing'; readonly step: StepId; readonly attempt: number; readonly why: string }
  | { readonly is: 'output-altered'; readonly step: StepId; readonly attempt: number; readonly why: string }
  /** A person's answer is not what their key signed. */
  | { readonly is: 'forged'; readonly seq: number; readonly what: 'answer' | 'tick'; readonly why: string }
  /** The line in the list of runs says something else than the journal. */
  | { readonly is: 'listed'; readonly why: string }

/**
 * What a journal says of output: to be measured on the disk and given to `verify`. A step with a service has a stretch up
 * to its own end, one of the copy in which secrets are hidden, and one of the service's log, from the beginning to what was there when the service stopped.
 */
export function sealedOutputs(journal: readonly Recorded[]): readonly SealedOutput[] {
  const logs = new Map<string, string>()
  const copies = maskedCopies(journal)
  const service = (of: { step: StepId; attempt: number }, pid: number) => `${of.attempt} ${pid} ${of.step}`
  return journal.flatMap(({ event }): readonly SealedOutput[] => {
    if (event.type === 'StepEnded') {
      for (const { pid, log } of event.end.services) logs.set(service(event, pid), logName(log))
      const { how, services, survivors, output } = event.end
      const copy = copies.get(`${event.attempt} ${event.step}`)
      const whole = how === 'exit' && services.length + survivors.length === 0
      return [
        stretch(event, output, 'output', whole),
        ...(copy === undefined || copy.digest === output.digest ? [] : [stretch(event, copy, 'output.masked', true)]),
      ]
    }
    if (event.type !== 'ServiceEnded') return []
    return [stretch(event, event.later, logs.get(service(event, event.pid)) ?? 'output', false)]
  })
}

const stretch = (
  { step, attempt }: { step: StepId; attempt: number },
  sealed: OutputSeal,
  log: string,
  whole: boolean,
): SealedOutput => ({ step, attempt, from: 0, log, sealed, whole })

/**
 * Everything that was altered in a run: its journal, checked event by event and against `head`, which the store keeps
 * apart from it (null: not known), and its outputs as `found` measured them (null: no file). Empty: nothing was.
 */
export function verify(
  journal: readonly Recorded[],
  head: { readonly seq: number; readonly hash: string } | null,
  found: (output: SealedOutput) => OutputSeal | null,
): readonly Alteration[] {
  return [...brokenLinks(journal), ...cutEnd(journal, head), ...alteredOutputs(journal, found)]
}

/** What the list of runs says of one, beside where its journal ends. */
interface ListedRun {
  readonly document: string
  readonly title: string
  readonly environment: string | null
  readonly rehearsal: boolean
  readonly createdAt: number
  readonly updatedAt: number
  readonly outcome: string | null
}

/** What `row` says otherwise than the journal, which alone is the truth. Empty when it was made of this journal. */
export function alteredRow(journal: readonly Recorded[], row: ListedRun): readonly Alteration[] {
  const first = journal[0]
  const created = first?.event
  if (first === undefined || created?.type !== 'RunCreated') return []
  const ended = journal.flatMap(({ event }) => (event.type === 'RunEnded' ? event.outcome : [])).at(-1) ?? null
  const truth: ListedRun = {
    document: created.source.path,
    title: created.plan.title,
    environment: created.environment,
    rehearsal: created.rehearsal,
    createdAt: first.at,
    updatedAt: journal.at(-1)?.at ?? first.at,
    outcome: ended,
  }
  return (Object.keys(truth) as (keyof ListedRun)[])
    .filter((name) => row[name] !== truth[name])
    .map((name) => ({ is: 'listed', why: `its ${name} is ${row[name]}, the journal says ${truth[name]}` }))
}

/** Every event of a journal, in the order in which the store gave it, that is not what was sealed. Empty: all are. */
export function brokenLinks(journal: readonly Recorded[]): readonly Alteration[] {
  const broken: Alteration[] = []
  let expected = 1
  let prev: string | null = ''
  for (const recorded of journal) {
    const { hash, seq, ...content } = recorded
    if (seq > expected) {
      broken.push({ is: 'missing', from: expected, to: seq - 1, why: 'no such events are in the journal' })
      prev = null
    }
    if (seq < expected) broken.push({ is: 'moved', seq, why: `stands after event ${expected - 1}` })
    else if (digestOf({ ...content, seq }) !== hash) {
      broken.push({ is: 'edited', seq, why: 'its content has another digest than the one recorded with it' })
    } else if (prev !== null && recorded.prev !== prev) {
      broken.push({ is: 'moved', seq, why: 'does not continue the event before it: one of the two was replaced' })
    } else if (recorded.run !== journal[0]?.run) {
      broken.push({ is: 'moved', seq, why: `belongs to run ${recorded.run}` })
    }
    expected = Math.max(expected, seq + 1)
    prev = hash
  }
  return broken
}

/** A chain can't tell that its end was cut off; the head can, and so can a run that goes on after its end. */
function cutEnd(
  journal: readonly Recorded[],
  head: { readonly seq: number; readonly hash: string } | null,
): readonly Alteration[] {
  if (head === null) return []
  const last = journal.at(-1)
  if (last === undefined || last.seq < head.seq) {
    const from = (last?.seq ?? 0) + 1
    return [{ is: 'missing', from, to: head.seq, why: 'the end of the journal was cut off' }]
  }
  const there = journal.find(({ seq }) => seq === head.seq)
  if (there !== undefined && there.hash === head.hash) return []
  const why = 'its hash is not the one that the list of runs holds: the journal was rebuilt, or the list was altered'
  return [{ is: 'edited', seq: head.seq, why }]
}

function alteredOutputs(
  journal: readonly Recorded[],
  found: (output: SealedOutput) => OutputSeal | null,
): readonly Alteration[] {
  return sealedOutputs(journal).flatMap((output): readonly Alteration[] => {
    const { step, attempt, log, sealed } = output
    const file = log === 'output' ? 'its file' : `its ${log}`
    const there = found(output)
    if (there === null) {
      if (sealed.bytes === 0) return []
      return [
        {
          is: 'output-missing',
          step,
          attempt,
          why: `${file} is gone, or no file any more; it had ${sealed.bytes} bytes`,
        },
      ]
    }
    if (there.bytes < sealed.bytes) {
      const why = `${file} ends after ${there.bytes} of ${sealed.bytes} bytes`
      return [{ is: 'output-missing', step, attempt, why }]
    }
    if (there.bytes > sealed.bytes) {
      const why = `${file} has ${there.bytes} bytes, recorded were ${sealed.bytes}: something was added`
      return [{ is: 'output-altered', step, attempt, why }]
    }
    if (there.bytes === sealed.bytes && there.digest === sealed.digest) return []
    const why = `SHA-256 of the ${sealed.bytes} bytes of ${file} is ${there.digest}, recorded was ${sealed.digest}`
    return [{ is: 'output-altered', step, attempt, why }]
  })
}
