import type { PlacedCall } from '../../shell/index.ts'
import type { Look, Looked } from '../look.ts'
import { changes, wordsOf } from '../programs.ts'
import type { Rule } from '../rule.ts'
import { beneath } from './services.ts'

/** Changes are made and the document knows no way back. */
export const noWayBack: Rule = {
  name: 'no-way-back',
  severity: 'warning',
  reason: 'When the release fails, a way back is invented under pressure by whoever is awake.',
  remedy: 'Add a section "Rollback" with the commands or items that lead back.',
  *find(look) {
    const { plan, statements } = look
    const released = statements.filter(
      ({ on, choice, section, step }) =>
        on === 'main' && !choice && section?.role === 'deploy' && step.command?.form === 'fence',
    )
    if (plan.procedures.length > 0 || new Set(released.map(({ step }) => step)).size < 2) return
    if (released.some(isTheFirst)) return
    // Where a document also sets the system up, there is something to go back to from its first update on.
    const hurts = setsUp(look) ? replacesWhatRuns : changesWhatRuns
    const first = released.find((one) => !ofTheFirst(one) && hurts(one))
    if (first === undefined || !isChecklist(plan)) return
    yield {
      span: first.statement.span,
      message: 'From here on the release changes something, and the document has no rollback section with steps.',
    }
  },
}

/** A release that somebody confirms: boxes before it, and something to look at after it. */
function isChecklist(plan: Look['plan']): boolean {
  const roles = new Map(plan.sections.map(({ id, role }) => [id, role]))
  const looks = plan.sections.some(({ role }) => role === 'verify' || role === 'monitor' || role === 'signoff')
  const boxes = plan.steps.filter(
    ({ box, section }) => box !== null && /^(?:prepare|deploy)$/.test(roles.get(section) ?? ''),
  )
  return looks && boxes.length >= 3
}

const changesWhatRuns = ({ acts, calls, statement }: Looked) =>
  (ownScript.test(statement.source) && !calls.some(onlyHere) && !calls.some(onlyLooks)) ||
  calls.some((call) => call.program !== 'git' && !onlyHere(call) && takesEffect(call)) ||
  acts.some(({ act }) => /^(?:migrate|service|wipe)$/.test(act.is))

/** What ran before is not there any more. */
const replacesWhatRuns = ({ acts, calls }: Looked) =>
  acts.some(({ act }) => act.is === 'service' && act.does === 'restart' && !beneath.test(act.name)) ||
  calls.some((call) => !onlyHere(call) && replacing.test([call.program, ...wordsOf(call)].join(' ')))

const replacing =
  /^(?:docker-compose pull|docker compose pull|docker-compose up .*(?:--build|--force-recreate)|kubectl (?:set image|rollout restart)|helm upgrade|aws ecs update-service)\b/

const ownScript = /^\s*(?:sudo )?(?:bash )?\.{0,2}\/\S/

/** A script whose name says that it changes nothing that runs. */
const onlyLooks = ({ program }: PlacedCall) =>
  /check|valid|verif|test|lint|status|health|monitor|diagnos|build|setup|install|init|back-?_?up/i.test(program)

/** Of a developer's own machine or a network for trying, or to see what would happen; contracts on a chain stay for good. */
const onlyHere = ({ program, args }: PlacedCall) =>
  /\b(?:local(?:host)?|dev(?:elopment)?|dry-run|simulat\w+)\b|testnet/i.test(args.join(' ')) ||
  /^(?:(?:run|compose|buildx) )*build\b/.test(wordsOf({ program, args }).join(' ')) ||
  /\b(?:hardhat|truffle|forge|soroban|anchor|starkli)\b/.test([program, ...args.slice(0, 2)].join(' '))

const takesEffect = (call: PlacedCall) =>
  (changes(call) && !/^(?:pip3?|npm|yarn|pnpm|composer|bundle)$/.test(call.program)) ||
  /deploy|release|publish|rollout|cutover|switch/i.test([call.program, ...call.args].join(' '))

/** Something is made that a running system has already: its checkout, database, accounts, certificates, units. */
const setsUp = ({ statements }: Look) => statements.some(({ on, calls }) => on !== 'shelf' && calls.some(settingUp))

const settingUp = (call: PlacedCall) =>
  /^(?:git (?:clone|init|remote add)|createdb|createuser|useradd|adduser|pm2 startup|a2ensite|ufw enable|certbot(?! renew)|systemctl enable|heroku create|fly(?:ctl)? launch|helm install|kubectl create)\b/.test(
    [call.program, ...wordsOf(call)].join(' '),
  ) || /\bcreate[-_:]?(?:super_?user|admin)\b/.test(call.args.join(' '))

/** The first release has nothing before it. */
const ofTheFirst = ({ section }: Looked) =>
  /\b(?:initial\w*|first|erst(?:e[nrs]?|mal\w*)|premi[eè]re?|primer[ao]?|primeir[ao])\b|首[个次個]|初回|初次|最初の|перв/i.test(
    section?.title ?? '',
  )

const isTheFirst = ({ statement }: Looked) =>
  /\b(?:initial|first) (?:release|deploy\w*|version)\b/i.test(`${statement.title ?? ''} ${statement.source}`)
