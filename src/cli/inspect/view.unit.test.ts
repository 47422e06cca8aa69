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
    expect(text).toMatch(/Not found +sudo \(line 9\)[^]*not on\s+this\s+machine's\s+PATH/)
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
