import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { holdpoint } from '../cli/holdpoint.ts'

/** A runbook with something of everything that the page draws; its commands are harmless and quick. */
const orders = `# Orders 4.2: release to production

Estimated time: 45 minutes. Questions go to [the team](mailto:orders@example.org); the notes are [here](https://notes.example.org/orders-4.2).

| Role | Who |
|---|---|
| Release captain | Ada |
| Database | Grace |

## 1. Before the release

- [ ] The team has read the release notes
- [ ] Nobody else is deploying: \`date\`
  - [ ] The calendar is free
  - [ ] The chat knows

\`\`\`bash
echo "version 4.1 answers"
echo "queue length 12"
# Expected: queue length 12
\`\`\`

> Remember: what is migrated can't be read by 4.1 any more.

## 2. Backup (5 minutes)

\`\`\`bash
mkdir -p backups
date +%s > backups/orders.sql
ls backups
\`\`\`

- [ ] The backup is not empty

## 3. Deploy (10 minutes)

\`\`\`bash
for part in api worker web; do printf '\\033[32m✓\\033[0m %s is \\033[1mup\\033[0m\\n' "$part"; done
\`\`\`

| Check | How | Done |
|---|---|---|
| Orders can be placed | by hand, in the shop | ☐ |
| Mails arrive | look into the mailbox | ☐ |

### 3.1 Migrate the data

\`\`\`bash
test -e fine || { echo "table orders is locked by pid 4711" >&2; exit 3; }
echo migrated
\`\`\`

## 4. Health checks

\`\`\`bash
echo '{"status":"ok"}'
# Expected: {"status":"ok"}
\`\`\`

- [ ] Response time: ____ ms (at most 300 ms)

## 5. Sign-off

- [ ] **Release captain**: ____ Date: ____

## 6. Rollback

Roll back if the error rate stays over 5 % for ten minutes.

### Level 1: the old version (2 minutes)

\`\`\`bash
echo "4.1 is back"
\`\`\`

### Level 2: the old version and its data (15 minutes)

**When to use**: the data may be damaged. Orders placed since the release are lost.

\`\`\`bash
cat backups/orders.sql
echo "4.1 and its data are back"
\`\`\`

- [ ] The orders are those of before the release
`

const watched = `# Search: new ranking

## Deploy

\`\`\`bash
echo deployed
\`\`\`

## Monitoring

<!-- soak: every=1s for=3s missed=100 -->

\`\`\`bash
echo "error rate 0.4 %"
\`\`\`

## Sign-off

- [ ] **Owner**: ____ Date: ____
`

const settings = `environments:
  staging: {}
  production:
    after: staging
`

/** What a place of work looks like on a working day: runs that wait, have failed, are done, were taken back. */
export interface Showcase {
  readonly folder: string
  /** Ids of runs. */
  readonly waiting: string
  readonly failed: string
  readonly done: string
  readonly takenBack: string
  /** Was watched for a while, and waits for its owner. */
  readonly watching: string
}

/** Answers everything that keeps it from its end. */
const allWell = `answers:
  - { kind: signoff, option: sign, fields: { 1: Ada, 2: today } }
  - { kind: record, option: give, fields: { 1: "212" } }
default: { confirm: done, judgment: met, destructive: yes, triggers: no }
`
/** What fails is left for people. */
const untilItFails = `default: { confirm: done, judgment: met, destructive: yes, triggers: no }
`
const andBack = `answers:
  - { kind: failure, option: back, reason: orders is locked }
  - { kind: procedure, option: start }
default: { confirm: done, judgment: met, destructive: yes, triggers: no }
`

export function showcase(): Showcase {
  const folder = mkdtempSync(join(tmpdir(), 'holdpoint-showcase-'))
  const put = (name: string, text: string) => writeFileSync(join(folder, name), text)
  put('ORDERS.md', orders)
  put('SEARCH.md', watched)
  put('holdpoint.yaml', settings)
  put('well.yaml', allWell)
  put('until.yaml', untilItFails)
  put('back.yaml', andBack)
  const begin = (file: string, ...args: string[]): string => {
    const { out, err } = holdpoint(folder, 'run', file, ...args, '--new', '--json')
    const first = out.split('\n')[0] ?? ''
    if (!first.startsWith('{')) throw new Error(`${file} ${args.join(' ')}: ${out}${err}`)
    return JSON.parse(first).run
  }
  put('fine', '')
  const done = begin('ORDERS.md', '--answers', 'well.yaml', '--release', '4.1', '--environment', 'staging')
  rmSync(join(folder, 'fine'))
  const takenBack = begin('ORDERS.md', '--answers', 'back.yaml', '--release', '4.2')
  const failed = begin('ORDERS.md', '--answers', 'until.yaml', '--release', '4.2')
  const watching = begin('SEARCH.md', '--answers', 'until.yaml')
  const waiting = begin('ORDERS.md', '--release', '4.2', '--environment', 'production')
  return { folder, done, takenBack, failed, watching, waiting }
}
