import type { Stop } from '../../engine/engine.ts'
import { type Decision, nextSample, type RunState, watchingOf } from '../../run/index.ts'
import { authorityLines } from './approval-lines.ts'
import { wrap } from './cells.ts'
import { choiceLines, exhibitLines, fieldsLines, groupLines, spelledLines } from './decision-view.ts'
import type { Look } from './look.ts'
import { short } from './run-views.ts'
import { soakStatusLines } from './soak-lines.ts'
import { list, oneLine } from './words.ts'

/**
 * What a run waits for and how to answer it from another command: for everybody who has no keys to press. Where several
 * questions are open, a command names its own by id: numbers move up when another one is answered.
 */
export function waitingLines(state: RunState, look: Look): string[] {
  return state.open.flatMap((decision, at) => [
    ...wrap(`${look.marks.question} ${at + 1}. ${oneLine(decision.question, look)}`, look.caps.width, '  ').map(
      look.bold,
    ),
    ...groupLines(decision, state, look),
    ...authorityLines(decision, state, look),
    ...evidence(decision).flatMap((exhibit) => exhibitLines(exhibit, () => null, look)),
    ...fieldsLines(decision, look),
    ...spelledLines(decision, look),
    ...choiceLines(decision, look),
    look.accent(
      `  ${look.command(`decide ${short(state.id)}${state.open.length > 1 ? ` ${short(decision.id)}` : ''} ${example(decision)}`)}`,
    ),
  ])
}

/** "Is this text right?" says nothing without the text, and a value to fill in nothing without its target. */
const evidence = ({ kind, detail }: Decision) =>
  detail.filter(
    ({ is }) =>
      (kind === 'input' && is === 'command') || (kind === 'record' && is === 'sentence') || kind === 'message',
  )

/** The option and the fields that a command line needs: `give --field APP=…`. */
function example(decision: Decision): string {
  const options = decision.options.map(({ id, reason }) => (reason ? `${id} --reason "…"` : id))
  const fields = decision.fields
    .filter((field) => field.required && field.option === decision.options[0]?.id)
    .map((field) => ` --field ${field.name}=…`)
  return `${options[0] ?? ''}${fields.join('')}`
}

/** Who takes the next sample when nobody stays. */
const timerWords = (state: RunState, look: Look): string[] =>
  watchingOf(state).some((one) => nextSample(state, one) !== null)
    ? [
        ...wrap('Cron or systemd can take the samples that are due; `--timer` prints what they need:', look.caps.width),
        `  ${look.command(`soak ${short(state.id)}`)}`,
      ]
    : []

/** Why driving stopped short of the end, and how to go on. Empty when the run has ended. */
export function stopLines(stop: Stop, look: Look): string[] {
  const { width } = look.caps
  const resume = look.command(`resume ${short(stop.state.id)}`)
  switch (stop.why) {
    case 'ended':
      return []
    case 'paused':
      return ['Paused. Go on with:', `  ${resume}`]
    case 'detached': {
      const goesOn = stop.state.running.length > 0 ? 'What runs now goes on.' : 'Nothing is running.'
      return [...wrap(`Detached. ${goesOn} Come back with:`, width, '  '), `  ${resume}`]
    }
    case 'waiting': {
      const needs =
        stop.needs.length === 0
          ? []
          : wrap(`It needs secrets that are never stored: ${list(stop.needs)}. Give them with:`, width, '  ').concat(
              `  ${resume} --input ${stop.needs[0]}=…`,
            )
      return [
        ...wrap('The run waits.', width),
        ...soakStatusLines(stop.state, stop.state.updatedAt, look),
        ...waitingLines(stop.state, look),
        ...needs,
        ...timerWords(stop.state, look),
        'Then go on with:',
        `  ${resume}`,
      ]
    }
  }
}
