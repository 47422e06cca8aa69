import { spawn } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { entry } from '../cli/holdpoint.ts'
import type { Site } from './site.ts'

export interface Ran {
  /** Null: it was killed. */
  readonly status: number | null
  readonly out: string
}

/** Called with each part of what is printed, and with a way to end it at once (`kill -9`). */
type Watch = (out: string, kill: () => void) => void

/** Runs Holdpoint in the system's folder to its end. */
export function holdpoint(site: Site, args: readonly string[], watch: Watch = () => {}): Promise<Ran> {
  const { NO_COLOR, FORCE_COLOR, ...env } = process.env
  const child = spawn(process.execPath, [entry, ...args], {
    cwd: site.system,
    env: { ...env, LANG: 'C.UTF-8' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let out = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (part: Buffer) => {
      out += part
      watch(out, () => child.kill('SIGKILL'))
    })
  return new Promise((resolve) => child.once('close', (status) => resolve({ status, out })))
}

/** What the scripted person answers: to what goes wrong as told here, in lines of an answers file, else as in `answers.yaml`. */
export function answersOf(site: Site, rules = ''): string {
  const usual = readFileSync(join(import.meta.dirname, 'answers.yaml'), 'utf8')
  const file = join(site.folder, '..', 'answers.yaml')
  writeFileSync(
    file,
    usual.replace('answers:\n', () => `answers:\n${rules}`),
  )
  return file
}

interface Deployment {
  /** All of the document, or its deployment alone. */
  readonly whole?: boolean
  readonly answers?: string
  readonly watch?: Watch
}

/** Deploys a release by the system's document. */
export function deploy(site: Site, version: string, { whole = false, answers, watch }: Deployment = {}): Promise<Ran> {
  const given = { VERSION: version, SMOKE_KEY: site.smokeKey }
  const inputs = Object.entries(given).flatMap(([name, value]) => ['--input', `${name}=${value}`])
  const part = whole ? [] : ['--from', site.deployment]
  const about = ['--cwd', '.', '--new', '--release', version, '--answers', answers ?? answersOf(site)]
  return holdpoint(site, ['run', 'DEPLOYMENT.md', ...about, ...inputs, ...part], watch)
}

/** Goes on with the run after somebody has answered. */
export const resume = (site: Site, answers = answersOf(site)): Promise<Ran> =>
  holdpoint(site, ['resume', '--answers', answers])
