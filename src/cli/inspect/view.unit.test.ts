import { describe, expect, it } from 'vitest'
import { read, sourceOf } from '../../read/index.ts'
import { account } from '../../read/plan/index.ts'
import { programsOf } from '../../read/shell/index.ts'
import type { Caps } from '../terminal/caps.ts'
import { cells } from '../terminal/cells.ts'
import { look } from '../terminal/look.ts'
import { inspectLines } from './view.ts'

const wide: Caps = { interactive: false, colour: false, unicode: true, plain: false, width: 80, height: 24 }

const document = `# Release 数据库

## Before
- [x] The team knows \u202Eabout it
- [ ] Backup of <app> is fresh

## Deploy
\`\`\`bash
sudo systemctl stop shop
rm -rf /srv/<app>/cache
\`\`\`

## Rollback (5 minutes)
\`\`\`bash
git checkout v1
\`\`\`
`

function inspected(caps: Partial<Caps>, text = document): string[] {
  const { plan, judged, findings } = read(sourceOf('D.md', new TextEncoder().encode(text), '0'.repeat(64)))
  return inspectLines(
    { plan, account: account(plan, judged), findings, missing: programsOf(plan) },
    look({ ...wide, ...caps }),
  )
}

describe('an inspection', () => {
  it('tells of which step the document says that nothing leads back from it', () => {
    const text = document.replace('## Rollback', 'This cannot be undone.\n\n## Rollback')
    expect(inspected({}, text)).toContain('No way back from step 3 (line 9): This cannot be undone.')
    expect(inspected({}).join('\n')).not.toContain('No way back from')
  })
  it('tells in how many places the times stand that it adds up', () => {
    const steps = (...items: string[]) => inspected({}, `# Release\n\n## Deploy\n\n${items.join('\n')}\n`).join('\n')
    expect(steps('- [ ] Copy (1 hour)')).toContain('1 h, named in one place of the document.')
    expect(steps('- [ ] Copy (1 hour)', '- [ ] Look (5 minutes)')).toContain('1 h 5 min in all, named in 2 places')
  })

  it('begins with what it needs, then what runs, then the way back, then what does not run', () => {
    const text = inspected({}).join('\n')
    const parts = ['What it needs first', 'What will run, and what will be asked', 'The way back', 'What will not run']
    const places = parts.map((part) => text.indexOf(part))
    expect(places).not.toContain(-1)
    expect(places).toEqual(places.toSorted((a, b) => a - b))
  })

  it('names inputs, programs that are missing, boxes ticked already and destructive commands', () => {
    const text = inspected({}).join('\n')
    expect(text).toMatch(/Input +<app>, line/)
    expect(text).toMatch(/Not found +sudo \(line 9\)[\s\S]*not on\s+this\s+machine's\s+PATH/)
    expect(text).toMatch(/Ticked +1 box is ticked in the document, line 4/)
    expect(text).toContain('$ rm -rf /srv/<app>/cache')
    expect(text).toContain('(destructive, asks first)')
  })

  it.each([20, 40, 80, 200])('fits %i columns, wide characters and all', (width) => {
    for (const line of inspected({ width })) expect(cells(line)).toBeLessThanOrEqual(width)
  })

  it('is ASCII where the terminal is, but for the document’s own words', () => {
    const own = new Set(document)
    const foreign = [...inspected({ unicode: false }).join('\n')].filter((c) => c > '\x7f' && !own.has(c))
    expect(foreign).toEqual([])
  })

  it('shows what would reorder text instead of obeying it', () => {
    const text = inspected({}).join('\n')
    expect(text).toContain('<U+202E>')
    expect(text).not.toContain('\u202e')
  })

  it('says it in sentences and without drawing in plain mode', () => {
    const text = inspected({ plain: true }).join('\n')
    expect(text).toMatch(/Step 1, confirm, line 4: The team knows/)
    expect(text).not.toMatch(/[─│▸✓]/)
  })

  it('warns when a document has no way back', () => {
    expect(inspected({}, '# Deploy\n\n- [ ] Done\n').join('\n')).toContain('The document has none.')
  })
})

describe('an inspection of all that a document may hold', () => {
  const text = `# Release

## Staging deployment

### Deploy
- [ ] Deploy there
\`\`\`bash
# Start it
systemctl start shop
# or by hand
./shop start
\`\`\`

## Production deployment

### Deploy
- [ ] Deploy here

## Monitoring
- [ ] Hours 2-4: look
  - Check errors every 30 minutes
- [ ] Weekly review

| Metric | Target | Actual |
|--|--|--|
| Error rate | < 1% | ___ |

## Sign-off
- [ ] QA Lead: ________ Date: ____
- [ ] Product Owner: ________ Date: ____

## Announcement
**24 hours before the release:**
\`\`\`
Subject: New version [Version]
\`\`\`

## Contacts
1. **Primary**: Ada Lovelace, ada@example.org
2. **Backup**: ________

## Deployment Log
\`\`\`
Deployed by: ______
\`\`\`

## Rollback (5 minutes)
Roll back if:
- Orders are lost

\`\`\`bash
git checkout v1
\`\`\`
`
  const shown = (caps: Partial<Caps> = {}) => inspected(caps, text).join('\n')
  const glance = (label: string) => new RegExp(`^  ${label} +(.*)$`, 'm').exec(shown({ width: 200 }))?.[1]

  it.each([
    ['Runs', '1 command.'],
    ['Asks', 'to confirm 3 items, to fill in 1 place and for 2 sign-offs (QA Lead, Product Owner).'],
    ['Choices', '2 before the first step (lines 3 and 9).'],
    ['Way back', 'Level 1: Rollback (5 minutes): 1 step, 1 trigger, 5 min'],
    ['Watches', '1 h to 4 h.'],
    ['Recurs', '1 weekly.'],
    ['Messages', '1 before.'],
    ['Contacts', '2, 1 of them left blank in the document.'],
    ['Records', 'Deployment Log (line 44, 1 blank) and 1 metric.'],
    ['Not run', '2 only shown, of 4 code blocks and 6 boxes.'],
  ])('says at a glance: %s %s', (label, words) => {
    expect(glance(label)).toBe(words)
  })

  it('shows the ways of a choice in their place', () => {
    expect(shown()).toMatch(/All of them, one after the other, Staging deployment \(line 3\) or/)
    expect(shown()).toContain('only when Production deployment is chosen')
    expect(shown()).toMatch(/either, when chosen: Start it\n +\$ systemctl start shop +9\n +or, when chosen: by hand/)
  })

  it('shows a section under those around it', () => {
    expect(shown()).toMatch(/^Staging deployment .*\n.*chosen\nDeploy /m)
  })

  it('says when to watch, what to tell, whom to call, and what a value is to be', () => {
    expect(shown()).toContain('Hours 2-4: look: 1 h to 4 h')
    expect(shown()).toContain('every 30 min (line 21): Check errors every 30 minutes')
    expect(shown()).toMatch(/Before: New version \[Version\] \(line 35, 1 d before the start\)\n +to fill in: Version/)
    expect(shown()).toContain('1. Primary: Ada Lovelace, ada@example.org, line 39')
    expect(shown()).toContain('to fill in: Actual (target < 1%)')
  })

  it('ends what does not run with a sum that adds up', () => {
    expect(shown({ width: 200 })).toContain(
      '4 code blocks and 6 boxes: 8 are steps or parts of one and 2 are not run (message template: 1; form for the record: 1).',
    )
  })

  it('says what runs on which target, and needs none of its programs here', () => {
    const target = '# D\n\n## Deploy\n\n```bash {target=web}\nno-such-program\n```\n'
    const said = inspected({ width: 200 }, target).join('\n')
    expect(said).toMatch(/Target +web, line 6; runs there over ssh/)
    expect(said).not.toContain('Not found')
  })

  it.each([20, 40, 80, 140])('fits %i columns', (width) => {
    for (const line of inspected({ width }, text)) expect(cells(line)).toBeLessThanOrEqual(width)
  })
})

describe('the programs that a document needs', () => {
  const needed = (script: string) => {
    const text = `# Deploy\n\n\`\`\`bash\n${script}\n\`\`\`\n`
    return programsOf(read(sourceOf('D.md', new TextEncoder().encode(text), '0'.repeat(64))).plan).map(
      ({ name }) => name,
    )
  }

  it.each([
    ['cd /srv && make all', ['make']],
    ['sudo -n systemctl restart shop', ['sudo', 'systemctl']],
    ['git log | head -1', ['git', 'head']],
    ['docker exec web rails db:migrate', ['docker']],
    ['timeout 5 curl http://x', ['timeout', 'curl']],
    ['VERSION=$(jq -r .version package.json)', ['jq']],
    ['./bin/deploy && /opt/tool', []],
    ['greet() { echo hi; }\ngreet', []],
    ['if kubectl get pods; then echo ok; fi', ['kubectl']],
  ])('%j needs %j', (script, names) => {
    expect(needed(script)).toEqual(names)
  })
})
