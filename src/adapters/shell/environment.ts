import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export type Environment = Readonly<Record<string, string>>

/** Variables that describe the process that holds them rather than what its children need. */
const own = /^(npm_|HOLDPOINT_|BASH_FUNC_)|^(INIT_CWD|NODE|PWD|OLDPWD|SHLVL|_)$/

/** Folders with a Node that came along with Holdpoint: a deployment must not build with it. */
const broughtAlong = /[/\\]node_modules[/\\]node-(linux|darwin)-\w+[/\\]bin[/\\]?$/

/** Folders that npm puts before the PATH of what it starts. */
const npms = /[/\\]node_modules[/\\]\.bin[/\\]?$|node-gyp-bin[/\\]?$/

/**
 * The environment that the first command of a run sees: the one Holdpoint was started in, less what npm and Holdpoint's
 * own launcher added. `node_modules/.bin` stays on the PATH when npm was not involved: then the operator put it there.
 */
export const firstEnvironment = (env: Readonly<Record<string, string | undefined>>): Environment => {
  const underNpm = 'npm_execpath' in env || 'npm_lifecycle_event' in env
  const kept: Record<string, string> = {}
  for (const [name, value] of Object.entries(env))
    if (value !== undefined && !own.test(name) && /^[A-Za-z_]\w*$/.test(name)) kept[name] = value
  const path = kept.PATH?.split(':').filter((folder) => !broughtAlong.test(folder) && !(underNpm && npms.test(folder)))
  return path ? { ...kept, PATH: path.join(':') } : kept
}

/** What the operator's own `.curlrc` says: curl takes the first of these that exists (curl(1), `--config`). */
export const curlrcOf = (env: Environment): string => {
  const candidates = [
    env.CURL_HOME && join(env.CURL_HOME, '.curlrc'),
    env.XDG_CONFIG_HOME && join(env.XDG_CONFIG_HOME, 'curlrc'),
    env.HOME && join(env.HOME, '.curlrc'),
  ]
  return candidates.map((path) => (path ? readIfThere(path) : null)).find((text) => text !== null) ?? ''
}

/** A `.curlrc` that dumps the headers of every answer into `file`, after what the operator's own says. */
export const curlConfig = (theirs: string, file: string): string =>
  `${theirs}\ndump-header = "${file.replace(/["\\]/g, '\\$&')}"\n`

const readIfThere = (path: string): string | null => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}
