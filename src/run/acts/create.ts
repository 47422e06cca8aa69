import { HoldpointError } from '../../errors.ts'
import { mayBegin } from '../authority/may-begin.ts'
import type { RunCommand } from '../commands.ts'
import type { DecideContext } from '../context.ts'
import type { RunEvent } from '../events.ts'
import { indexOf, sectionsAround } from '../order.ts'
import { namesSchedule } from '../schedules/recurring.ts'
import { journalFormat } from '../upcast.ts'

/** A run begins. Refuses a part of the document in which nothing would run: nobody would say so. */
export const create = (
  { created }: Extract<RunCommand, { type: 'Create' }>,
  { by }: Pick<DecideContext, 'by'>,
): readonly RunEvent[] => {
  mayBegin(created, by)
  const { plan, options } = created
  if (options.assumeConfirmed && created.terms?.assumeConfirmed === false)
    throw new HoldpointError('assume-confirmed-refused', { environment: created.environment ?? '' })
  const steps = indexOf(plan)
    .order('main')
    .entries.map(({ step }) => step)
  const titles = [...new Set(steps.flatMap((step) => sectionsAround(plan, step.section)))].filter(({ title }) => title)
  const has = (words: string) =>
    titles.some(({ title }) => title.toLowerCase().includes(words.toLowerCase())) ||
    steps.some((step) => namesSchedule(plan, step, words))
  const lost = options.only.find((words) => !has(words))
  if (lost !== undefined)
    throw new HoldpointError('section-unknown', { words: lost, sections: titles.map(({ title }) => title).join(', ') })
  const { targets = {} } = created
  const elsewhere = plan.steps.find(
    ({ command }) => command?.target !== undefined && !Object.hasOwn(targets, command.target),
  )
  if (elsewhere !== undefined)
    throw new HoldpointError('target-unknown', {
      target: elsewhere.command?.target ?? '',
      path: plan.source.path,
      line: elsewhere.span.line,
      known: Object.keys(targets).join(', ') || 'none',
    })
  const last = Math.max(...steps.map(({ span }) => span.line))
  if (options.from !== null && steps.length > 0 && options.from > last) {
    const sections = titles.map(({ title, span }) => `${title} (line ${span.line})`).join(', ')
    throw new HoldpointError('line-beyond', { path: plan.source.path, line: options.from, last, sections })
  }
  return [{ type: 'RunCreated', format: journalFormat, ...created }]
}
