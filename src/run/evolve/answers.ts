import { skipDone } from '../cursor.ts'
import type { Recorded } from '../envelope.ts'
import type { RunEvent } from '../events.ts'
import type { RunState } from '../state.ts'
import { change } from './steps.ts'

type Of<T extends RunEvent['type']> = Extract<RunEvent, { type: T }>

/** What people settle about a step without settling the step itself. */
export type AboutStep = Of<
  'StepConfirmed' | 'StepRetried' | 'ExpectationJudged' | 'TextLetPass' | 'ValueOffered' | 'SignoffRefused'
>

export const aboutStep = (state: RunState, event: AboutStep, { actor }: Recorded): RunState => {
  switch (event.type) {
    case 'StepConfirmed':
      return change(state, event.step, () => ({ confirmed: [-1] }))
    case 'StepRetried':
      return change(state, event.step, () => ({ phase: 'open', from: event.from, confirmed: [-1], refused: null }))
    case 'ExpectationJudged': {
      const { step, expectation, verdict, why } = event
      const judged = { expectation, verdict, why, by: actor }
      return skipDone(
        change(state, step, (of) => ({
          verdicts: [...of.verdicts.filter((one) => one.expectation !== expectation), judged],
        })),
      )
    }
    case 'TextLetPass':
      return change(state, event.step, (of) => ({ letPass: [...of.letPass, event.text] }))
    case 'ValueOffered':
      return change(state, event.step, (of) => ({ offered: [...of.offered, event.input] }))
    case 'SignoffRefused':
      return change(state, event.step, () => ({ refused: event.reason }))
  }
}
