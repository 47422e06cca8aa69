import type { Engine } from '../engine/engine.ts'
import type { Decision, RunState } from '../run/index.ts'
import type { OutputOf } from './terminal/decision-view.ts'
import type { Look } from './terminal/look.ts'
import { OutputLines } from './terminal/output-lines.ts'
import { sanitiseLine } from './terminal/sanitise.ts'

/** How much of an output is laid before a person, in bytes from its end; the record has all of it. */
const shown = 16_384

/** Loads the outputs that a question shows. */
export const outputsOf =
  (engine: Pick<Engine, 'output'>, look: () => Look) =>
  async (decision: Decision, state: RunState): Promise<OutputOf> => {
    const loaded = new Map<string, readonly string[]>()
    for (const exhibit of decision.detail) {
      if (exhibit.is !== 'output') continue
      const from = Math.max(exhibit.from, exhibit.to - shown)
      const bytes = await engine.output(state, exhibit.step, exhibit.attempt, from, exhibit.to)
      if (bytes === null) {
        loaded.set(key(exhibit), ['(not shown: it may hold a secret; resume the run with it, then it is)'])
        continue
      }
      const lines = new OutputLines()
      const safe = [...lines.write(bytes), ...lines.end()].map((raw) => sanitiseLine(raw, look().caps))
      loaded.set(
        key(exhibit),
        from > exhibit.from ? [`(${from - exhibit.from} bytes above are in the record)`, ...safe] : safe,
      )
    }
    return (exhibit) => loaded.get(key(exhibit)) ?? []
  }

const key = (e: Parameters<OutputOf>[0]): string => `${e.attempt} ${e.from} ${e.to} ${e.step}`
