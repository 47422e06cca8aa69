import type { PlacedCall } from '../shell/index.ts'
import { has, scriptWords } from '../shell/programs.ts'

/** Options before the verb that take the next word: `docker compose -f prod.yml up`, `git -C shop pull`. */
const valued: Readonly<Record<string, RegExp>> = {
  docker: /^(?:-f|--file|-p|--project-name|--env-file|--profile|--project-directory|-c|--context|-H|--host)$/,
  'docker-compose': /^(?:-f|--file|-p|--project-name|--env-file|--profile|--project-directory)$/,
  git: /^(?:-C|-c|--git-dir|--work-tree)$/,
  helm: /^(?:-n|--namespace|--kube-context|--kubeconfig)$/,
  kubectl: /^(?:-n|--namespace|--context|--kubeconfig)$/,
  make: /^(?:-C|--directory|-f|--file)$/,
  npm: /^(?:-C|--prefix|-w|--workspace)$/,
  pnpm: /^(?:-C|--dir|-F|--filter)$/,
  yarn: /^--cwd$/,
}

/** The verb of a call and the words behind it that are no options: what it is asked to do. */
export function wordsOf(call: Pick<PlacedCall, 'program' | 'args'>): readonly string[] {
  const takes = valued[call.program]
  const words: string[] = []
  for (let at = 0; at < call.args.length; at += 1) {
    const arg = call.args[at] as string
    if (!arg.startsWith('-')) words.push(arg)
    // Behind the verb the same letter is another option: `docker compose logs -f web`.
    else if (takes?.test(arg) && (words.length === 0 || words.join() === 'compose')) at += 1
  }
  return words
}

const asked = (call: PlacedCall) => wordsOf(call).join(' ')

/** Programs that only tell whether something holds. */
const checkers =
  /^(?:curl|wget|http|test|\[|pytest|py\.test|jest|vitest|mocha|tox|nox|phpunit|rspec|cypress|playwright|newman|k6|mypy|ruff|flake8|pylint|eslint|shellcheck|hadolint|yamllint|trivy|bandit|safety|nc|pg_isready|mysqladmin|smoke[-_\w.]*|health[-_\w.]*)$/

const checkVerbs: Readonly<Record<string, RegExp>> = {
  npm: /^(?:run(?:-script)? )?(?:test|lint|check|typecheck|verify|e2e|audit)(?:[:\w-]*)?\b/,
  yarn: /^(?:run )?(?:test|lint|check|typecheck|verify|e2e|audit)\b/,
  pnpm: /^(?:run )?(?:test|lint|check|typecheck|verify|e2e|audit)\b/,
  bun: /^(?:run )?(?:test|lint|check|typecheck)\b/,
  make: /(?:^| )(?:test|check|lint|verify)[\w-]*(?: |$)/,
  cargo: /^(?:test|check|clippy|audit)\b/,
  go: /^(?:test|vet)\b/,
  gradlew: /(?:^| )(?:\w*[tT]est|check|lint)(?: |$)/,
  gradle: /(?:^| )(?:\w*[tT]est|check|lint)(?: |$)/,
  mvn: /(?:^| )(?:test|verify)(?: |$)/,
  mvnw: /(?:^| )(?:test|verify)(?: |$)/,
  dotnet: /^test\b/,
  php: /^artisan test\b/,
  forge: /^test\b/,
  flutter: /^(?:test|analyze)\b/,
  systemctl: /^(?:is-active|status)\b/,
  kubectl: /^(?:rollout status|wait)\b/,
  terraform: /^validate\b/,
  nginx: /^$/,
}

/** Does the call only tell whether something holds: a test suite, a health check, a linter? */
export function checks(call: PlacedCall): boolean {
  if (checkers.test(call.program)) return !sends(call)
  const verbs = checkVerbs[call.program]
  if (verbs !== undefined) return call.program === 'nginx' ? has(call, '-t', '-T') : verbs.test(asked(call))
  const [script = '', verb = ''] = scriptWords(call)
  return /(?:^|\/)manage\.py$/.test(script) ? /^(?:test|check)$/.test(verb) : checkers.test(script)
}

/** A request that changes something is no look. */
const sends = (call: PlacedCall) =>
  call.program === 'curl' &&
  (has(call, '-d', '--data', '--data-raw', '--data-binary', '-F', '--form', '-T', '-o', '-O', '--output') ||
    /(?:^| )(?:-X ?|--request[ =])(?:POST|PUT|PATCH|DELETE)\b/.test(call.args.join(' ')))

const changers =
  /^(?:pg_dump|pg_dumpall|mysqldump|mariadb-dump|mongodump|pg_restore|mongorestore|alembic|flyway|liquibase|restic|borg|ansible-playbook)$/

const changeVerbs: Readonly<Record<string, RegExp>> = {
  git: /^(?:pull|fetch|checkout|switch|merge|push|clone)\b/,
  npm: /^(?:ci|publish|(?:run )?(?:build|migrate|deploy)[:\w-]*)\b/,
  yarn: /^(?:install|(?:run )?(?:build|migrate|deploy)[:\w-]*)\b/,
  pnpm: /^(?:install|(?:run )?(?:build|migrate|deploy)[:\w-]*)\b/,
  pip: /^install\b/,
  pip3: /^install\b/,
  composer: /^install\b/,
  bundle: /^install\b/,
  docker: /^(?:build|push|pull|compose (?:up|build|pull))\b/,
  'docker-compose': /^(?:up|build|pull)\b/,
  kubectl: /^(?:apply|set|rollout (?:restart|undo)|scale|patch)\b/,
  helm: /^(?:upgrade|install|rollback)\b/,
  terraform: /^apply\b/,
  systemctl: /^(?:start|restart|reload)\b/,
  make: /(?:^| )(?:build|deploy|migrate|release)[\w-]*(?: |$)/,
  prisma: /^migrate deploy\b/,
  rails: /^db:migrate\b/,
  artisan: /^migrate\b/,
}

/** Does the call change what is released, so that its failure is one of the release? */
export function changes(call: PlacedCall): boolean {
  if (changers.test(call.program)) return true
  if (changeVerbs[call.program]?.test(asked(call)) === true) return true
  const [script = '', ...rest] = scriptWords(call)
  if (/(?:^|\/)manage\.py$/.test(script)) return /^(?:migrate|collectstatic)$/.test(rest[0] ?? '')
  return script !== call.program && changeVerbs[script]?.test(rest.join(' ')) === true
}

const lookers =
  /^(?:curl|wget|http|nc|ping|ps|pgrep|journalctl|dig|openssl|ab|newman|pytest|k6|tail|top|htop|watch|df|du|free|uptime|vmstat|iostat|netstat|ss|lsof)$/
const lookWords =
  /^(?:status|ps|logs?|top|stats|list|get|describe|is-active|test|check|verify|show|history|current|version|smoke\S*)$/

/** Does the call, by its own words, show how something is? More than `checks`: a log proves nothing by itself. */
export const looksOn = ({ program, args }: Pick<PlacedCall, 'program' | 'args'>): boolean =>
  lookers.test(program) || args.some((arg) => lookWords.test(arg))
