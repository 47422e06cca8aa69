import { structuredPatch } from 'diff'
import type { CompareView, Took } from '../../contract/compare.ts'
import { facts, type StepFact } from '../../record/facts.ts'
import { runStanding, why } from '../../record/words.ts'
import { nameOf, type Recorded, type RunState } from '../../run/index.ts'
import { runTimes } from './run-times.ts'

/** One of the two runs. */
export interface Compared {
  readonly state: RunState
  readonly history: readonly Recorded[]
}

const mostLines = 2000
/** Lines that came and went; where there are more, the documents are others, and looking further would hold everybody up. */
const mostEdits = 800

/** What is other of two runs. `a` is the one before, `b` the one that is looked at. */
export function compareView(a: Compared, b: Compared): CompareView {
  const one = sideOf(a)
  const two = sideOf(b)
  const patch =
    a.state.source.text === b.state.source.text
      ? []
      : structuredPatch('', '', a.state.source.text, b.state.source.text, '', '', {
          context: 2,
          maxEditLength: mostEdits,
        })?.hunks
  const hunks = (patch ?? []).map(({ oldStart, newStart, lines }) => ({
    a: oldStart,
    b: newStart,
    lines: lines
      .filter((line) => !line.startsWith('\\'))
      .map((line) => ({ is: is(line), text: line.slice(1).replace(/\r$/, '') })),
  }))
  const shown = hunks.filter(
    (_, at) => hunks.slice(0, at + 1).reduce((sum, { lines }) => sum + lines.length, 0) <= mostLines,
  )
  return {
    a: one.view,
    b: two.view,
    facts: factsOf(a.state, b.state),
    steps: stepsOf(one, two),
    verdicts: verdictsOf(one, two),
    inputs: inputsOf(a.state, b.state),
    deviations: { a: deviationsOf(a.state), b: deviationsOf(b.state) },
    hunks: shown,
    longer: patch === undefined || shown.length < hunks.length,
  }
}

const is = (line: string): CompareView['hunks'][number]['lines'][number]['is'] =>
  line.startsWith('+') ? 'added' : line.startsWith('-') ? 'gone' : 'same'

interface Side {
  readonly view: CompareView['a']
  readonly steps: ReadonlyMap<string, StepFact>
  readonly took: (fact: StepFact) => Took
}

function sideOf({ state, history }: Compared): Side {
  const told = facts(state, history)
  const times = runTimes(history)
  return {
    view: {
      run: state.id,
      title: state.plan.title,
      document: state.plan.source.path,
      digest: state.plan.source.digest,
      environment: state.environment,
      release: state.release,
      rehearsal: state.rehearsal,
      outcome: state.outcome,
      createdAt: state.createdAt,
      endedAt: told.endedAt,
      operator: nameOf(state.authority, state.operator),
    },
    steps: new Map(told.steps.map((fact) => [fact.step.id, fact])),
    took: (fact) => ({
      number: fact.step.number,
      standing: fact.standing,
      why: [why(fact.state), fact.state.reason ?? ''].filter((text) => text !== '').join('; '),
      attempts: fact.state.attempts.length,
      ms: fact.ms,
      people: times.steps[fact.step.id]?.people || null,
    }),
  }
}

function factsOf(a: RunState, b: RunState): CompareView['facts'] {
  const of = (state: RunState): Readonly<Record<string, string | null>> => ({
    Outcome: runStanding(state),
    Release: state.release,
    'What was released': state.identity === null ? null : `SHA-256 ${state.identity.digest.slice(0, 12)}`,
    Environment: state.environment,
    By: nameOf(state.authority, state.operator),
    Document: `${state.plan.source.path}, SHA-256 ${state.plan.source.digest.slice(0, 12)}`,
    Rehearsal: state.rehearsal ? 'yes' : 'no',
    'Only sections': state.options.only.join(', ') || null,
    'From line': state.options.from === null ? null : String(state.options.from),
    'Ways back taken': Object.keys(state.procedures).length === 0 ? null : proceduresOf(state),
    Choices: Object.values(state.choices).join(', ') || null,
  })
  const one = of(a)
  const two = of(b)
  return Object.keys(one).flatMap((name) => {
    const [was = null, now = null] = [one[name], two[name]]
    return was === now ? [] : [{ name, a: was, b: now }]
  })
}

const proceduresOf = ({ plan, procedures }: RunState) =>
  plan.procedures
    .filter(({ id }) => id in procedures)
    .map(({ title }) => title)
    .join(', ')

/** In the order of the second document; steps that are gone stand after the one that they stood after. */
function stepsOf(one: Side, two: Side): CompareView['steps'] {
  const order: string[] = [...two.steps.keys()]
  let after = -1
  for (const id of one.steps.keys()) {
    const at = order.indexOf(id)
    if (at >= 0) after = at
    else order.splice(++after, 0, id)
  }
  return order.flatMap((id) => {
    const [was, now] = [one.steps.get(id), two.steps.get(id)]
    const shown = now ?? was
    if (shown === undefined) return []
    const [a, b] = [was === undefined ? null : one.took(was), now === undefined ? null : two.took(now)]
    const isAside = (a === null || a.standing === 'aside') && (b === null || b.standing === 'aside')
    const changed = changesOf(was, now, a, b)
    if (isAside && changed.length === 0) return []
    return [{ id, title: shown.step.title, section: shown.section?.title ?? '', a, b, changed }]
  })
}

function changesOf(
  was: StepFact | undefined,
  now: StepFact | undefined,
  a: Took | null,
  b: Took | null,
): CompareView['steps'][number]['changed'] {
  if (was === undefined || a === null) return ['added']
  if (now === undefined || b === null) return ['gone']
  const changed: CompareView['steps'][number]['changed'] = []
  if (was.step.command?.text !== now.step.command?.text) changed.push('command')
  if (a.standing !== b.standing) changed.push('outcome')
  if (a.attempts !== b.attempts && a.attempts > 0 && b.attempts > 0) changed.push('attempts')
  if (isOther(a.ms, b.ms)) changed.push('duration')
  return changed
}

/** Half as long again, or half as long, and by more than a second: what is less is chance. */
const isOther = (a: number | null, b: number | null) =>
  a !== null && b !== null && Math.abs(a - b) > 1000 && Math.max(a, b) > 1.5 * Math.min(a, b)

function verdictsOf(one: Side, two: Side): CompareView['verdicts'] {
  return [...two.steps].flatMap(([id, now]) => {
    const was = one.steps.get(id)
    return now.step.expectations.flatMap(({ text }) => {
      const [a, b] = [was && verdictOn(was, text), verdictOn(now, text)]
      if (was === undefined || (a?.verdict ?? null) === (b?.verdict ?? null)) return []
      return [{ step: now.step.number, title: now.step.title, text, a: a ?? null, b }]
    })
  })
}

function verdictOn({ step, state }: StepFact, text: string): { verdict: string; why: string } | null {
  const expectation = step.expectations.find((one) => one.text === text)
  const found = state.verdicts.find((one) => one.expectation === expectation?.id)
  return found === undefined ? null : { verdict: found.verdict, why: found.why }
}

function inputsOf(a: RunState, b: RunState): CompareView['inputs'] {
  const names = [...new Set([...Object.keys(a.inputs), ...Object.keys(b.inputs)])].sort()
  return names.map((name) => {
    const [was, now] = [a.inputs[name], b.inputs[name]]
    const words = (input: typeof was) => (input === undefined ? null : (input.value ?? '(secret, not kept)'))
    return { name, a: words(was), b: words(now), same: words(was) === words(now) }
  })
}

const deviationsOf = ({ deviations, plan }: RunState): string[] =>
  deviations.map(({ step, text, reason }) => {
    const number = plan.steps.find(({ id }) => id === step)?.number
    return `${number === undefined ? '' : `Step ${number}: `}${text}${reason === null ? '' : ` (${reason})`}`
  })
