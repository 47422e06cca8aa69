import type { Said } from '../../contract/index.ts'
import type { StepId } from '../../plan/index.ts'
import { runStanding, took } from '../../record/words.ts'
import { nameOf, type Recorded, type RunEvent, type RunState } from '../../run/index.ts'
import { indexOf } from '../../run/order.ts'
import { whoView } from './who.ts'

/** One thing that happened, in a sentence; null where there is nothing that people need to be told. `state`: any later one. */
export function saidOf(recorded: Recorded, state: RunState): Said | null {
  const { event, seq, at, actor } = recorded
  const text = wordsOf(recorded, state)
  if (text === null) return null
  const by = whoView(state, actor)
  return { seq, at, by, step: stepOf(event), text: shortened(text) }
}

const longest = 400

const shortened = (text: string): string => {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length > longest ? `${line.slice(0, longest)}…` : line
}

const stepOf = (event: RunEvent): StepId | null => {
  if (event.type === 'DecisionOpened') return event.decision.steps[0] ?? null
  return 'step' in event ? event.step : null
}

const ends = {
  exit: 'ended',
  timeout: 'took too long and was ended',
  cancelled: 'was stopped',
  unknown: 'ended, and nobody saw how',
  'lost-terminal': 'ended with its terminal',
} as const

const settledWords = {
  passed: 'done',
  failed: 'failed',
  skipped: 'skipped',
  accepted: 'accepted as it is',
  unknown: 'left with its end unknown',
} as const

const overWords = {
  met: 'is over, and met',
  accepted: 'is over, accepted as it is',
  left: 'is no longer watched',
} as const

function wordsOf({ event, actor }: Recorded, state: RunState): string | null {
  const step = (id: StepId): string => {
    const found = indexOf(state.plan).steps.get(id)
    return found === undefined ? 'A step' : `Step ${found.number}, “${found.title}”,`
  }
  const asked = (id: string) => state.answered.findLast(({ decision }) => decision.id === id)?.decision
  const soak = (id: string) => `“${state.plan.soaks.find((one) => one.id === id.split('/')[0])?.title ?? id}”`
  const way = (id: string) => state.plan.procedures.find((one) => one.id === id)
  switch (event.type) {
    case 'RunCreated':
      return event.rehearsal ? 'The rehearsal was made.' : 'The run was made.'
    case 'InputsSet':
      return `Given: ${Object.entries(event.values)
        .map(([name, value]) => (value === null ? `${name} (secret)` : `${name} = ${value}`))
        .join(', ')}`
    case 'ChoiceMade':
      return `Chosen: ${event.option}`
    case 'ConditionSettled':
      return event.step === null ? null : `${step(event.step)} ${event.holds ? 'applies here' : 'does not apply here'}`
    case 'SessionSettled':
      return `What follows runs ${{ here: 'here', hand: 'by hand', there: `on ${event.target?.name ?? 'its host'}` }[event.to]}`
    case 'DecisionOpened':
      return `Asked: ${event.decision.question}`
    case 'DecisionAnswered': {
      const decision = asked(event.decision)
      const label = decision?.options.find(({ id }) => id === event.answer.option)?.label ?? event.answer.option
      const reason = event.answer.reason ? `: ${event.answer.reason}` : ''
      return `Answered “${label}”${reason} (${decision?.question ?? event.decision})`
    }
    case 'DecisionWithdrawn':
      return `Not asked any more: ${asked(event.decision)?.question ?? event.decision} ${event.why}`
    case 'DecisionClaimed':
      return `${nameOf(state.authority, actor)} is on it: ${asked(event.decision)?.question ?? event.decision}`
    case 'DecisionReleased':
      return `${nameOf(state.authority, actor)} is not on it any more: ${asked(event.decision)?.question ?? event.decision}`
    case 'PeopleCalled':
      return `${{ reminder: 'Still waiting', deadline: 'Overdue', escalation: 'Still overdue' }[event.what]}${
        event.to.length > 0 ? ` (${event.to.join(', ')})` : ''
      }: ${asked(event.decision)?.question ?? event.decision}`
    case 'ApprovalGiven':
      return `${step(event.step)} is approved`
    case 'ApprovalLapsed':
      return `The approval of ${lower(step(event.step))} does not stand any more: ${event.why.map(({ name }) => name).join('; ')}`
    case 'SoakStarted':
      return `Watching ${soak(event.soak)} begins`
    case 'SampleStarted':
      return event.missed > 0 ? `${event.missed} samples of ${soak(event.soak)} were missed` : null
    case 'SampleTaken': {
      const why = event.looks.find(({ verdict }) => verdict !== 'met')
      return `A sample of ${soak(event.soak)} is ${event.verdict}${why === undefined ? '' : `: ${why.name}: ${why.why}`}`
    }
    case 'SoakJudged':
      return `${soak(event.soak)} is ${event.verdict}: ${event.why}`
    case 'SoakContinued':
      return `${soak(event.soak)} is watched on${event.reason ? `: ${event.reason}` : ''}`
    case 'SoakEnded':
      return `${soak(event.soak)} ${overWords[event.outcome]}`
    case 'StepStarted':
      return `${step(event.step)} runs${event.attempt > 1 ? `, attempt ${event.attempt}` : ''}${
        event.target === undefined ? '' : ` on ${event.target.name}`
      }`
    case 'StepEnded': {
      const { how, status } = event.end
      const unmet = event.verdicts.filter(({ verdict }) => verdict === 'unmet').map(({ why }) => why)
      const took_ = event.end.statements.reduce((sum, { ms }) => sum + ms, 0)
      return `${step(event.step)} ${ends[how]}${how === 'exit' ? ` with status ${status ?? 'unknown'}` : ''} after ${took(took_)}${
        unmet.length > 0 ? `; unmet: ${unmet.join('; ')}` : ''
      }`
    }
    case 'StepSettled': {
      const values = event.values.filter((value) => value !== '')
      const how = event.how === 'partial' ? ' (not in this part)' : ''
      return `${step(event.step)} ${settledWords[event.outcome]}${how}${values.length > 0 ? ` = ${values.join(', ')}` : ''}${
        event.reason ? `: ${event.reason}` : ''
      }`
    }
    case 'StepReopened':
      return `${step(event.step)} is open again${event.reason ? `: ${event.reason}` : ''}`
    case 'StepEdited':
      return `${step(event.step)} was edited${event.reason ? `: ${event.reason}` : ''}`
    case 'StepRetried':
      return `${step(event.step)} is tried again`
    case 'ExpectationJudged':
      return `${step(event.step)} was judged ${event.verdict}: ${event.why}`
    case 'SignoffRefused':
      return `${step(event.step)} was refused: ${event.reason}`
    case 'CancelRequested':
      return `${step(event.step)} is being stopped${event.reason ? `: ${event.reason}` : ''}`
    case 'StepNeverStarted':
      return `${step(event.step)} had not started; it begins now`
    case 'ServiceEnded':
      return `The service ${event.pid} of ${lower(step(event.step))} has ended: ${event.why}`
    case 'ValueCaptured':
      return `Learned: ${event.input} = ${event.value} (${event.from})`
    case 'EvidenceAdded':
      return `Added as evidence: ${event.name}${event.note === null ? '' : ` (${event.note})`}`
    case 'Commented':
      return event.text
    case 'MessageSettled': {
      const title = state.plan.messages.find(({ id }) => id === event.message)?.title ?? event.message
      return event.how === 'told' ? `People were told: ${title}` : `Nobody was told: ${title}`
    }
    case 'MessageDelivered':
      return `Told ${event.notifier}: ${state.outbox.find(({ message }) => message === event.message)?.subject ?? event.message}`
    case 'DeliveryFailed':
      return `${event.notifier} was not told: ${event.why}`
    case 'TermsOverridden':
      return `Gone on all the same: ${event.over.map(({ text }) => text).join(' ')}`
    case 'CriteriaJudged':
      return `Criteria: ${event.verdicts.filter(({ verdict }) => verdict === 'met').length} of ${event.verdicts.length} met`
    case 'Paused':
      return `Paused${event.reason ? `: ${event.reason}` : ''}`
    case 'Resumed':
      return 'Resumed'
    case 'TriggerFired':
      return `Seen, a condition for the way back: ${event.text} (${event.why})`
    case 'ProcedureStarted': {
      const of = way(event.procedure)
      return `${of?.aftermath ? 'Afterwards' : 'The way back'}: ${of?.title ?? event.procedure}${event.reason ? `: ${event.reason}` : ''}`
    }
    case 'DiagnosticsKept':
      return `Kept how things stood before: ${event.kept.filter(({ file }) => file !== null).length} of ${event.kept.length}`
    case 'ProcedureEnded':
      return `${way(event.procedure)?.aftermath ? 'What follows it' : 'The way back'} is ${{ done: 'done', failed: 'failed', left: 'left' }[event.outcome]}`
    case 'DriverChanged':
      return event.driver === null ? 'Nobody drives it now' : `Driven on ${event.host}`
    case 'AbortRequested':
      return `Aborted${event.reason ? `: ${event.reason}` : ''}; it ends when the step that runs has`
    case 'RunEnded':
      return `The run is over: ${runStanding({ outcome: event.outcome, status: 'ended' })}${event.reason ? `: ${event.reason}` : ''}`
    case 'StepConfirmed':
    case 'TextLetPass':
    case 'ValueOffered':
    case 'Prepared':
    case 'OutputMasked':
    case 'SecretsMarked':
    case 'ChangesSeen':
    case 'MessageQueued':
      return null
  }
  return null
}

const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)
