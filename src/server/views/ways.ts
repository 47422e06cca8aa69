import type { RunView } from '../../contract/index.ts'
import { type RunState, wayBackNow, windowEnd } from '../../run/index.ts'

/** The ways back at a moment, mildest first, and the point of no return; as `holdpoint back --show` tells them. */
export function waysView(state: RunState, now: number): Pick<RunView, 'ways' | 'noReturn'> {
  const { ways, meant, noReturn } = wayBackNow(state, windowEnd(state, now))
  return {
    ways: ways.map(
      ({ procedure, standing, why, startable, fired, undoes, destroys, restarts, lacks, steps, estimate, latest }) => ({
        id: procedure.id,
        title: procedure.title,
        level: procedure.level,
        line: state.plan.sections.find(({ id }) => id === procedure.section)?.heading.line ?? 1,
        meant: procedure.id === meant?.procedure.id,
        standing,
        why,
        startable,
        fired: fired.map(({ text, span }) => ({ text, line: span.line })),
        triggers: procedure.triggers.map(({ text }) => text),
        undoes: [...undoes],
        destroys: [...destroys],
        restarts: [...restarts],
        lacks: lacks.map(({ name }) => name),
        steps,
        seconds: estimate?.seconds ?? null,
        from: estimate?.from ?? null,
        latest,
        state: stateOf(state, procedure.id),
      }),
    ),
    noReturn: noReturn && {
      step: noReturn.step.id,
      line: noReturn.step.span.line,
      said: noReturn.said,
      why: noReturn.why,
      passed: noReturn.passed,
    },
  }
}

const stateOf = ({ procedures }: RunState, id: string): RunView['ways'][number]['state'] => {
  const taken = procedures[id]
  return taken === undefined ? null : (taken.outcome ?? 'running')
}
