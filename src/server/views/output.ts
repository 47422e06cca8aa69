import type { OutputMatches } from '../../contract/index.ts'
import type { Engine } from '../../engine/engine.ts'
import type { RunFiles } from '../../engine/ports.ts'
import { HoldpointError } from '../../errors.ts'
import type { StepId } from '../../plan/index.ts'
import { exportedOutputs } from '../../record/exported.ts'
import type { RunState } from '../../run/index.ts'
import { indexOf } from '../../run/order.ts'

/** Bytes that are read at once, whatever is asked for. */
const portion = 1024 * 1024

/** An attempt's output as people may see it. */
export interface Shown {
  /** Length as far as it has come, in bytes. */
  readonly total: number
  /** Bytes `[from, to)`, at most a megabyte of them. Fails with `output-hidden`. */
  read(from: number, to: number): Promise<Uint8Array>
}

interface Parts {
  readonly engine: Pick<Engine, 'output' | 'history'>
  readonly files: Pick<RunFiles, 'length'>
}

/** Fails with `step-unknown` and `attempt-unknown`. */
export async function shownOf({ engine, files }: Parts, state: RunState, id: StepId, attempt: number): Promise<Shown> {
  const step = indexOf(state.plan).steps.get(id)
  if (step === undefined) throw new HoldpointError('step-unknown', { step: id, path: state.source.path })
  const hidden = () => new HoldpointError('output-hidden', { step: step.title, attempt })
  const reader = (total: number, past?: { readonly masked: boolean }): Shown => ({
    total,
    read: async (from, to) => {
      const end = Math.min(to, from + portion, Math.max(from, total))
      const bytes = await engine.output(state, id, attempt, from, end, past)
      if (bytes === null) throw hidden()
      return bytes
    },
  })
  const known = state.steps.get(id).attempts.find(({ started }) => started.attempt === attempt)
  if (known !== undefined) return reader(known.end?.output.bytes ?? (await files.length(state.id, id, attempt)))
  // Of an earlier sample of a soak the journal alone knows.
  const past = exportedOutputs(await engine.history(state.id)).find((one) => one.step === id && one.attempt === attempt)
  if (past === undefined) throw new HoldpointError('attempt-unknown', { step: step.title, attempt })
  if (past.sealed === null) throw hidden()
  return reader(past.sealed.bytes, { masked: past.masked })
}

/** All of it, piece by piece: as much lies in memory as one piece. */
export async function* piecesOf({ total, read }: Shown): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < total; ) {
    const bytes = await read(from, total)
    if (bytes.length === 0) return
    from += bytes.length
    yield bytes
  }
}

/** How much of an output is looked through, how many matches are told, how much of a line. */
const most = { bytes: 256 * 1024 * 1024, matches: 500, line: 200 }

/** Where a text occurs, without regard to the case of its letters, from the beginning on. */
export async function searched(shown: Shown, wanted: string): Promise<OutputMatches> {
  const needle = lower(Buffer.from(wanted, 'utf8').toString('latin1'))
  const matches: OutputMatches['matches'] = []
  let held = ''
  let at = 0
  let seen = 0
  for await (const piece of piecesOf({ ...shown, total: Math.min(shown.total, most.bytes) })) {
    seen += piece.length
    const text = held + Buffer.from(piece).toString('latin1')
    const folded = lower(text)
    for (let place = folded.indexOf(needle); place >= 0; place = folded.indexOf(needle, place + needle.length)) {
      // Its line may go on in the next piece, where it is found again.
      const isLast = text.indexOf('\n', place) < 0 && seen < shown.total && text.length - place < portion
      if (isLast) break
      if (matches.length === most.matches) return { matches, more: true, searched: at + place }
      matches.push({ at: at + place, line: lineAt(text, place) })
    }
    const keep = Math.max(text.lastIndexOf('\n') + 1, text.length - portion)
    held = text.slice(keep)
    at += keep
    // Others have their turn while a long output is looked through.
    await new Promise(setImmediate)
  }
  return { matches, more: seen < shown.total, searched: seen }
}

/** Letters of ASCII alone: a byte stays a byte. */
const lower = (text: string): string => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase())

function lineAt(text: string, place: number): string {
  const from = text.lastIndexOf('\n', place - 1) + 1
  const end = text.indexOf('\n', place)
  const start = place - from > most.line / 2 ? place - most.line / 2 : from
  const bytes = Buffer.from(text.slice(start, Math.min(end < 0 ? text.length : end, start + 4 * most.line)), 'latin1')
  return bytes.toString('utf8').slice(0, most.line)
}
