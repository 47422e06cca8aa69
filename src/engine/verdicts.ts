import type { StepId } from '../plan/index.ts'
import { type AttemptEnd, type ExpectationVerdict, judge, type RunState } from '../run/index.ts'
import { stepOf } from '../run/order.ts'
import type { RunFiles } from './ports.ts'

/** Bytes compared from each end of a stretch: an output of any size is judged in bounded time and memory. */
const head = 256 * 1024
const tail = 768 * 1024

/** Compares what an attempt printed with what the document says, reading only what its expectations speak about. */
export async function verdictsOf(
  files: RunFiles,
  state: RunState,
  step: StepId,
  end: AttemptEnd,
  attempt: number,
): Promise<readonly ExpectationVerdict[]> {
  const { expectations } = stepOf(state.plan, step)
  if (expectations.length === 0) return []
  const texts = new Map<number | null, string>()
  for (const statement of new Set(expectations.map((expectation) => expectation.statement))) {
    const stretch = end.statements.find(({ index }) => index === statement)
    const { from, to } = stretch ?? { from: 0, to: statement === null ? end.output.bytes : 0 }
    texts.set(statement, await textOf((a, b) => files.output(state.id, step, attempt, a, b), from, to))
  }
  return judge(expectations, end, (statement) => texts.get(statement) ?? '')
}

async function textOf(
  read: (from: number, to: number) => Promise<Uint8Array>,
  from: number,
  to: number,
): Promise<string> {
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes)
  if (to - from <= head + tail) return text(await read(from, to))
  return `${text(await read(from, from + head))}\n…\n${text(await read(to - tail, to))}`
}
