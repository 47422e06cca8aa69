import type { Block, Command, Plan, Procedure, Section, Step, StepId } from '../../plan/index.ts'
import { stepsIn } from '../../plan/walk.ts'
import { compares } from '../checks/before.ts'
import { checkOf } from '../checks/grammar.ts'
import { noNames } from '../shell/index.ts'
import { checkCommand } from './checks.ts'
import { identities, normalised } from './identity.ts'

type Arranged = Pick<Plan, 'steps' | 'main' | 'procedures' | 'sections'>

/** Something with a check that compares with what was seen before the change: a step, or a condition for going back. */
interface Comparing {
  readonly check: string
  readonly title: string
  readonly command: Command
  readonly step: Pick<Step, 'span' | 'condition' | 'alternative'>
}

/**
 * A plan in which everything that is compared with before is measured before: one step for each such check, in a block of
 * their own right before the first step of the deployment, else before the first command. The same check is measured once.
 */
export function withBaselines(plan: Arranged): Arranged {
  const looks = plan.steps.filter(isComparing)
  const triggers = plan.procedures.flatMap(({ triggers }) => triggers.flatMap(comparingTrigger))
  // Most documents have none, and nothing of them is gone through.
  if (looks.length + triggers.length === 0) return plan
  const onLine = stepsIn(plan, [...plan.main, ...plan.procedures.flatMap(({ blocks }) => blocks)])
  const comparing = [...looks.flatMap((step) => (onLine.has(step.id) ? comparingStep(step) : [])), ...triggers]
  const at = placeIn(plan)
  const following = plan.main[at]
  if (comparing.length === 0 || following === undefined) return plan
  const section = homeOf(plan, following)
  const id = identities()
  const made = new Map<string, Step>()
  for (const { check, title, command, step } of comparing.toSorted((a, b) => a.step.span.start - b.step.span.start)) {
    if (made.has(check)) continue
    made.set(check, {
      ...bare,
      ...step,
      id: id('before', normalised(check), normalised(title)),
      title: `Before: ${title.replace(MARKS, '')}`,
      section,
      command,
    })
  }
  const baselines = [...made.values()]
  const of = (check: string | undefined): StepId | undefined => made.get(check ?? '')?.id
  const block: Block = { section, order: 'ordered', steps: baselines.map((one) => one.id) }
  return {
    ...plan,
    steps: numbered(
      plan.steps.map((step) => tied(step, of)),
      baselines,
    ),
    main: plan.main.toSpliced(at, 0, block),
    procedures: plan.procedures.map((one) => withTriggers(one, of)),
  }
}

/** A tick or a cross in front says what is hoped for, not what was before. */
const MARKS = /^(?:\p{Extended_Pictographic}\uFE0F?\s*)+/u

const bare = {
  number: 0,
  kind: 'check',
  parent: null,
  children: [],
  box: null,
  expectations: [],
  blanks: [],
  estimate: null,
  offset: null,
  detail: null,
  baseline: true,
} as const

const textOf = ({ command }: Step): string | undefined =>
  command?.language === 'check' ? command.statements[0]?.source : undefined

const isComparing = (step: Step): boolean => {
  const check = textOf(step)
  return check !== undefined && compares(checkOf(check))
}

const comparingStep = (step: Step): Comparing[] => {
  const check = textOf(step)
  const { command, title, span, condition, alternative } = step
  if (command === null || check === undefined) return []
  return [{ check, title, command, step: { span, condition, alternative } }]
}

const comparingTrigger = ({ check, text, span }: Procedure['triggers'][number]): Comparing[] => {
  if (check === undefined || !compares(checkOf(check))) return []
  const command = checkCommand({ span, text: check, wrong: null }, noNames())
  return [{ check, title: text, command, step: { span, condition: null, alternative: null } }]
}

const tied = (step: Step, of: (check: string | undefined) => StepId | undefined): Step => {
  const before = of(textOf(step))
  return before === undefined ? step : { ...step, before }
}

const withTriggers = (procedure: Procedure, of: (check: string | undefined) => StepId | undefined): Procedure => ({
  ...procedure,
  triggers: procedure.triggers.map((trigger) => {
    const before = of(trigger.check)
    return before === undefined ? trigger : { ...trigger, before }
  }),
})

/** In document order: each baseline right before the first that compares with it, else by its place. */
function numbered(steps: readonly Step[], baselines: readonly Step[]): Step[] {
  const left = [...baselines]
  const all = steps.flatMap((step) => {
    const due = left.filter((one) => one.id === step.before || one.span.start < step.span.start)
    for (const one of due) left.splice(left.indexOf(one), 1)
    return [...due, step]
  })
  return [...all, ...left].map((step, at) => ({ ...step, number: at + 1 }))
}

/** The block before which is measured: the first of the deployment, else the first that runs something, else the first. */
function placeIn({ main, sections, steps }: Arranged): number {
  const deployed = main.findIndex(({ section }) => around(sections, section).some(({ role }) => role === 'deploy'))
  if (deployed >= 0) return deployed
  const all = new Map(steps.map((step) => [step.id, step]))
  const runs = (id: StepId): boolean => {
    const step = all.get(id)
    if (step === undefined) return false
    return (step.command !== null && step.command.language !== 'check') || step.children.some(runs)
  }
  return Math.max(
    0,
    main.findIndex(({ steps: own }) => own.some(runs)),
  )
}

/** The section that it is measured in: the innermost around what follows that is there whatever is chosen or asked. */
function homeOf({ sections }: Arranged, { section }: Block): string {
  const all = around(sections, section)
  return all.findLast((_, at) => all.slice(0, at + 1).every(isUnconditional))?.id ?? section
}

const isUnconditional = ({ condition, alternative }: Section) => condition === null && alternative === null

/** Outermost first. */
function around(sections: readonly Section[], id: string): readonly Section[] {
  const own = sections.find((one) => one.id === id)
  return own === undefined ? [] : [...(own.parent === null ? [] : around(sections, own.parent)), own]
}
