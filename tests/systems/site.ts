import { execFileSync, spawnSync } from 'node:child_process'
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { noPostgres } from '../../src/testing/servers/postgres.ts'
import { freePort, serverFolder } from '../../src/testing/servers/server.ts'
import { stopEmbedded } from '../../systems/kit/embedded-postgres.ts'
import { processState, stopProcesses } from '../../systems/kit/processes.ts'

const root = resolve(import.meta.dirname, '../..')
const own = 'systems/tournament-registration'

/** What a checkout needs to be validated, built and operated. */
const parts = ['systems', 'scripts', 'src/testing', 'tests/cli', 'tests/faults', 'package.json', 'package-lock.json']
const settings = ['tsconfig.json', 'biome.json', 'vitest.config.ts', '.gitignore']

/** Null: this machine has what a site needs. */
export const noSite: string | null = noPostgres ?? (signs() ? null : 'no commit can be signed here (git, ssh-keygen)')

/** A machine of its own for a system: a checkout with an origin, its data and its configuration. */
export interface Site {
  /** The checkout. */
  readonly folder: string
  /** The system's folder in it, where its commands run. */
  readonly system: string
  readonly address: string
  /** The line of the document at which its deployment begins. */
  readonly deployment: string
  /** Keys of clients; each may send as much in a minute as the limit says. */
  readonly keys: readonly string[]
  readonly smokeKey: string
  readonly adminKey: string
  /** A new signed commit at the origin, for the next `git pull`, with these changes to files of the system. */
  publish(message: string, changes?: Readonly<Record<string, (text: string) => string>>): void
  /** Lines that the system's configuration gets from now on. */
  configure(lines: Readonly<Record<string, string | number>>): void
  /** Runs one of the system's commands to its end. */
  run(command: string, ...args: readonly string[]): { readonly status: number | null; readonly out: string }
  /** Ends what runs there, and leaves nothing. */
  remove(): Promise<void>
}

/** Makes a site with nothing deployed. */
export async function makeSite(): Promise<Site> {
  const base = serverFolder('site')
  const origin = join(base, 'origin')
  const folder = join(base, 'checkout')
  const system = join(folder, own)
  makeOrigin(base, origin)
  git(base, 'clone', '--quiet', origin, folder)
  signed(base, folder)
  linkPackages(folder)

  const port = await freePort()
  const keys = Array.from({ length: 60 }, (_, at) => `client-key-${at}`)
  const [smokeKey, testKey, adminKey] = ['smoke-key-1', 'test-key-1', 'admin-key-1']
  const lines = readFileSync(join(system, 'DEPLOYMENT.md'), 'utf8').split('\n')
  const site: Site = {
    folder,
    system,
    address: `http://127.0.0.1:${port}`,
    deployment: String(lines.indexOf('## Deployment') + 1),
    keys,
    smokeKey,
    adminKey,
    publish: (message, changes = {}) => {
      appendFileSync(join(origin, 'NEWS'), `${message}\n`)
      for (const [file, change] of Object.entries(changes)) {
        const text = readFileSync(join(origin, own, file), 'utf8')
        if (change(text) === text) throw new Error(`${file} has nothing of what was to be changed`)
        writeFileSync(join(origin, own, file), change(text))
      }
      commit(origin, message)
    },
    configure: (lines) => {
      const text = Object.entries(lines).map(([name, value]) => `${name}=${value}\n`)
      appendFileSync(join(system, '.env'), text.join(''))
    },
    run: (command, ...args) => {
      const { status, stdout, stderr } = spawnSync(join(system, 'bin', command), args, { encoding: 'utf8' })
      return { status, out: stdout + stderr }
    },
    remove: async () => {
      const entry = join(system, 'current/src/main.js')
      const state = join(system, 'data/processes.json')
      const service = { entry, state, log: join(system, 'data/logs/service.log') }
      if (processState(service) !== null) await stopProcesses(service)
      await stopEmbedded(join(system, 'data'))
      rmSync(base, { recursive: true, force: true })
    },
  }
  site.configure({
    ENVIRONMENT: 'development',
    HOST: '127.0.0.1',
    PORT: port,
    API_KEYS: [testKey, ...keys, smokeKey].join(','),
    ADMIN_KEYS: adminKey,
    REQUEST_TIMEOUT_SECONDS: 4,
  })
  return site
}

/**
 * The packages of this checkout, each by a link, with the site's own lock as the one that was installed: nothing is installed
 * there, and if something ever were, it would replace links and touch nothing here.
 */
function linkPackages(folder: string): void {
  const packages = join(folder, 'node_modules')
  mkdirSync(packages)
  for (const entry of readdirSync(join(root, 'node_modules')))
    if (!entry.startsWith('.') || entry === '.bin')
      symlinkSync(join(root, 'node_modules', entry), join(packages, entry))
  cpSync(join(folder, 'package-lock.json'), join(packages, '.installed-lock'))
}

/** The files of the work tree as they are now, in a repository of their own, signed with a key of its own. */
function makeOrigin(base: string, origin: string): void {
  mkdirSync(origin)
  const known = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '--', ...parts, ...settings], {
    cwd: root,
  })
  for (const file of known.toString().trim().split('\n')) {
    mkdirSync(dirname(join(origin, file)), { recursive: true })
    cpSync(join(root, file), join(origin, file))
  }
  writeFileSync(join(origin, '.gitignore'), readFileSync(join(root, '.gitignore'), 'utf8'))
  git(base, 'init', '--quiet', '--initial-branch', 'main', origin)
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', join(base, 'key')])
  const key = readFileSync(join(base, 'key.pub'), 'utf8')
  writeFileSync(join(base, 'signers'), `releases@tournament.example ${key}`)
  signed(base, origin)
  commit(origin, 'The first release')
}

function commit(folder: string, message: string): void {
  git(folder, 'add', '--all')
  git(folder, 'commit', '--quiet', '--message', message)
}

function signed(base: string, folder: string): void {
  const config: Readonly<Record<string, string>> = {
    'user.name': 'Releases',
    'user.email': 'releases@tournament.example',
    'gpg.format': 'ssh',
    'gpg.ssh.allowedSignersFile': join(base, 'signers'),
    'user.signingkey': join(base, 'key'),
    'commit.gpgsign': 'true',
  }
  for (const [name, value] of Object.entries(config)) git(folder, 'config', name, value)
}

const git = (cwd: string, ...args: readonly string[]) =>
  execFileSync('git', args, { cwd, stdio: ['ignore', 'ignore', 'pipe'] })

function signs(): boolean {
  const has = (program: string, ...args: readonly string[]) => spawnSync(program, args).error === undefined
  return has('git', '--version') && has('ssh-keygen', '-?')
}
