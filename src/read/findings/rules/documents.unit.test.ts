import { describe, expect, it } from 'vitest'
import { read } from '../../index.ts'

const bash = (...lines: readonly string[]) => ['```bash', ...lines, '```'].join('\n')
/** A document out of its parts, one empty line between each two. */
const found = (rule: string, ...parts: readonly string[]) =>
  read({ path: 'RELEASE.md', text: `# Release\n\n${parts.join('\n\n')}\n`, encoding: 'utf8', digest: 'd' })
    .findings.filter((one) => one.rule === rule)
    .map((one) => one.span.line)

const deploy = ['## Deploy', bash('alembic upgrade head', 'systemctl restart shop')]

describe('backup-never-verified', () => {
  const rule = 'backup-never-verified'

  it.each([
    'pg_dump shop > shop.sql',
    'mysqldump shop | gzip > shop.sql.gz',
    'tar czf backup.tgz /srv/shop',
    'aws rds create-db-snapshot --db-instance-identifier shop',
  ])('is found where nothing follows: %s', (command) => {
    expect(found(rule, '## Backup', bash(command), ...deploy)).toEqual([6])
  })

  it.each([
    ['a look by the platform', bash('heroku pg:backups:capture', 'heroku pg:backups:info')],
    ['a listing', bash('pg_dump shop > shop.sql', 'ls -l shop.sql')],
    ['a listing of a name with a date', bash('pg_dump shop > shop_$(date +%F).sql', 'ls -l shop_*.sql')],
    ['a box', `${bash('pg_dump shop > shop.sql')}\n\n- [ ] Backup verified`],
    ['a restore elsewhere', bash('pg_dump shop > shop_backup.sql', 'psql scratch < shop_backup.sql')],
    ['an expectation', bash('pg_dump shop > shop.sql', '# Expected: no output')],
    ['a move, which leaves no copy', bash('pg_dump old | psql new')],
    ['a script of the team’s own, which may look itself', bash('./backup_database.sh')],
    ['a copy of files, which says itself when it fails', bash('cp -r data data.backup')],
  ])('is not found where there is %s', (_, part) => {
    expect(found(rule, '## Backup', part, ...deploy)).toEqual([])
  })

  it('is not found where nothing depends on it: no change comes after it, and no way back restores one', () => {
    const backup = ['## Backups', bash('pg_dump shop > shop.sql')]
    expect(found(rule, ...deploy, ...backup)).toEqual([])
    expect(found(rule, ...deploy, ...backup, '## Rollback', bash('pg_restore -d shop shop.dump'))).toEqual([13])
  })
})

describe('destructive-before-backup', () => {
  const rule = 'destructive-before-backup'

  it('is found at the first removal of data, and not where the comment above it warns of that', () => {
    expect(found(rule, '## Deploy', bash('dropdb shop'))).toEqual([6])
    expect(found(rule, '## Deploy', bash('# WARNING: all orders are gone', 'dropdb shop'))).toEqual([])
    expect(found(rule, '## Deploy', bash('# Reset (DEV ONLY, destroys data)', 'dropdb shop'))).toEqual([])
    expect(found(rule, '## Local development', bash('dropdb shop'))).toEqual([])
    expect(found(rule, '## Deploy', bash('pg_dump shop > shop.sql', 'dropdb shop'))).toEqual([])
  })
})

describe('migration-before-backup', () => {
  const rule = 'migration-before-backup'
  const backup = bash('pg_dump shop > shop.sql', 'ls -l shop.sql')

  it('is found in one part of the document', () => {
    expect(found(rule, '## Deploy', bash('alembic upgrade head'), backup)).toEqual([6])
  })

  it('is not found in the right order, nor between parts of a guide, nor where an item says that a backup is made', () => {
    expect(found(rule, '## Deploy', backup, bash('alembic upgrade head'))).toEqual([])
    expect(found(rule, '## Deploy', bash('alembic upgrade head'), '## Backups', backup)).toEqual([])
    expect(found(rule, '## Deploy', '- [ ] Backup made', bash('alembic upgrade head'), backup)).toEqual([])
  })
})

describe('migration-without-way-back', () => {
  const rule = 'migration-without-way-back'

  it('is found where the way back speaks of code only', () => {
    expect(found(rule, ...deploy, '## Rollback', bash('git checkout v1', 'systemctl restart shop'))).toEqual([6])
  })

  it.each([
    ['a way down', bash('python manage.py migrate shop 0012')],
    ['a restore', bash('pg_restore -d shop shop.dump')],
    ['a word about it', '- [ ] Decide whether the database stays as it is'],
  ])('is not found where there is %s', (_, part) => {
    expect(found(rule, ...deploy, '## Rollback', part)).toEqual([])
  })

  it.each(['python manage.py migrate --plan', 'alembic current', 'python manage.py migrate --fake shop 0012'])(
    'is not found where nothing is migrated: %s',
    (command) => {
      expect(found(rule, '## Deploy', bash(command), '## Rollback', bash('git checkout v1'))).toEqual([])
    },
  )
})

describe('services', () => {
  it('stopped-never-started is not found where it is started in another section, restarted with all, or meant to stay', () => {
    const rule = 'stopped-never-started'
    const stop = ['## Deploy', bash('systemctl stop shop.service', './bin/go')]
    expect(found(rule, ...stop)).toEqual([6])
    expect(found(rule, '## 1. Deploy: stop', bash('systemctl stop shop'), '## 2. Deploy', bash('./bin/go'))).toEqual([
      6,
    ])
    expect(found(rule, ...stop, '- [ ] Start the shop again')).toEqual([])
    expect(found(rule, '## Emergency', 'To accept no orders:', bash('systemctl stop shop'))).toEqual([])
    expect(found(rule, ...stop, '## Start', bash('sudo systemctl start shop'))).toEqual([])
    expect(found(rule, '## Deploy', bash('pm2 stop shop', 'pm2 restart all'))).toEqual([])
    expect(found(rule, '## Deploy', bash('systemctl stop shop', 'systemctl disable shop'))).toEqual([])
    expect(found(rule, '## Deploy', bash('systemctl stop "$SERVICE"'))).toEqual([])
    const compose = (...then: readonly string[]) => bash('docker compose stop shop mail', './bin/go', ...then)
    expect(found(rule, '## Deploy', compose())).toEqual([6])
    expect(found(rule, '## Deploy', compose('docker compose up -d'))).toEqual([])
    expect(found(rule, '## Deploy', compose('docker compose up -d --build shop'))).toEqual([])
    expect(found(rule, '## Deploy', compose('docker compose up -d mail'))).toEqual([6])
    expect(found(rule, '## Deploy', compose('./scripts/start-all.sh'))).toEqual([])
    expect(found(rule, '## Deploy', bash('pm2 start shop.config.js', 'pm2 stop shop', 'pm2 delete shop'))).toEqual([])
    expect(found(rule, '## Deploy', bash('systemctl stop db@14-main', 'systemctl start db@16-main'))).toEqual([])
  })

  it('rollback-forgets-service is not found where the way back restarts all, or names it otherwise', () => {
    const rule = 'rollback-forgets-service'
    const both = ['## Deploy', bash('systemctl restart shop', 'systemctl restart mail')]
    expect(found(rule, ...both, '## Rollback', bash('systemctl restart shop'))).toEqual([7])
    expect(found(rule, ...both, '## Rollback', bash('supervisorctl restart all'))).toEqual([])
    const named = ['## Deploy', bash('pm2 start npm --name "shop" -- start')]
    expect(found(rule, ...named, '## Rollback', bash('pm2 restart shop'))).toEqual([])
    expect(found(rule, ...named, '## Rollback', bash('pm2 restart mail'))).toEqual([6])
    const file = ['## Deploy', bash('pm2 reload ecosystem.config.js')]
    expect(found(rule, ...file, '## Rollback', bash('pm2 reload shop'))).toEqual([])
    const proxy = ['## Deploy', bash('systemctl restart shop', 'systemctl reload nginx')]
    expect(found(rule, ...proxy, '## Rollback', bash('systemctl restart shop'))).toEqual([])
    expect(found(rule, ...both, '## Rollback', bash('git checkout v1'))).toEqual([])
    const below = ['## Rollback', bash('systemctl restart shop'), '## Deploy', bash('systemctl restart mail')]
    expect(found(rule, ...below)).toEqual([])
  })

  it('rollback-names-other-service is not found for what a release stands on', () => {
    const rule = 'rollback-names-other-service'
    expect(found(rule, ...deploy, '## Rollback', bash('systemctl restart forum'))).toEqual([13])
    expect(found(rule, ...deploy, '## Rollback', bash('systemctl restart postgresql'))).toEqual([])
  })
})

describe('no-way-back', () => {
  const rule = 'no-way-back'
  const release = [
    '## Before',
    '- [ ] Tests pass\n- [ ] Team told\n- [ ] Backup made',
    '## Deploy',
    bash('./bin/go'),
    bash('./bin/switch'),
    '## Verify',
    '- [ ] It works',
  ]

  it('is found at the first change of a checklist', () => {
    expect(found(rule, ...release)).toEqual([12])
    expect(found(rule, ...release, '## Rollback', 'Call the captain.')).toEqual([12])
  })

  it('is not found where nothing is changed: queries, a checkout', () => {
    const query = ['```sql', 'SELECT 1;', '```'].join('\n')
    const looks = release.map((part) => (part.includes('./bin') ? query : part))
    expect(found(rule, ...looks)).toEqual([])
    expect(
      found(rule, ...release.map((part) => (part.includes('./bin') ? bash('git checkout -b release-1.4') : part))),
    ).toEqual([])
    expect(
      found(rule, ...release.map((part) => (part.includes('./bin') ? bash('./scripts/deploy.sh shop local') : part))),
    ).toEqual([])
  })

  it('sees a change behind options that take a value', () => {
    const composed = release.map((part) => part.replace('./bin/go', 'docker compose -f prod.yml up -d'))
    expect(found(rule, ...composed.filter((part) => !part.includes('switch')), '## Deploy', bash('ls'))).toEqual([12])
  })

  const instead = (...commands: readonly string[]) =>
    release.map((part) => (part.includes('./bin/go') ? bash(...commands) : part.replace('./bin/switch', './bin/check')))

  it.each([
    [
      'a script that only looks, or tries it on a test network',
      ['./scripts/validate.sh prod', 'npx hardhat run d.js --network bscTestnet'],
    ],
    ['a build', ['docker build -t shop:1.4 .', 'docker compose build']],
    [
      'what sets the system up for the first time',
      ['git clone https://example.org/shop', 'npx prisma migrate deploy', 'pm2 start shop'],
    ],
    ['the first release', ['./bin/release 1.0 "Initial release"']],
  ])('is not found at %s', (_, commands) => {
    expect(found(rule, ...instead(...commands))).toEqual([])
  })

  it('is not found at a server that is started anew for its settings while the system is set up', () => {
    expect(found(rule, ...instead('certbot --nginx -d shop.example.org', 'systemctl restart nginx'))).toEqual([])
  })

  it('is found at the first update where the document sets the system up as well', () => {
    expect(found(rule, ...instead('git clone https://example.org/shop', './bin/go', 'pm2 restart shop'))).toEqual([14])
  })

  it('is not found where there is a way back, or in a guide without boxes', () => {
    expect(found(rule, ...release, '## Rollback', bash('./bin/back'))).toEqual([])
    expect(found(rule, '## Install', bash('./bin/go'), bash('./bin/more'), '## Verify', bash('./bin/check'))).toEqual(
      [],
    )
  })
})

describe('what is left open', () => {
  it('left-to-write leaves alone columns, links and sentences about such marks', () => {
    const rule = 'left-to-write'
    expect(found(rule, '- [ ] Switch over (TBD)', 'FIXME: which host?')).toEqual([3, 5])
    expect(found(rule, '| Step | TODO |\n|---|---|\n| one | two |')).toEqual([])
    expect(found(rule, '- [ ] No TODO comments are left', 'See [TODO: automate](https://example.org)')).toEqual([])
    expect(found(rule, bash('# TODO later', './bin/go'))).toEqual([])
    expect(found(rule, 'What a later phase brings is marked `[TBD]`.', '- [TBD]')).toEqual([5])
    expect(found(rule, 'Keys are in the repository. (Long-standing TODO.)', 'This is still TODO')).toEqual([5])
  })

  it('ticked-already is not found where all are ticked, and its fix unticks each', () => {
    const rule = 'ticked-already'
    expect(found(rule, '- [x] a\n- [ ] b\n- [X] c')).toEqual([3])
    expect(found(rule, '- [x] a\n- [x] b')).toEqual([])
    const { findings } = read({ path: 'R.md', text: '- [x] a\n- [ ] b\n- [X] c\n', encoding: 'utf8', digest: 'd' })
    expect(findings.find((one) => one.rule === rule)?.fix?.edits).toMatchObject([{ text: '[ ]' }, { text: '[ ]' }])
  })

  it('ticked-already is not found in a document for one release, which is filled in while it is made', () => {
    const boxes = '- [x] a\n- [ ] b\n- [ ] c'
    const found = (title: string) =>
      read({ path: 'R.md', text: `# ${title}\n\n${boxes}\n`, encoding: 'utf8', digest: 'd' }).findings.map(
        (one) => one.rule,
      )
    expect(found('Release checklist')).toContain('ticked-already')
    expect(found('Release checklist for v1.4.0')).not.toContain('ticked-already')
    expect(found('Release checklist\n\n**Date:** 2026-02-11')).not.toContain('ticked-already')
    expect(found('Release checklist\n\n**Status:** ✅ Ready for deployment')).not.toContain('ticked-already')
    expect(found('Release checklist\n\n**Last updated:** 2026-02-11')).toContain('ticked-already')
    expect(found('Release checklist\n\nStatus: in use')).toContain('ticked-already')
  })

  it('ticked-already leaves alone what a command printed, what was to be done once, and reports', () => {
    const rule = 'ticked-already'
    const open = '- [ ] a\n- [ ] b'
    expect(found(rule, open, '- [x] c')).toEqual([6])
    expect(found(rule, open, '[x] 0056_orders\n[ ] 0057_carts')).toEqual([])
    expect(found(rule, open, '- [x] Delete the old key (DONE)', '- [x] Switched on 2026-03-01')).toEqual([])
    expect(found(rule, open, '## Applied (10 July 2026)', '- [x] c')).toEqual([])
    expect(found(rule, open, '## ✅ Sign-in', '- [x] c')).toEqual([])
    expect(found(rule, open, '## ✅ Sign-in', '### Form', '- [x] c')).toEqual([])
    expect(found(rule, open, '## ✅ Sign-in', '## Form', '- [x] c')).toEqual([10])
    expect(found(rule, '- [x] a\n- [x] b\n- [x] c\n- [ ] d')).toEqual([])
  })

  it('approval-pending is not found where something else is pending', () => {
    const rule = 'approval-pending'
    expect(found(rule, 'Approval: pending', '- Status: Draft', 'Pending approval')).toEqual([3, 5, 7])
    expect(found(rule, '**Version**: 2\n**Approved by**: [Pending]', 'Approved by: Ada Lovelace')).toEqual([3])
    expect(found(rule, '- [ ] Review pending migrations', '- [ ] Customer approval: PENDING orders are shown')).toEqual(
      [],
    )
  })

  it('owner-left-blank names the roles of a list once, and only in a section of contacts', () => {
    const rule = 'owner-left-blank'
    const list = '- **Captain**: [Name]\n- **Database**: ____\n- **Support**: the rota'
    expect(found(rule, '## Deploy', '- [ ] Go', '## Contacts', list)).toEqual([9])
    expect(found(rule, '## Deploy', '- [ ] Go', '## Sign-off', list)).toEqual([])
  })
})

describe('structure', () => {
  it('section-empty leaves alone titles, parents and headings that are the step themselves', () => {
    const rule = 'section-empty'
    expect(found(rule, '## Before', '- [ ] ok', '## Deploy', '## Verify', '- [ ] ok')).toEqual([7])
    expect(found(rule, '## Deploy', '### Switch', '- [ ] ok')).toEqual([])
    expect(found(rule, '## Deploy', '- [ ] ok', '### T+25 — End', '## Verify', '- [ ] ok')).toEqual([])
    expect(found(rule, '## Deploy', '- [ ] ok', '### 18:00 End', '## Verify', '- [ ] ok')).toEqual([])
    expect(
      found(
        rule,
        '## Blockers before the deployment',
        '<!-- List what blocks the release. -->',
        '## Verify',
        '- [ ] ok',
      ),
    ).toEqual([])
    expect(found(rule, '## Deploy', '<!-- TODO -->', '## Verify', '- [ ] ok')).toEqual([3])
    expect(found(rule, '## Deploy: wait for the review to be done.', '## Verify', '- [ ] ok')).toEqual([])
  })

  it('numbers-out-of-order lets a list begin anew and be divided', () => {
    const rule = 'numbers-out-of-order'
    expect(found(rule, '## 1. A', '## 2. B', '## 2. C')).toEqual([7])
    expect(found(rule, '## 1. A', '### 1. a', '### 2. b', '## 2. B', '### 1. c')).toEqual([])
    expect(found(rule, '## 4 spaces in front', '## 2 spaces behind')).toEqual([])
    expect(found(rule, '## 1. A', '<summary><h2>2. B</h2></summary>', '## 3. C')).toEqual([])
    expect(found(rule, '## 1.1 A', '## 1.5 B', '## 2024-05-01 C')).toEqual([])
  })

  it('dead-anchor knows anchors of HTML, of a second heading of one name, and in other scripts', () => {
    const rule = 'dead-anchor'
    expect(found(rule, '[a](#nowhere)', '## Somewhere')).toEqual([3])
    expect(
      found(
        rule,
        '[a](#b) [c](#checks-1) [d](#%E9%83%A8%E7%BD%B2)',
        '<a id="b"></a>',
        '## Checks',
        '## Checks',
        '## 部署',
      ),
    ).toEqual([])
    expect(found(rule, 'Of a documentation system: [](#topic:x) [b](#y)')).toEqual([])
  })

  it('code-never-closed is found at its opening line only', () => {
    expect(found('code-never-closed', '## Deploy', '```bash\n./bin/go\n\n## Rollback')).toEqual([5])
    expect(found('code-never-closed', '## Deploy', bash('./bin/go'))).toEqual([])
  })
})

describe('values', () => {
  it('restore-of-unknown-file is not found for a file of the day', () => {
    const rule = 'restore-of-unknown-file'
    expect(found(rule, ...deploy, '## Rollback', bash('cp shop.db.bak shop.db'))).toEqual([13])
    expect(found(rule, ...deploy, '## Rollback', bash('psql shop < backup_YYYYMMDD.sql'))).toEqual([])
    expect(found(rule, ...deploy, '## Rollback', bash('tar xzf /backup/YYYY-MM-DD/base.tgz'))).toEqual([])
    expect(
      found(
        rule,
        '## Backup',
        bash('cp shop.db shop.db.bak'),
        ...deploy,
        '## Rollback',
        bash('cp shop.db.bak shop.db'),
      ),
    ).toEqual([])
  })

  it('token-in-the-document leaves examples alone', () => {
    const rule = 'token-in-the-document'
    expect(found(rule, `key: AKIA${'QWERTZUIOPASDFGH'}`)).toEqual([3])
    expect(found(rule, 'key: AKIAIOSFODNN7EXAMPLE', 'ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx')).toEqual([])
  })

  it.each([
    'ENCRYPTION_KEY = 9c41e07ab25d83f6610f2be97d3480aa51c6e9f7',
    'jwt_secret: "k7Qm2ZpV9sXw4TbR8nHd3LfYc6JgUe1A"',
    'SUPABASE_SERVICE_ROLE_KEY=eyJhbGciOiJIUzI1NiJ9.eyJyb2xlIjoic3ZjIn0.q8Zt2vN4mWx7',
  ])('token-in-the-document is found where a setting has a value that nobody made up: %s', (line) => {
    expect(found('token-in-the-document', `\`\`\`\n${line}\n\`\`\``)).toEqual([4])
  })

  it.each([
    'JWT_SECRET=change-this-to-a-random-string-1234',
    'ENCRYPTION_KEY=a1b2c3d4e5f6789...',
    'NEXT_PUBLIC_ANON_KEY=eyJhbGciOiJIUzI1NiJ9.eyJyb2xlIjoic3ZjIn0.q8Zt2vN4mWx7',
    'BASE_TOKEN = "0xCf7Ed3AccA5a467e9e704C703E8D87F634fB0Fc9"',
    'DB_SECRET=projects/shop-1/secrets/db-4711/versions/12',
    'API_KEY=sk-ant-api03-your-real-key-0000',
    'TOKEN_ID: 9c41e07ab25d83f6610f2be97d3480aa51c6e9f7',
    'SHA256: 9c41e07ab25d83f6610f2be97d3480aa51c6e9f79c41e07ab25d83f6610f2be9',
  ])('token-in-the-document leaves alone what stands in for one, or is no secret: %s', (line) => {
    expect(found('token-in-the-document', `\`\`\`\n${line}\n\`\`\``)).toEqual([])
  })
})

describe('nothing-checks-the-change', () => {
  const rule = 'nothing-checks-the-change'
  const go = ['## Deploy', bash('systemctl restart shop')]

  it('is found at the last change, and not where a title says that something is verified', () => {
    expect(found(rule, ...go)).toEqual([6])
    expect(found(rule, '## Deploy', bash('systemctl restart shop', '# Verify the data', './bin/data'))).toEqual([])
  })

  it('is not found where nothing is released: a way to migrate, a service that is set up, a case that may not come', () => {
    expect(found(rule, '## Run the migrations', bash('supabase db push'))).toEqual([])
    const checked = ['## Deploy', bash('systemctl restart shop', 'curl -f http://shop/health')]
    expect(found(rule, ...checked, '## Migrations', bash('alembic upgrade head'))).toEqual([])
    expect(found(rule, '## Deploy', '1. Restart and check it: `systemctl restart shop`')).toEqual([])
    expect(found(rule, '## Deploy', bash('systemctl start backup-agent'))).toEqual([])
    expect(found(rule, '## Deploy', '1. If it still fails, run `systemctl restart shop`.')).toEqual([])
  })

  it('does not look at lists to choose from', () => {
    expect(found(rule, '## Deploy', 'Useful commands:', bash('systemctl restart shop'))).toEqual([])
  })
})

it('volumes and data may go where a section says that nothing is to be left', () => {
  const uninstall = ['## Uninstall', bash('docker compose down -v', 'rm -rf /srv/shop/data')]
  expect(found('volumes-removed', ...uninstall)).toEqual([])
  expect(found('destructive-before-backup', ...uninstall)).toEqual([])
  expect(found('volumes-removed', '## Clean', '- Reset volumes (if needed): `docker compose down -v`')).toEqual([])
  const wipe = ['## Deploy', 'The data stays in a volume. To wipe:', bash('docker compose down -v')]
  expect(found('destructive-before-backup', ...wipe)).toEqual([])
  expect(
    found('volumes-removed', '## Deploy', 'To wipe and seed it from scratch:', bash('docker compose down -v')),
  ).toEqual([])
})

it('one cause is told once, by the more exact rule', () => {
  const text = `# R\n\n## Deploy\n\n${bash('docker compose down -v', 'docker compose up -d')}\n`
  const rules = read({ path: 'R.md', text, encoding: 'utf8', digest: 'd' }).findings.map((one) => one.rule)
  expect(rules).toContain('volumes-removed')
  expect(rules).not.toContain('destructive-before-backup')
})
