import { describe, expect, it } from 'vitest'
import type { Step } from '../../plan/index.ts'
import { read, sourceOf } from '../index.ts'

const steps = (...lines: readonly string[]): readonly Step[] =>
  read(sourceOf('a.md', Buffer.from(`# Release\n\n## Verify\n\n${lines.join('\n')}\n`), '0')).plan.steps
const shown = (all: readonly Step[]) =>
  all.map(({ kind, title, command, box, parent }) => [
    kind,
    title,
    command?.text ?? null,
    box === null ? 'no box' : 'box',
    ...(parent === null ? [] : ['child']),
  ])

describe('A check of the project', () => {
  const source = sourceOf(
    'a.md',
    Buffer.from(
      '# Release\n\n## Verify\n\n- [ ] The **Health** endpoint answers\n- [ ] Space <!-- check: disk / -->\n',
    ),
    '0',
  )

  it('is made for items that say its words, whatever their marks and letters', () => {
    const { plan } = read(source, [{ words: 'health endpoint', text: 'port 80' }])
    expect(shown(plan.steps)).toEqual([
      ['check', 'The Health endpoint answers', 'port 80', 'box'],
      ['check', 'Space', 'disk /', 'box'],
    ])
  })

  it('gives way to the document’s own', () => {
    const { plan } = read(source, [{ words: 'Space', text: 'port 80' }])
    expect(shown(plan.steps)).toEqual([
      ['confirm', 'The Health endpoint answers', null, 'box'],
      ['check', 'Space', 'disk /', 'box'],
    ])
  })
})

describe('A comment with a check', () => {
  it('on an item lets Holdpoint look instead of asking a person', () => {
    expect(shown(steps('- [ ] Health endpoint returns 200 <!-- check: http ${URL}/health status=200 -->'))).toEqual([
      ['check', 'Health endpoint returns 200', 'http ${URL}/health status=200', 'box'],
    ])
  })

  it('within an item, below its words, is that item’s', () => {
    expect(shown(steps('- [ ] Enough space', '  <!-- check: disk / -->', '- [ ] Announced'))).toEqual([
      ['check', 'Enough space', 'disk /', 'box'],
      ['confirm', 'Announced', null, 'box'],
    ])
  })

  it('of several, or beside a command, makes each a step of its own below the item', () => {
    expect(
      shown(steps('- [ ] Migrate: `make migrate`', '  <!-- check: port 5432 -->', '  <!-- check: disk / -->')),
    ).toEqual([
      ['confirm', 'Migrate: make migrate', null, 'box'],
      ['command', 'make migrate', 'make migrate', 'no box', 'child'],
      ['check', 'port 5432', 'port 5432', 'no box', 'child'],
      ['check', 'disk /', 'disk /', 'no box', 'child'],
    ])
  })

  it('alone is a step in its place', () => {
    expect(shown(steps('Then:', '', '<!-- check: unit nginx -->'))).toEqual([
      ['check', 'unit nginx', 'unit nginx', 'no box'],
    ])
  })

  it('in a row of a table is the row’s', () => {
    const [step] = steps('| Done | What |', '|---|---|', '| [ ] | Site is up <!-- check: port 80 --> |')
    expect(step).toMatchObject({ kind: 'check', command: { text: 'port 80' } })
  })

  it('in a row of a table of values is called as the row is, and leaves the cell it stands in open for what it sees', () => {
    const note = '<!-- check: disk . free>1GB -->'
    const all = steps('| Metric | Target | Actual |', '|---|---|---|', `| Free disk | > 1 GB | ${note} |`)
    expect(shown(all)).toEqual([
      ['check', 'Free disk', 'disk . free>1GB', 'no box'],
      ['record', 'Free disk', null, 'no box'],
    ])
    expect(all[1]?.blanks).toMatchObject([{ label: 'Actual' }])
  })

  it('shown in a block of code is only shown', () => {
    expect(
      steps('```markdown', '- [ ] Up <!-- check: port 80 -->', '```').filter(({ kind }) => kind === 'check'),
    ).toEqual([])
  })

  it('asks for the values that it refers to, unless a command before it has set them', () => {
    const command = ['```bash', 'export URL=http://localhost:8000', '```', '']
    const check = '- [ ] Up <!-- check: http ${URL}/health header.x-version=$VERSION -->'
    const needs = (all: readonly Step[]) =>
      all.flatMap(({ command }) => command?.statements.flatMap((one) => one.needs) ?? [])
    expect(needs(steps(check))).toEqual(['URL', 'VERSION'])
    expect(needs(steps(...command, check))).toEqual(['VERSION'])
  })

  it('with wait is looked at again until it holds', () => {
    const [step] = steps('- [ ] Up <!-- check: port 80 wait=2m -->')
    expect(step?.command?.statements[0]?.waits).toBe(120_000)
  })

  it('takes the place of what the same words would expect of the command above', () => {
    const all = steps('```bash', './deploy.sh', '```', '', '- [ ] Health endpoint returns 200 <!-- check: port 80 -->')
    expect(all.flatMap(({ expectations }) => expectations)).toEqual([])
  })

  it('that cannot be made is done by hand, and found', () => {
    const source = sourceOf('a.md', Buffer.from('# Release\n\n- [ ] Up <!-- check: htp http://x -->\n'), '0')
    const { plan, findings } = read(source)
    expect(plan.steps[0]?.command?.incomplete).toMatch(/“htp” is no kind of check/)
    expect(findings.filter(({ rule }) => rule === 'check-cannot-be-made')).toMatchObject([
      { span: { line: 3 }, message: expect.stringContaining('http, tcp') },
    ])
  })

  it('that is never closed is none', () => {
    expect(shown(steps('- [ ] Up', '', '<!-- check: port 80'))).toEqual([['confirm', 'Up', null, 'box']])
  })
})

it('Addresses of servers with a login are secrets, other values are not', () => {
  const lines = [
    '- [ ] A <!-- check: postgres ${DATABASE_URL} "select 1" value=${WANTED} -->',
    '- [ ] B <!-- check: redis ${REDIS_URL} -->',
    '- [ ] C <!-- check: backup ${FILE} restore=${SCRATCH_URL} -->',
    '- [ ] D <!-- check: http ${BASE_URL}/health -->',
  ]
  const { inputs } = read(sourceOf('a.md', Buffer.from(`# Release\n\n## Verify\n\n${lines.join('\n')}\n`), '0')).plan
  expect(inputs.map(({ name, secret }) => [name, secret])).toEqual([
    ['DATABASE_URL', true],
    ['WANTED', false],
    ['REDIS_URL', true],
    ['FILE', false],
    ['SCRATCH_URL', true],
    ['BASE_URL', false],
  ])
})
