import { execFileSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { buildRelease, type Recipe } from '../../kit/build.ts'

/** What differs between the releases: the file that says what one is made of, and the newest migration. */
const releases: Readonly<Record<string, { readonly file: string; readonly schema: string }>> = {
  '1.0.0': { file: 'src/release-1.ts', schema: '0001-registrations' },
  '2.0.0': { file: 'src/release.ts', schema: '0002-players' },
}

const root = resolve(import.meta.dirname, '..')
const [version = ''] = process.argv.slice(2)
const release = releases[version]
if (release === undefined) {
  process.stderr.write(`build: call it as bin/build VERSION, with one of ${Object.keys(releases).join(', ')}\n`)
  process.exitCode = 2
} else {
  const migrations = readdirSync(resolve(root, 'migrations')).filter((file) => file <= `${release.schema}.ts`)
  const recipe: Recipe = {
    version,
    entries: ['src/main.ts', 'src/smoke.ts', 'deploy/command.ts', ...migrations.map((file) => `migrations/${file}`)],
    instead: { 'src/release.ts': release.file },
    assets: { '@fastify/swagger-ui': 'static' },
  }
  const commit = execFileSync('git', ['describe', '--always', '--dirty', '--abbrev=40', '--exclude=*'], { cwd: root })
  const built = await buildRelease(root, recipe, { commit: commit.toString().trim(), now: new Date() })
  process.stdout.write(`${built.version} from commit ${built.commit}\nrelease built\n`)
}
