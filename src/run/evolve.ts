import type { Recorded } from './envelope.ts'
import { aboutStep } from './evolve/answers.ts'
import { answered, approved, attended, lapsed, opened, withdrawn } from './evolve/decisions.ts'
import { asideFromSteps } from './evolve/run.ts'
import { watched } from './evolve/soak.ts'
import { edited, ended, neverStarted, reopened, settled, started } from './evolve/steps.ts'
import { created } from './initial.ts'
import type { RunState } from './state.ts'

/**
 * The run after one more event. Never fails for a journal that `decide` made, never changes its argument; a fold of any
 * first part of a journal is a state the run was in.
 */
export const evolve = (state: RunState | null, recorded: Recorded): RunState => {
  const { event } = recorded
  if (event.type === 'RunCreated') return created(event, recorded)
  if (!state) throw new Error(`the journal of run ${recorded.run} does not begin with RunCreated`)
  return { ...next(state, recorded), seq: recorded.seq, updatedAt: recorded.at }
}

const next = (state: RunState, recorded: Recorded): RunState => {
  const { event } = recorded
  switch (event.type) {
    case 'DecisionOpened':
      return opened(state, event, recorded)
    case 'DecisionAnswered':
      return answered(state, event, recorded)
    case 'DecisionWithdrawn':
      return withdrawn(state, event, recorded)
    case 'DecisionClaimed':
    case 'DecisionReleased':
    case 'PeopleCalled':
      return attended(state, event, recorded)
    case 'ApprovalGiven':
      return approved(state, event)
    case 'ApprovalLapsed':
      return lapsed(state, event, recorded)
    case 'SoakStarted':
    case 'SampleStarted':
    case 'SampleTaken':
    case 'SoakJudged':
    case 'SoakContinued':
    case 'SoakEnded':
      return watched(state, event, recorded)
    case 'StepStarted':
      return started(state, event, recorded)
    case 'StepEnded':
      return ended(state, event, recorded)
    case 'StepNeverStarted':
      return neverStarted(state, event)
    case 'StepSettled':
      return settled(state, event, recorded)
    case 'StepReopened':
      return reopened(state, event.step)
    case 'StepEdited':
      return edited(state, event, recorded)
    case 'StepConfirmed':
    case 'StepRetried':
    case 'ExpectationJudged':
    case 'TextLetPass':
    case 'ValueOffered':
    case 'SignoffRefused':
      return aboutStep(state, event, recorded)
    case 'RunCreated':
      return state
    default:
      return asideFromSteps(state, event, recorded)
  }
}

/** The run as a whole journal tells it. */
export const replay = (journal: readonly Recorded[]): RunState | null =>
  journal.reduce<RunState | null>((state, recorded) => evolve(state, recorded), null)
