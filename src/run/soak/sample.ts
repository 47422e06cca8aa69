import type { Step } from '../../plan/index.ts'
import { targetWords } from '../../plan/target-words.ts'
import { assess } from '../assess.ts'
import type { RunState } from '../state.ts'
import { measured } from '../verdicts/measured.ts'
import { againstAlerts } from './alerts.ts'
import { metricOf } from './metrics.ts'
import type { SampleAt, SampleLook, SampleVerdict, SoakEvent, SoakState } from './soak.ts'
import type { Watching } from './watching.ts'

type Taken = Extract<SoakEvent, { type: 'SampleTaken' }>

/** A sample that was looked at, judged: green when everything in it is met in this one sample. */
export const sampleTaken = (
  { plan }: RunState,
  { watch, soak }: Watching,
  sample: SampleAt,
  looks: readonly SampleLook[],
  now: number,
): Taken => {
  let broken: SoakState['broken'] = soak.broken
  const judged = looks.map((one) => {
    const seen = againstAlerts(plan, one, broken, now)
    broken = seen.broken
    return seen.look
  })
  const { by, lanes, due, missed } = sample
  return {
    type: 'SampleTaken',
    soak: watch.id,
    by,
    lanes,
    due,
    missed,
    verdict: worst(judged),
    looks: judged,
    broken,
  }
}

const worst = (looks: readonly SampleLook[]): SampleVerdict => {
  const has = (verdict: SampleLook['verdict']) => looks.some((one) => one.verdict === verdict)
  if (has('unmet')) return 'red'
  if (has('error')) return 'error'
  if (has('unclear') || looks.length === 0) return 'unclear'
  return has('pending') ? 'pending' : 'green'
}

/** What a command or a check showed. What could not look, or was not seen to end, shows nothing. */
export const lookOf = (state: RunState, step: Step): SampleLook => {
  const of = state.steps.get(step.id)
  const value = of.attempts.at(-1)?.reading ?? null
  const look = (verdict: SampleLook['verdict'], why: string) => ({
    step: step.id,
    name: step.title,
    value,
    verdict,
    why,
  })
  if (of.phase !== 'ended') return look('error', 'It was not run.')
  const { how = 'unknown' } = of.attempts.at(-1)?.end ?? {}
  if (how === 'timeout') return look('error', 'It took longer than it may.')
  if (how !== 'exit') return look('error', 'Its end was not seen.')
  const result = assess(step, of)
  switch (result.is) {
    case 'failed':
      return look('unmet', result.why)
    case 'unclear':
      // A check that says neither yes nor no could not look.
      if (step.command?.language === 'check') return look('error', result.matters[0]?.why ?? '')
      return look('unclear', result.matters[0]?.why ?? 'Only a person can tell.')
    case 'passed':
      return look('met', '')
    default:
      return look('error', 'It did not come to its end.')
  }
}

/** What a person has read off, blank by blank, held against the target of its row. */
export const readings = ({ plan }: RunState, step: Step, values: readonly string[]): readonly SampleLook[] => {
  const target = metricOf(plan, step.id)?.target ?? null
  return values.map((value, at) => {
    const label = step.blanks[at]?.label ?? ''
    const name = label === '' || /^actual$/i.test(label) ? step.title : `${label}`
    if (value.trim() === '') return { step: step.id, name, value: null, verdict: 'unclear', why: 'Nothing was read.' }
    if (target === null) return { step: step.id, name, value, verdict: 'met', why: '' }
    const { verdict, why } = measured(target, [value])
    return { step: step.id, name, value, verdict, why: verdict === 'met' ? why : `${why} (${targetWords(target)})` }
  })
}
