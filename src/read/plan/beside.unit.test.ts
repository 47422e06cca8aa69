import { describe, expect, it } from 'vitest'
import type { Plan, Step } from '../../plan/index.ts'
import { read, sourceOf } from '../index.ts'
import { account } from './index.ts'

const of = (text: string) => read(sourceOf('D.md', new TextEncoder().encode(text), '0'.repeat(64)))
const planOf = (text: string): Plan => of(text).plan
const stepCalled = (plan: Plan, title: string): Step => {
  const step = plan.steps.find((one) => one.title === title)
  if (step === undefined) throw new Error(`no step "${title}" in ${plan.steps.map((one) => one.title).join(', ')}`)
  return step
}
const titles = (plan: Plan, ids: readonly string[]) => ids.map((id) => plan.steps.find((one) => one.id === id)?.title)

describe('templates of messages', () => {
  const text = `# Release

## Deploy

\`\`\`bash
make deploy
\`\`\`

## Communication

### Before
**Send to customers 24 hours before the deployment:**
\`\`\`
Subject: Maintenance on [Date]

Downtime: [X minutes]. Version <version>.
Done [x] checks, see [the page](https://example.org).
\`\`\`

### During
- [ ] Post on the status page: "Deployment in progress"

### After
\`\`\`
All done.
\`\`\`

### When rolled back
\`\`\`
Subject: We rolled back
\`\`\`

### Tools
\`\`\`
notify --all --quiet
\`\`\`
`
  const plan = planOf(text)
  const words = (at: number) => text.slice(plan.messages[at]?.span.start, plan.messages[at]?.span.end)

  it('are messages with an occasion each; a line for a tool is none', () => {
    expect(plan.messages.map(({ title, occasion }) => [title, occasion])).toEqual([
      ['Maintenance on [Date]', 'before'],
      ['Deployment in progress', 'during'],
      ['After', 'after'],
      ['We rolled back', 'rollback'],
    ])
  })

  it('are named by their words as they stand', () => {
    expect(words(0)).toMatch(/^Subject: Maintenance on \[Date\]\n[\s\S]*example\.org\)\.$/)
    expect(words(1)).toBe('Deployment in progress')
  })

  it('know when they are due, what they leave open, and the step that sends them', () => {
    expect(plan.messages[0]).toMatchObject({ offset: -86_400, step: null })
    expect(plan.messages[0]?.blanks.map(({ label }) => label)).toEqual(['Date', 'X minutes', 'version'])
    expect(plan.messages[1]?.step).toBe(stepCalled(plan, 'Post on the status page: "Deployment in progress"').id)
  })

  it('are on the shelf as what they are', () => {
    expect(plan.shelf.filter(({ reason }) => reason === 'message template')).toHaveLength(3)
  })
})

describe('contacts', () => {
  it('are the rows of a table, each with what is known and what is left open', () => {
    const { contacts } = planOf(`# Release

## Contacts

| Role | Name | Phone | Email |
|------|------|-------|-------|
| Deployer | Ada Lovelace | +44 20 7946 0000 | ada@example.org |
| On-Call | [Name] | [Phone] | [Email] |
`)
    expect(contacts[0]).toMatchObject({ role: 'Deployer', name: 'Ada Lovelace', blanks: [] })
    expect(contacts[0]?.channels.map(({ kind, text }) => [kind, text])).toEqual([
      ['phone', '+44 20 7946 0000'],
      ['email', 'ada@example.org'],
    ])
    expect(contacts[1]).toMatchObject({ role: 'On-Call', name: null, channels: [] })
    expect(contacts[1]?.blanks.map(({ label }) => label)).toEqual(['Name', 'Phone', 'Email'])
  })

  it('are the entries of a list, numbered ones in their order', () => {
    const { contacts } = planOf(`# Release

## Contacts

1. **Primary**: Grace Hopper, grace@example.org
2. **Backup**: #on-call
3. **Support**: available via the console

- **Database Admin**: [Name] - [email]
- [ ] **Numbers**: up to date
`)
    expect(contacts.map(({ role, name, order }) => [role, name, order])).toEqual([
      ['Primary', 'Grace Hopper', 1],
      ['Backup', null, 2],
      ['Support', null, 3],
      ['Database Admin', null, null],
    ])
    expect(contacts.flatMap(({ channels }) => channels.map(({ kind, text }) => [kind, text]))).toEqual([
      ['email', 'grace@example.org'],
      ['chat', '#on-call'],
      ['other', 'available via the console'],
    ])
  })

  it('are found in other languages by the words of their columns', () => {
    const { contacts } = planOf(
      '# Ansprechpartner für die Bereitstellung\n\n| Rolle | Name | Telefon |\n|--|--|--|\n| Leitung | Ada | +49 30 1234567 |\n',
    )
    expect(contacts).toMatchObject([{ role: 'Leitung', name: 'Ada', channels: [{ kind: 'phone' }] }])
  })
})

describe('tables to sign', () => {
  it('are one sign-off a row, whatever the section is called', () => {
    const plan = planOf(`# Release

## Deploy
| Role | Name | Signature | Date |
|--|--|--|--|
| QA Lead | | | |
| Product Owner | | | |
`)
    expect(plan.steps.map(({ kind, title }) => [kind, title])).toEqual([
      ['signoff', 'QA Lead'],
      ['signoff', 'Product Owner'],
    ])
    expect(plan.steps[0]?.blanks.map(({ label }) => label)).toEqual(['Name', 'Signature', 'Date'])
  })
})

describe('forms for the record', () => {
  it('are kept with their blanks', () => {
    const plan = planOf(`# Release

## Deployment Log

\`\`\`
Deployed by: [Name]
Downtime: ______
- Health: fine
\`\`\`
`)
    expect(plan.logs).toHaveLength(1)
    expect(plan.logs[0]?.blanks.map(({ label }) => label)).toEqual(['Name', 'Downtime'])
  })

  it('are left open by a label with nothing behind it, unless a list of its own stands below', () => {
    const plan = planOf(`# Release

## Deployment Log

\`\`\`
Started:
Deployed by: [Name]
What went wrong:
- nothing
Downtime:
\`\`\`
`)
    expect(plan.logs[0]?.blanks.map(({ label }) => label)).toEqual(['Started', 'Name', 'Downtime'])
  })
})

describe('tables of metrics', () => {
  const plan = planOf(`# Release

## Soak (1 week)

- [ ] **Collect metrics**
  | Metric | Target | Actual | Notes |
  |--------|--------|--------|-------|
  | Error rate | < 0.1% | ___% | |
  | Users | 10,000+ | | |
  | Look | fine | ___ | |

| Time | Errors | Latency | Notes |
|------|--------|---------|-------|
| Hour 1 | ___ | ___ms | |
| Hour 4 | ___ | ___ms | |
`)

  it('ask for each row as a step of its own, below the item that holds the table', () => {
    const parent = stepCalled(plan, 'Collect metrics')
    expect(titles(plan, parent.children)).toEqual(['Error rate', 'Users', 'Look'])
    expect(parent.kind).toBe('confirm')
    expect(plan.metrics.map(({ step }) => titles(plan, [step])[0])).toEqual(plan.metrics.map(({ name }) => name))
  })

  it('know their target where it is a comparison with a number', () => {
    expect(plan.metrics.map(({ target }) => target && [target.op, target.value, target.unit])).toEqual([
      ['<', 0.1, '%'],
      ['>=', 10_000, ''],
      null,
      null,
      null,
    ])
  })

  it('leave a blank for the value alone: its unit and the notes are not asked for', () => {
    const { blanks } = stepCalled(plan, 'Error rate')
    expect(blanks.map(({ label, span }) => [label, span.end - span.start])).toEqual([['Actual', 3]])
  })

  it('may have a row a time', () => {
    const rows = plan.metrics.filter(({ at }) => at !== null)
    expect(rows.map(({ name, at, actual }) => [name, at, actual.map(({ label }) => label)])).toEqual([
      ['Hour 1', 3600, ['Errors', 'Latency']],
      ['Hour 4', 14_400, ['Errors', 'Latency']],
    ])
  })
})

describe('what is to be filled in below an item', () => {
  it('is the item’s', () => {
    const plan = planOf(
      '# Release\n\n## Prepare\n\n- [ ] Schedule the window: ____\n  - Date: ____\n  - Time: ____ (at night)\n',
    )
    expect(plan.steps[0]?.blanks.map(({ label }) => label)).toEqual(['Schedule the window', 'Date', 'Time'])
  })
})

describe('times of watching', () => {
  const plan = planOf(`# Release

## Deploy
1. Deploy
2. Monitor for 15 minutes

## Monitoring (First 24 Hours)
Owner: Ada Lovelace

- [ ] Hour 1: watch closely
  - Watch the logs
  - Check the dashboard every 10 minutes
- [ ] Hours 2-24: look now and then
- [ ] Daily report
- [ ] Alerts are on

## Weekly checks
- [ ] Certificates
`)
  const soak = (title: string) => plan.soaks.find((one) => one.title === title)

  it('are headings and items of sections that monitor, and items elsewhere that say to watch', () => {
    expect(plan.soaks.map(({ title, from, to, every }) => [title, from, to, every])).toEqual([
      ['Monitor for 15 minutes', 0, 900, null],
      ['Monitoring (First 24 Hours)', 0, 86_400, null],
      ['Hour 1: watch closely', 0, 3600, null],
      ['Hours 2-24: look now and then', 3600, 86_400, null],
      ['Daily report', 0, 86_400, 86_400],
      ['Weekly checks', 0, null, 604_800],
    ])
  })

  it('have the steps that are theirs alone', () => {
    expect(titles(plan, soak('Monitoring (First 24 Hours)')?.steps ?? [])).toEqual(['Alerts are on'])
    expect(titles(plan, soak('Weekly checks')?.steps ?? [])).toEqual(['Certificates'])
  })

  it('know who watches, and what is to be looked at and how often', () => {
    expect(soak('Monitoring (First 24 Hours)')?.owner).toBe('Ada Lovelace')
    expect(soak('Hour 1: watch closely')?.tasks.map(({ text, every }) => [text, every])).toEqual([
      ['Watch the logs', null],
      ['Check the dashboard every 10 minutes', 600],
    ])
  })
})

describe('lists by the clock', () => {
  it('give sections and steps the time that they are due', () => {
    const plan = planOf(
      '# Release\n\n## T-24h: announce\n- [ ] Mail\n\n## Deploy\n1. **T-30m** Freeze\n2. **T-0** Switch\n',
    )
    expect(plan.sections.map(({ offset }) => offset)).toEqual([null, null, -86_400, null])
    expect(plan.steps.map(({ offset }) => offset)).toEqual([null, -1800, 0])
  })
})

describe('what follows a way back', () => {
  const after = '## Post-Rollback Review\n- [ ] Cause found\n'

  it('is the end of the only one', () => {
    const plan = planOf(`# R\n\n## Deploy\n- [ ] Go\n\n## Rollback\n- [ ] Back\n\n${after}`)
    expect(plan.procedures.map(({ title, aftermath }) => [title, aftermath])).toEqual([['Rollback', false]])
    expect(titles(plan, plan.procedures[0]?.blocks.flatMap(({ steps }) => steps) ?? [])).toEqual([
      'Back',
      'Cause found',
    ])
  })

  it('is no part of the last of several, where it stands below the same heading', () => {
    const inside = '### Post-Rollback\n- [ ] Cause found\n'
    const plan = planOf(
      `# R\n\n## Deploy\n- [ ] Go\n\n## Rollback\n\n### Level 1: Quick\n- [ ] Back\n\n### Level 2: Full\n- [ ] All back\n\n${inside}`,
    )
    expect(plan.procedures.map(({ title, aftermath }) => [title, aftermath])).toEqual([
      ['Level 1: Quick', false],
      ['Level 2: Full', false],
      ['Post-Rollback', true],
    ])
  })

  it('is marked where there are several', () => {
    const plan = planOf(
      `# R\n\n## Deploy\n- [ ] Go\n\n## Rollback\n\n### Quick rollback\n- [ ] Back\n\n### Full rollback\n- [ ] All back\n\n${after}`,
    )
    expect(plan.procedures.map(({ title, aftermath }) => [title, aftermath])).toEqual([
      ['Quick rollback', false],
      ['Full rollback', false],
      ['Post-Rollback Review', true],
    ])
  })
})

describe('how long it takes', () => {
  it('is what the document says of the whole', () => {
    const plan = planOf(
      '# R\n\n**Estimated time**: 30-45 minutes\n\n## Deploy (10 min)\n- [ ] Go\n\n## Verify (5 min)\n- [ ] Look\n',
    )
    expect(plan.estimate).toBe(45 * 60)
  })

  it('or else of its parts', () => {
    expect(planOf('# R\n\n## Deploy (10 min)\n- [ ] Go\n\n## Verify (5 min)\n- [ ] Look\n').estimate).toBe(15 * 60)
  })
})

describe('the account', () => {
  it('counts every block of code and every box once', () => {
    const { plan, judged } = of(`# R

## Deploy
- [ ] Go
- [ ] Run it
  \`\`\`bash
  make
  \`\`\`

\`\`\`yaml
a: 1
\`\`\`

## Troubleshooting
\`\`\`bash
tail log
\`\`\`
`)
    expect(account(plan, judged)).toMatchObject({ fences: 3, boxes: 2, steps: 3, shelf: 1, missing: [] })
    expect(account(plan, judged).shown.map(({ count }) => count)).toEqual([1])
  })
})
