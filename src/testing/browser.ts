import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { type Browser, chromium } from 'playwright-core'

const root = resolve(import.meta.dirname, '../..')
const require = createRequire(import.meta.url)

/** Why no browser can be started here; null: one can. Tests that need one skip themselves by this name. */
export const noBrowser: string | null =
  process.env.HOLDPOINT_BROWSER !== undefined || (process.platform === 'linux' && process.arch === 'x64')
    ? null
    : 'the browser from npm is one for Linux on x64; HOLDPOINT_BROWSER=PROGRAM names another Chromium'

/**
 * Starts the Chromium that comes from npm (`HOLDPOINT_BROWSER`: another). Whoever starts it closes it. None of the options by which
 * that package switches protections off (same origin, isolation of sites) are taken: what a page may do is what is tested.
 * `more`: further options, such as a host that is to resolve to this machine.
 */
export async function startBrowser(more: readonly string[] = []): Promise<Browser> {
  const own = process.env.HOLDPOINT_BROWSER
  const folder = own === undefined ? unpacked() : null
  const executablePath = folder === null ? (own ?? '') : join(folder, 'chromium')
  const args = [...quiet, ...more]
  const libraries = folder === null ? {} : environmentOf(folder)
  return await chromium.launch({ executablePath, args, headless: true, env: { ...process.env, ...libraries } })
}

/** It works as root and in small containers, and says nothing to anybody by itself. */
const quiet = [
  '--no-sandbox',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-domain-reliability',
  '--no-first-run',
  '--no-pings',
  '--font-render-hinting=none',
]

/** The folder into which it was unpacked: once for each clone; of several that do it at the same time the first one's stays. */
function unpacked(): string {
  const packageFile = join(dirname(require.resolve('@sparticuz/chromium')), '../package.json')
  const { version } = require(packageFile) as { readonly version: string }
  const folder = join(root, '.cache', `browser-${version}`)
  if (existsSync(folder)) return folder
  const mine = `${folder}.${process.pid}`
  mkdirSync(mine, { recursive: true })
  // The package unpacks into the folder for temporary files, which is told to a process of its own.
  execFileSync(process.execPath, ['--input-type=module', '--eval', unpacking], {
    cwd: root,
    env: { ...process.env, TMPDIR: mine },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  try {
    renameSync(mine, folder)
  } catch (error) {
    rmSync(mine, { recursive: true, force: true })
    if (!existsSync(folder)) throw error
  }
  return folder
}

const unpacking = `
import chromium, { inflate } from '@sparticuz/chromium'
import { resolve } from 'node:path'
await chromium.executablePath()
await inflate(resolve('node_modules/@sparticuz/chromium/bin/al2023.tar.br'))
`

/** A machine that lacks the libraries or fonts that Chromium wants gets those that the package brings. */
function environmentOf(folder: string): Readonly<Record<string, string>> {
  const libraries = execFileSync('ldd', [join(folder, 'chromium')], { encoding: 'utf8' }).includes('not found')
  return {
    ...(libraries ? { LD_LIBRARY_PATH: join(folder, 'al2023/lib') } : {}),
    ...(existsSync('/etc/fonts/fonts.conf') ? {} : { FONTCONFIG_FILE: fontsOf(folder) }),
  }
}

function fontsOf(folder: string): string {
  const file = join(folder, 'fonts.conf')
  const places = `<dir>${join(folder, 'fonts')}</dir><cachedir>${join(folder, 'fonts-cache')}</cachedir>`
  writeFileSync(file, `<?xml version="1.0"?>\n<fontconfig>${places}</fontconfig>\n`)
  return file
}
