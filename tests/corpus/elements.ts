import type { Plan, StepId } from '../../src/plan/index.ts'
import { account } from '../../src/read/plan/index.ts'
import { edits } from '../../src/record/index.ts'
import { type Recorded, type RunState, replay } from '../../src/run/index.ts'
import type { Rehearsed } from './rehearse.ts'

/** One kind of thing that a document holds, and what became of each of them in rehearsals of it. */
export interface Element {
  readonly name: string
  readonly count: number
  /** In a few words, with numbers. */
  readonly became: string
  /** Those of which nothing became. */
  readonly left: readonly string[]
}

/** Everything that a document holds, held against a rehearsal of its main line and one of each of its ways back. */
export function elementsOf(main: Rehearsed, ways: ReadonlyMap<string, Rehearsed>): readonly Element[] {
  const { plan } = main
  const state = folded(main.history)
  const filled = edits(state)
  const settled = (id: StepId) => state.steps.get(id).phase === 'settled'
  const line = (id: StepId) => `line ${plan.steps.find((step) => step.id === id)?.span.line}`
  const onMain = stepsOf(plan, plan.main)
  const sum = account(plan, main.judged)
  const signed = onMain.filter((step) => step.kind === 'signoff')
  const answers = counted(main.history)
  return [
    {
      name: 'steps of the main line',
      count: onMain.length,
      became: words(onMain.map(({ id }) => state.steps.get(id).outcome ?? 'open')),
      left: onMain.filter(({ id }) => !settled(id)).map(({ id }) => line(id)),
    },
    {
      name: 'code blocks and boxes',
      count: sum.fences + sum.boxes,
      became: `${sum.steps} in steps, ${sum.shelf} on the shelf, ${sum.shown.reduce((all, { count }) => all + count, 0)} shown only, with the reason`,
      left: sum.missing.map(({ line: at }) => `line ${at}`),
    },
    { name: 'choices', count: plan.choices.length, became: words(Object.values(state.choices)), left: [] },
    {
      name: 'sign-offs',
      count: signed.length,
      became: `${signed.filter(({ id }) => state.steps.get(id).how === 'signed').length} signed`,
      left: signed.filter(({ id }) => !settled(id)).map(({ id }) => line(id)),
    },
    {
      name: 'what must hold',
      count: plan.criteria.length,
      became: `${Object.values(state.criteria).flatMap(({ verdicts }) => verdicts).length} judged`,
      left: plan.criteria.flatMap(({ section, span }) => (state.criteria[section] ? [] : [`line ${span.line}`])),
    },
    {
      name: 'soaks',
      count: Object.keys(state.soaks).length,
      became: `${words(Object.values(state.soaks).map(({ outcome }) => outcome ?? 'open'))}; ${of(main.history, 'SampleTaken')} samples`,
      left: Object.entries(state.soaks).flatMap(([id, { outcome }]) => (outcome === null ? [id] : [])),
    },
    {
      name: 'metrics to fill in',
      count: plan.metrics.length,
      became: `${plan.metrics.filter(({ step }) => settled(step)).length} asked for or measured`,
      left: plan.metrics.filter(({ step }) => !settled(step)).map(({ span }) => `line ${span.line}`),
    },
    {
      name: 'messages',
      count: plan.messages.length,
      became: `${Object.keys(state.messages).length} told, ${plan.messages.filter(({ step }) => step !== null).length} by a step, ${plan.messages.filter(({ occasion }) => occasion === 'rollback').length} only after going back`,
      left: plan.messages.flatMap(({ id, step, occasion, title }) =>
        step !== null || state.messages[id] || toldOn(ways, occasion, id) ? [] : [title],
      ),
    },
    {
      name: 'forms of the record',
      count: plan.logs.length,
      became: 'filled in with what the run knows',
      left: plan.logs.flatMap(({ title, span }) =>
        filled.some(({ start, end }) => start >= span.start && end <= span.end) ? [] : [title],
      ),
    },
    {
      name: 'conditions for going back',
      count: plan.procedures.flatMap(({ triggers }) => triggers).length,
      became: `asked about ${answers.get('triggers') ?? 0} times`,
      left:
        plan.procedures.some(({ triggers, aftermath }) => triggers.length > 0 && !aftermath) && !answers.has('triggers')
          ? ['nobody was asked']
          : [],
    },
    {
      name: 'ways back',
      count: ways.size,
      became: words([...ways.values()].map(({ stop }) => (typeof stop === 'string' ? stop : `${stop.state.outcome}`))),
      left: [...ways].flatMap(([id, way]) => leftOf(id, way)),
    },
    { name: 'contacts', count: plan.contacts.length, became: 'called when a question is overdue', left: [] },
  ]
}

/** A way back that was not gone to its end, and what of it stayed open. */
function leftOf(id: string, { plan, stop, history }: Rehearsed): readonly string[] {
  if (typeof stop === 'string' || stop.state.outcome !== 'backed-out') return [id]
  const state = folded(history)
  const blocks = plan.procedures.find((one) => one.id === id)?.blocks ?? []
  return stepsOf(plan, blocks).flatMap((step) =>
    state.steps.get(step.id).phase === 'settled' ? [] : [`line ${step.span.line}`],
  )
}

const toldOn = (ways: ReadonlyMap<string, Rehearsed>, occasion: string, id: string): boolean =>
  occasion === 'rollback' && [...ways.values()].every(({ history }) => folded(history).messages[id] !== undefined)

const stepsOf = (plan: Plan, blocks: Plan['main']) => {
  const wanted = new Set<StepId>()
  const add = (id: StepId) => {
    wanted.add(id)
    for (const child of plan.steps.find((step) => step.id === id)?.children ?? []) add(child)
  }
  for (const id of blocks.flatMap(({ steps }) => steps)) add(id)
  return plan.steps.filter(({ id }) => wanted.has(id))
}

const folded = (history: readonly Recorded[]): RunState => {
  const state = replay(history)
  if (!state) throw new Error('the journal is empty')
  return state
}

/** How often each kind of question was answered. */
function counted(history: readonly Recorded[]): ReadonlyMap<string, number> {
  const kinds = new Map<string, string>()
  const answered = new Map<string, number>()
  for (const { event } of history) {
    if (event.type === 'DecisionOpened') kinds.set(event.decision.id, event.decision.kind)
    if (event.type !== 'DecisionAnswered') continue
    const kind = kinds.get(event.decision) ?? ''
    answered.set(kind, (answered.get(kind) ?? 0) + 1)
  }
  return answered
}

const of = (history: readonly Recorded[], type: string) => history.filter(({ event }) => event.type === type).length

/** “12 passed, 1 skipped”. */
const words = (all: readonly string[]): string =>
  [...Map.groupBy(all, (one) => one)].map(([one, same]) => `${same.length} ${one}`).join(', ') || 'none'
