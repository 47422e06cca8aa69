import type { Step } from '../../plan/index.ts'
import type { Recorded, RunState } from '../../run/index.ts'
import { wrap } from './cells.ts'
import type { Look } from './look.ts'
import { because, byWhom, who } from './people.ts'
import { duration } from './times.ts'
import { isOwnTitle, oneLine, outcomeMark } from './words.ts'

/** What became of a step. One that ran has its words above: with its command, when they are the command. */
export function settledLines(
  event: Extract<Recorded['event'], { type: 'StepSettled' }>,
  by: Recorded['actor'],
  step: Step | null,
  state: RunState,
  look: Look,
): string[] {
  // That only a part is run stands at the beginning; what is left out is in the record.
  if (!step || event.how === 'partial') return []
  const { attempts } = state.steps.get(step.id)
  const last = attempts.at(-1)
  const took = event.how === 'ran' && last?.endedAt ? `  ${duration(last.endedAt - last.at)}` : ''
  const given = event.values.filter((value) => value !== '').map((value) => oneLine(value, look))
  const values = given.length > 0 ? ` = ${given.join(', ')}` : ''
  const how = {
    ticked: byWhom(by, state, look),
    signed: `, signed by ${who(by, look)}`,
    claimed: ', as the document claims',
    assumed: ', assumed',
    'by-hand': ', by hand',
    choice: ', another way was chosen',
  }
  const note = event.how in how ? how[event.how as keyof typeof how] : ''
  const words = event.how === 'ran' && isOwnTitle(step) ? event.outcome : oneLine(step.title, look)
  const text = `${step.number} ${words}${values}${note}${because(event.reason, look)}${took}`
  return wrap(text, look.caps.width - 4 - (look.caps.plain ? 6 : 0), '  ').map((line, at) =>
    at === 0 ? `${outcomeMark(event.outcome, look)} ${line}` : `  ${line}`,
  )
}
