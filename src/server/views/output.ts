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

/** Bytes after a match that are waited for, so that its line is told whole; bytes before it that are held for the same. */
const around = { after: 4 * most.line, before: most.line }

const newline = 0x0a

/**
 * Where a text occurs, without regard to the case of its letters, from the beginning on. It is looked for in bytes: whoever searches what
 * a step printed for an hour holds up nobody else.
 */
export async function searched(shown: Shown, wanted: string): Promise<OutputMatches> {
  const needle = lower(Buffer.from(wanted, 'utf8'))
  const matches: OutputMatches['matches'] = []
  let held: Buffer = Buffer.alloc(0)
  /** Offsets in the output: of what is held, and of where the search goes on. */
  let at = 0
  let next = 0
  let seen = 0
  /** True when there are as many as are told. */
  const look = (bytes: Buffer, isOver: boolean): boolean => {
    const folded = lower(bytes)
    for (;;) {
      const place = folded.indexOf(needle, next - at)
      if (place < 0) next = Math.max(next, at + bytes.length - needle.length + 1)
      else next = at + place
      // Its line may go on in the next piece, where it is found again.
      const isCut = bytes.length - place < around.after && bytes.indexOf(newline, place) < 0
      if (place < 0 || (isCut && !isOver)) return false
      if (matches.length === most.matches) return true
      matches.push({ at: next, line: lineAt(bytes, place) })
      next += needle.length
    }
  }
  for await (const piece of piecesOf({ ...shown, total: Math.min(shown.total, most.bytes) })) {
    seen += piece.length
    const bytes = Buffer.concat([held, piece])
    if (look(bytes, false)) return { matches, more: true, searched: next }
    const keep = Math.max(0, next - at - around.before)
    held = bytes.subarray(keep)
    at += keep
    // Others have their turn while a long output is looked through.
    await new Promise(setImmediate)
  }
  if (look(held, true)) return { matches, more: true, searched: next }
  return { matches, more: seen < shown.total, searched: seen }
}

/** A copy with letters of ASCII alone folded: a byte stays a byte. */
function lower(bytes: Buffer): Buffer {
  const folded = Buffer.from(bytes)
  for (let at = 0; at < folded.length; at += 1) {
    const byte = folded[at] ?? 0
    if (byte >= 0x41 && byte <= 0x5a) folded[at] = byte | 0x20
  }
  return folded
}

function lineAt(bytes: Buffer, place: number): string {
  const from = place === 0 ? 0 : bytes.lastIndexOf(newline, place - 1) + 1
  const end = bytes.indexOf(newline, place)
  const start = place - from > most.line / 2 ? place - most.line / 2 : from
  const line = bytes.subarray(start, Math.min(end < 0 ? bytes.length : end, start + 4 * most.line))
  return line.toString('utf8').slice(0, most.line)
}
