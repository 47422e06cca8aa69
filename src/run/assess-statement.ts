import type { Expectation, Step } from '../plan/index.ts'
import type { AttemptEnd, StatementEnd, Verdict } from './attempt.ts'
import type { StepState } from './state.ts'
import { answers, statusWords } from './verdicts/http.ts'
import { isOfStatus } from './verdicts/text.ts'

/** How a shell reports a process ended by SIGPIPE: usual for what stands before `head`. */
const SIGPIPE = 128 + 13

type Seen = { readonly is: 'fine' } | { readonly is: 'failed' | 'unclear'; readonly why: string }

/** Set for the statement at which the shell ended: how, and what it left out. */
interface Ending {
  readonly end: AttemptEnd
  readonly left: readonly number[]
}

/**
 * What a statement's end amounts to, whatever it printed. Everything that speaks against a good end is for a person, in one
 * question: `status:N` is the name of what they say.
 */
export const judgeStatement = (
  step: Step,
  state: StepState,
  index: number,
  end: StatementEnd,
  ending: Ending | null,
): Seen => {
  const said = state.verdicts.find((one) => one.expectation === `status:${index}`)
  if (said) return said.verdict === 'met' ? { is: 'fine' } : { is: 'failed', why: said.why }
  const own = step.expectations.filter((one) => one.statement === index || (one.statement === null && ending))
  const status = judgeStatus(step, state, index, end, own)
  if (status.is === 'failed') return status
  const http = refused(step, end, index)
  // A statement that waits is looked at again until it is answered well.
  if (http !== null && step.command?.statements[index]?.waits !== undefined) return { is: 'failed', why: http }
  const doubts = [
    status.is === 'unclear' ? status.why : null,
    http === null ? null : `${http}, and ended with status ${end.status ?? 'unknown'}: is that right?`,
    ending && endedOnTheQuiet(step, state, index, ending) ? notReached(step, ending.left) : null,
  ].filter((one) => one !== null)
  return doubts.length > 0 ? { is: 'unclear', why: doubts.join(' ') } : { is: 'fine' }
}

/** Names what a shell that ended early left out. */
export const notReached = (step: Step, left: readonly number[]): string => {
  const names = left.map((index) => `\`${step.command?.statements[index]?.source.split('\n')[0] ?? index}\``)
  return `The command ended before these were reached: ${names.join(', ')}.`
}

/** By its exit status, and those of the parts of its pipeline. */
const judgeStatus = (
  step: Step,
  state: StepState,
  index: number,
  end: StatementEnd,
  own: readonly Expectation[],
): Seen => {
  if (end.ended === 'observer-stopped' || end.ended === 'service-ready' || end.ended === 'went-on')
    return { is: 'fine' }
  const answers = step.command?.statements[index]?.answers ?? []
  const verdicts = own.map((one) => state.verdicts.find((verdict) => verdict.expectation === one.id)?.verdict)
  const part = end.pipe.slice(0, -1).find((status) => status !== 0 && status !== SIGPIPE && !answers.includes(status))
  if (end.status === 0 && part !== undefined)
    return { is: 'unclear', why: `An earlier part of the pipeline ended with status ${part}, the last one with 0.` }
  if (end.status === 0) return { is: 'fine' }
  if (step.command?.language === 'check') return judgeLook(step, end)
  if (exitVerdict(own, verdicts) !== undefined) return { is: 'fine' } // the expectation itself says met or unmet
  if (end.status === null) return { is: 'failed', why: 'its end was not seen' }
  if (!answers.includes(end.status)) return { is: 'failed', why: `it ended with status ${end.status}` }
  if (verdicts.some((verdict) => verdict === 'met' || verdict === 'unmet')) return { is: 'fine' }
  return { is: 'unclear', why: `Status ${end.status} is this program's answer, not an error: is it the right one?` }
}

/** Of a check that is not met; what was compared with before is named. */
const judgeLook = (step: Step, { status, seen = [] }: StatementEnd): Seen => {
  const compared = (verdict: Verdict) => seen.filter((one) => one.compared?.verdict === verdict)
  if (status === 1) {
    const worse = compared('unmet').map(
      ({ of, text, compared }) =>
        `${of} was ${compared?.before} before and is ${text} now, ${compared?.allowed} is allowed`,
    )
    return { is: 'failed', why: worse.join('; ') || 'what was seen is not as it must be' }
  }
  if (step.baseline !== undefined) return { is: 'unclear', why: unmeasured }
  const isAlone = compared('unclear').some(({ compared }) => compared?.before === null)
  return { is: 'unclear', why: isAlone ? incomparable : 'It could not be seen. Is it as it must be?' }
}

const unmeasured = 'It could not be measured, and nothing will be compared with it. Is it well as it is?'
const incomparable =
  'Nothing was measured before the change, so that it cannot be compared. Is it as good as it was before?'

const exitVerdict = (own: readonly Expectation[], verdicts: readonly (Verdict | undefined)[]) =>
  verdicts.find((verdict, at) => own[at]?.test?.is === 'exit' && (verdict === 'met' || verdict === 'unmet'))

/**
 * curl ends with 0 also when a server refuses, unless it is told otherwise. Where the document says which status it
 * expects, that is judged instead. Null: no answer of 400 or above was seen.
 */
const refused = (step: Step, { http }: StatementEnd, index: number): string | null => {
  const statuses = answers(http)
  if (!statuses.some((status) => status >= 400)) return null
  const isExpected = step.expectations.some(
    ({ statement, test }) => (statement === index || statement === null) && test !== null && isOfStatus(test),
  )
  return isExpected ? null : `curl received HTTP ${statusWords(statuses)}`
}

/** The shell ended well before the end, and no `exit 0` that stands there says so: a trap, or something that it called. */
const endedOnTheQuiet = (step: Step, state: StepState, index: number, { end, left }: Ending): boolean => {
  if (left.length === 0 || end.status !== 0) return false
  const text = state.edits[index] ?? step.command?.statements[index]?.source ?? ''
  const said = text.replace(/'[^']*'|"(?:[^"\\]|\\.)*"/g, '""').replace(/(?:^|\s)#.*$/gm, '')
  return !/(?:^|[\s;&|({])exit(?:\s+0)?\s*(?:[;&|)}]|$)/m.test(said)
}
