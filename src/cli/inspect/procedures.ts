import type { Plan, Procedure, Trigger } from '../../plan/index.ts'
import { wrap } from '../terminal/cells.ts'
import type { Look } from '../terminal/look.ts'
import { duration } from '../terminal/times.ts'
import { count, indexOf, levelAndTitle, oneLine } from '../terminal/words.ts'
import { blockLines } from './outline.ts'

/** The procedures beside the main line, mildest first, with what should start them; a warning when there is none. */
export function procedureLines(plan: Plan, look: Look): string[] {
  if (plan.procedures.length === 0) {
    const text = '  The document has none. If something fails you can retry, accept, skip or abort, and nothing else.'
    return wrap(text, look.caps.width, '  ').map(look.warn)
  }
  const ways = plan.procedures.flatMap((procedure, at) => [
    ...(at === 0 ? [] : ['']),
    ...oneProcedure(plan, procedure, look),
  ])
  return [...ways, ...noReturnLines(plan, look)]
}

/** Steps of which the document says that nothing leads back from them. */
const noReturnLines = ({ steps }: Plan, look: Look): string[] =>
  steps.flatMap(({ number, span, noReturn }) =>
    noReturn === undefined
      ? []
      : wrap(
          `No way back from step ${number} (line ${span.line}): ${oneLine(noReturn.text, look)}`,
          look.caps.width,
          '  ',
        ).map(look.warn),
  )

/** A condition with a check beside it is looked at; people see the others. */
const watched = ({ check }: Trigger, look: Look): string =>
  check === undefined ? '' : ` (looked at every half minute: ${oneLine(check, look)})`

function oneProcedure(plan: Plan, procedure: Procedure, look: Look): string[] {
  const line = indexOf(plan).section(procedure.section).heading.line
  const steps = indexOf(plan).line({ procedure: procedure.id }).length
  const facts = [count(steps, 'step'), `line ${line}`]
  facts.push(procedure.estimate === null ? 'no time given' : duration(procedure.estimate * 1000))
  return [
    ...wrap(
      procedure.aftermath ? `Afterwards: ${oneLine(procedure.title, look)}` : levelAndTitle(procedure, look),
      look.caps.width,
    ).map(look.bold),
    ...wrap(`  ${facts.join(', ')}`, look.caps.width, '  '),
    ...procedure.triggers.flatMap((trigger) =>
      wrap(
        `  start it when (line ${trigger.span.line}): ${oneLine(trigger.text, look)}${watched(trigger, look)}`,
        look.caps.width,
        '    ',
      ).map(look.warn),
    ),
    ...blockLines(plan, procedure.blocks, look, procedure.section),
  ]
}
