import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { entry } from '../cli/holdpoint.ts'
import type { Site } from './site.ts'

export interface Ran {
  readonly status: number | null
  readonly out: string
}

/** Runs Holdpoint on a site to its end; the scripted person answers. */
export function holdpoint(site: Site, ...args: readonly string[]): Promise<Ran> {
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
    })
  return new Promise((resolve) => child.once('close', (status) => resolve({ status, out })))
}

/** Deploys a release by the system's document. */
export const deploy = (site: Site, version: string, ...more: readonly string[]): Promise<Ran> => {
  const given = { VERSION: version, SMOKE_KEY: site.smokeKey }
  const inputs = Object.entries(given).flatMap(([name, value]) => ['--input', `${name}=${value}`])
  const answers = join(import.meta.dirname, 'answers.yaml')
  return holdpoint(
    site,
    'run',
    'DEPLOYMENT.md',
    '--cwd',
    '.',
    '--new',
    '--release',
    version,
    '--answers',
    answers,
    ...inputs,
    ...more,
  )
}
