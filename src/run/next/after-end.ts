import type { Step } from '../../plan/index.ts'
import { assess } from '../assess.ts'
import type { DecideContext } from '../context.ts'
import { open, settle } from '../decisions/build.ts'
import { askFailure } from '../decisions/failure.ts'
import { askJudgment } from '../decisions/judgment.ts'
import { askUnknown } from '../decisions/unknown.ts'
import type { RunEvent } from '../events.ts'
import { nextLook } from '../repeat.ts'
import { isHeld } from '../soak/held.ts'
import type { RunState } from '../state.ts'
import { startAt } from './begin.ts'

/** What follows from a step's end, and from each answer about it: settle, ask, or go on where the shell stopped. */
export const afterEnd = (state: RunState, step: Step, context: DecideContext): readonly RunEvent[] => {
  if (isHeld(state, step.id)) return []
  const of = state.steps.get(step.id)
  const result = assess(step, of)
  switch (result.is) {
    case 'passed':
      if (step.children.some((child) => state.steps.get(child).phase !== 'settled')) return []
      return [settle(step.id, 'passed', result.judged ? 'judged' : 'ran', result.note)]
    case 'stopped-early':
      return startAt(state, step, result.from, false, context)
    case 'failed': {
      const again = nextLook(step, of, result.statement)
      if (again !== null) return again > context.now ? [] : startAt(state, step, result.statement, false, context)
      return [open(askFailure(state, step, result, context))]
    }
    case 'unclear':
      return result.matters.map((matter) => open(askJudgment(state, step, matter, context)))
    case 'unknown': {
      const times = of.attempts.filter((one) => one.end?.how === 'unknown').length
      if (step.command?.idempotent && times === 1) return startAt(state, step, result.statement, false, context)
      return [open(askUnknown(state, step, result.statement, context))]
    }
  }
}
