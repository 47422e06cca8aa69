import type { Plan, Procedure, Step } from '../../plan/index.ts'
import { indexOf, sectionsAround } from '../order.ts'
import type { RunState } from '../state.ts'
import { stepsOf } from './steps.ts'

/** The main line's steps that change something: what is deployed, or else every command that does more than look. */
export const changesOf = (plan: Plan): readonly Step[] => known(plan).changes

/** Those of them with which a procedure shares a name, or one of whose values it needs. */
export const namedBy = (plan: Plan, procedure: Procedure): readonly Step[] => known(plan).named.get(procedure.id) ?? []

/**
 * Whether a step has done, or may have done, something. A run that continues another one goes on where that one ended: all
 * of its main line counts as done.
 */
export const isDone = (state: RunState, { id, command }: Step): boolean => {
  if (state.continues !== null) return true
  const { attempts, outcome } = state.steps.get(id)
  return (
    attempts.length > 0 || (outcome !== null && outcome !== 'skipped' && !(command !== null && outcome === 'failed'))
  )
}

/** Names of services that a procedure starts, stops or restarts. */
export const restartedBy = (plan: Plan, procedure: Procedure): readonly string[] => [
  ...new Set(
    stepsOf(plan, procedure)
      .flatMap((step) => step.command?.statements ?? [])
      .flatMap(({ source }) => restarts.flatMap((pattern) => [...source.matchAll(pattern)]))
      .flatMap((match) => (match.groups?.names ?? '').split(/\s+/))
      .map((name) => name.replace(/^["']|["';]$/g, ''))
      .filter((name) => name !== '' && !name.startsWith('-')),
  ),
]

const names = '(?<names>[^\\s;&|<>]+)'
const restarts: readonly RegExp[] = [
  /\bsystemctl\s+(?:--?[\w-]+\s+)*(?:re)?(?:start|stop|load)\s+(?<names>[^;&|<>\n]+)/g,
  new RegExp(`\\bservice\\s+${names}\\s+(?:re)?(?:start|stop|load)\\b`, 'g'),
  new RegExp(`\\bsupervisorctl\\s+(?:re)?(?:start|stop)\\s+${names}`, 'g'),
  new RegExp(`\\bpm2\\s+(?:re)?(?:start|stop|load)\\s+${names}`, 'g'),
  new RegExp(`\\bkubectl\\s+(?:-n\\s+\\S+\\s+)?rollout\\s+(?:restart|undo)\\s+${names}`, 'g'),
  new RegExp(`\\bdocker(?:-compose|\\s+compose)?\\s+(?:re)?(?:start|stop)\\s+${names}`, 'g'),
]

interface Ties {
  readonly changes: readonly Step[]
  readonly named: ReadonlyMap<string, readonly Step[]>
}

const plans = new WeakMap<Plan, Ties>()

const known = (plan: Plan): Ties => {
  const found = plans.get(plan)
  if (found) return found
  const ties = tiesOf(plan)
  plans.set(plan, ties)
  return ties
}

const tiesOf = (plan: Plan): Ties => {
  const main = [...indexOf(plan).order('main').bySection.values()].flat()
  const deployed = main.filter(
    (step) => isOfDeployment(plan, step) && step.kind !== 'check' && step.command?.language !== 'check',
  )
  const changes = deployed.some(({ command }) => command !== null)
    ? deployed
    : main.filter(({ command }) => command !== null && command.language !== 'check')
  const subjects = new Map(changes.map((step) => [step.id, subjectsOf(step)]))
  const named = plan.procedures.map((procedure) => {
    const steps = stepsOf(plan, procedure)
    const own = new Set(steps.flatMap((step) => [...subjectsOf(step)]))
    const uses = new Set(steps.flatMap((step) => step.command?.statements.flatMap(inputsIn) ?? []))
    const born = new Set(plan.inputs.flatMap((input) => (uses.has(input.name) && input.born ? [input.born.step] : [])))
    const tied = changes.filter(({ id }) => born.has(id) || [...(subjects.get(id) ?? [])].some((one) => own.has(one)))
    return [procedure.id, tied] as const
  })
  return { changes, named: new Map(named) }
}

const isOfDeployment = (plan: Plan, step: Step): boolean =>
  sectionsAround(plan, step.section).some(({ role }) => role === 'deploy')

const inputsIn = ({
  needs,
  placeholders,
}: {
  readonly needs: readonly string[]
  readonly placeholders: readonly { readonly input: string }[]
}) => [...needs, ...placeholders.map(({ input }) => input)]

/** Names of things in a step's commands: what is neither an option nor a word that most commands share. */
const subjectsOf = ({ command }: Step): ReadonlySet<string> =>
  new Set(
    (command?.statements ?? [])
      .flatMap(
        ({ source }) => source.replace(/(?:^|\n)\s*#.*/g, '').match(/[\p{L}\p{N}_$<{][\p{L}\p{N}_.$<>{}/-]*/gu) ?? [],
      )
      .map((word) => word.toLowerCase().replace(/[.,]$/, ''))
      .filter((word) => word.length > 2 && !/^\d+$/.test(word) && !common.has(word)),
  )

const common: ReadonlySet<string> = new Set(
  (
    'sudo docker compose docker-compose kubectl helm systemctl service supervisorctl restart start stop status reload git ' +
    'checkout pull push fetch reset hard origin main master head npm npx yarn pnpm run install build exec echo curl http https ' +
    'localhost production staging python python3 manage.py migrate bash sleep then else done true false grep tail head cat ' +
    'for while until the and set get apply rollout undo up down logs ps -f to in of up.sh null dev/null /dev/null psql pg_dump ' +
    'pg_restore mysql mysqldump test mkdir chmod chown cp mv rm ln cd export source pip pip3 node deploy.sh release latest'
  ).split(' '),
)
