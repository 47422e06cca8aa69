import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { entry } from '../../cli/holdpoint.ts'
import type { Kept } from '../clients.ts'
import type { Ran } from '../deploy.ts'
import { makeSite, noSite, type Site } from '../site.ts'

const original = resolve(import.meta.dirname, '../../../../shared/reading/docs/tournament-registration.md')

// Where `unshare` is killed, so is all that it began.
const isolation = ['--net', '--pid', '--fork', '--kill-child', '--mount-proc']

/** Null: the document is here, and can be run in a sandbox. */
export const noOriginal: string | null = existsSync(original)
  ? (noSite ?? missing() ?? (isolates() ? null : 'no network and process namespace can be had here'))
  : '../shared is not here'

/** What is done in the sandbox, as `inside.ts` reads it. */
export interface SandboxPlan {
  readonly site: Pick<Site, 'folder' | 'system' | 'keys' | 'adminKey'>
  /** Program and first argument of Holdpoint, and what follows them in each run, one after the other. */
  readonly holdpoint: readonly [program: string, entry: string]
  readonly runs: readonly (readonly string[])[]
  /** Whether release 1 goes on serving when they begin. */
  readonly serving: boolean
  /** Cut-off of each run, in milliseconds. */
  readonly patience: number
}

/** What came of it. */
export interface SandboxResult {
  readonly runs: readonly Ran[]
  readonly status: Readonly<Record<string, string>> | null
  readonly kept: readonly Kept[]
  readonly differences: readonly string[]
}

/** A site with release 1 at the tag v1.0.0 and release 2 at its origin, and the original document, byte by byte, beside it. */
export async function makeOriginal() {
  const site = await makeSite()
  const base = resolve(site.folder, '..')
  const origin = join(base, 'origin')
  // What `pip install -r` is told to install: which release the commit is.
  const requirements = 'systems/tournament-registration/requirements.txt'
  writeFileSync(join(origin, requirements), 'tournament-registration==1.0.0\n')
  git(origin, 'add', requirements)
  git(origin, 'commit', '--message', 'What the first release needs')
  git(site.folder, 'pull', 'origin', 'main')
  git(site.folder, 'tag', '--no-sign', 'v1.0.0')
  site.publish('The second release', { 'requirements.txt': (text) => text.replace('1.0.0', '2.0.0') })
  const document = join(base, 'DEPLOYMENT_CHECKLIST.md')
  cpSync(original, document)
  return {
    site,
    document,
    /** What the document leaves open, as arguments. */
    inputs: Object.entries({
      INPUT_USER: 'postgres',
      INPUT_CLOUD: 'registrations',
      INPUT_KEY: 'S3RVER',
      INPUT_SECRET: 'S3RVER',
      INPUT_SMTP_SERVER_COM: 'localhost',
      INPUT_PATH_TO_ICCT26_BACKEND: site.system,
    }).flatMap(([name, value]) => ['--input', `${name}=${value}`]),
    /** The document as Holdpoint reads it. */
    reading: () =>
      JSON.parse(
        spawnSync(process.execPath, [entry, 'inspect', '--json', document], { encoding: 'utf8', maxBuffer: 2 ** 26 })
          .stdout,
      ),
    same: () => readFileSync(original).equals(readFileSync(document)),
    /** Runs Holdpoint in a sandbox, where release 1 serves a few teams, once for each of these. */
    run: async (asked: Pick<SandboxPlan, 'runs' | 'serving' | 'patience'>): Promise<SandboxResult> => {
      const plan: SandboxPlan = { site, holdpoint: [process.execPath, entry], ...asked }
      const file = join(base, 'plan.json')
      writeFileSync(file, JSON.stringify(plan))
      writeFileSync(join(base, 'hosts'), '127.0.0.1 localhost\n127.0.0.1 api.cloudinary.com\n')
      const inside = [
        join(import.meta.dirname, 'enter'),
        process.execPath,
        join(import.meta.dirname, 'inside.ts'),
        file,
      ]
      const { NO_COLOR, FORCE_COLOR, ...env } = process.env
      const child = spawn('unshare', [...isolation, ...inside], {
        env: { ...env, LANG: 'C.UTF-8' },
        // Its end of the first closes with this process: then the sandbox ends too.
        stdio: ['pipe', 'inherit', 'inherit'],
      })
      const code = await new Promise((done) => child.once('close', done))
      if (code !== 0) throw new Error(`the sandbox ended with ${code}`)
      return JSON.parse(readFileSync(join(base, 'result.json'), 'utf8')) as SandboxResult
    },
    /** The record of the newest run, as data. */
    record: () => {
      const record = spawnSync(process.execPath, [entry, 'report', '--format', 'json'], {
        cwd: base,
        encoding: 'utf8',
        maxBuffer: 2 ** 26,
      })
      return JSON.parse(record.stdout)
    },
  }
}

const git = (cwd: string, ...args: readonly string[]) => execFileSync('git', args, { cwd, stdio: 'ignore' })

function missing(): string | null {
  const needed = ['psql', 'pg_dump', 'curl', 'jq', 'openssl', 'ip', 'watch', 'pkill']
  const absent = needed.filter((program) => spawnSync(program, ['--version']).error !== undefined)
  return absent.length === 0 ? null : `${absent.join(', ')} missing here`
}

function isolates(): boolean {
  const look = ['sh', '-c', 'ip link set lo up && mount --bind /etc/hosts /etc/hosts']
  return spawnSync('unshare', [...isolation, ...look]).status === 0
}
