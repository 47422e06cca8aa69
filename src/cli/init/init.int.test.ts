import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { read } from '../../read/index.ts'
import { detect } from './detect.ts'
import { type Stack, stacks } from './project.ts'
import { checklist, fill } from './template.ts'

function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = join(mkdtempSync(join(tmpdir(), 'holdpoint-init-')), 'shop')
  mkdirSync(folder)
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  return folder
}

const packageOf = (scripts: Readonly<Record<string, string>>) => JSON.stringify({ name: '@acme/shop', scripts })
const deployment = 'kind: Deployment\nmetadata:\n  name: shop-web\n---\nkind: Service\nmetadata:\n  name: shop\n'
const manage = "os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'shop.settings')\n"

interface Case {
  readonly name: string
  readonly stack: Stack
  readonly files: Readonly<Record<string, string>>
  /** What the checklist says, and what it does not. */
  readonly says: readonly string[]
  readonly not?: readonly string[]
}

const cases: readonly Case[] = [
  {
    name: 'a Node service with npm',
    stack: 'node',
    files: {
      'package.json': packageOf({ start: 'node server.js --port 8080', build: 'tsc', 'db:migrate': 'knex' }),
      'package-lock.json': '{}',
    },
    says: ['# Deploy @acme/shop', 'npm ci', 'npm run build', 'npm run db:migrate', 'pg_dump', ':8080/', '## 4. Verify'],
  },
  {
    name: 'a Node service without scripts to build and to migrate, with pnpm',
    stack: 'node',
    files: { 'package.json': packageOf({ start: 'node .' }), 'pnpm-lock.yaml': '' },
    says: ['pnpm install --frozen-lockfile', ':3000/', '## 3. Verify'],
    not: ['run build', 'pg_dump', 'npm ci'],
  },
  {
    name: 'a Django application on SQLite',
    stack: 'django',
    files: {
      'manage.py': manage,
      'shop/settings.py': "STATIC_ROOT = 'static'\n'ENGINE': 'django.db.backends.sqlite3'\n",
      'requirements.txt': 'Django\n',
    },
    says: [
      '# Deploy shop',
      'pip install --requirement requirements.txt',
      'collectstatic',
      '.backup',
      'migrate --noinput',
    ],
    not: ['pg_dump'],
  },
  {
    name: 'a Django application with split settings and uv',
    stack: 'django',
    files: { 'manage.py': manage, 'shop/settings/base.py': "'ENGINE': 'django.db.backends.mysql'\n", 'uv.lock': '' },
    says: ['uv sync --frozen', 'uv run python manage.py migrate --noinput', 'mysqldump'],
    not: ['collectstatic'],
  },
  {
    name: 'a Rails application',
    stack: 'rails',
    files: {
      Gemfile: 'gem "pg"\n',
      'config/application.rb': 'module Shop\nend\n',
      'config/routes.rb': 'get "up" => "rails/health#show"\n',
      'bin/rails': '',
      'app/assets/a.css': '',
    },
    says: ['# Deploy Shop', 'bin/rails db:migrate', 'assets:precompile', ':3000/up', 'pg_dump'],
  },
  {
    name: 'manifests of Kubernetes, beside a Node service',
    stack: 'kubernetes',
    files: { 'package.json': packageOf({ start: 'node .' }), 'k8s/shop.yaml': deployment },
    says: ['apply --filename k8s', 'rollout status deployment/shop-web', 'rollout undo deployment/shop-web'],
    not: ['helm', 'service/shop', 'npm'],
  },
  {
    name: 'a kustomization with overlays',
    stack: 'kubernetes',
    files: {
      'k8s/base/kustomization.yaml': '',
      'k8s/base/shop.yaml': deployment,
      'k8s/overlays/production/kustomization.yaml': 'resources: [../../base]\n',
    },
    says: ['apply --kustomize k8s/overlays/production', 'rollout undo deployment/shop-web'],
  },
  {
    name: 'a Helm chart',
    stack: 'kubernetes',
    files: { 'charts/shop/Chart.yaml': 'name: shop\nversion: 1.0.0\n' },
    says: ['upgrade shop ./charts/shop', 'rollback shop'],
    not: ['kubectl --namespace <namespace> apply'],
  },
  {
    name: 'a site of files',
    stack: 'static',
    files: { 'public/index.html': '<h1>x</h1>' },
    says: ['rsync --archive --delete public/ <web-root>/', '## 2. Keep'],
    not: ['## 2. Build'],
  },
  {
    name: 'a site that is built',
    stack: 'static',
    files: { 'package.json': packageOf({ build: 'eleventy' }), 'yarn.lock': '' },
    says: ['yarn run build', 'rsync --archive --delete _site/ <web-root>/', '## 3. Keep'],
  },
]

const clean = (text: string) =>
  read({ path: 'DEPLOYMENT.md', text, encoding: 'utf8', digest: 'd' }).findings.map(
    (one) => `${one.rule}: ${one.message}`,
  )

describe.each(cases)('$name', ({ stack, files, says, not = [] }) => {
  const folder = folderOf(files)
  const project = detect(folder, null)
  const text = checklist(project)

  it('is found', () => expect(project.stack).toBe(stack))

  it('gets a checklist that fits it', () => {
    for (const words of says) expect(text).toContain(words)
    for (const words of not) expect(text).not.toContain(words)
    expect(text).not.toMatch(/\{\{|<!--/)
  })

  it('gets one in which nothing is found, with a way back that can be started', () => {
    expect(clean(text)).toEqual([])
    const { plan } = read({ path: 'DEPLOYMENT.md', text, encoding: 'utf8', digest: 'd' })
    expect(plan.procedures).toHaveLength(1)
    expect(plan.procedures[0]?.triggers).toHaveLength(2)
    expect(plan.steps.filter((step) => step.command?.incomplete != null)).toEqual([])
  })

  it('counts its sections without a gap', () => {
    const numbers = [...text.matchAll(/^## (\d)\./gm)].map(([, number]) => Number(number))
    expect(numbers).toEqual(numbers.map((_, at) => at + 1))
  })
})

describe('a folder in which nothing is found', () => {
  const folder = folderOf({ 'README.md': '# Shop\n' })

  it('is refused, with what could be said', () => {
    expect(() => detect(folder, null)).toThrow('No Node, Django, Rails, Kubernetes or static site was found')
  })

  it.each(stacks)('gets a clean checklist for %s when that is said', (stack) => {
    expect(clean(checklist(detect(folder, stack)))).toEqual([])
  })
})

it('a manifest that cannot be read is named with the reason', () => {
  expect(() => detect(folderOf({ 'package.json': '{ "name": ' }), null)).toThrow(/package\.json cannot be understood: /)
  for (const text of ['null', '[]', '"shop"'])
    expect(() => detect(folderOf({ 'package.json': text }), null)).toThrow(
      /cannot be understood: it holds no object\.$/,
    )
})

it('names of a project that would not be harmless in a command or a title do not get there', () => {
  const name = 'shop`; rm -rf ~ #'
  const text = JSON.stringify({ name, scripts: { start: 'node .', build: 'x', 'migrate; rm -rf ~': 'x' } })
  const made = checklist(detect(folderOf({ 'package.json': text }), null))
  expect(made).not.toMatch(/`;|; rm/)
})

it('a word of a template that nothing is known for is a mistake of ours', () => {
  expect(() => fill('{{name}}', { has: new Set(), values: {} })).toThrow('nothing is known for {{name}}')
})
