import { useMemo } from 'react'
import type { StepDocument } from '../../contract/index.ts'
import { Refused } from '../client/api.ts'
import { ask } from './ask-reason.tsx'
import { complain } from './notices.tsx'
import { useAct, useParts } from './run-context.tsx'

/** What people do to a step outside of its question; each says by itself what could not be done. */
export function useStepDoing() {
  const act = useAct()
  const { store, go } = useParts()
  return useMemo(() => {
    const named = (step: StepDocument) => `step ${step.number}`

    /** Ticks a step; where a reason is wanted asks for it, where a question must be answered instead goes there. */
    async function tick(step: StepDocument): Promise<void> {
      try {
        await act('tick', { steps: [step.id], as: 'done' })
      } catch (error) {
        if (error instanceof Refused && (error.code === 'field-needed' || error.code === 'signoff-by-decision'))
          return go(step.id, 'decisions')
        if (!(error instanceof Refused && error.code === 'reason-needed')) return complain(error)
        const reason = await ask({
          title: `Tick ${named(step)}`,
          text: error.message,
          act: 'Tick it',
          meaning: 'done',
          reason: 'needed',
        })
        if (reason !== null) await act('tick', { steps: [step.id], as: 'done', reason }).catch(complain)
      }
    }

    /** Opens a step again that was ticked by hand. */
    async function reopen(step: StepDocument): Promise<void> {
      const reason = await ask({
        title: `Open ${named(step)} again`,
        text: 'It counts as not done until it is ticked again.',
        act: 'Open it again',
        meaning: 'plain',
        reason: 'asked',
      })
      if (reason !== null) await act('tick', { steps: [step.id], as: 'open', reason: reason || null }).catch(complain)
    }

    /** Ends the step that runs, after asking. */
    async function cancel(step: StepDocument): Promise<void> {
      const running = store.view.running.find((one) => one.step === step.id)
      if (running === undefined) return
      const reason = await ask({
        title: `End ${named(step)}`,
        text: `${step.title}\n\nIt and all processes that it started are ended. Then you are asked how to go on; nothing is undone by itself.`,
        act: 'End it',
        meaning: 'unmet',
        reason: 'asked',
      })
      if (reason === null) return
      await act('cancel', { step: step.id, attempt: running.attempt, reason: reason || null }).catch(complain)
    }

    /** Goes to the question about a step, if there is one. */
    const answer = (step: StepDocument) => go(step.id, 'decisions')

    return { tick, reopen, cancel, answer }
  }, [act, store, go])
}
