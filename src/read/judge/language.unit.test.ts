import { describe, expect, it } from 'vitest'
import type { Language } from '../../plan/index.ts'
import { judge } from './index.ts'

const fence = (tag: string, lines: readonly string[]) => [`\`\`\`${tag}`, ...lines, '```'].join('\n')

/** Language of a fence, what becomes of it, and the lines that its interpreter would get. */
function written(tag: string, ...lines: string[]) {
  const text = `# Deploy\n\n${fence(tag, lines)}\n`
  const [code] = judge({ path: 'x.md', text, encoding: 'utf8', digest: '' }).code
  if (code === undefined) throw new Error('no code')
  return { language: code.language, use: code.use, typed: code.pieces.map(({ start, end }) => text.slice(start, end)) }
}

describe('a fence without a tag is what its lines are', () => {
  it.each<[string, Language, string[]]>([
    ['bash', 'bash', ['cd /srv/shop', 'docker compose up -d']],
    ['PowerShell', 'powershell', ['Stop-Service shop', 'Get-ChildItem C:\\shop']],
    ['PowerShell by its variables', 'powershell', ['$env:NODE_ENV = "production"', 'npm run build']],
    ['cmd', 'cmd', ['cd /d C:\\shop', 'net stop shop', 'xcopy build C:\\shop /E /Y']],
    ['SQL', 'sql', ['SELECT count(*)', 'FROM orders;']],
    ['Python', 'python', ['from shop.models import Order', 'print(Order.objects.count())']],
    ['JavaScript', 'javascript', ["const shop = require('./shop')", 'console.log(shop.version)']],
    ['YAML', 'unknown', ['version: "3"', 'services:', '  web:', '    image: shop']],
    ['a file tree', 'unknown', ['shop/', '├── deploy.sh', '└── src/']],
    ['a list of logs', 'unknown', ['/var/log/shop/access.log - Access log', '/var/log/shop/error.log - Error log']],
    ['paths', 'unknown', ['/etc/nginx/nginx.conf', '/srv/shop/settings.json']],
    ['a list of scripts', 'unknown', ['scripts/ship.sh – Ships it', './bin/back.sh — Goes back']],
    ['scripts that are run', 'bash', ['./bin/ship.sh --fast', '/srv/shop/bin/check shop.json']],
    ['output', 'unknown', ['Ran 12 tests in 0.4 s', 'OK']],
    ['a message', 'unknown', ['Subject: We are back', 'The shop is open again.']],
    ['an environment file', 'unknown', ['DATABASE_URL=postgres://localhost/shop', 'PORT=3000']],
    ['a sentence that begins with a program', 'unknown', ['Test the login page and the cart', 'Make sure it works']],
    ['prose about selecting', 'unknown', ['Select the region and press OK;', 'then close the window']],
  ])('%s', (_, language, lines) => {
    expect(written('', ...lines).language).toBe(language)
  })
})

describe('a console shows whose it is by its prompts', () => {
  it.each<[string, Language, string[], string[]]>([
    ['$', 'bash', ['$ git pull', 'Already up to date.', '$ make'], ['git pull', 'make']],
    ['user@host', 'bash', ['deploy@web-1:/srv$ ls', 'app'], ['ls']],
    ['root@host', 'bash', ['root@web-1:~# systemctl restart shop', 'done'], ['systemctl restart shop']],
    ['$ and what goes on below', 'bash', ['$ docker run \\', '> -d shop', 'f00'], ['docker run \\', '-d shop']],
    ['PS', 'powershell', ['PS C:\\shop> Get-Service shop', 'Running  shop'], ['Get-Service shop']],
    [
      'PS alone',
      'powershell',
      ['PS> Import-Module .\\Release.psm1', 'PS> New-Release'],
      ['Import-Module .\\Release.psm1', 'New-Release'],
    ],
    ['a drive', 'cmd', ['C:\\shop>net start shop', 'The service was started.'], ['net start shop']],
    ['>>>', 'python', ['>>> import shop', '>>> shop.version', "'1.2'"], ['import shop', 'shop.version']],
    ['mysql>', 'sql', ['mysql> SELECT 1', '    -> FROM dual;', '+---+'], ['SELECT 1', 'FROM dual;']],
    ['postgres=#', 'sql', ['postgres=# \\dt', 'shop=> SELECT 1;', ' 1'], ['\\dt', 'SELECT 1;']],
    ['sqlite>', 'sql', ['sqlite> .tables', 'orders'], ['.tables']],
    ['sqlite3>', 'sql', ['sqlite3> PRAGMA journal_mode = WAL;', 'wal'], ['PRAGMA journal_mode = WAL;']],
    ['> before every command', 'bash', ['> npm ci', 'added 12 packages', '> npm test'], ['npm ci', 'npm test']],
  ])('%s', (_, language, lines, typed) => {
    expect(written('', ...lines)).toMatchObject({ language, typed })
    expect(written('console', ...lines)).toMatchObject({ language, typed })
  })

  it('# is a prompt in what its author calls a console', () => {
    expect(written('console', '# apt-get update', 'Hit:1 http://deb', '# apt-get upgrade')).toMatchObject({
      language: 'bash',
      typed: ['apt-get update', 'apt-get upgrade'],
    })
  })

  it.each<[string, string, string[]]>([
    ['a comment of a shell', 'bash', ['# git pull', 'make']],
    ['a comment of a configuration', '', ['# docker compose up', 'version: "3"']],
    ['a quotation', '', ['> git is needed for this', 'and so is make']],
    ['the banner of a script', '', ['> shop@1.0.0 build', '> vite build', 'built in 2 s']],
    ['an arrow', '', ['a=> b', 'c=> d']],
    ['a hash of Ruby', 'ruby', ['shop=> SELECT 1;']],
    ['a price', '', ['$ 12 a month', '$ 120 a year']],
    ['a path of Windows', '', ['C:\\shop\\logs', 'C:\\shop\\data']],
    ['a conflict of git', '', ['>>>>>>> main']],
  ])('not: %s', (_, tag, lines) => {
    const source = lines.join('\n')
    for (const typed of written(tag, ...lines).typed) expect(source.split('\n')).toContain(typed)
  })
})

describe('a configuration is none of a shell, whatever its tag says', () => {
  it.each<[string, string[], string]>([
    ['YAML', ['dbs:', '  - path: /srv/shop.db', '    replicas:', '      - path: /backup'], 'shown'],
    ['a setting that nothing reads', ['wallet=sqlite3:///srv/shop.db'], 'shown'],
    ['a setting and a command', ['PORT=80', './serve'], 'run'],
    ['a variable that a command reads', ['TAG=$(git describe)'], 'run'],
  ])('%s', (_, lines, use) => {
    expect(written('bash', ...lines).use).toBe(use)
  })
})

describe('a tag is believed', () => {
  it.each<[string, Language]>([
    ['bash', 'bash'],
    ['zsh', 'bash'],
    ['pwsh', 'powershell'],
    ['bat', 'cmd'],
    ['mysql', 'sql'],
    ['py', 'python'],
    ['ts', 'javascript'],
    ['yaml', 'unknown'],
    ['nginx', 'unknown'],
  ])('%s', (tag, language) => {
    expect(written(tag, 'SELECT 1;').language).toBe(language)
  })
})
