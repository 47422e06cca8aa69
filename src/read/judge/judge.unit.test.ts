import { describe, expect, it } from 'vitest'
import type { Reading, Role } from '../../plan/index.ts'
import { toReading } from '../reading.ts'
import { why } from '../why.ts'
import { judge } from './index.ts'

const judged = (text: string) => judge({ path: 'docs/x.md', text, encoding: 'utf8', digest: '' })
const read = (text: string): Reading => toReading(judged(text))

/** `line kind` of every item, `start-end form flags` of every command, and so on. */
const items = (text: string) => read(text).items.map((item) => `${item.line} ${item.kind}`)
const commands = (text: string) => read(text).commands.map((c) => [`${c.start}-${c.end}`, c.form, ...c.flags].join(' '))
const roles = (text: string): Role[] => read(text).sections.map((section) => section.role)
const fence = (tag: string, ...lines: string[]) => [`\`\`\`${tag}`, ...lines, '```'].join('\n')

describe('roles come from words and place', () => {
  it.each<[string, string, Role[]]>([
    [
      'testing before a change',
      '# Plan\n## Testing\n- [ ] a\n## Deployment Steps\n1. b',
      ['reference', 'prepare', 'deploy'],
    ],
    [
      'testing after it',
      '# Plan\n## Deployment Steps\n1. b\n## Smoke Tests\n- [ ] a',
      ['reference', 'deploy', 'verify'],
    ],
    [
      'a pre-check inside the deployment',
      '## Deployment Steps\n### Step 1: Pre-deployment backup\n### Step 2: Restart',
      ['deploy', 'prepare', 'deploy'],
    ],
    ['all of a way back', '## Rollback Plan\n### Quick Rollback\n### Database', ['rollback', 'rollback', 'rollback']],
    ['days of watching', '## Post-Deployment\n### Day 1\n### Week 1', ['monitor', 'monitor', 'monitor']],
    [
      'signatures, contacts, shelf',
      '## Sign-Off\n## Contacts\n## Troubleshooting\n### Restart the service',
      ['signoff', 'contacts', 'reference', 'reference'],
    ],
    ['a document of one role', '# Rollback Guide\n## Steps', ['rollback', 'rollback']],
    [
      'French',
      '# Guide\n## Prérequis\n## Déploiement\n## Vérification\n## Dépannage',
      ['reference', 'prepare', 'deploy', 'verify', 'reference'],
    ],
    [
      'German',
      '# Plan\n## Voraussetzungen\n## Bereitstellung\n## Überprüfung\n## Wiederherstellung',
      ['reference', 'prepare', 'deploy', 'verify', 'rollback'],
    ],
    [
      'Chinese',
      '# 手册\n## 前提条件\n## 部署步骤\n## 验证\n## 回滚',
      ['reference', 'prepare', 'deploy', 'verify', 'rollback'],
    ],
  ])('%s', (_, text, expected) => {
    expect(roles(text)).toEqual(expected)
  })
})

describe('items', () => {
  it.each([
    ['a plain box', '- [ ] Review `app/models.py`', ['1 confirm']],
    ['a command on its line', '- [ ] Tests pass: `npm test -- --all`', ['1 command']],
    [
      'a fence in it',
      `- [ ] Migrate\n  ${fence('bash', '  rake db:migrate', '  ').replace(/\n/g, '\n')}`,
      ['1 command'],
    ],
    ['a blank', '- [ ] Date: ______', ['1 record']],
    ['a name to sign', '## Sign-off\n- [ ] **Tech Lead**: ______', ['2 signoff']],
    ['boxes in a fence', fence('bash', '- [ ] Stop it', '- [ ] git pull origin main'), ['2 confirm', '3 command']],
    ['output that looks like a box', fence('', '[x] 0001_initial', '[ ] 0002_users'), []],
    ['a row with several boxes is one', '| a | b |\n|--|--|\n| [ ] | [ ] |', ['3 confirm']],
    ['a heading', '### [ ] STEP 1', ['1 confirm']],
    ['a box in a comment', '<!--\n- [ ] hidden\n-->', ['2 confirm']],
    ['decoration', '- ✅ done\n- ❌ not', []],
    ['a box behind its words', 'Applied: ☐', ['1 confirm']],
  ])('%s', (_, text, expected) => {
    expect(items(text)).toEqual(expected)
  })
})

describe('commands', () => {
  it.each([
    ['a tagged fence', fence('bash', '', 'git pull', ''), ['3-3 fence']],
    ['an untagged one', fence('', 'sudo systemctl restart web', 'ls -l'), ['2-3 fence']],
    ['nothing but comments', fence('bash', '# Open the page', '# Log in'), []],
    ['nothing but boxes', fence('bash', '- [ ] Stop the service'), []],
    ['settings for a file', fence('bash', 'PORT=80', 'HOST=x'), []],
    ['cron lines', fence('bash', '0 1 * * * /usr/bin/backup'), []],
    ['a file tree', fence('', 'app/', '├── main.py'), []],
    ['configuration', fence('yaml', 'run: npm test'), []],
    ['program source', fence('python', 'import os'), []],
    ['a query', fence('sql', 'SELECT 1;'), ['2-2 fence']],
    ['a query that destroys', fence('sql', 'DROP TABLE users;'), ['2-2 fence destructive']],
    [
      'a query on top of which the client is opened',
      fence('sql', 'psql -h db', '', 'SELECT 1;'),
      ['2-4 fence interactive'],
    ],
    ['a query that is fed a file', fence('sql', 'psql -h db < a.sql', 'SELECT 1;'), ['2-3 fence destructive']],
    ['PowerShell', fence('powershell', 'Get-Service web'), ['2-2 fence']],
    ['a transcript', fence('console', '$ git status', 'On branch main'), ['2-3 fence']],
    ['a formula', '- Expression: `if(tide > avg("tide", "1h"), 1, 0)`', []],
    ['a function', '- [ ] Pause: `sleep(5)`', []],
    ['a condition of the shell', '- [ ] `if test -f boat; then rm boat; fi`', ['1-1 inline']],
    ['an imperative sentence', 'Run `docker compose up -d` now.', ['1-1 inline']],
    ['a name in a sentence', 'The `docker` tool reads `compose.yml`.', []],
    ['somebody else’s form', '- **Build Command**: `npm install`', []],
    ['endless', fence('bash', 'tail -f app.log'), ['2-2 fence endless']],
    ['a template', fence('markdown', '```bash', 'ls', '```'), []],
  ])('%s', (_, text, expected) => {
    expect(commands(text)).toEqual(expected)
  })

  it('what a shell fence holds beside shell is told line by line', () => {
    const [code] = judged(
      fence(
        'bash',
        '# title',
        '# git push --force',
        '- [ ] check it',
        '0 1 * * * /bin/x',
        'Edit the settings file:',
        'python manage.py shell',
        '>>> 1 + 1',
        'cat <<EOF',
        '- [ ] inside',
        'EOF',
      ),
    ).code
    expect(code?.lines.map((line) => line.is)).toEqual([
      'comment',
      'offer',
      'box',
      'schedule',
      'prose',
      'code',
      'stdin',
      'code',
      'code',
      'code',
    ])
  })
})

describe('expectations', () => {
  it('stand in the list that says what to look for', () => {
    const text = `${fence('bash', './start.sh')}\n\n- Look for:\n  - "Shop is open"\n  - No ERROR\n\nThen go on.`
    expect(read(text).expectations.map((e) => `${e.line} ${e.on}`)).toEqual(['6 2', '7 2'])
  })
  it.each([
    ['after a fence', `${fence('bash', 'curl -I http://localhost/')}\n\nExpected: HTTP 200`, '5 status 2'],
    ['in a comment', fence('bash', 'node --version', '# Should show v20.1.0'), '3 text 2'],
    ['a count', `${fence('bash', 'npm test')}\n\nExpected: 12 tests`, '5 count 2'],
    ['a value', `${fence('bash', 'curl localhost')}\n\nExpected: \`{"ok": true}\``, '5 json 2'],
    ['a limit', `${fence('bash', 'npm run bench')}\n\nExpected: < 100ms`, '5 threshold 2'],
    ['a box after a block', `${fence('bash', 'make all-tests')}\n- [ ] All tests pass`, '4 count 2'],
    ['on its own line', '- [ ] Lint check passed: `pylint app/ -q`', '1 status 1'],
    ['nothing to speak about', 'Expected: a friendly page', '1 judgment null'],
  ])('%s', (_, text, expected) => {
    expect(read(text).expectations.map((e) => `${e.line} ${e.kind} ${e.on}`)).toEqual([expected])
  })

  it('carry what a machine can compare', () => {
    const tests = (text: string) => judged(`${fence('bash', 'ls')}\n\n${text}`).expectations.map((e) => e.test)
    expect(tests('Expected: HTTP 200')).toEqual([{ is: 'http', status: 200 }])
    expect(tests('Expected: `{"a": 1, ...}`')).toEqual([{ is: 'json', value: { a: 1 } }])
    expect(tests('Expected: backup ok')).toEqual([{ is: 'text', text: 'backup ok', sure: false }])
    expect(tests('Expected: 4 tests passed')).toEqual([{ is: 'count', op: '=', value: 4, words: ['tests'] }])
    expect(tests('Expected: "all good"')).toEqual([{ is: 'text', text: 'all good', sure: true }])
    expect(tests('Expected: the page looks right')).toEqual([null])
  })
})

describe('lines', () => {
  const lines = (name: 'windows' | 'triggers' | 'alternatives' | 'durations', text: string) =>
    read(text)[name].map((entry) => ('seconds' in entry ? `${entry.line} ${entry.seconds}` : `${entry.line}`))

  it('durations are the upper end', () => {
    expect(
      lines('durations', '## Backup (5-10 min)\n\n**Estimated time**: 1 hour\n\nResponse time > 2 seconds'),
    ).toEqual(['1 600', '3 3600'])
  })

  it('windows are cadences and periods of watching', () => {
    expect(
      lines(
        'windows',
        '## First 24 hours\n- [ ] Check every 30 minutes\n- [ ] Monitor for 15 minutes\n- wait 2 minutes',
      ),
    ).toEqual(['1', '2', '3'])
  })

  it('triggers are the bullets under their announcement, and what stands before a way back', () => {
    expect(
      lines(
        'triggers',
        '## Rollback\n\nRollback if:\n- Data is lost\n- Errors rise\n\n### Level 1\nWhen to use: bugs in the page',
      ),
    ).toEqual(['4', '5', '8'])
  })

  it('alternatives offer another way', () => {
    expect(
      lines(
        'alternatives',
        `## Option A\n\nx\n\n${fence('bash', 'make up', '# Or by hand', './up.sh')}\n\nOrder matters.`,
      ),
    ).toEqual(['1', '7'])
  })

  it('alternatives may stand behind a command when they are commands as well', () => {
    const text = `# Deploy\n\n${fence('bash', 'make up  # or: ./up.sh on a Mac', 'make paint # or ./paint.sh', 'make red # or blue')}`
    expect(lines('alternatives', text)).toEqual(['4', '5'])
  })

  it('measures are the amounts in a column of limits, and only there', () => {
    const rows = '| Stage | Limit | Owner |\n| --- | --- | --- |\n| Test | 10 minutes | 3 people |'
    expect(read(rows).measures).toEqual([{ line: 3, op: '<=', value: 10, unit: 'minutes' }])
  })
  it('measures are bounds that no command states', () => {
    const found = read('- Response time < 500ms\n- Error rate under 1%\n- 3+ testers\n- PostgreSQL 12+').measures
    expect(found.map((m) => `${m.line} ${m.op} ${m.value} ${m.unit}`)).toEqual([
      '1 < 500 ms',
      '2 < 1 %',
      '3 >= 3 testers',
    ])
  })

  it('a bare condition governs from the end of a comment or heading too, but not of a sentence', () => {
    const found = judged(
      `# Put back the cargo if needed\n\n${fence('bash', '# Paint it if necessary', './paint')}\n\nCome back if needed`,
    )
    expect(found.conditions.map((c) => `${c.span.line} ${c.condition}`)).toEqual(['1 if needed', '4 if necessary'])
  })
  it('conditions govern what they stand at', () => {
    const found = judged(
      `## Restart (if needed)\n\n${fence('bash', 'redis-cli FLUSHALL # if using Redis')}\n\nTell me if the page is slow.`,
    )
    expect(found.conditions.map((c) => `${c.span.line} ${c.condition}`)).toEqual(['1 if needed', '4 if using Redis'])
  })
})

it('placeholders stand at their first place in a command', () => {
  expect(read(fence('bash', 'ssh <user>@<host>', 'scp x <host>:/tmp', 'echo $HOME')).placeholders).toEqual([
    { line: 2, text: '<user>' },
    { line: 2, text: '<host>' },
  ])
})

it('says why', () => {
  const document = judged('## Rollback Plan\n- [ ] a')
  expect(why(document, 1)).toEqual([{ rule: 'role-rollback-words', words: 'en: roll(ing)?[- ]?backs?' }])
  expect(why(document, 2).map((each) => each.rule)).toEqual(['item-plain'])
})
