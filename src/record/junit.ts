import type { Recorded, RunState } from '../run/index.ts'
import { shown } from './escape.ts'
import { facts, type Outputs, type StepFact } from './facts.ts'
import { runStanding, who } from './words.ts'

/**
 * The record as JUnit XML: a suite for each section that has steps, a case for each step. Skipped steps and those not
 * reached are `skipped`, failed ones `failure`, those whose end is not known `error`; an accepted one passes and says so
 * in its output.
 */
export function junit(state: RunState, history: readonly Recorded[], outputs: Outputs): string {
  const told = facts(state, history)
  const suites = state.plan.sections.flatMap((section) => {
    const own = told.steps.filter(({ step }) => step.section === section.id)
    return own.length === 0 ? [] : [suite(section.title, own, outputs)]
  })
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes({ name: `${state.plan.title} (${runStanding(state)})`, ...totals(told.steps) })}>`,
    ...suites,
    '</testsuites>',
  ]
  return `${lines.join('\n')}\n`
}

function suite(name: string, steps: readonly StepFact[], outputs: Outputs): string {
  const cases = steps.map((fact) => testcase(name, fact, outputs))
  return [`  <testsuite${attributes({ name, ...totals(steps) })}>`, ...cases, '  </testsuite>'].join('\n')
}

function totals(steps: readonly StepFact[]) {
  const count = (...words: readonly string[]) => steps.filter(({ standing }) => words.includes(standing)).length
  return {
    tests: steps.length,
    failures: count('failed'),
    errors: count('unknown'),
    skipped: count('skipped', 'open', 'running', 'aside'),
    time: seconds(steps.reduce((sum, { ms }) => sum + (ms ?? 0), 0)),
  }
}

function testcase(suiteName: string, fact: StepFact, outputs: Outputs): string {
  const { step, ms } = fact
  const name = `${step.number}. ${step.title}`
  const tag = `    <testcase${attributes({ name, classname: suiteName, time: seconds(ms ?? 0) })}`
  const inside = [...result(fact), ...output(fact, outputs)]
  return inside.length === 0 ? `${tag}/>` : [`${tag}>`, ...inside, '    </testcase>'].join('\n')
}

function result({ standing, state, failures }: StepFact): readonly string[] {
  const by = state.by === null ? '' : ` (${who(state.by)})`
  const message = `${state.reason ?? failures.at(-1)?.why ?? ''}${by}`.trim()
  switch (standing) {
    case 'passed':
    case 'accepted':
      return []
    case 'failed':
      return [`      <failure${attributes({ message: message || 'failed' })}/>`]
    case 'unknown':
      return [`      <error${attributes({ message: message || 'its end is not known' })}/>`]
    case 'skipped':
      return [`      <skipped${attributes({ message: message || 'skipped' })}/>`]
    case 'open':
      return [`      <skipped${attributes({ message: 'not reached' })}/>`]
    case 'running':
      return [`      <skipped${attributes({ message: 'still running' })}/>`]
    case 'aside':
      return [`      <skipped${attributes({ message: 'not part of this run' })}/>`]
  }
}

function output({ step, state, standing }: StepFact, outputs: Outputs): readonly string[] {
  const accepted = standing === 'accepted' ? [`accepted: ${state.reason ?? ''}`] : []
  const ends = state.attempts.flatMap(({ started, end }) => {
    const tail = outputs(step.id, started.attempt)
    const head = `attempt ${started.attempt}: ${end === null ? 'not over' : `${end.how}, status ${end.status ?? 'unknown'}`}`
    return tail === null || tail.bytes.length === 0 ? [head] : [head, new TextDecoder().decode(tail.bytes)]
  })
  const text = [...accepted, ...ends].join('\n')
  return text === '' ? [] : [`      <system-out>${escaped(text)}</system-out>`]
}

const seconds = (ms: number) => (ms / 1000).toFixed(3)

const attributes = (values: Readonly<Record<string, string | number>>) =>
  Object.entries(values)
    .map(
      ([name, value]) =>
        ` ${name}="${escaped(String(value))
          .replace(/"/g, '&quot;')
          .replace(/[\n\t]/g, ' ')}"`,
    )
    .join('')

/** What XML 1.0 can't hold, even as a reference, is written as `\u001b`. */
const escaped = (text: string) =>
  shown(text.replace(/\r\n/g, '\n')).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
