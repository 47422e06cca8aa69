/**
 * Bundles the CLI into `dist/`, or into the folder that is named: one file answers `--version`, each command is a chunk of its own that is loaded when it
 * is called. The page lies beside it in `web/`. Everything is inside.
 */
import { copyFileSync, cpSync, globSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { build, type Metafile } from 'esbuild'
import { build as buildPage } from 'vite'

const root = resolve(import.meta.dirname, '..')
const dist = resolve(process.argv[2] ?? join(root, 'dist'))

rmSync(dist, { recursive: true, force: true })
mkdirSync(dist, { recursive: true })
const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: { holdpoint: 'src/cli/main.ts' },
  outdir: dist,
  entryNames: '[name]',
  chunkNames: '[name]-[hash]',
  bundle: true,
  splitting: true,
  minify: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  legalComments: 'none',
  // Packages written for CommonJS call `require` for Node's own modules.
  banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
  metafile: true,
  logLevel: 'warning',
})

// As it ships, also where a test builds it: with another word here React would be the one for development.
process.env.NODE_ENV = 'production'
await buildPage({
  configFile: join(root, 'src/web/vite.config.ts'),
  build: { outDir: join(dist, 'web') },
  logLevel: 'warn',
})

// What a module reads beside itself (`new URL('./attempt.sh', import.meta.url)`) lies beside the bundle.
for (const file of globSync('src/**/*.sh', { cwd: root })) copyFileSync(join(root, file), join(dist, basename(file)))
// The pages of the rules, for `lint --explain`, and the checklists of `init`.
cpSync(join(root, 'docs/rules'), join(dist, 'rules'), { recursive: true })
cpSync(join(root, 'src/cli/init/templates'), join(dist, 'templates'), { recursive: true })

writeFileSync(join(dist, 'THIRD-PARTY.txt'), licences(metafile))

/** The licences of the packages whose code is in the bundle, as they ask for. */
function licences(meta: Metafile): string {
  const packages = new Set<string>()
  for (const input of Object.keys(meta.inputs)) {
    const name = /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1]
    if (name !== undefined) packages.add(name)
  }
  const texts = [...packages].sort().map((name) => {
    const folder = join(root, 'node_modules', name)
    const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
    const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry))
    const text =
      file === undefined ? `(${license}; the package has no licence file)` : readFileSync(join(folder, file), 'utf8')
    return `${name} ${version}\n\n${text.trim()}\n`
  })
  return `Holdpoint contains the following packages.\n\n${texts.join(`\n${'-'.repeat(80)}\n\n`)}`
}
