import { databaseOf } from './databases.ts'
import { packageJson } from './package-json.ts'
import type { Folder, Project } from './project.ts'

/** What a template gets to know of a project. */
export type Facts = Pick<Project, 'has' | 'values'>

/** The names of what is true. */
export const those = (facts: Readonly<Record<string, boolean>>): ReadonlySet<string> =>
  new Set(Object.keys(facts).filter((name) => facts[name] === true))

const migrations = ['migrate', 'db:migrate', 'migrate:deploy', 'prisma:migrate', 'migration:run', 'migrate:up']

/** A service of Node: from its scripts. Sections are counted on where it has no migration. */
export function node(folder: Folder): Facts {
  const own = packageJson(folder)
  const scripts = own?.scripts ?? {}
  const migrate = migrations.find((name) => scripts[name] !== undefined)
  const has = {
    build: scripts.build !== undefined,
    migrate: migrate !== undefined,
  }
  const first = has.migrate ? 3 : 2
  return {
    has: those(has),
    values: {
      name: plainName(own?.name ?? folder.name),
      install: own?.install ?? 'npm ci',
      run: own?.run ?? 'npm run',
      migrate: migrate ?? '',
      port: /(?:PORT=|--port[= ]|-p )(\d{2,5})\b/.exec(scripts.start ?? '')?.[1] ?? '3000',
      deploy: String(first),
      verify: String(first + 1),
    },
  }
}

export function django(folder: Folder): Facts {
  const app = /["']([\w.]+)\.settings[\w.]*["']/.exec(folder.text('manage.py'))?.[1]
  const settings = settingsOf(folder, app)
  const [install, prefix] = installed(folder)
  return {
    has: those({ static: /^\s*STATIC_ROOT\s*=/m.test(settings) }),
    values: {
      name: plainName(app?.split('.')[0] ?? folder.name),
      python: `${prefix}python`,
      install,
      ...databaseOf(settings, 'db.sqlite3'),
    },
  }
}

/** The settings of the application that `manage.py` names, split or not. */
function settingsOf(folder: Folder, app: string | undefined): string {
  const at = (app ?? '').replaceAll('.', '/')
  const parts = folder.names(`${at}/settings`).filter((name) => name.endsWith('.py'))
  return [`${at}/settings.py`, ...parts.map((name) => `${at}/settings/${name}`)]
    .map((name) => folder.text(name))
    .join('\n')
}

/** How Python's packages are installed, and what stands before a program that needs them. */
function installed(folder: Folder): readonly [install: string, prefix: string] {
  if (folder.has('uv.lock')) return ['uv sync --frozen', 'uv run ']
  if (folder.has('poetry.lock')) return ['poetry install --no-interaction', 'poetry run ']
  if (folder.has('Pipfile.lock')) return ['pipenv sync', 'pipenv run ']
  return [
    folder.has('requirements.txt') ? 'python -m pip install --requirement requirements.txt' : 'python -m pip install .',
    '',
  ]
}

export function rails(folder: Folder): Facts {
  const gems = folder.text('Gemfile')
  const health = /rails\/health#show/.test(folder.text('config/routes.rb'))
  const run = folder.has('bin/rails') ? 'bin/rails' : 'bundle exec rails'
  return {
    has: those({
      assets: folder.isFolder('app/assets'),
    }),
    values: {
      name: plainName(/^module (\w+)/m.exec(folder.text('config/application.rb'))?.[1] ?? folder.name),
      rails: run,
      health: health ? '/up' : '/',
      ...databaseOf(`${folder.text('config/database.yml')}\n${gems}`, 'storage/production.sqlite3'),
    },
  }
}

const generators = [
  { sign: 'hugo.toml', build: 'hugo --minify', output: 'public' },
  { sign: 'config.toml', build: 'hugo --minify', output: 'public' },
  { sign: '_config.yml', build: 'bundle exec jekyll build', output: '_site' },
  { sign: 'mkdocs.yml', build: 'mkdocs build --strict', output: 'site' },
  { sign: 'book.toml', build: 'mdbook build', output: 'book' },
] as const

/** A site of files: what builds it, if anything, and where its pages lie then. Null when it is none. */
export function site(folder: Folder): (Facts & { readonly because: string }) | null {
  const own = packageJson(folder)
  if (own?.scripts.build !== undefined) {
    const output = folder.first('dist', 'build', '_site', 'out') ?? outputOf(own.scripts.build)
    return published(folder, 'package.json', { build: `${own.install}\n${own.run} build`, output }, own.name)
  }
  const generator = generators.find(({ sign }) => folder.has(sign))
  if (generator !== undefined) return published(folder, generator.sign, generator, null)
  const root = ['public', 'site', 'docs', 'www', '.'].find((name) => folder.has(`${name}/index.html`))
  return root === undefined
    ? null
    : published(folder, `${root}/index.html`.replace(/^\.\//, ''), { build: null, output: root }, null)
}

/** A site that a person says there is, where nothing shows it yet. */
export const plainSite = (folder: Folder): Facts =>
  published(folder, '--stack', { build: null, output: 'public' }, null)

const outputOf = (script: string): string =>
  /\beleventy\b/.test(script)
    ? '_site'
    : /\breact-scripts\b/.test(script)
      ? 'build'
      : /\bnext\b/.test(script)
        ? 'out'
        : 'dist'

function published(
  folder: Folder,
  because: string,
  { build, output }: { readonly build: string | null; readonly output: string },
  name: string | null,
) {
  const first = build === null ? 2 : 3
  return {
    because,
    has: those({ build: build !== null }),
    values: {
      name: plainName(name ?? folder.name),
      build: build ?? '',
      output,
      // The work tree itself is published: what is only for its makers stays out.
      exclude: output === '.' ? " --exclude='.*' --exclude='*.md' --exclude='*.tar.gz'" : '',
      deploy: String(first),
      publish: String(first + 1),
      verify: String(first + 2),
    },
  }
}

/** A name from a file of the project as it can stand in a title: one line, no marks of Markdown. */
export const plainName = (name: string): string =>
  name.replace(/[^\p{L}\p{N} @/._-]/gu, '').slice(0, 80) || 'the application'
