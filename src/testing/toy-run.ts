import type { Plan, Span, Step } from '../plan/index.ts'
import { seal } from '../run/chain.ts'
import { evolve } from '../run/evolve.ts'
import type { Actor, AttemptEnd, Recorded, RunCreated, RunEvent, RunState } from '../run/index.ts'
import { aBlock, aSection, aStep, emptyPlan } from './plan-parts.ts'
import { ada, runCreated } from './run-events.ts'

/**
 * A plan of the simplest kind: a section for the whole text, a confirm step for every box in it and a record step for
 * every blank (`____`), the blank's label being the words before it. Knows nothing of Markdown.
 */
export function toyPlan(text: string): Plan {
  const whole = span(text, 0, text.length)
  const section = aSection('whole', whole, { title: 'Whole', level: 1 })
  const steps = [...text.matchAll(/\[[ xX]\]|[☐☑]|_{4,}/g)].map((found, index): Step => {
    const at = span(text, found.index, found.index + found[0].length)
    const blank = found[0].startsWith('_')
    const line = text.slice(text.lastIndexOf('\n', found.index) + 1).split(/\r?\n/, 1)[0] ?? ''
    const title = line.trim()
    if (blank) {
      const label = line.split('____')[0]?.trim() ?? ''
      return aStep(`step-${index + 1}`, index + 1, at, {
        kind: 'record',
        title,
        section: 'whole',
        blanks: [{ span: at, label }],
      })
    }
    const style = found[0].startsWith('[') ? 'brackets' : 'glyph'
    const box = { span: at, ticked: /[xX☑]/.test(found[0]), style } as const
    return aStep(`step-${index + 1}`, index + 1, at, { title, section: 'whole', box })
  })
  const main = [
    aBlock(
      'whole',
      steps.map(({ id }) => id),
      'any',
    ),
  ]
  return { ...emptyPlan, sections: [section], steps, main }
}

function span(text: string, start: number, end: number): Span {
  const line = (offset: number) => text.slice(0, offset).split('\n').length
  return { start, end, line: line(start), endLine: line(Math.max(start, end - 1)) }
}

/** A journal of a run of `plan` on `text`, and the state that it folds to. Events are one second apart. */
export function toyRun(
  text: string,
  events: readonly RunEvent[] = [],
  plan: Plan = toyPlan(text),
  changes: Partial<RunCreated> = {},
  by: Actor = ada,
): { readonly state: RunState; readonly history: readonly Recorded[] } {
  const first = runCreated({ plan, source: { path: 'DEPLOY.md', text, encoding: 'utf8' }, ...changes })
  const history: Recorded[] = []
  let state: RunState | null = null
  for (const [index, event] of [first, ...events].entries()) {
    const at = 1_760_000_000_000 + index * 1_000
    const recorded = seal({ run: 'run-1', seq: index + 1, at, actor: by, event }, history.at(-1)?.hash ?? '')
    history.push(recorded)
    state = evolve(state, recorded)
  }
  return { state: state as RunState, history }
}

export const settled = (
  step: string,
  outcome: Extract<RunEvent, { type: 'StepSettled' }>['outcome'] = 'passed',
  reason: string | null = null,
  values: readonly string[] = [],
): RunEvent => ({ type: 'StepSettled', step, outcome, how: 'ticked', reason, values })

export const startedStep = (step: string, attempt = 1): RunEvent => ({
  type: 'StepStarted',
  step,
  attempt,
  statement: 0,
  without: [],
  digest: '0'.repeat(64),
  terminal: false,
})

export const endedStep = (step: string, output: AttemptEnd['output'], attempt = 1, status = 0): RunEvent => ({
  type: 'StepEnded',
  step,
  attempt,
  verdicts: [],
  end: {
    how: 'exit',
    status,
    statements: [],
    notReached: [],
    output,
    survivors: [],
    services: [],
    notCarried: [],
  },
})
