import { describe, expect, it } from 'vitest'
import type { Plan } from '../../plan/index.ts'
import { read } from '../index.ts'
import { account } from './index.ts'

const of = (...lines: readonly string[]) =>
  read({ path: 'RELEASE.md', text: `${lines.join('\n')}\n`, encoding: 'utf8', digest: '0'.repeat(64) })
const plan = (...lines: readonly string[]): Plan => of(...lines).plan
const bash = (...lines: readonly string[]) => ['```bash', ...lines, '```', '']
const titles = (read: Plan, ids: readonly string[]) => ids.map((id) => read.steps.find((step) => step.id === id)?.title)
const order = (read: Plan) => read.main.map((block) => [block.order, ...titles(read, block.steps)])

describe('annotations', () => {
  const command = (info: string, ...before: readonly string[]) =>
    plan(...before, '# Release', '', '## Deploy', '', `\`\`\`${info}`, './bin/go', '```').steps[0]?.command

  it.each([
    ['bash {timeout=10m idempotent}', 600_000, true],
    ['bash {timeout="90s"}', 90_000, false],
    ['{.bash timeout=1.5h}', 5_400_000, false],
    ['bash {idempotent}', null, true],
    ['bash {timeout=soon}', null, false],
    ['bash timeout=10m', null, false],
    ['bash', null, false],
  ] as const)('%s', (info, timeout, idempotent) => {
    expect(command(info)).toMatchObject({ text: './bin/go', timeout, idempotent })
  })

  it('in front matter are no part of what runs', () => {
    expect(command('bash', '---', 'holdpoint:', '  shell: login', '---', '')).toMatchObject({ text: './bin/go' })
  })
})

describe('order', () => {
  it('commands are READ-DO, plain items DO-CONFIRM, and a checklist follows the block above it', () => {
    const read = plan(
      '# Release',
      '',
      '## Deploy',
      '',
      ...bash('./bin/stop'),
      ...bash('./bin/start'),
      '- [ ] It runs',
      '- [ ] Its log is quiet',
    )
    expect(order(read)).toEqual([
      ['ordered', './bin/stop', './bin/start'],
      ['any', 'It runs', 'Its log is quiet'],
    ])
  })

  it('boxes in a block come where they stand: what is said of a command, after it', () => {
    const read = plan(
      '# Release',
      '',
      '## Deploy',
      '',
      ...bash(
        './bin/start',
        '# Verify:',
        '- [ ] Its log shows "ready"',
        '- [ ] Nobody complains',
        '',
        '# Clean up',
        './bin/tidy',
      ),
    )
    expect(order(read)).toEqual([
      ['ordered', './bin/start'],
      ['any', 'Its log shows "ready"', 'Nobody complains'],
      ['ordered', 'Clean up'],
    ])
    expect(read.steps.map((step) => step.expectations.map(({ text }) => text))).toEqual([
      ['Its log shows "ready"'],
      [],
      [],
      [],
    ])
  })

  it('a nested item belongs to its parent', () => {
    const read = plan('# Release', '', '## Before', '', '- [ ] Reviews', '  - [ ] Code', '  - [ ] Texts')
    const [parent, ...children] = read.steps
    expect(parent?.children).toEqual(children.map((step) => step.id))
    expect(children.map((step) => step.parent)).toEqual([parent?.id, parent?.id])
    expect(read.main.flatMap((block) => block.steps)).toEqual([parent?.id])
  })
})

describe('steps', () => {
  it('a condition in comments that stand by themselves does not reach the command below them', () => {
    const conditions = (...lines: readonly string[]) =>
      plan('# Release', '', '## Deploy', '', ...bash(...lines)).steps.flatMap(({ command }) =>
        (command?.statements ?? []).map(({ condition }) => condition?.text ?? null),
      )
    expect(conditions('# Tell the crew', '# Close the gate (if applicable)', '', '# Copy', './bin/copy')).toEqual([
      null,
    ])
    expect(conditions('# Close the gate (if applicable)', '', './bin/close')).toEqual(['if applicable'])
    expect(conditions('# Close the gate', '# (if applicable)', './bin/close')).toEqual(['if applicable'])
  })

  it('instructions in comments that stand by themselves are asked of people, each with its own condition', () => {
    const { steps } = plan(
      '# Release',
      '',
      '## Deploy',
      '',
      ...bash('# Notify the crew', '# - all of them', '# Close the gate (if applicable)', '', '# Copy', './bin/copy'),
    )
    expect(steps.map(({ kind, title, condition }) => [kind, title, condition?.text ?? null])).toEqual([
      ['confirm', 'Notify the crew - all of them', null],
      ['confirm', 'Close the gate (if applicable)', 'if applicable'],
      ['command', 'Copy', null],
    ])
  })

  it('instructions above what no shell reads are asked of people all the same', () => {
    const { steps } = plan('# Release', '', '## Deploy', '', ...bash('# Notify the crew', '', '# Look', '>>> x = 1'))
    expect(steps[0]).toMatchObject({ kind: 'confirm', title: 'Notify the crew' })
  })

  it('comments that tell nobody to do anything are asked of nobody', () => {
    const { steps } = plan('# Release', '', '## Deploy', '', ...bash('# The harbour', '', '# Copy', './bin/copy'))
    expect(steps.map(({ kind }) => kind)).toEqual(['command'])
  })

  it('a box in a block runs the command that it carries', () => {
    const read = plan(
      '# Release',
      '',
      '## Deploy',
      '',
      ...bash(
        '# Latest code',
        '- [ ] git pull origin main',
        '- [ ] Folder exists: `mkdir -p logs`',
        '- [ ] It is quiet',
      ),
    )
    expect(read.steps.map(({ kind, command, box }) => [kind, command?.text ?? null, box?.ticked])).toEqual([
      ['command', 'git pull origin main', false],
      ['command', 'mkdir -p logs', false],
      ['confirm', null, false],
    ])
  })

  it('an item that carries a command is one step with box and command', () => {
    const [step, ...others] = plan('# Release', '', '## Deploy', '', '- [ ] Stop the shop: `systemctl stop shop`').steps
    expect(others).toEqual([])
    expect(step).toMatchObject({ kind: 'command', box: { ticked: false }, command: { text: 'systemctl stop shop' } })
  })

  it('an item with several fences is a parent with a command for each', () => {
    const read = plan(
      '# Release',
      '',
      '## Deploy',
      '',
      '- [ ] Restart it',
      '',
      '  ```bash',
      '  ./bin/stop',
      '  ```',
      '',
      '  ```bash',
      '  ./bin/start',
      '  ```',
    )
    expect(read.steps.map((step) => [step.kind, step.box !== null, step.parent !== null])).toEqual([
      ['confirm', true, false],
      ['command', false, true],
      ['command', false, true],
    ])
  })

  it("an item's own bullets without boxes are its detail", () => {
    const [step, ...others] = plan(
      '# Release',
      '',
      '## Before',
      '',
      '- [ ] Tell support',
      '  - by phone',
      '  - before noon',
    ).steps
    expect(others).toEqual([])
    expect(step?.detail).toContain('by phone')
  })

  it('numbered items and fences of nothing but comments are confirmed where something is done', () => {
    const read = plan(
      '# Release',
      '',
      '## Deploy',
      '',
      '1. Open the console',
      '2. Press the button',
      '',
      ...bash('# Wait for the mail'),
    )
    expect(read.steps.map((step) => [step.kind, step.title])).toEqual([
      ['confirm', 'Open the console'],
      ['confirm', 'Press the button'],
      ['confirm', 'Wait for the mail'],
    ])
    expect(read.main.every((block) => block.order === 'ordered')).toBe(true)
  })

  it('rows of a sign-off table and lines with blanks are filled in', () => {
    const read = plan(
      '# Release',
      '',
      '## Sign-off',
      '',
      '| Role | Name | Date |',
      '|---|---|---|',
      '| Captain | | |',
      '',
      '- [ ] **Support**: ____ Date: ____',
    )
    expect(read.steps.map((step) => [step.kind, step.blanks.map((blank) => blank.label)])).toEqual([
      ['signoff', ['Name', 'Date']],
      ['signoff', ['Support', 'Date']],
    ])
  })

  it('keep their identities when text elsewhere changes', () => {
    const text = ['## Deploy', '', ...bash('./bin/stop'), '- [ ] It stands still', '- [ ] It stands still']
    const before = plan('# Release', '', '## Before', '', '- [ ] One', ...text).steps.map((step) => step.id)
    const after = plan(
      '# Release',
      '',
      'A new sentence.',
      '',
      '## Before',
      '',
      '- [ ] Another',
      '- [ ] One',
      ...text,
    ).steps.map((step) => step.id)
    expect(new Set(before).size).toBe(4)
    expect(after).toEqual(expect.arrayContaining(before))
  })
})

describe('beside the main line', () => {
  const guide = [
    '# Release',
    '',
    '## Deploy',
    '',
    ...bash('pg_dump shop > backup_$(date +%Y%m%d_%H%M%S).sql', 'git pull'),
    '## Rollback',
    '',
    'Roll back if:',
    '',
    '- errors rise',
    '',
    '### Level 1: code (2 minutes)',
    '',
    ...bash('git checkout <previous-commit>'),
    '### Level 2: data (10 minutes)',
    '',
    ...bash('psql shop < backup_YYYYMMDD_HHMMSS.sql'),
  ]

  it('a rollback section gives procedures with level and estimate', () => {
    const read = plan(...guide)
    expect(read.procedures.map((one) => [one.level, one.title, one.estimate])).toEqual([
      [1, 'Level 1: code (2 minutes)', 120],
      [2, 'Level 2: data (10 minutes)', 600],
    ])
    expect(read.main.flatMap((block) => block.steps)).toHaveLength(1)
  })

  it('what it needs is captured while going forward', () => {
    const read = plan(...guide)
    const [deploy] = read.steps
    expect(read.inputs.map((input) => [input.text, input.scope, input.born?.from, input.born?.step])).toEqual([
      ['<previous-commit>', 'procedure', 'previous-commit', deploy?.id],
      ['YYYYMMDD_HHMMSS', 'procedure', 'timestamp', deploy?.id],
    ])
    expect(read.inputs[1]?.born?.find).toEqual({ is: 'file', pattern: 'backup_*.sql', statement: 0 })
  })

  it('a document that is a rollback guide runs its way back', () => {
    const read = plan('# Rollback guide', '', '## Rollback steps', '', ...bash('./bin/switch 1'))
    expect(read.main).toHaveLength(1)
    expect(read.procedures).toEqual([])
  })

  it('reference sections are a shelf, with the reason', () => {
    const { plan: read, judged } = of(
      '# Release',
      '',
      '## Deploy',
      '',
      ...bash('./bin/start'),
      '## Troubleshooting',
      '',
      ...bash('journalctl -u shop'),
      '```json',
      '{ "ok": true }',
      '```',
    )
    expect(read.shelf[0]).toMatchObject({ title: 'journalctl -u shop', reason: 'reference section' })
    expect(read.shelf[0]?.step).not.toBeNull()
    expect(read.shelf).toHaveLength(2)
    expect(account(read, judged).missing).toEqual([])
  })
})

describe('alternatives', () => {
  it('options and environments in sibling headings are chosen from at the start', () => {
    const read = plan(
      '# Release',
      '',
      '## Deploy',
      '',
      '### Option A: script',
      '',
      ...bash('./bin/all'),
      '### Option B: by hand',
      '',
      ...bash('./bin/one'),
    )
    expect(read.choices).toHaveLength(1)
    expect(read.choices[0]).toMatchObject({
      when: 'start',
      options: [{ name: 'Option A: script' }, { name: 'Option B: by hand' }],
    })
    expect(read.sections.filter((section) => section.alternative !== null)).toHaveLength(2)
  })

  it('"or" within a block offers another way for the statement above it', () => {
    const read = plan(
      '# Release',
      '',
      '## Deploy',
      '',
      ...bash('# Restart it', 'systemctl restart shop', '# Or with Docker', 'docker restart shop'),
    )
    const options = read.steps[0]?.command?.statements.map((one) => one.alternative?.option)
    expect(options).toHaveLength(2)
    expect(options?.[0]).toBe('Restart it')
    expect(options?.[1]).toMatch(/docker/i)
    expect(read.choices[0]?.when).toBe('start')
  })
})

it('an expectation speaks about the statement above it', () => {
  const read = plan(
    '# Release',
    '',
    '## Verify',
    '',
    ...bash('curl -f http://127.0.0.1/a', '# Expected: 200', 'curl -f http://127.0.0.1/b', '# Expected: 201'),
  )
  expect(read.steps[0]?.expectations.map((one) => one.statement)).toEqual([0, 1])
})

it('an outcome that a box states and only a person can judge is asked by the box, once', () => {
  const read = plan(
    '# Release',
    '',
    '## Deploy',
    '',
    ...bash('./bin/migrate'),
    '- [ ] No error in the output of the migration',
    '- [ ] Health endpoint returns 200',
  )
  expect(read.steps.map((step) => step.kind)).toEqual(['command', 'confirm', 'confirm'])
  expect(read.steps[0]?.expectations.filter((one) => one.test === null)).toEqual([])
})

describe('a way back never becomes the main line by accident', () => {
  const back = ['## Rollback', '', ...bash('git reset --hard old')]

  it('what stands directly under a title of no known kind is the main line when nothing else is', () => {
    const read = plan('# Shop', '', ...bash('./bin/deploy'), ...back)
    expect(order(read)).toEqual([['ordered', './bin/deploy']])
    expect(read.procedures.map((one) => one.title)).toEqual(['Rollback'])
  })

  it('nor where other commands are only for reference: then there is no main line', () => {
    const read = plan('# Shop', '', '## Architecture', '', ...bash('./bin/show-map'), ...back)
    expect(read.main).toEqual([])
    expect(read.procedures).toHaveLength(1)
  })

  it('a document of nothing but ways back is run by running them', () => {
    expect(order(plan('# Shop', '', ...back))).toEqual([['ordered', 'git reset --hard old']])
  })

  it.each(['If it goes wrong', 'When something goes wrong', 'If the deploy fails', 'Going back'])(
    '“%s” is a way back',
    (title) => {
      const read = plan('# Shop', '', '## Deploy', '', ...bash('./bin/deploy'), `## ${title}`, '', ...bash('./bin/old'))
      expect(order(read)).toEqual([['ordered', './bin/deploy']])
      expect(read.procedures).toHaveLength(1)
    },
  )
})
