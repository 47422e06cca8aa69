import type { StepId } from '../../plan/index.ts'
import { skipDone } from '../cursor.ts'
import type { Recorded } from '../envelope.ts'
import {
  begun,
  type LaneTaken,
  type SampleLook,
  type SampleVerdict,
  type SoakEvent,
  type SoakState,
} from '../soak/soak.ts'
import type { RunState } from '../state.ts'
import { change } from './steps.ts'

type Of<T extends SoakEvent['type']> = Extract<SoakEvent, { type: T }>

export const watched = (state: RunState, event: SoakEvent, { at }: Recorded): RunState => {
  if (event.type === 'SoakStarted') return skipDone(put(state, event.soak, begun(event.at)))
  const soak = state.soaks[event.soak]
  if (soak === undefined) return state
  switch (event.type) {
    case 'SampleStarted':
      return sampling(state, event, soak)
    case 'SampleTaken':
      return put(state, event.soak, sampled(soak, event, at))
    case 'SoakJudged':
      return put(state, event.soak, {
        ...soak,
        phase: event.verdict === 'met' ? 'watching' : 'asked',
        verdict: event.verdict,
        why: event.why,
      })
    case 'SoakContinued':
      return put(state, event.soak, {
        ...soak,
        phase: 'watching',
        verdict: null,
        why: null,
        lanes: taken(soak.lanes, event.lanes, null),
        counts: { ...soak.counts, missed: soak.counts.missed + event.missed },
        since: { red: 0, unclear: 0, errors: 0, missed: 0 },
        longer: event.seconds === null ? soak.longer : [...soak.longer, event.seconds],
        broken: {},
      })
    case 'SoakEnded':
      return skipDone(
        put(state, event.soak, { ...soak, phase: 'ended', outcome: event.outcome, taking: null, endedAt: at }),
      )
  }
}

const put = (state: RunState, id: string, soak: SoakState): RunState => ({
  ...state,
  soaks: { ...state.soaks, [id]: soak },
})

/**
 * Its steps are open again. Of their attempts the last one stays, so that a sample costs the same however many there were:
 * the journal has them all.
 */
const sampling = (state: RunState, event: Of<'SampleStarted'>, soak: SoakState): RunState => {
  const { type: _, soak: id, ...taking } = event
  const next = put(state, id, {
    ...soak,
    taking,
    lanes: taken(soak.lanes, event.lanes, null),
    counts: { ...soak.counts, missed: soak.counts.missed + event.missed },
    since: { ...soak.since, missed: soak.since.missed + event.missed },
  })
  return event.steps.reduce(
    (before, step) =>
      change(before, step, (of) => ({ phase: 'open', from: 0, verdicts: [], attempts: of.attempts.slice(-1) })),
    next,
  )
}

const sampled = (soak: SoakState, event: Of<'SampleTaken'>, at: number): SoakState => {
  const { verdict, looks, broken, lanes, by } = event
  const { counts, since } = soak
  const missed = by === 'people' ? event.missed : 0
  return {
    ...soak,
    taking: by === 'machine' ? null : soak.taking,
    lanes: taken(soak.lanes, lanes, verdict),
    counts: { ...counts, [verdict]: counts[verdict] + 1, missed: counts.missed + missed },
    since: {
      red: since.red + (verdict === 'red' ? 1 : 0),
      unclear: since.unclear + (verdict === 'unclear' ? 1 : 0),
      errors: verdict === 'error' ? since.errors + 1 : 0,
      missed: since.missed + missed,
    },
    broken,
    values: { ...soak.values, ...valuesOf(looks) },
    last: { at, verdict, why: whyOf(looks) },
  }
}

const taken = (
  lanes: SoakState['lanes'],
  now: readonly LaneTaken[],
  last: SampleVerdict | null,
): SoakState['lanes'] => ({
  ...lanes,
  ...Object.fromEntries(
    now.map(({ lane, times }) => {
      const before = lanes[lane]
      // A clock that was set back takes nothing back.
      return [lane, { times: Math.max(before?.times ?? 0, times), last: last ?? before?.last ?? null }]
    }),
  ),
})

const valuesOf = (looks: readonly SampleLook[]): Readonly<Record<StepId, readonly string[]>> =>
  Object.fromEntries(
    [...Map.groupBy(looks, ({ step }) => step)].flatMap(([step, own]) =>
      step !== null && own.some(({ value }) => value !== null) ? [[step, own.map(({ value }) => value ?? '')]] : [],
    ),
  )

const whyOf = (looks: readonly SampleLook[]): string => {
  const worst =
    looks.find(({ verdict }) => verdict === 'unmet') ?? looks.find(({ verdict }) => verdict !== 'met') ?? null
  return worst === null ? '' : [worst.name, worst.why].filter(Boolean).join(': ')
}
