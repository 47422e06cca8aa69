import { HoldpointError } from '../errors.ts'
import { abort } from './acts/abort.ts'
import { addEvidence } from './acts/add-evidence.ts'
import { answer } from './acts/answer.ts'
import { back } from './acts/back.ts'
import { cancel } from './acts/cancel.ts'
import { claim } from './acts/claim.ts'
import { create } from './acts/create.ts'
import { end, neverStarted } from './acts/end.ts'
import { capture, giveInputs } from './acts/inputs.ts'
import { mask } from './acts/mask.ts'
import { tick } from './acts/tick.ts'
import { seeTrigger } from './acts/trigger.ts'
import { advance } from './advance.ts'
import { withAuthority } from './authority/authorise.ts'
import { lapses } from './authority/lapse.ts'
import { notices } from './authority/notices.ts'
import type { RunCommand } from './commands.ts'
import type { DecideContext } from './context.ts'
import type { RunEvent } from './events.ts'
import { posted } from './outbox.ts'
import { tellMissed } from './schedules/missed.ts'
import { silences } from './silence.ts'
import type { RunState } from './state.ts'

/** What may still be said of a run that has ended: its services outlive it, its last messages arrive, people comment, and add evidence. Nothing else changes. */
const afterwards: ReadonlySet<RunCommand['type']> = new Set([
  'Comment',
  'AddEvidence',
  'EndService',
  'Delivered',
  'NotDelivered',
  'Mask',
  'TellMissed',
])

/**
 * The events that a command brings about on this state: none when there is nothing to do. Refusals are errors of the
 * catalogue. Pure: the same arguments give the same events, ids of new decisions apart.
 */
export const decide = (command: RunCommand, state: RunState | null, context: DecideContext): readonly RunEvent[] => {
  if (command.type === 'Create') {
    if (state) throw new HoldpointError('run-exists', { run: context.run })
    return create(command, context)
  }
  if (!state) throw new HoldpointError('run-missing', { run: context.run })
  if (state.status === 'ended' && !afterwards.has(command.type))
    throw new HoldpointError('run-ended', { run: state.id, outcome: state.outcome ?? 'ended' })
  const events = withAuthority(state, acted(command, state, context), context)
  return [...events, ...lapses(state, events, context), ...notices(state, events), ...silences(state, events)]
}

const acted = (
  command: Exclude<RunCommand, { type: 'Create' }>,
  state: RunState,
  context: DecideContext,
): readonly RunEvent[] => {
  switch (command.type) {
    case 'Advance':
      return advance(state, command, context)
    case 'Answer':
      return answer(state, command, context)
    case 'Claim':
    case 'Release':
      return claim(state, command, context)
    case 'Tick':
      return tick(state, command, context)
    case 'GiveInputs':
      return giveInputs(state, command, context)
    case 'End':
      return end(state, command, context)
    case 'NeverStarted':
      return neverStarted(state, command, context)
    case 'Cancel':
      return cancel(state, command)
    case 'EndService':
      return state.services.some((one) => one.pid === command.pid && one.step === command.step && one.endedAt === null)
        ? [{ ...command, type: 'ServiceEnded' }]
        : []
    case 'Mask':
      return mask(state, command)
    case 'Capture':
      return capture(state, command)
    case 'KeepDiagnostics':
      return state.procedures[command.procedure]?.kept === null
        ? [{ type: 'DiagnosticsKept', procedure: command.procedure, kept: command.kept }]
        : []
    case 'SeeTrigger':
      return seeTrigger(state, command, context)
    case 'Comment':
      return [{ type: 'Commented', step: command.step, text: command.text }]
    case 'AddEvidence':
      return addEvidence(state, command)
    case 'Pause':
      return state.status === 'paused' ? [] : [{ type: 'Paused', reason: command.reason }]
    case 'Resume':
      return state.status === 'paused' ? [{ type: 'Resumed' }] : []
    case 'Back':
      return back(state, command, context)
    case 'Abort':
      return abort(state, command.reason)
    case 'MarkSecrets':
      return [{ type: 'SecretsMarked', marks: command.marks }]
    case 'SeeChanges': {
      const { from, to } = command.changes
      const isKnown = state.changes?.from === from && state.changes.to === to
      return isKnown ? [] : [{ type: 'ChangesSeen', ...command.changes }]
    }
    case 'Delivered':
    case 'NotDelivered':
      return posted(state, command, context.now)
    case 'TellMissed':
      return tellMissed(state, command)
    case 'Drive':
      return [{ type: 'DriverChanged', driver: command.driver, host: command.host, version: command.version }]
  }
}
