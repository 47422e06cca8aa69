import type { CommandFlag, Message, Plan, Span, Step } from '../../plan/index.ts'
import { blocksOf, stepsIn } from '../../plan/walk.ts'
import { isPoll, leftTo, type RunOptions } from '../../run/index.ts'
import type { Look } from '../terminal/look.ts'
import { duration } from '../terminal/times.ts'
import { count, indexOf, levelAndTitle, lines, list, oneLine } from '../terminal/words.ts'
import { row } from './rows.ts'
import { recursSummary } from './schedules.ts'
import { shownLine } from './shelf.ts'
import { limitedSoaks, spanOf } from './soaks.ts'
import type { Inspection } from './view.ts'

/** The whole of it at a glance: what runs, who is asked, what is chosen, how to get back, how long it takes. */
export function summaryLines(inspection: Inspection, look: Look): string[] {
  const { plan, account } = inspection
  const main = onMain(plan)
  const rows: (readonly [label: string, text: string])[] = [
    ['Runs', runs(main)],
    ['Looks', looks(main)],
    ['Asks', asks(plan, main, look)],
    ['Choices', choices(plan, look)],
    ['Inputs', inputs(plan, look)],
    ...waysBack(plan, look),
    ['Watches', watches(plan)],
    ['Recurs', recursSummary(plan)],
    ['Messages', messages(plan)],
    ['Contacts', contacts(plan)],
    ['Records', records(plan, look)],
    ['Takes', takes(plan, main)],
    ['Not run', shownLine(account)],
    ['Findings', findings(inspection)],
  ]
  return rows.flatMap(([label, text]) => (text === '' ? [] : row(label, text, look)))
}

const onMain = (plan: Plan): readonly Step[] =>
  [...stepsIn(plan, blocksOf(plan, 'main'))]
    .map((id) => indexOf(plan).step(id))
    .filter((step) => leftTo({ plan, options: whole, line: 'main' }, step) === null)

const whole: RunOptions = { assumeConfirmed: false, only: [], from: null }

const time = (seconds: number) => duration(seconds * 1000)

/** A whole that the document states is told from what is only the sum of the times that it gives here and there. */
function takes({ estimate, sections }: Plan, main: readonly Step[]): string {
  if (estimate === null) return 'the document does not say.'
  const given = new Set(main.map(({ section }) => section))
  const parts = [...main, ...sections.filter(({ id }) => given.has(id))].filter((one) => one.estimate !== null)
  const sum = parts.reduce((all, one) => all + (one.estimate ?? 0), 0)
  if (sum !== estimate) return `${time(estimate)}, says the document.`
  return parts.length === 1
    ? `${time(estimate)}, named in one place of the document.`
    : `${time(estimate)} in all, named in ${parts.length} places of the document.`
}

const flagWords: Readonly<Record<CommandFlag, readonly [one: string, many: string]>> = {
  destructive: ['asks first because it destroys something', 'ask first because they destroy something'],
  endless: ['does not end by itself', 'do not end by themselves'],
  interactive: ['needs a terminal', 'need a terminal'],
  secret: ['holds a secret', 'hold a secret'],
}

function runs(main: readonly Step[]): string {
  const commands = main.flatMap(({ command }) => (command === null || command.language === 'check' ? [] : [command]))
  const byHand = commands.filter(({ incomplete }) => incomplete !== null).length
  const own = commands.length - byHand
  const parts = [own === 0 ? 'no command' : count(own, 'command')]
  for (const [flag, [one, many]] of Object.entries(flagWords)) {
    const flagged = commands.filter(({ flags }) => flags.includes(flag as CommandFlag)).length
    if (flagged > 0) parts.push(`${flagged} ${flagged === 1 ? one : many}`)
  }
  if (byHand > 0) parts.push(`${count(byHand, 'more is', 'more are')} done by hand`)
  return `${parts.join('; ')}.`
}

const looksOrRuns: ReadonlySet<Step['kind']> = new Set(['command', 'check'])

/** What is looked at by Holdpoint itself; '' when nothing is. */
function looks(main: readonly Step[]): string {
  const own = main.filter(({ baseline }) => baseline === undefined)
  const checks = own.flatMap(({ command }) => (command?.language === 'check' ? [command] : []))
  const wrong = checks.filter(({ incomplete }) => incomplete !== null).length
  const before = main.length - own.length
  if (checks.length + before === 0) return ''
  const measured = before > 0 ? `; ${before} measured before the change` : ''
  return `${count(checks.length, 'check')}${measured}${wrong > 0 ? `; ${wrong} cannot be made, done by hand` : ''}.`
}

function asks(plan: Plan, main: readonly Step[], look: Look): string {
  const polled = main.filter((step) => isPoll(plan, step))
  const of = (...kinds: readonly Step['kind'][]) =>
    main.filter(
      (step) =>
        kinds.includes(step.kind) && (step.command === null || !looksOrRuns.has(step.kind)) && !polled.includes(step),
    )
  const confirmed = of('confirm', 'check', 'measure', 'message').length
  const waited = of('wait').length
  const filled = of('record').length
  const signed = of('signoff')
  const parts = [
    ...(confirmed > 0 ? [`to confirm ${count(confirmed, 'item')}`] : []),
    ...(waited > 0 ? [`to wait ${count(waited, 'time')}`] : []),
    ...(filled > 0 ? [`to fill in ${count(filled, 'place')}`] : []),
    ...(signed.length > 0 ? [`for ${count(signed.length, 'sign-off')} (${names(signed.map(signer), look)})`] : []),
  ]
  if (polled.length > 0) parts.push(`go or no-go ${count(polled.length, 'time')} (${names(polled.map(signer), look)})`)
  const criteria = plan.criteria.length
  if (criteria > 0) parts.push(`whether ${count(criteria, 'line')} of what must hold ${criteria === 1 ? 'does' : 'do'}`)
  return parts.length === 0 ? '' : `${list(parts)}.`
}

/** Who signs: what stands before the first blank, else the row's or item's own words. */
const signer = ({ title, blanks }: Step): string =>
  title.replace(/[\s:：|]*_{2,}.*$/, '') || (blanks[0]?.label ?? title)

function names(all: readonly string[], look: Look): string {
  const each = [...new Set(all.map((one) => oneLine(one, look)))]
  return each.length > 5 ? `${each.slice(0, 4).join(', ')} and ${each.length - 4} more` : each.join(', ')
}

function choices({ choices }: Plan, look: Look): string {
  const early = choices.filter(({ when }) => when === 'start')
  const late = choices.length - early.length
  const parts = [
    ...(early.length > 0
      ? [
          `${early.length} before the first step (${lineNumbers(early.flatMap(({ options }) => options[0]?.span ?? []))})`,
        ]
      : []),
    ...(late > 0 ? [`${late} within the way back`] : []),
  ]
  return parts.length === 0 ? '' : `${oneLine(parts.join(', '), look)}.`
}

/** `line 4`, `lines 4 and 9`. */
function lineNumbers(spans: readonly Span[]): string {
  const numbers = [...new Set(spans.map(({ line }) => line))].map(String)
  return `${numbers.length === 1 ? 'line' : 'lines'} ${list(numbers)}`
}

function inputs({ inputs }: Plan, look: Look): string {
  const early = inputs.filter(({ scope }) => scope === 'main')
  const late = inputs.filter(({ scope }) => scope !== 'main')
  const learned = late.filter(({ born }) => born !== null).length
  const parts = [
    ...(early.length > 0
      ? [
          `${early.length} before the first step (${names(
            early.map(({ text }) => text),
            look,
          )})`,
        ]
      : []),
    ...(late.length > 0
      ? [`${late.length} for the way back${learned > 0 ? `, ${learned} of them learned in the run` : ''}`]
      : []),
  ]
  return parts.length === 0 ? '' : `${parts.join('; ')}.`
}

function waysBack(plan: Plan, look: Look): (readonly [string, string])[] {
  if (plan.procedures.length === 0) return [['Way back', 'none in the document.']]
  return plan.procedures.map((procedure) => {
    const steps = indexOf(plan).line({ procedure: procedure.id }).length
    const facts = [count(steps, 'step')]
    facts.push(procedure.triggers.length === 0 ? 'no trigger' : count(procedure.triggers.length, 'trigger'))
    facts.push(procedure.estimate === null ? 'no time given' : time(procedure.estimate))
    const title = procedure.aftermath ? `Afterwards: ${oneLine(procedure.title, look)}` : levelAndTitle(procedure, look)
    return ['Way back', `${title}: ${facts.join(', ')}`]
  })
}

function watches(plan: Plan): string {
  const soaks = limitedSoaks(plan)
  const limited = soaks.filter(({ to }) => to !== null)
  const endless = soaks.length - limited.length
  const last = limited.toSorted((a, b) => (b.to ?? 0) - (a.to ?? 0))[0]
  const parts = [
    ...(last === undefined
      ? []
      : [limited.length === 1 ? spanOf(last) : `${limited.length} windows, the longest ${spanOf(last)}`]),
    ...(endless > 0 ? [`${count(endless, 'check')} that ${endless === 1 ? 'recurs' : 'recur'} without an end`] : []),
  ]
  return parts.length === 0 ? '' : `${parts.join('; ')}.`
}

const occasions: readonly (readonly [Message['occasion'], string])[] = [
  ['before', 'before'],
  ['during', 'during'],
  ['after', 'after'],
  ['rollback', 'after going back'],
]

function messages({ messages }: Plan): string {
  const parts = occasions.flatMap(([occasion, words]) => {
    const found = messages.filter((one) => one.occasion === occasion).length
    return found === 0 ? [] : [`${found} ${words}`]
  })
  return parts.length === 0 ? '' : `${parts.join(', ')}.`
}

function contacts({ contacts }: Plan): string {
  if (contacts.length === 0) return ''
  const open = contacts.filter(({ name, channels }) => name === null && channels.length === 0).length
  return `${contacts.length}${open > 0 ? `, ${open} of them left blank in the document` : ''}.`
}

function records({ logs, metrics }: Plan, look: Look): string {
  const parts = [
    ...logs.map(
      ({ title, span, blanks }) => `${oneLine(title, look)} (${lines(span)}, ${count(blanks.length, 'blank')})`,
    ),
    ...(metrics.length > 0 ? [count(metrics.length, 'metric')] : []),
  ]
  return parts.length === 0 ? '' : `${list(parts)}.`
}

function findings({ findings }: Inspection): string {
  const parts = (['error', 'warning', 'info'] as const).flatMap((severity) => {
    const found = findings.filter((one) => one.severity === severity).length
    return found === 0 ? [] : [severity === 'info' ? `${found} info` : count(found, severity)]
  })
  return parts.length === 0 ? '' : `${parts.join(', ')}.`
}
