import type { Live } from '../../engine/engine.ts'
import type { RunState } from '../../run/index.ts'
import type { Look } from './look.ts'
import { Printing } from './printing.ts'
import { looksAgain } from './soak-lines.ts'
import { type Place, transcriptLines } from './transcript.ts'
import { unseenLines } from './unseen-lines.ts'

/** The transcript of a run without a terminal: every line stays, output comes as it is printed, nothing is asked. */
export function follow(look: Look, print: (lines: readonly string[]) => void): (live: Live) => void {
  const printing = new Printing(() => look)
  let place: Place = { section: null }
  let state: RunState | null = null
  return (live) => {
    if (live.is === 'output' && !looksAgain(state, live)) print(printing.output(live.bytes, true))
    if (live.is === 'progress' && live.progress.is === 'waiting')
      print([`    ${look.warn(`Waits for ${live.progress.for}, then goes on.`)}`])
    if (live.is === 'progress' && live.progress.is === 'unseen') print(unseenLines(live.progress, look))
    if (live.is !== 'recorded') return
    const { event } = live.recorded
    state = live.state
    if (event.type === 'StepStarted') printing.begin()
    if (event.type === 'StepEnded' && !looksAgain(state, event)) print(printing.end(event.end, event.verdicts, true))
    const next = transcriptLines(live.recorded, live.state, place, look)
    place = next.place
    print(next.lines)
  }
}
