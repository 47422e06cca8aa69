import type { Step } from '../../plan/index.ts'
import { targetWords } from '../../plan/target-words.ts'
import type { DecideContext } from '../context.ts'
import type { Answer, Decision, Exhibit } from '../decision.ts'
import type { RunEvent } from '../events.ts'
import { aimOf } from '../soak/aim.ts'
import { isOpenLook, liveLanes, sampleOf } from '../soak/due.ts'
import { type Lane, timesOf } from '../soak/lanes.ts'
import { metricOf } from '../soak/metrics.ts'
import { readings, sampleTaken } from '../soak/sample.ts'
import type { SampleAt, SampleLook } from '../soak/soak.ts'
import { type Watching, watchingOf } from '../soak/watching.ts'
import type { RunState } from '../state.ts'
import { utcMinute } from '../utc.ts'
import { type AnswerTo, build, closing, field, option, settle } from './build.ts'
import { waysOut } from './common.ts'
import { valuesOf } from './record.ts'

/**
 * What people look at in one sample of a soak, in one question: items that must hold, and values to be read off. It does not
 * keep the run from going on with what may go on beside the soak.
 */
export const askSample = (state: RunState, watching: Watching, sample: SampleAt, context: DecideContext): Decision => {
  const { watch } = watching
  const lanes = lanesIn(state, watching, sample)
  const steps = lanes.flatMap((lane) => openSteps(state, lane))
  const windows = [...new Set(lanes.map(({ window }) => window.soak))]
  const owners = [...new Set(windows.flatMap(({ owner }) => owner ?? []))]
  const numbers = lanes.flatMap((lane) => {
    const of = timesOf(lane)
    const at = sample.lanes.find((one) => one.lane === lane.key)?.times ?? of
    return of > 1 ? [`${at} of ${of}`] : []
  })
  const titles = windows.map(({ title }) => `“${title}”`).join(', ')
  return build(context, {
    kind: 'sample',
    question: `Sample${numbers[0] ? ` ${numbers[0]}` : ''} of ${titles}: is all well?`,
    detail: [
      ...steps.flatMap((step) => exhibitsOf(state, step)),
      ...windows.flatMap(({ tasks }) => tasks.map(({ text, span }) => ({ is: 'sentence', text, span }) as const)),
      note(`Due at ${utcMinute(sample.due)}.`),
      ...(sample.missed > 0
        ? [note(`${sample.missed} before it ${sample.missed === 1 ? 'was' : 'were'} missed.`)]
        : []),
      ...(owners.length > 0 ? [note(`It is watched by ${owners.join(', ')}.`)] : []),
    ],
    steps: steps.map(({ id }) => id),
    span: steps[0]?.span ?? null,
    about: watch.id,
    options: [
      option('done', 'All is well', 'Counts as looked at, with the values given; the soak goes on.'),
      option('unmet', 'Something is wrong', 'The sample is red: what the document foresees then is asked.', {
        reason: true,
      }),
      option('skip', 'Cannot tell', 'Nobody knows: the sample is unclear, and it counts as no good one.', {
        reason: true,
      }),
      ...waysOut(state),
    ],
    fields: steps.flatMap((step) => fieldsOf(state, step)),
  })
}

const note = (text: string): Exhibit => ({ is: 'note', text })

const lanesIn = (state: RunState, { watch }: Watching, { lanes }: SampleAt): readonly Lane[] =>
  liveLanes(state, watch).filter(({ key }) => lanes.some(({ lane }) => lane === key))

const openSteps = (state: RunState, { steps }: Lane): readonly Step[] => steps.filter((step) => isOpenLook(state, step))

const exhibitsOf = ({ plan }: RunState, step: Step): readonly Exhibit[] => {
  const target = metricOf(plan, step.id)?.target ?? null
  const text = target === null ? step.title : `${step.title}: ${targetWords(target)}`
  return [{ is: 'sentence', text, span: step.span }, ...(step.detail === null ? [] : [note(step.detail)])]
}

const isRead = ({ kind }: Step): boolean => kind === 'record'

/** One field for each blank of what is read off, named by step and blank, with what it is to be. */
const fieldsOf = ({ plan }: RunState, step: Step): Decision['fields'] => {
  if (!isRead(step)) return []
  const labels = step.blanks.length > 0 ? step.blanks.map(({ label }) => label) : ['']
  return labels.map((label, at) => {
    const { aim } = aimOf(plan, step, label)
    const name = [step.title, label].filter(Boolean).join(': ')
    const told = aim === undefined ? name : `${name} (${targetWords(aim)})`
    return field('done', `${step.number}.${at + 1}`, told, aim === undefined ? {} : { aim })
  })
}

/** What is due when it is answered counts; what was due since it was asked is missed. */
export const answerSample: AnswerTo = (state, decision, answer, { now }) => {
  const watching = watchingOf(state).find(({ watch }) => watch.id === decision.about)
  if (watching === undefined) return closing()
  const askedAt = state.answered.findLast((one) => one.decision.id === decision.id)?.openedAt ?? now
  const people = liveLanes(state, watching.watch).filter(({ by }) => by === 'people')
  const asked = sampleOf(watching.soak, people, 'people', askedAt)
  const lanes = people.filter(({ key }) => asked?.lanes.some(({ lane }) => lane === key))
  const sample = sampleOf(watching.soak, lanes, 'people', Math.max(now, askedAt))
  if (sample === null) return closing()
  const steps = lanes.flatMap((lane) => openSteps(state, lane))
  const seen = steps.map((step) => ({ step, values: isRead(step) ? valuesIn(decision, answer, step) : [] }))
  const looks = seen.flatMap(({ step, values }) =>
    isRead(step) && (answer.option === 'done' || values.some(Boolean))
      ? readings(state, step, values)
      : said(step, answer),
  )
  const taken = sampleTaken(state, watching, sample, looks.length > 0 ? looks : said(null, answer), now)
  return closing(taken, ...rows(state, seen))
}

const valuesIn = (decision: Decision, { fields }: Answer, { number }: Step): readonly string[] => {
  const own = decision.fields.filter(({ name }) => name.startsWith(`${number}.`))
  return valuesOf({ ...decision, fields: own }, fields)
}

const verdicts: Readonly<Record<string, SampleLook['verdict']>> = { done: 'met', unmet: 'unmet' }

const said = (step: Step | null, { option: id, reason }: Answer): readonly SampleLook[] => [
  {
    step: step?.id ?? null,
    name: step?.title ?? '',
    value: null,
    verdict: verdicts[id] ?? 'unclear',
    why: reason ?? '',
  },
]

/** A row of a moment (“Hour 4”) is filled in for good. */
const rows = (
  state: RunState,
  seen: readonly { readonly step: Step; readonly values: readonly string[] }[],
): readonly RunEvent[] =>
  seen.flatMap(({ step, values }) =>
    metricOf(state.plan, step.id)?.at && values.some(Boolean)
      ? [settle(step.id, 'passed', 'watched', null, values)]
      : [],
  )
