import { describe, expect, it } from 'vitest'
import type { Plan, Statement, Step } from '../plan/index.ts'
import { read } from './index.ts'

const plan = (...lines: readonly string[]): Plan =>
  read({ path: 'RELEASE.md', text: `${lines.join('\n')}\n`, encoding: 'utf8', digest: '0'.repeat(64) }).plan
const bash = (...lines: readonly string[]) => ['```bash', ...lines, '```']
const deploy = (...lines: readonly string[]) => plan('# Release', '', '## Deploy', '', ...lines)
const commands = (of: Plan): readonly Step[] => of.steps.filter((step) => step.kind === 'command')
const statements = (of: Plan): readonly Statement[] => commands(of).flatMap((step) => step.command?.statements ?? [])
const run = (of: Plan) =>
  statements(of)
    .filter((one) => one.offered === null)
    .map((one) => one.source)

describe('in a shell fence only shell is run', () => {
  it('boxes are items', () => {
    const read = deploy(...bash('systemctl stop shop', '- [ ] the queue is empty', 'systemctl start shop'))
    expect(run(read)).toEqual(['systemctl stop shop', 'systemctl start shop'])
    expect(read.steps.find((step) => step.box !== null)?.title).toBe('the queue is empty')
  })

  it('a box in brackets is an item, not a test; a frame is a drawing', () => {
    const read = deploy(...bash('./bin/start', '[ ] touch box-file', '┌──────┐', '│ shop │', '└──────┘'))
    expect(run(read)).toEqual(['./bin/start', 'touch box-file'])
    expect(read.steps.map((step) => step.box !== null)).toEqual([false, true])
    expect(run(deploy(...bash('┌──────┐', '│ shop │', '├──────┤', '└──────┘')))).toEqual([])
    expect(read.steps.filter((step) => step.box !== null)).toHaveLength(1)
  })

  it('a bare assignment sets a variable for what follows; settings that nothing reads are for a file', () => {
    const read = deploy(...bash('TAG=v2'), '', 'Then:', '', ...bash('git checkout "$TAG"'))
    expect(run(read)).toEqual(['TAG=v2', 'git checkout "$TAG"'])
    expect(read.inputs).toEqual([])
    expect(run(deploy(...bash('TAG=v2', 'REGION=eu'), '', 'Then:', '', ...bash('./go $REGION')))).toHaveLength(3)
    expect(run(deploy(...bash('PORT=80', 'HOST=x')))).toEqual([])
  })

  it('cron lines are schedules', () => {
    expect(run(deploy(...bash('mkdir -p /srv/jobs', '0 3 * * * /srv/jobs/clean')))).toEqual(['mkdir -p /srv/jobs'])
  })

  it('lines of a language shell are input for the interpreter above them', () => {
    const read = deploy(...bash('python manage.py shell', '>>> from shop import check', '>>> check()'))
    expect(run(read)).toEqual(['python manage.py shell'])
    expect(statements(read)[0]?.stdin).toBe('from shop import check\ncheck()\n')
  })

  it.each(['Edit core/signals.py:', 'Remove the entry', '→ it answers', '1. Open the page'])('prose is: %s', (line) => {
    expect(run(deploy(...bash('./bin/start', line, './bin/warm')))).toEqual(['./bin/start', './bin/warm'])
  })

  it('prose is a note', () => {
    expect(run(deploy(...bash('./bin/start', 'Expected: the service answers', './bin/warm')))).toEqual([
      './bin/start',
      './bin/warm',
    ])
  })

  it('a commented-out command is an offer, never run', () => {
    const read = deploy(...bash('# uvicorn shop:app --reload', './bin/start'))
    expect(run(read)).toEqual(['./bin/start'])
    expect(statements(read)[0]).toMatchObject({
      source: 'uvicorn shop:app --reload',
      offered: 'commented out in the document',
    })
  })
})

describe('a step under a condition asks whether the condition holds', () => {
  it('an item', () => {
    const step = deploy('- [ ] Clear the page cache (if applicable)').steps[0]
    expect(step?.condition?.text).toMatch(/if applicable/i)
  })

  it('a section', () => {
    const read = plan(
      '# Release',
      '',
      '## Deploy',
      '',
      '### Warm the cache (if using Redis)',
      '',
      ...bash('./bin/warm'),
    )
    expect(read.sections.find((section) => section.title.startsWith('Warm'))?.condition?.text).toMatch(/redis/i)
  })

  it('a command that repairs, and nothing beside it', () => {
    const read = deploy(...bash('./bin/audit', './bin/audit --fix', './bin/audit --fixtures=all'))
    expect(statements(read).map((one) => one.condition?.text ?? null)).toEqual([null, '--fix', null])
  })

  it('statements of a block, up to the next title', () => {
    const read = deploy(...bash('# Apply the migrations (if needed)', './bin/migrate', '', '# Start it', './bin/start'))
    const conditions = statements(read).map((one) => one.condition?.text ?? null)
    expect(conditions[0]).toMatch(/if needed/i)
    expect(conditions[1]).toBeNull()
  })
})

describe('what the words forbid, strike out or only show is never run', () => {
  const fenced = (lead: string) => deploy(lead, '', ...bash('./bin/wipe'))

  it.each([
    'Do NOT run `./bin/wipe now`',
    'Do **not** run `./bin/wipe now`',
    'Never, under any circumstances, run `./bin/wipe now`',
    'Don’t use `./bin/wipe now`',
    'Avoid `./bin/wipe now`',
    'Do not use `./bin/wipe now` or `./bin/wipe later`',
    'Verify that `./bin/wipe now` was not run',
    'Make sure nobody runs `./bin/wipe now`',
    'The script `./bin/wipe now` must not be run',
    '~~Run `./bin/wipe now`~~',
    '<del>Run `./bin/wipe now`</del>',
    'Bitte nicht `./bin/wipe now` ausführen und warten',
    'Ne lancez jamais `./bin/wipe now` sur les serveurs',
    'No ejecute `./bin/wipe now` en los servidores para nada',
    'Não execute `./bin/wipe now` para nada, uma vez',
    'Non eseguire mai `./bin/wipe now` della versione',
    'Никогда не запускайте `./bin/wipe now`',
    '不要运行 `./bin/wipe now`',
    '`./bin/wipe now` を実行しないでください',
    '`./bin/wipe now` 실행하지 마세요',
  ])('an item: %s', (words) => {
    const read = deploy(`- [ ] ${words}`)
    expect(run(read)).toEqual([])
    expect(read.steps.map((step) => step.kind)).toEqual(['confirm'])
  })

  it.each(['Never run `./bin/wipe now`.', 'Please restart without running `./bin/wipe now`.'])(
    'a sentence: %s',
    (words) => {
      expect(deploy(words).steps).toEqual([])
    },
  )

  it('beside a command that is to be run', () => {
    expect(run(deploy('- [ ] Instead of `./bin/old --all`, run `./bin/new --all`'))).toEqual(['./bin/new --all'])
    expect(run(deploy('- [ ] Run `./bin/new --all`, never `./bin/old --all`'))).toEqual(['./bin/new --all'])
  })

  it.each([
    'The following would be wrong:',
    "Don't do this:",
    'Never do this in production:',
    'Old way (deprecated):',
    'Before (old version):',
    'Instead of',
    '❌ Wrong:',
    '### Deprecated commands',
    'So nicht:\n\nDiese Befehle nicht ausführen:',
    'Example of what the script does internally:',
  ])('a block under: %s', (lead) => {
    const read = fenced(lead)
    expect(read.steps).toEqual([])
    expect(read.shelf[0]?.reason).toMatch(/forbids|explains/)
  })

  it('a block that shows what a command prints', () => {
    expect(fenced('Sample output:').steps).toEqual([])
  })

  it('a block that is struck through, and a list under words that forbid it', () => {
    expect(deploy('<del>', '', ...bash('./bin/wipe'), '', '</del>').steps).toEqual([])
    expect(run(deploy('Never do this:', '', '- `./bin/wipe now`', '- [ ] `./bin/wipe later`'))).toEqual([])
  })

  it('statements under a comment that forbids them, or before one', () => {
    expect(run(deploy(...bash('# Wrong:', './bin/wipe', '# Right:', './bin/clean')))).toEqual(['./bin/clean'])
    expect(run(deploy(...bash('./bin/wipe # never run this in production', './bin/clean')))).toEqual(['./bin/clean'])
  })

  it.each([
    "Don't forget to run `./bin/clean up`",
    'Do not proceed until `./bin/clean up` passes',
    'Do not deploy without running `./bin/clean up`',
    'Check that you are not on main: `./bin/clean up`',
    'Ensure tests do not fail by running `./bin/clean up`',
    'Avoid downtime by running `./bin/clean up`',
  ])('words that do not forbid it: %s', (words) => {
    expect(run(deploy(`- [ ] ${words}`))).toEqual(['./bin/clean up'])
  })

  it.each([
    'If the configuration is wrong:',
    'Do not run this as root:',
    'Do not interrupt the migration.',
    'Instead of the wizard, run:',
    "Don't do it by hand. Run:",
    'Remove deprecated packages:',
    'Check the output:',
  ])('a lead that does not forbid it: %s', (lead) => {
    expect(run(fenced(lead))).toEqual(['./bin/wipe'])
  })

  it('the block of another platform is asked about', () => {
    const read = deploy('On macOS:', '', ...bash('./bin/a'), '', 'On Linux:', '', ...bash('./bin/b'))
    expect(read.steps.map((step) => step.condition?.text)).toEqual(['On macOS', 'On Linux'])
  })
})

describe('a command that opens a session changes who reads what follows', () => {
  it('the rest of its block', () => {
    const read = deploy(
      ...bash(
        'scp shop.tar deploy@shop-1:/tmp',
        'ssh deploy@shop-1',
        'cd /srv/shop',
        './bin/start',
        'exit',
        './bin/check',
      ),
    )
    const [copy, there, back] = commands(read)
    expect(copy?.command?.session).toBeNull()
    expect(there?.command?.statements.map((one) => one.source)).toEqual([
      'ssh deploy@shop-1',
      'cd /srv/shop',
      './bin/start',
      'exit',
    ])
    expect(there?.command?.session).toBe(read.sessions[0]?.id)
    expect(back?.command?.session).toBeNull()
    expect(read.sessions[0]).toMatchObject({ kind: 'host', to: 'deploy@shop-1', opener: 'ssh deploy@shop-1' })
  })

  it('and, for hosts and users, the commands after it in the same section', () => {
    const read = plan(
      '# Release',
      '',
      '## Deploy',
      '',
      ...bash('sudo -i'),
      '',
      'Then:',
      '',
      ...bash('./bin/start'),
      '',
      '## Verify',
      '',
      ...bash('./bin/check'),
    )
    expect(commands(read).map((step) => step.command?.session !== null)).toEqual([true, true, false])
  })

  it('until another opener', () => {
    const read = deploy(...bash('ssh shop-1', './a'), '', 'Then:', '', ...bash('ssh shop-2'), '', ...bash('./b'))
    const of = commands(read).map((step) => read.sessions.find((one) => one.id === step.command?.session)?.to)
    expect(of).toEqual(['shop-1', 'shop-2', 'shop-2'])
  })

  it('not, for a database or language shell, beyond its block', () => {
    const read = deploy(...bash('psql shop'), '', 'Then:', '', ...bash('./bin/start'))
    expect(commands(read).map((step) => step.command?.session !== null)).toEqual([true, false])
  })

  it.each([
    'ssh shop-1',
    'eb ssh',
    'docker exec -it shop bash',
    'kubectl exec -it shop-0 -- sh',
    'sudo -i',
    'su -',
    'psql shop',
    'mysql -u root',
    'redis-cli',
    'mongosh',
    'python',
    'python manage.py shell',
    'rails console',
  ])('%s opens one', (opener) => {
    const read = deploy(...bash(opener))
    expect(read.sessions).toHaveLength(1)
    expect(statements(read)[0]?.flags).toContain('interactive')
  })

  it.each([
    'ssh shop-1 uptime',
    'docker exec shop ls',
    'psql -c "select 1" shop',
    'psql shop < seed.sql',
    'redis-cli ping',
    'python tool.py',
  ])('%s opens none', (command) => {
    expect(deploy(...bash(command)).sessions).toEqual([])
  })
})

it('lines meant for the opened program are its standard input', () => {
  const read = deploy(...bash('psql shop', 'SELECT count(*) FROM orders;', '\\q'))
  expect(statements(read).map((one) => one.stdin)).toEqual(['SELECT count(*) FROM orders;\n\\q\n'])
  expect(statements(read)[0]?.flags).not.toContain('interactive')
})

it('... makes a command incomplete', () => {
  expect(commands(deploy(...bash('./bin/migrate --from ...')))[0]?.command?.incomplete).toMatch(/left out/)
  expect(commands(deploy(...bash('go test ./...')))[0]?.command?.incomplete).toBeNull()
})

it('a box ticked in the source is a claim, not evidence', () => {
  const step = deploy('- [x] The release notes are read').steps[0]
  expect(step).toMatchObject({ kind: 'confirm', box: { ticked: true } })
})

it('a command that should fail passes when it does', () => {
  const read = deploy(...bash('./bin/insert-twice', '# Should raise IntegrityError'))
  expect(commands(read)[0]?.expectations[0]).toMatchObject({ statement: 0, test: { is: 'exit', status: 'fail' } })
})

describe('a sentence beside a command says how it should end', () => {
  const tests = (...lines: readonly string[]) => commands(deploy(...lines))[0]?.expectations.map((one) => one.test)
  const fails = [{ is: 'exit', status: 'fail' }]

  it.each([
    'This command should fail.',
    'The command must fail with an error.',
    'Run it as a guest. It should fail.',
    'Dieser Befehl muss fehlschlagen und wird geprüft.',
  ])('%s', (sentence) => {
    expect(tests(...bash('./bin/twice'), '', sentence)).toEqual(fails)
  })

  it('also in front of it, behind it on its line, and in its item', () => {
    expect(tests('The next command should fail:', '', ...bash('./bin/twice'))).toEqual(fails)
    expect(tests('- [ ] `./bin/twice now` should fail')).toEqual(fails)
    expect(tests('- [ ] Run `./bin/twice now` (should fail)')).toEqual(fails)
  })

  it('of several statements the last one is meant', () => {
    const read = deploy(...bash('./bin/once', './bin/twice'), '', 'This command should fail.')
    expect(commands(read)[0]?.expectations[0]).toMatchObject({ statement: 1 })
  })

  it('not failing is no failure', () => {
    expect(tests(...bash('./bin/once', '# Expected: should not fail'))).toEqual([{ is: 'exit', status: 0 }])
    expect(tests(...bash('./bin/once'), '', 'This command should succeed.')).toEqual([{ is: 'exit', status: 0 }])
  })

  it('a condition is no expectation', () => {
    expect(tests(...bash('./bin/once'), '', 'If this should fail, go back.')).toEqual([])
    expect(tests(...bash('./bin/once'), '', 'Should the command fail, go back.')).toEqual([])
  })

  it('a bound that should hold is one, right behind the command; a bound that is only named is a measure', () => {
    const bound = [{ is: 'threshold', op: '<', value: 200, unit: 'ms' }]
    expect(tests(...bash('./bin/load'), '', 'Response time should be < 200ms')).toEqual(bound)
    expect(tests(...bash('./bin/load'), '', 'Response time < 200ms')).toEqual([])
    expect(tests(...bash('./bin/load'), '', 'Look at it.', '', 'Response time should be < 200ms')).toEqual([])
  })
})

describe('"Wait until healthy" is a wait with a deadline, not one look', () => {
  it('a command that looks is repeated until it holds', () => {
    const read = deploy(...bash('./bin/start', '# Wait until healthy (up to 2 minutes)', 'curl -f shop/health'))
    expect(statements(read).map((one) => one.waits ?? null)).toEqual([null, 120_000])
  })

  it('whoever says it: a title, the item, or the sentence above', () => {
    const said = [
      deploy('- [ ] Wait for the database: `pg_isready -h db`'),
      deploy('Wait until all pods run:', '', ...bash('kubectl get pods | grep Running')),
    ]
    expect(said.map((one) => statements(one)[0]?.waits)).toEqual([600_000, 600_000])
  })

  it.each(['./bin/migrate', 'curl -X POST shop/jobs', 'echo waiting > log', 'kubectl delete pod shop'])(
    'what may change something is never repeated: %s',
    (command) => {
      expect(statements(deploy(...bash('# Wait until it is done', command)))[0]?.waits).toBeUndefined()
    },
  )

  it('an item without a command is a wait that a person ends', () => {
    expect(deploy('- [ ] Wait until the queue is empty').steps[0]?.kind).toBe('wait')
  })
})

describe('ways within a block', () => {
  const ways = (...lines: readonly string[]) =>
    statements(deploy(...bash(...lines))).map((one) => [one.source, one.alternative?.option ?? null])

  it('are one choice with a name for each, the first one too', () => {
    expect(ways('# Go back by tag', './tag', '', '# Or by backup', './restore', '', '# Or by hand', './hand')).toEqual([
      ['./tag', 'Go back by tag'],
      ['./restore', 'by backup'],
      ['./hand', 'by hand'],
    ])
  })

  it('a way that is commented out is the offer that a person may choose', () => {
    const read = deploy(...bash('git revert abc', '# or', '# git reset --hard abc'))
    expect(statements(read).map((one) => [one.alternative?.option, one.offered])).toEqual([
      ['git revert abc', null],
      ['git reset --hard abc', null],
    ])
    expect(read.choices).toHaveLength(1)
  })

  it('share what stands apart from them, and what only prepares the shell', () => {
    expect(ways('./first', '', 'cd /srv', './a', './b', '# or', './c', '', './last')).toEqual([
      ['./first', null],
      ['cd /srv', null],
      ['./a', './a'],
      ['./b', './a'],
      ['./c', './c'],
      ['./last', null],
    ])
  })
})

describe('ways that labels name', () => {
  const fence = (indent: string, command: string) => bash(command).map((line) => indent + line)
  const ways = (...lines: readonly string[]) =>
    deploy(...lines).steps.map((step) => [step.command?.text ?? step.title, step.alternative?.option ?? null])
  const two = [
    ['./blue', 'Option A: two sets'],
    ['./place', 'Option B: in place'],
  ]

  it('are one choice within a list item, and end with it', () => {
    const lines = [
      '1. Build: `make build`',
      '2. Choose one:',
      '',
      '   **Option A: two sets**',
      ...fence('   ', './blue'),
      '   **Option B: in place**',
      ...fence('   ', './place'),
      '3. Check: `make check`',
    ]
    expect(ways(...lines)).toEqual([['make build', null], ['Choose one:', null], ...two, ['make check', null]])
    expect(deploy(...lines).choices.map((choice) => [choice.when, choice.options.map((one) => one.name)])).toEqual([
      ['start', ['Option A: two sets', 'Option B: in place']],
    ])
  })

  it('end with the item that goes on with the numbers above them, also when nothing is indented', () => {
    const labelled = ['Option A: two sets', '', ...bash('./blue'), '', 'Option B: in place', '', ...bash('./place'), '']
    expect(ways('1. Build: `make build`', '2. Choose:', '', ...labelled, '3. Check: `make check`')).toEqual([
      ['make build', null],
      ['Choose:', null],
      ...two,
      ['make check', null],
    ])
  })

  it.each([['**Check**'], ['---'], ['In either case:']])('end with %s', (line) => {
    const labelled = ['**Option A: two sets**', '', ...bash('./blue'), '', '**Option B: in place**', ...bash('./place')]
    expect(ways('First comes one of these.', '', ...labelled, '', line, '', ...bash('make check')).slice(-3)).toEqual([
      ...two,
      ['make check', null],
    ])
  })

  it('hold all fences and items under their label', () => {
    expect(
      ways('Option 1', ...bash('./a'), ...bash('./b'), '', '**Option 2:**', '- [ ] Run `make c`', '- [ ] Look at it'),
    ).toEqual([
      ['./a', 'Option 1'],
      ['./b', 'Option 1'],
      ['make c', 'Option 2'],
      ['Look at it', 'Option 2'],
    ])
  })

  it('may be list items, with their fence indented or not', () => {
    const items = (indent: string) =>
      ways(
        '- Method 1',
        ...fence(indent, './a'),
        '- **Method 2**',
        ...fence(indent, './b'),
        '- Check: `make check`',
      ).filter(([, option], at) => option !== null || at > 1)
    const expected = [
      ['./a', 'Method 1'],
      ['./b', 'Method 2'],
      ['make check', null],
    ]
    expect(items('  ')).toEqual(expected)
    expect(items('')).toEqual(expected)
  })

  it.each([
    ['Variante A', 'Variante B', 'Der Server wird neu gestartet.'],
    ['Opción A', 'Opción B', 'El servidor para el despliegue.'],
    ['Méthode 1', 'Méthode 2', 'Le serveur est dans la salle.'],
    ['方法A', '方法B', '服务器'],
  ])('have labels of many languages, as paragraphs and as headings: %s', (one, other, words) => {
    const labels = (mark: string) => {
      const read = deploy(words, '', `${mark}${one}`, ...bash('./a'), '', `${mark}${other}`, ...bash('./b'))
      return read.choices.map((choice) => choice.options.map((option) => option.name))
    }
    expect(labels('')).toEqual([[one, other]])
    expect(labels('### ')).toEqual([[one, other]])
  })

  it('are none when labels only describe what one fence does', () => {
    const read = deploy('Option A: two sets', '', 'Option B: in place', '', 'We do the second:', '', ...bash('./go'))
    expect(read.choices).toEqual([])
    expect(deploy(...bash('make build'), '', '**Option A**', '', ...bash('./go')).choices).toEqual([])
  })

  it('"or" in a list item offers the fences below it instead of the one above', () => {
    const lines = ['1. Restart:', ...fence('   ', './a'), '   Or:', ...fence('   ', './b'), ...fence('   ', './c')]
    expect(ways(...lines, '2. Check: `make check`')).toEqual([
      ['Restart:', null],
      ['./a', './a'],
      ['./b', './b'],
      ['./c', './b'],
      ['make check', null],
    ])
    expect(ways('1. Build: `make a`', '', '   Or ask Ann for one.', '', '2. Start: `make b`')).toEqual([
      ['make a', null],
      ['make b', null],
    ])
  })
})

it('under a title that is a section itself, fences and blanks are steps', () => {
  const read = plan('# Deploy', '', ...bash('./go'), '', 'Released by: ____', '', '- Version: ____')
  expect(read.steps.map((step) => [step.kind, step.blanks.length])).toEqual([
    ['command', 0],
    ['record', 1],
    ['record', 1],
  ])
})

describe('statements', () => {
  it('are cut only between lines; heredocs, loops, functions and continuations stay together', () => {
    const read = deploy(
      ...bash(
        'cd /srv && ls; pwd',
        'cat > note <<EOF',
        'one',
        'EOF',
        'for i in 1 2; do',
        '  echo "$i"',
        'done',
        'f() {',
        '  true',
        '}',
        'curl -f \\',
        '  http://127.0.0.1/',
        'echo "a',
        'b"',
      ),
    )
    expect(run(read)).toEqual([
      'cd /srv && ls; pwd',
      'cat > note <<EOF\none\nEOF',
      'for i in 1 2; do\n  echo "$i"\ndone',
      'f() {\n  true\n}',
      'curl -f \\\n  http://127.0.0.1/',
      'echo "a\nb"',
    ])
  })

  it('take the comments directly above as their title', () => {
    expect(statements(deploy(...bash('# Stop it', '# for good', './bin/stop')))[0]?.title).toBe('Stop it for good')
  })

  it('of a script with its own set -e are one unit', () => {
    const command = commands(deploy(...bash('set -e', './bin/stop', './bin/start')))[0]?.command
    expect(command?.unit).toBe('script')
    expect(command?.statements).toHaveLength(1)
  })

  it.each([
    ['grep -q ready log', [1]],
    ['diff a b', [1]],
    ['test -f a', [1]],
    ['pgrep shop', [1]],
    ['systemctl status shop', [3]],
    ['./bin/start', []],
  ] as const)('%s answers with %j', (command, answers) => {
    expect(statements(deploy(...bash(command)))[0]?.answers).toEqual(answers)
  })
})

describe('inputs', () => {
  it('are the variables that nothing sets, and the placeholders', () => {
    const read = deploy(...bash('export REGION=eu', 'echo "$REGION $HOME $TAG ${COUNT:-3}"', './bin/start <app>'))
    expect(read.inputs.map((input) => [input.name, input.text])).toEqual([
      ['TAG', '$TAG'],
      ['INPUT_APP', '<app>'],
    ])
  })

  it('know what an earlier block has set', () => {
    expect(deploy(...bash('export TAG=v2'), '', 'Then:', '', ...bash('git checkout "$TAG"')).inputs).toEqual([])
  })

  it('stand in a script as quoted expansions', () => {
    const read = deploy(...bash('./a <app>', './b "in <app>"', "./c 'in <app>'", 'cat <<EOF > f', 'in <app>', 'EOF'))
    expect(statements(read).map((one) => one.script)).toEqual([
      './a "${INPUT_APP}"',
      './b "in ${INPUT_APP}"',
      `./c 'in '"\${INPUT_APP}"''`,
      'cat <<EOF > f\nin ${INPUT_APP}\nEOF',
    ])
    expect(statements(read).map((one) => one.placeholders[0]?.position)).toEqual(['bare', 'double', 'single', 'double'])
  })

  it('are foreign where another program reads them', () => {
    const read = deploy(
      ...bash(
        "ssh shop-1 'systemctl restart <app>'",
        'psql -c "select \'<app>\'"',
        "awk '/<app>/' log",
        "cat <<'EOF' > f",
        'in <app> $HOME',
        'EOF',
      ),
    )
    expect(statements(read).map((one) => one.placeholders[0]?.position)).toEqual([
      'foreign',
      'foreign',
      'foreign',
      'foreign',
    ])
  })

  it.each([
    ['TOKEN=<token> ./go', '<token>'],
    ['psql shop < backup_shop_TIMESTAMP.sql', 'TIMESTAMP'],
    ['ssh user@prod-server uptime', 'user'],
    ['mail your-name@example.com', 'your-name@example.com'],
    ['python manage.py migrate app_name 0004', 'app_name'],
  ])('%s holds one', (command, text) => {
    expect(statements(deploy(...bash(command)))[0]?.placeholders[0]?.text).toBe(text)
  })

  it.each([
    'psql -c "ALTER TABLE a ADD b TIMESTAMP"',
    'cp log log_$BUILD_TIMESTAMP.txt',
    'ssh deploy@shop-1 uptime',
    `python -c 'print(f"{total} left")'`,
    "python - <<'EOF'\nfor row in rows: print('{row}'.format(row=row))\nEOF",
  ])('%s holds none', (command) => {
    expect(statements(deploy(...bash(...command.split('\n'))))[0]?.placeholders).toEqual([])
  })

  it("in a program's input are foreign", () => {
    const [statement] = statements(deploy(...bash('psql shop', 'DELETE FROM carts WHERE id = <cart>;')))
    expect(statement?.placeholders).toMatchObject([{ text: '<cart>', input: 'INPUT_CART', position: 'foreign' }])
    expect(statement?.needs).toEqual(['INPUT_CART'])
  })

  it('are no redirections', () => {
    expect(deploy(...bash('psql shop < seed.sql', 'cat <<EOF', 'a', 'EOF', 'diff <(ls a) <(ls b)')).inputs).toEqual([])
  })
})

describe('what a command does is told by its syntax, not by its words', () => {
  it.each([
    ['rm -rf build', ['destructive']],
    ['echo "rm -rf build"', []],
    ['ssh shop-1 "rm -rf /srv/old"', ['destructive']],
    ['psql -c "DROP TABLE orders" shop', ['destructive']],
    ['git push --force origin main', ['destructive']],
    ['tail -f log', ['endless']],
    ['tail -5 log', []],
    ['./bin/serve &', []],
    ['timeout 5 tail -f log', []],
    ['curl -u admin:hunter2 http://127.0.0.1/', ['secret']],
    ['crontab -e', ['interactive']],
    ['telnet mail 587', ['interactive']],
    ['npx truffle console --network main', ['interactive']],
    ['gh run watch', ['interactive']],
    ['gh run watch 4711', []],
    ['terraform apply', ['interactive']],
    ['terraform apply -auto-approve', []],
    ['git commit', ['interactive']],
    ['git commit -m "one"', []],
    ['eb logs --stream', ['endless']],
    ['docker compose up', ['endless']],
    ['docker compose up -d', []],
    ["psql <<EOF\nCREATE USER shop WITH PASSWORD 'hunter2';\nEOF", ['secret']],
  ] as const)('%s: %j', (command, flags) => {
    expect(statements(deploy(...bash(...command.split('\n'))))[0]?.flags).toEqual(flags)
  })

  it('a service names its port, an observer none', () => {
    const read = deploy(...bash('uvicorn shop:app --port 8000'), '', 'Then:', '', ...bash('tail -f log'))
    expect(statements(read).map((one) => [one.endless, one.port])).toEqual([
      ['service', 8000],
      ['observer', null],
    ])
  })

  it('what may ask is known before the run', () => {
    expect(
      statements(deploy(...bash('sudo systemctl stop shop', 'ssh shop-1 uptime', 'git pull', 'ls'))).map(
        (one) => one.mayAsk,
      ),
    ).toEqual(['sudo', 'ssh shop-1', 'git', null])
  })
})
