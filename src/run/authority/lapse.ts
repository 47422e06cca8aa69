import type { StepId } from '../../plan/index.ts'
import type { DecideContext } from '../context.ts'
import type { RunEvent } from '../events.ts'
import { fold } from '../fold.ts'
import { indexOf, stepOf } from '../order.ts'
import type { Approved, RunState } from '../state.ts'
import { inputsUsed, textOf, valueBound, valueGiven } from './binds.ts'
import { isSameHand, nameOf } from './people.ts'
import { turnedUnmet } from './rests.ts'
import type { Binds, Change } from './who.ts'

/** Events that can change what an approval covers. */
const changing: ReadonlySet<RunEvent['type']> = new Set([
  'StepEdited',
  'InputsSet',
  'SecretsMarked',
  'ValueCaptured',
  'StepReopened',
])

/** Events after which a check may not hold any more. */
const checking: ReadonlySet<RunEvent['type']> = new Set(['StepEnded', 'StepSettled', 'ExpectationJudged'])

/**
 * What events make of the approvals that stand, and of the questions that are open: where what they cover is not any more
 * what was shown, an approval lapses, and a question is asked anew, with all who had answered it.
 */
export const lapses = (before: RunState, events: readonly RunEvent[], context: DecideContext): readonly RunEvent[] => {
  const isChanging = events.some(({ type }) => changing.has(type))
  if (!isChanging && !events.some(({ type }) => checking.has(type))) return []
  const binds = [...before.approvals, ...before.open].flatMap((one) => one.binds ?? [])
  const holding = binds.some(({ checks = [] }) => isChanging || checks.length > 0)
  if (!holding) return []
  const after = fold(before, events, context)
  if (after.status === 'ended') return []
  const changed = (binds: Binds | null): readonly Change[] =>
    binds === null
      ? []
      : [...(isChanging ? changesOf(binds, before, after, context.digestOf) : []), ...turnedUnmet(binds, after)]
  return [
    ...after.approvals
      .filter((one) => isOnLine(after, one))
      .flatMap((one): readonly RunEvent[] => {
        const why = changed(one.binds)
        return why.length === 0 ? [] : [lapsed(one, why)]
      }),
    ...after.open.flatMap(({ id, binds }): readonly RunEvent[] => {
      const why = changed(binds)
      return why.length === 0
        ? []
        : [
            {
              type: 'DecisionWithdrawn',
              decision: id,
              why: `What it lets pass has changed: ${why.map(({ name }) => name).join('; ')}. It is asked anew.`,
            },
          ]
    }),
  ]
}

/**
 * The last look before a step starts: an approval of something else than what starts now, or one that is the own of who
 * starts it where it must not be, does not stand. Looks at this step alone: others are looked at when they start.
 */
export const lapsesAtStart = (state: RunState, step: string, { by, digestOf }: DecideContext): readonly RunEvent[] =>
  state.approvals
    .filter((one) => isOnLine(state, one) && digestsOf(one.binds).has(step))
    .flatMap((one): readonly RunEvent[] => {
      const own = one.separated && one.by.some((signer) => isSameHand(state.authority, signer, by))
      const who: readonly Change[] = own
        ? [{ what: 'person', name: nameOf(state.authority, by), line: null, before: 'signed it', after: 'runs it' }]
        : []
      const alone = { ...one.binds, steps: [{ step, digest: digestsOf(one.binds).get(step) ?? '' }] }
      const why = [...changesOf(alone, state, state, digestOf), ...turnedUnmet(one.binds, state), ...who]
      return why.length === 0 ? [] : [lapsed(one, why)]
    })

const digests = new WeakMap<Binds, ReadonlyMap<StepId, string>>()

const digestsOf = (binds: Binds): ReadonlyMap<StepId, string> => {
  const found = digests.get(binds) ?? new Map(binds.steps.map(({ step, digest }) => [step, digest]))
  digests.set(binds, found)
  return found
}

const lapsed = ({ decision, step }: Approved, why: readonly Change[]): RunEvent => ({
  type: 'ApprovalLapsed',
  decision,
  step,
  why,
})

/** An approval of a line that the run has left says nothing about what runs now. */
const isOnLine = (state: RunState, { step }: Approved): boolean => indexOf(state.plan).order(state.line).place.has(step)

/** What is done already is past approving. */
const changesOf = (
  binds: Binds,
  before: RunState,
  after: RunState,
  digestOf: DecideContext['digestOf'],
): readonly Change[] => {
  const ahead = binds.steps.filter(({ step }) => after.steps.get(step).phase !== 'settled')
  const steps = ahead.flatMap(({ step: id, digest }): readonly Change[] => {
    const step = stepOf(after.plan, id)
    const text = textOf(after, step)
    if (digestOf(text) === digest) return []
    const was = textOf(before, step)
    const name = `step ${step.number}, “${step.title}”`
    return [{ what: 'step', name, line: step.span.line, before: was === text ? null : was, after: text }]
  })
  const used = new Set(ahead.flatMap(({ step }) => inputsUsed(after, stepOf(after.plan, step))))
  const inputs = binds.inputs.flatMap(({ input, digest }): readonly Change[] => {
    if (!used.has(input) || digestOf(valueBound(after, input)) === digest) return []
    const isOther = valueBound(before, input) !== valueBound(after, input)
    const was = valueGiven(before, input)
    const given = valueGiven(after, input)
    const value = isOther && was === given ? 'another value' : given
    const line = indexOf(after.plan).inputs.get(input)?.uses[0]?.line ?? null
    return [{ what: 'input', name: input, line, before: was === value ? null : was, after: value }]
  })
  const release: readonly Change[] =
    binds.release === after.release
      ? []
      : [{ what: 'release', name: 'release', line: null, before: binds.release, after: after.release }]
  return [...steps, ...inputs, ...release]
}
