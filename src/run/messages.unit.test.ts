import { describe, expect, it } from 'vitest'
import { read } from '../read/index.ts'
import { markdown } from '../record/index.ts'
import { aRun, type Scenario } from '../testing/scenario.ts'

const text = `# Release

## Deploy

\`\`\`bash
make deploy
\`\`\`

## Rollback

\`\`\`bash
make rollback
\`\`\`

## Communication Plan

### Before the Release

**Send to everybody 24 hours before the deployment:**

\`\`\`
Subject: We deploy on [Date]

Expected downtime: [X minutes]. New: [Features]
\`\`\`

### After the Release

\`\`\`
Subject: Deployed

All is well since [Time].
\`\`\`

### If Rolled Back

\`\`\`
Subject: Rolled back

What happened: [Description]
\`\`\`
`

const started = (options: Parameters<typeof aRun>[1] = {}): Scenario => {
  const { plan } = read({ path: 'D.md', text, encoding: 'utf8', digest: 'd' })
  const run = aRun(plan, options, null, { source: { path: 'D.md', text, encoding: 'utf8' } })
  run.advance()
  return run
}
const notes = (run: Scenario) => run.asked('message').detail.flatMap((one) => (one.is === 'note' ? [one.text] : []))

describe('A message of a document', () => {
  it('is to be told at its occasion: before anything runs, and once all of it has', () => {
    const run = started()
    expect(run.asked('message').question).toContain('We deploy on')
    expect(run.state.running).toEqual([])
    run.answer('message', 'done')
    run.advance()
    expect(run.state.running).toHaveLength(1)
    run.end()
    run.advance()
    expect(run.asked('message').question).toContain('Deployed')
    expect(run.state.status).toBe('running')
    run.answer('message', 'done')
    run.advance()
    expect(run.state.outcome).toBe('done')
  })

  it('of a way back is told when it was taken, and only then', () => {
    const run = started()
    run.answer('message', 'done')
    run.advance()
    run.act({ type: 'Back', procedure: null, reason: 'errors', confirmed: true })
    run.end()
    run.advance()
    run.end()
    run.advance()
    expect(run.asked('message').question).toContain('Rolled back')
    run.answer('message', 'done', { fields: { '1': 'the database was slow' } })
    run.advance()
    expect(run.state.outcome).toBe('backed-out')
    expect(Object.values(run.state.messages).map(({ how }) => how)).toEqual(['told', 'told'])
  })

  it('shows its words before they go out, with what the run knows; what it does not know stays as it stands', () => {
    expect(notes(started())).toEqual([
      'Subject: We deploy on 1970-01-01\n\nExpected downtime: [X minutes]. New: [Features]',
    ])
  })

  it('names the release where the document has a number’s place, with its v', () => {
    const text =
      '# R\n\n## Communication\n\n### Before\n\n```\nSubject: vX.Y.Z\n\nSee https://x.test/tag/vX.Y.Z or [Version].\n```\n\n## Deploy\n\n- [ ] Look\n'
    const { plan } = read({ path: 'D.md', text, encoding: 'utf8', digest: 'd' })
    const run = aRun(plan, {}, null, { source: { path: 'D.md', text, encoding: 'utf8' }, release: '2.0.1' })
    run.advance()
    expect(notes(run)).toEqual(['Subject: v2.0.1\n\nSee https://x.test/tag/v2.0.1 or 2.0.1.'])
  })

  it('stands in the record as it was told', () => {
    const run = started()
    run.answer('message', 'done', { fields: { '2': '5 minutes', '3': 'faster `search`' } })
    const record = markdown(run.state, run.journal)
    expect(record).toContain('Subject: We deploy on 1970-01-01\n\nExpected downtime: 5 minutes. New: faster `search`\n')
    expect(record).toContain('| told |')
  })

  it('that nobody is told is a deviation with its reason', () => {
    const run = started()
    run.answer('message', 'skip', { reason: 'nobody uses it yet' })
    expect(run.state.deviations).toMatchObject([{ kind: 'skipped', reason: 'nobody uses it yet' }])
    run.advance()
    expect(run.state.running).toHaveLength(1)
  })

  it('is asked about once, and not at all in a part of the document that does not hold it', () => {
    const run = started({ only: ['Deploy'] })
    expect(run.state.open).toEqual([])
    expect(run.state.running).toHaveLength(1)
  })
})
