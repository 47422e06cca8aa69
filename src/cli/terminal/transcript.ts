import type { Step, StepId } from '../../plan/index.ts'
import type { Decision, Recorded, RunState } from '../../run/index.ts'
import { attendedLines } from './approval-lines.ts'
import { endOfAttempt, startLines } from './attempt-lines.ts'
import { wrap } from './cells.ts'
import { diffLines } from './diff-view.ts'
import type { Look } from './look.ts'
import { because, byWhom, who } from './people.ts'
import { endLines, headerLines } from './run-views.ts'
import { settledLines } from './settled-lines.ts'
import { looksAgain, soakEventLines } from './soak-lines.ts'
import { indexOf, levelAndTitle, oneLine } from './words.ts'

/** Where the transcript is: the section whose heading stands last. */
export interface Place {
  readonly section: string | null
}

/** The lines that an event adds to the transcript, for good, and the place after them. `state` is the one after it. */
export function transcriptLines(
  recorded: Recorded,
  state: RunState,
  place: Place,
  look: Look,
): { readonly lines: string[]; readonly place: Place } {
  const { event } = recorded
  const id = event.type === 'DecisionOpened' ? placeOf(event.decision) : 'step' in event ? event.step : null
  const step = id ? indexOf(state.plan).step(id) : null
  const own = eventLines(recorded, state, step, look)
  const silent = own.length === 0 && event.type !== 'DecisionOpened'
  if (step === null || silent || place.section === step.section) return { lines: own, place }
  const title = oneLine(indexOf(state.plan).section(step.section).title, look)
  const heading = title ? ['', ...wrap(title, look.caps.width).map(look.bold)] : []
  return { lines: [...heading, ...own], place: { section: step.section } }
}

/** Where a question stands: nowhere when it is asked for the whole run, before any of it. */
const placeOf = ({ kind, steps }: Decision): StepId | null =>
  kind === 'claims' || kind === 'input' || kind === 'procedure' ? null : (steps[0] ?? null)

function eventLines({ event, actor: by }: Recorded, state: RunState, step: Step | null, look: Look): string[] {
  const { width } = look.caps
  const say = (text: string) => wrap(`  ${text}`, width, '    ')
  switch (event.type) {
    case 'RunCreated':
      return headerLines(state, look)
    case 'OutputMasked':
      return []
    case 'InputsSet':
      return Object.entries(event.values).flatMap(([name, value]) =>
        say(`${name} = ${value === null ? '(secret, not stored)' : oneLine(value, look)} (${fromWords[event.from]})`),
      )
    case 'ChoiceMade':
      return say(`Chosen: ${oneLine(event.option, look)}`)
    case 'SessionSettled':
      return say(
        `What follows runs ${{ here: 'here', hand: 'by hand', there: `on ${event.target?.name ?? 'its host'}` }[event.to]}.`,
      )
    case 'StepStarted':
      return looksAgain(state, event) ? [] : startLines(event, step, state, look)
    case 'SoakStarted':
    case 'SampleStarted':
    case 'SampleTaken':
    case 'SoakJudged':
    case 'SoakContinued':
    case 'SoakEnded':
      return soakEventLines(event, state, look)
    case 'StepEnded':
      if (looksAgain(state, event)) return []
      return endOfAttempt(event.end, event.verdicts, step, look)
    case 'StepSettled':
      return settledLines(event, by, step, state, look)
    case 'StepReopened':
      return say(`Step ${step?.number} is open again${because(event.reason, look)}`)
    case 'StepEdited':
      return [
        ...say(`Step ${step?.number} edited by ${who(by, look)}${because(event.reason, look)}`),
        ...diffLines(event.before, event.after, look),
      ]
    case 'DecisionAnswered':
      return answerLines(event, by, state, look)
    case 'TermsOverridden':
      return event.over.flatMap(({ text }) => say(`Gone on all the same: ${oneLine(text, look)}`)).map(look.warn)
    case 'CancelRequested':
      return say(`Stopping step ${step?.number} with all its processes${because(event.reason, look)}`)
    case 'StepNeverStarted':
      return say(`Step ${step?.number} had not started; it begins now.`)
    case 'ServiceEnded':
      return say(`The service ${event.pid} of step ${step?.number} has ended: ${oneLine(event.why, look)}`)
    case 'ValueCaptured':
      return say(`Learned ${event.input} = ${oneLine(event.value, look)} (${oneLine(event.from, look)})`)
    case 'Commented':
      return say(`${who(by, look)}: ${oneLine(event.text, look)}`)
    case 'EvidenceAdded': {
      const note = event.note === null ? '' : `: ${oneLine(event.note, look)}`
      const about = step === null || step === undefined ? '' : ` to step ${step.number}`
      return say(`${who(by, look)} added ${oneLine(event.name, look)}${about} as evidence${note}`)
    }
    case 'Paused':
      return say(`Paused by ${who(by, look)}${because(event.reason, look)}`).map(look.warn)
    case 'Resumed':
      return say(`Resumed by ${who(by, look)}`)
    case 'TriggerFired':
      return say(`Seen: ${oneLine(event.text, look)}${because(event.why, look)}`).map(look.warn)
    case 'DiagnosticsKept': {
      const files = event.kept.filter(({ file }) => file !== null).length
      return say(`Kept how things stood before it: ${files} of ${event.kept.length}; \`report\` lists them.`)
    }
    case 'ProcedureStarted': {
      const procedure = state.plan.procedures.find(({ id }) => id === event.procedure)
      const named = procedure ? levelAndTitle(procedure, look) : event.procedure
      const text = procedure?.aftermath
        ? `Afterwards: ${oneLine(procedure.title, look)}`
        : `The way back: ${named}${because(event.reason, look)}`
      return ['', ...wrap(text, width).map((line) => look.bold(look.warn(line)))]
    }
    case 'ProcedureEnded':
      return say(
        `${state.plan.procedures.some(({ id, aftermath }) => id === event.procedure && aftermath) ? 'What follows it' : 'The way back'} is ${{ done: 'done', failed: 'failed', left: 'left' }[event.outcome]}.`,
      )
    case 'AbortRequested':
      return say(`Aborted by ${who(by, look)}${because(event.reason, look)}; it ends when the step that runs has.`).map(
        look.bad,
      )
    case 'RunEnded':
      return ['', ...endLines(state, look)]
    case 'DecisionClaimed':
    case 'DecisionReleased':
    case 'PeopleCalled':
    case 'ApprovalLapsed':
      return attendedLines({ event, actor: by }, state, look)
    case 'MessageDelivered': {
      const message = state.plan.messages.find(({ id }) => id === event.message)
      const subject = state.outbox.find((one) => one.message === event.message)?.subject
      return say(`Told ${oneLine(event.notifier, look)}: ${oneLine(message?.title ?? subject ?? '', look)}`)
    }
    case 'DeliveryFailed':
      return say(
        `${oneLine(event.notifier, look)} was not told: ${oneLine(event.why, look)}${event.next === null ? '' : '; it is tried again.'}`,
      ).map(look.warn)
    case 'ApprovalGiven':
    case 'ChangesSeen':
    case 'SecretsMarked':
    case 'MessageQueued':
    case 'MessageSettled':
    case 'CriteriaJudged':
    case 'SignoffRefused':
    case 'StepConfirmed':
    case 'StepRetried':
    case 'ExpectationJudged':
    case 'TextLetPass':
    case 'ValueOffered':
    case 'Prepared':
    case 'ConditionSettled':
    case 'DecisionOpened':
    case 'DecisionWithdrawn':
    case 'DriverChanged':
      return []
  }
}

const fromWords = {
  person: 'given',
  answers: 'from the answers file',
  environment: 'from the environment',
  remembered: 'as last time',
  captured: 'learned in the run',
  rehearsal: 'made up for the rehearsal',
} as const

/**
 * An answer. Items that are done say so themselves; a question that a file or a rehearsal answers stood nowhere yet.
 */
function answerLines(
  { decision: id, answer }: Extract<Recorded['event'], { type: 'DecisionAnswered' }>,
  by: Recorded['actor'],
  state: RunState,
  look: Look,
): string[] {
  const asked = state.answered.findLast(({ decision }) => decision.id === id)?.decision
  if (asked?.kind === 'confirm' && answer.option === 'done' && !answer.reason) return []
  const label = asked?.options.find((option) => option.id === answer.option)?.label ?? answer.option
  const question = asked && by.kind !== 'person' ? `${look.marks.question} ${oneLine(asked.question, look)} ` : ''
  const chosen =
    asked?.fields.filter(({ type }) => type === 'choice').flatMap(({ name }) => answer.fields[name] ?? []) ?? []
  const what = chosen.length > 0 ? `: ${chosen.map((choice) => oneLine(choice, look)).join(', ')}` : ''
  const text = `${question}${look.marks.arrow} ${label}${what}${byWhom(by, state, look)}${because(answer.reason, look)}`
  return wrap(`  ${text}`, look.caps.width, '    ')
}
