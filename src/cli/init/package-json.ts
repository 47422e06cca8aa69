import type { Folder } from './project.ts'

/** What a `package.json` says that a release needs. */
interface PackageJson {
  readonly name: string | null
  readonly scripts: Readonly<Record<string, string>>
  /** How its packages are installed from the lockfile, and how a script of it is run. */
  readonly install: string
  readonly run: string
}

const managers = [
  { lock: 'pnpm-lock.yaml', install: 'pnpm install --frozen-lockfile', run: 'pnpm run' },
  { lock: 'yarn.lock', install: 'yarn install --frozen-lockfile', run: 'yarn run' },
  { lock: 'bun.lock', install: 'bun install --frozen-lockfile', run: 'bun run' },
  { lock: 'bun.lockb', install: 'bun install --frozen-lockfile', run: 'bun run' },
  { lock: 'package-lock.json', install: 'npm ci', run: 'npm run' },
] as const

/** Null where there is none. Fails with `manifest-unreadable`. */
export function packageJson(folder: Folder): PackageJson | null {
  if (!folder.has('package.json')) return null
  const manager = managers.find(({ lock }) => folder.has(lock)) ?? { install: 'npm install', run: 'npm run' }
  try {
    const manifest: unknown = JSON.parse(folder.text('package.json'))
    if (typeof manifest !== 'object' || manifest === null || Array.isArray(manifest))
      throw new Error('it holds no object')
    const { name, scripts } = manifest as { name?: unknown; scripts?: unknown }
    const known = typeof scripts === 'object' && scripts !== null ? Object.entries(scripts) : []
    return {
      name: typeof name === 'string' && name !== '' ? name : null,
      // A script's name stands in a command; one that a shell would read otherwise is left out.
      scripts: Object.fromEntries(known.filter(([key, text]) => /^[\w:.-]+$/.test(key) && typeof text === 'string')),
      install: manager.install,
      run: manager.run,
    }
  } catch (error) {
    throw folder.unreadable('package.json', error)
  }
}
