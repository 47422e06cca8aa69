import { execFileSync, spawnSync } from 'node:child_process'
import { findKey } from '../../compose.ts'
import { HoldpointError } from '../../errors.ts'
import type { Context } from '../context.ts'
import { environmentNow } from '../environment-checks.ts'
import { exits } from '../exit.ts'
import type { Given } from '../given.ts'
import { wrap } from '../terminal/cells.ts'
import { visible } from '../terminal/sanitise.ts'
import { count, list, oneLine } from '../terminal/words.ts'
import { openWorkplace, placeOf } from '../workplace.ts'

/** One thing that was looked at. `next` says how to get what is missing. */
interface Check {
  readonly name: string
  readonly ok: boolean
  readonly found: string
  readonly next: string | null
}

export async function execute(given: Given, context: Context): Promise<number> {
  const environment = given.text('environment')
  const checks =
    environment === null
      ? [node(), bash(), git(), ssh(), await store(given, context), key(context), terminal(context)]
      : await environmentChecks(environment, given, context)
  if (given.json) context.printJson(checks)
  else {
    const { look } = context
    const shown = (text: string) => visible(text, look.caps.unicode)
    context.print(
      checks.flatMap(({ name, ok, found, next }) => [
        ...wrap(shown(`${ok ? look.marks.passed : look.marks.failed} ${name}: ${found}`), look.caps.width, '  ').map(
          ok ? look.good : look.bad,
        ),
        ...(next === null ? [] : wrap(shown(`  ${next}`), look.caps.width, '  ')),
      ]),
    )
  }
  return checks.every(({ ok }) => ok) ? exits.done : exits.failed
}

/** What holds in an environment now. It is no fault that something does. */
async function environmentChecks(environment: string, given: Given, context: Context): Promise<readonly Check[]> {
  const work = openWorkplace(given, context, null)
  try {
    const found = await environmentNow(work, environment, Date.now())
    return found.map((one) => ({ ...one, ok: true, next: null }))
  } finally {
    await work.close()
  }
}

function node(): Check {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const ok = major > 24 || (major === 24 && minor >= 15)
  return {
    name: 'Node.js',
    ok,
    found: process.versions.node,
    next: ok
      ? null
      : 'Node 24.15 or newer is needed: https://nodejs.org, or let npm install the one that Holdpoint brings along.',
  }
}

/** Commands run in bash 4.4 or newer; macOS comes with 3.2. */
function bash(): Check {
  const version = said('bash', ['-c', 'echo "$BASH_VERSION"'])
  const [major = 0, minor = 0] = (version ?? '').split('.').map(Number)
  const ok = major > 4 || (major === 4 && minor >= 4)
  const next = ok
    ? null
    : 'Commands run in bash 4.4 or newer: `apt-get install bash`, `apk add bash` or `brew install bash`.'
  return { name: 'bash', ok, found: version ?? 'not on the PATH', next }
}

function git(): Check {
  const version = said('git', ['--version'])
  const next =
    version === null
      ? 'Holdpoint works without it, and then cannot name commits, tags or who acts: `apt-get install git`.'
      : null
  return { name: 'git', ok: version !== null, found: version ?? 'not on the PATH', next }
}

/** Hosts are reached by the system's own, with the configuration, keys and jump hosts that it has. */
function ssh(): Check {
  const version = spawnSync('ssh', ['-V'], { encoding: 'utf8', timeout: 5_000 }).stderr?.trim() || null
  const next =
    version === null
      ? 'Holdpoint works without it, and then runs nothing on other hosts: `apt-get install openssh-client`.'
      : null
  return { name: 'ssh', ok: version !== null, found: version ?? 'not on the PATH', next }
}

async function store(given: Given, context: Context): Promise<Check> {
  const name = 'Store'
  const folder = placeOf(given, null).store
  try {
    const work = openWorkplace(given, context, null)
    const runs = await work.engine.runs()
    const missed = (await work.engine.schedules()).filter(({ standing }) => standing.overdue > 0)
    await work.close()
    const titles = missed.map(({ schedule }) => oneLine(schedule.title, context.look))
    const found = `${folder}, ${count(runs.length, 'run')}`
    if (titles.length === 0) return { name, ok: true, found, next: null }
    const next = `Missed: ${list(titles)}. \`holdpoint runs --schedules\` tells more.`
    return { name, ok: true, found, next }
  } catch (error) {
    if (!(error instanceof HoldpointError)) throw error
    return { name, ok: false, found: error.message, next: error.next }
  }
}

/** What the answers given on this machine are signed with. */
function key({ env }: Context): Check {
  const name = 'Key'
  try {
    const held = findKey(env)
    if (held === null) return { name, ok: true, found: 'none yet; made when you first run something', next: null }
    return { name, ok: true, found: `${held.fingerprint}, in ${held.file}`, next: null }
  } catch (error) {
    if (!(error instanceof HoldpointError)) throw error
    return { name, ok: false, found: error.message, next: error.next }
  }
}

function terminal({ look: { caps }, env }: Context): Check {
  if (!caps.interactive) {
    return {
      name: 'Terminal',
      ok: true,
      found:
        'none; nothing is asked here, `--answers` or `holdpoint decide` answer, interactive commands are done by hand',
      next: null,
    }
  }
  const facts = [
    `${caps.width} by ${caps.height}`,
    caps.colour ? 'colours' : 'no colours',
    caps.unicode ? 'Unicode' : 'ASCII only',
  ]
  const next =
    caps.unicode || env.TERM === 'dumb' ? null : 'For Unicode set LANG to a UTF-8 locale, e.g. `export LANG=C.UTF-8`.'
  return { name: 'Terminal', ok: true, found: facts.join(', '), next }
}

function said(program: string, args: readonly string[]): string | null {
  try {
    return execFileSync(program, [...args], {
      encoding: 'utf8',
      timeout: 5_000,
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim()
  } catch {
    return null
  }
}
