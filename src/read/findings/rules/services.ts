import type { PlacedCall } from '../../shell/index.ts'
import type { Placed } from '../acts.ts'
import type { Look, Looked } from '../look.ts'
import { looksOn, wordsOf } from '../programs.ts'
import type { Rule } from '../rule.ts'
import { partOf } from './backups.ts'

/** What the main line stops and never starts again is still stopped when the release is done. */
export const stoppedNeverStarted: Rule = {
  name: 'stopped-never-started',
  severity: 'error',
  reason:
    'A service that is stopped for the change and not started afterwards is an outage that the release leaves behind.',
  remedy: 'Start it after the change, or say in the document that it stays stopped (`systemctl disable`).',
  *find(look) {
    const main = servicesOf(look, 'main')
    for (const { name, does, at, placed } of main) {
      if (does !== 'stop' || unknown(name) || !forAChange(look, at) || startedInWords(look, at)) continue
      const later = main.some(
        (one) => one.at > at && one.does !== 'stop' && (kindOf(one.name) === kindOf(name) || unknown(one.name)),
      )
      if (later || retired(look, name) || broughtUp(look, at, name) || ownStart(look, at, name)) continue
      yield {
        span: placed.call.span,
        message: `${name} is stopped here, and nothing on the main line starts it again.`,
      }
    }
  },
}

/** The way back brings back what the release changed, or only a part of it. */
export const rollbackForgetsService: Rule = {
  name: 'rollback-forgets-service',
  severity: 'warning',
  reason: 'A service that the way back does not restart goes on running the code that was to be taken back.',
  remedy: 'Restart it in the rollback section as well.',
  *find(look) {
    const back = servicesOf(look, 'procedure')
    if (back.length === 0 || back.some(({ name }) => unknown(name))) return
    const known = new Set(back.map(({ name }) => name))
    // What stands below the way back is another occasion.
    const end = Math.max(...back.map(({ at }) => at))
    const said = new Set<string>()
    for (const { name, does, at, placed, role } of servicesOf(look, 'main')) {
      if (role !== 'deploy' || at > end || does === 'stop' || unknown(name) || known.has(name) || said.has(name))
        continue
      // Under another name of the same service (a unit's instance, a path) nothing can be said.
      // What takes its settings anew is not what is released.
      if (beneath.test(name) || [...known].some((one) => one.includes(name) || name.includes(one))) continue
      said.add(name)
      yield {
        span: placed.call.span,
        message: `${name} is started anew here, and the rollback section does not name it.`,
      }
    }
  },
}

/** Services of other names than the release deals with. */
export const rollbackNamesOtherService: Rule = {
  name: 'rollback-names-other-service',
  severity: 'warning',
  reason:
    'A rollback that restarts a service which the release never touches was written for another system, or under an old name.',
  remedy: 'Name the services as the deploy section does.',
  *find(look) {
    const main = servicesOf(look, 'main').filter(({ name }) => !unknown(name))
    if (main.length === 0) return
    const said = new Set<string>()
    for (const { name, placed } of servicesOf(look, 'procedure')) {
      if (
        unknown(name) ||
        said.has(name) ||
        main.some((one) => one.name === name || one.name.includes(name) || name.includes(one.name))
      )
        continue
      if (elsewhere(look, name) || beneath.test(name)) continue
      said.add(name)
      yield {
        span: placed.call.span,
        message: `The way back deals with ${name}, which the rest of the document never names.`,
      }
    }
  },
}

/** A service by whatever version or instance: what is stopped as `postgresql@14-main` may start as `postgresql@16-main`. */
const kindOf = (name: string) => name.replace(/@.*$/, '').replace(/[-_.]?v?\d[\d.]*/g, '')

interface Dealt {
  readonly name: string
  readonly does: 'stop' | 'start' | 'restart'
  readonly at: number
  readonly placed: Placed
  readonly role: string | null
}

function servicesOf({ statements }: Look, on: Looked['on']): readonly Dealt[] {
  return statements
    .filter((one) => one.on === on)
    .flatMap(({ acts, statement, section }) =>
      acts.flatMap((placed) =>
        placed.act.is === 'service'
          ? [
              {
                name: placed.act.name,
                does: placed.act.does,
                at: statement.span.start,
                placed,
                role: section?.role ?? null,
              },
            ]
          : [],
      ),
    )
}

/** What a release stands on: a way back that restores a database may well restart its server. */
export const beneath =
  /^(?:postgres\w*|mysqld?|mariadb|redis\S*|mongod?|docker|nginx|apache2|httpd|memcached|rabbitmq\S*)$/

/** Known only when it runs, or meaning all. */
const unknown = (name: string) =>
  name === '' || name === 'all' || /\.(?:[cm]?js|json|ya?ml|toml|config)$/.test(name) || /[$*<{_]{2}|[$*<{]/.test(name)

/** In the same part of the release something follows that it was stopped for: else stopping is all that was wanted. */
function forAChange({ plan, statements }: Look, at: number): boolean {
  const sections = new Map(plan.sections.map((section) => [section.id, section]))
  const own = statements.find(({ statement }) => statement.span.start === at)?.section ?? null
  const follows = (start: number, id: string) => {
    const section = sections.get(id) ?? null
    const released = own?.role === 'deploy' && section?.role === 'deploy'
    return start > at && (released || partOf(plan, section) === partOf(plan, own))
  }
  return (
    statements.some(
      ({ on, step, statement, calls, acts }) =>
        on === 'main' &&
        follows(statement.span.start, step.section) &&
        (!calls.every(looksOn) || acts.some(({ act }) => act.is !== 'look' && act.is !== 'service')),
    ) || plan.steps.some(({ command, span, section }) => command === null && follows(span.start, section))
  )
}

/** `docker compose up -d` starts what it names, or everything; `./start.sh` knows itself what there is to start. */
const broughtUp = ({ statements }: Look, at: number, name: string) =>
  statements.some(
    ({ on, statement, calls }) =>
      on === 'main' && statement.span.start > at && calls.some((call) => brings(call, name)),
  )

function brings(call: PlacedCall, name: string): boolean {
  if (startsAll.test(call.program)) return true
  const words = wordsOf(call)
  const up = words.indexOf('up')
  if (!/^(?:docker|podman|docker-compose|podman-compose)$/.test(call.program) || up < 0) return false
  const named = words.slice(up + 1)
  return named.length === 0 || named.includes(name)
}

const startsAll = /(?:^|[/_-])(?:re)?(?:start|deploy|up)(?:[-_]\w+)*\.(?:sh|py|js|ts)$/i

/** A block that starts it itself, and stops it then, lists what can be done with it, or only tries it. */
function ownStart({ statements }: Look, at: number, name: string): boolean {
  const step = statements.find(({ statement }) => statement.span.start === at)?.step
  return statements.some(
    (one) =>
      one.step === step &&
      one.statement.span.start < at &&
      one.acts.some(
        ({ act }) => act.is === 'service' && act.does !== 'stop' && (act.name === name || unknown(act.name)),
      ),
  )
}

/** A person is told to start it: "5. Start the workers again." */
const startedInWords = ({ plan }: Look, at: number) =>
  plan.steps.some(({ command, span, title }) => command === null && span.start > at && starts.test(title))

const starts =
  /^(?:\W|\d)*(?:re-?)?(?:start|enable|resume|bring .*\b(?:up|back)\b)|\b(?:start|bring|turn|switch)\b.*\b(?:again|back)\b|^(?:\W|\d)*(?:(?:re)?d[eé]marre|relance|starte|(?:re)?inicia|arranca|riavvia|avvia|запусти)|启动|啟動|起動|시작/i

/** Somebody says that it is to go. */
const retired = ({ statements }: Look, name: string) =>
  statements.some(({ calls }) =>
    calls.some(
      ({ program, args }) =>
        program === 'systemctl' &&
        /^(?:disable|mask)$/.test(args.find((arg) => !arg.startsWith('-')) ?? '') &&
        args.some((arg) => arg.startsWith(name)),
    ),
  )

const elsewhere = ({ statements }: Look, name: string) =>
  statements.some(({ on, statement }) => on !== 'procedure' && statement.source.includes(name))
