import type { Call } from './calls.ts'
import { byProgram, has, plain, scriptWords } from './programs.ts'

interface Server {
  readonly programs: RegExp
  /** What it is told to do: its words that are no options, joined by blanks. Absent: it serves whatever it is told. */
  readonly told?: RegExp
  /** Options with which it goes to the background, only checks something, or ends. */
  readonly unless?: readonly string[]
  /** Anything else that has to hold. */
  readonly when?: (call: Call, words: string) => boolean
}

/** Files that are a program's server by the names that people give them. */
const SCRIPT = /(?:^|\/)(?:server|index|app|main)(?:\.[cm]?[jt]s)?$/
/** Folders of what is run once: `packages/seed/index.ts`. */
const ONCE = /(?:^|\/)(?:seeds?|seeders?|migrations?|fixtures)\//
const PYTHON = /(?:^|\/)(?:server|app|wsgi)\.py$/
/** A package manager's own acts: what follows them is a package. */
const OWN =
  '(?:install|add|i|ci|remove|rm|uninstall|update|up|upgrade|pack|publish|link|info|view|why|list|ls|test|build|create|init|global)'
/** `start`, `run dev`, `start:prod`, also of one package of several: `--filter web dev`, `workspace web start`. */
const TASK = new RegExp(
  `^(?:workspace )?(?:(?!${OWN} )\\S+ )?(?:run )?(?:start|dev|serve|preview|watch|storybook|(?:start|dev|serve|watch)[:-][\\w:-]+)$`,
)

/** Programs that stay in the foreground and serve, by their own grammar; one row for each way in which they do. */
const SERVERS: readonly Server[] = [
  { programs: /^gunicorn$/, unless: ['-D', '--daemon', '--check-config', '--print-config'] },
  {
    programs:
      /^(?:uvicorn|hypercorn|daphne|granian|waitress-serve|nodemon|http-server|live-server|json-server|serve|ngrok|puma|unicorn|thin|sidekiq|webpack-dev-server|pm2-runtime|anvil|ganache(?:-cli)?|tensorboard|jupyter-lab|jupyter-notebook)$/,
    unless: ['-D', '--daemon', '--daemonize', '-h'],
  },
  { programs: /^caddy$/, told: /^(?:run|file-server|reverse-proxy)\b/ },
  {
    programs: /^(?:npm|yarn|pnpm|bun)$/,
    when: (_call, words) => TASK.test(words.replace(/ -- .*/, '').replace(/^exec /, '')),
  },
  { programs: /^(?:kubectl|oc)$/, told: /\bport-forward\b|^proxy\b/ },
  { programs: /^minikube$/, told: /^(?:tunnel|dashboard)\b/ },
  { programs: /^(?:docker|podman|docker-compose|podman-compose)$/, when: (call) => composeUp(call) || publishes(call) },
  { programs: /^celery$/, told: /\b(?:worker|beat|flower)\b/, unless: ['-D', '--detach'] },
  { programs: /^(?:redis|valkey)-server$/, unless: ['--daemonize'] },
  { programs: /^mongod$/, unless: ['--fork', '--shutdown', '--repair'] },
  { programs: /^(?:streamlit|chainlit)$/, told: /^run\b/ },
  { programs: /^fastapi$/, told: /^(?:run|dev)\b/ },
  { programs: /^jupyter$/, told: /^(?:lab|notebook)\b/ },
  { programs: /^mlflow$/, told: /^(?:ui|server)\b/ },
  { programs: /^(?:ollama|vllm|mkdocs|jekyll|ng|hexo|bentoml|dagster|deno|pocketbase)$/, told: /^s(?:erve)?\b/ },
  { programs: /^hugo$/, told: /^serve(?:r)?\b/ },
  {
    programs: /^(?:next|nuxt|nuxi|astro|remix|vite|gatsby|docusaurus|parcel|vercel|netlify|wrangler|skaffold|strapi)$/,
    told: /^(?:dev|develop|start|serve|preview)\b/,
  },
  { programs: /^vite$/, told: /^$/ },
  { programs: /^expo$/, told: /^start\b/ },
  { programs: /^(?:firebase)$/, told: /^(?:serve|emulators:start)\b/ },
  { programs: /^hardhat$/, told: /^node\b/ },
  { programs: /^(?:foreman|honcho|overmind|hivemind)$/, told: /^(?:start|s)?\b/, unless: ['-D'] },
  { programs: /^heroku$/, told: /^local\b/ },
  { programs: /^sam$/, told: /^local start-/ },
  { programs: /^(?:func)$/, told: /^(?:host )?start\b/ },
  { programs: /^stripe$/, told: /^listen\b/ },
  { programs: /^cloudflared$/, told: /^tunnel\b.*\brun\b/ },
  { programs: /^minio$/, told: /^server\b/ },
  { programs: /^(?:vault)$/, told: /^server\b/ },
  // A daemon by its name, started by hand: `gaiad start`.
  {
    programs: /^(?!cmd$)[a-z]{3,}d$/,
    told: /^start\b/,
    unless: ['-d', '--daemon', '--detach', '--background'],
  },
  { programs: /^(?:consul|nomad)$/, told: /^agent\b/ },
  { programs: /^(?:rails)$/, told: /^(?:s|server)\b/, unless: ['-d', '--daemon', '--daemonize'] },
  { programs: /^rake$/, told: /^(?:jobs:work|resque:work)\b/ },
  { programs: /^rackup$/, unless: ['-D', '--daemonize'] },
  { programs: /^flask$/, when: (call) => /(?:^| )run(?: |$)/.test(call.args.join(' ')) },
  { programs: /^mix$/, told: /^phx\.server\b/ },
  { programs: /^mvnw?$/, told: /\b(?:spring-boot:run|quarkus:dev|jetty:run|tomcat7?:run)\b/ },
  { programs: /^gradlew?$/, told: /(?:^|[ :])(?:bootRun|quarkusDev|appRun)\b/ },
  { programs: /^dotnet$/, told: /^watch\b/ },
  { programs: /^java$/, when: (call) => has(call, '-jar') && !has(call, '-version') },
  {
    programs: /^go$/,
    told: /^run (?:\.\/?)?(?:(?:cmd\/)?(?:server|api|web|app)(?:\/main\.go)?|(?:main|server|app)\.go)$/,
  },
  // What the team has built, by its name: `./ferry-server`, `bin/shop-api`.
  { programs: /^[a-z][\w.-]*[-_](?:server|backend|api)$/, told: /^$/ },
  { programs: /^ssh$/, when: (call) => has(call, '-N') && !has(call, '-f') },
  { programs: /^php$/, when: (call) => has(call, '-S') },
  {
    programs: /^php$/,
    told: /^(?:\S*\/)?(?:artisan|please) (?:serve|queue:(?:work|listen)|horizon|schedule:work|octane:start|reverb:start)$/,
    unless: ['--stop-when-empty', '--once'],
  },
  { programs: /^symfony$/, told: /^(?:serve|server:start|local:server:start)\b/, unless: ['-d', '--daemon'] },
  { programs: /^nginx$/, when: (call) => call.args.some((arg) => arg.includes('daemon off')) },
  { programs: /^(?:apachectl|apache2ctl|httpd|apache2-foreground)$/, when: (call) => has(call, '-DFOREGROUND') },
  { programs: /^supervisord$/, when: (call) => has(call, '-n', '--nodaemon') },
  {
    programs: /^(?:tsx|ts-node|ts-node-dev)$/,
    when: (_call, words) => /^watch\b/.test(words) || (SCRIPT.test(words) && !ONCE.test(words)),
  },
  {
    programs: /^node$/,
    when: (call) => SCRIPT.test(scriptWords(call)[0] ?? '') && !ONCE.test(scriptWords(call)[0] ?? ''),
  },
  {
    programs: /^python[\d.]*$/,
    when: (call) => {
      const module = has(call, '-m') ? call.args.slice(call.args.indexOf('-m') + 1) : []
      if (module.length > 0 && !/^http\.server$/.test(module[0] ?? ''))
        return serves({ ...call, program: module[0] ?? '', args: module.slice(1) })
      return module.length > 0 || PYTHON.test(scriptWords(call)[0] ?? '')
    },
  },
  {
    programs: /./,
    when: (call) => {
      const [script = '', verb = ''] = scriptWords(call)
      return /(^|\/)manage\.py$/.test(script) && /^(?:runserver|runserver_plus|qcluster|rqworker)$/.test(verb)
    },
  },
]

const serversOf = byProgram(SERVERS)

/** Runners of another program's words: `npx vite`, `bundle exec puma`. */
const RUNNERS = /^(?:npx|bunx|pnpx|poetry|pipenv|uv|uvx|bundle|rye|hatch|pdm)$/

/** Stays in the foreground and serves: the release itself, or a look at it. */
export function serves(call: Call): boolean {
  if (RUNNERS.test(call.program)) {
    const from = call.args.findIndex((arg) => !arg.startsWith('-') && !/^(?:run|exec)$/.test(arg))
    const program = call.args[from]
    return program !== undefined && serves({ ...call, program, args: call.args.slice(from + 1) })
  }
  const words = plain(call).join(' ')
  return serversOf(call.program).some(
    ({ told, unless = [], when }) =>
      (told?.test(words) ?? true) && !has(call, ...unless) && (when?.(call, words) ?? true),
  )
}

/** `docker compose up` that stays attached. */
function composeUp(call: Call): boolean {
  const said = words(call, /^(?:-f|--file|-p|--project-name|--env-file|--profile)$/).join(' ')
  if (!/^(?:compose )?up\b/.test(call.program.endsWith('-compose') ? `compose ${said}` : said)) return false
  return !has(call, '-d', '--detach', '--no-start', '--wait')
}

/** Options of `docker run` that take no value. */
const SWITCH =
  /^-(?:[ditPq]+|-(?:detach|interactive|tty|rm|init|privileged|read-only|publish-all|no-healthcheck|oom-kill-disable|quiet|disable-content-trust|sig-proxy))$|=/

/** `docker run` that publishes a port and is not told to do something else than its image does. */
function publishes(call: Call): boolean {
  const [run, ...rest] = call.args.filter((arg, at) => at > 0 || arg !== 'container')
  if (
    run !== 'run' ||
    !rest.some((arg) => /^(?:-p\d|--publish=)/.test(arg) || /^(?:-p|-P|--publish|--publish-all)$/.test(arg))
  )
    return false
  let at = 0
  for (; (rest[at] ?? '').startsWith('-'); at++) {
    if (/^(?:-[it]*d[it]*|--detach(?:=true)?)$/.test(rest[at] ?? '')) return false
    if (!SWITCH.test(rest[at] ?? '') && !/^-[pevwulhm]./.test(rest[at] ?? '')) at++
  }
  const [program, ...args] = rest.slice(at + 1)
  return program === undefined || program.startsWith('-') || serves({ ...call, program, args })
}

/** Words that are no options, without the values of those that take one. */
function words(call: Call, valued: RegExp): readonly string[] {
  return call.args.filter((arg, at) => !arg.startsWith('-') && !valued.test(call.args[at - 1] ?? ''))
}
