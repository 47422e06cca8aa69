import { describe, expect, it } from 'vitest'
import { read } from '../../read/index.ts'
import { apply, edits, markdown, unapply } from '../../record/index.ts'
import { aRun, ran, type Scenario } from '../../testing/scenario.ts'

const text = `# Release

## Deploy

\`\`\`bash
make deploy
\`\`\`

## Rollback

\`\`\`bash
make undo
\`\`\`

## Deployment Log Template

After each deployment, record:

\`\`\`markdown
## Deployment [Date]

**Version**: v1.X.X
**Sprint**: Sprint X
**Deployed By**: [Name]
**Deployment Time**: [Start] - [End]
**Downtime**: [X minutes]

### Changes Deployed
- [Feature/Fix 1]
- [Feature/Fix 2]

### Migrations Run
- [App name]: [Migration number]

### Issues Encountered
- [None / List issues]

### Rollback Required
- [Yes/No]
- [Reason if yes]

### Notes
[Any additional notes or observations]
\`\`\`

## Deployment Notes

\`\`\`
Use this space to record any issues encountered or deviations from this plan:

_________________________________________

_________________________________________
\`\`\`
`

const begun = (): Scenario => {
  const { plan } = read({ path: 'D.md', text, encoding: 'utf8', digest: 'd' })
  const run = aRun(plan, {}, null, { source: { path: 'D.md', text, encoding: 'utf8' }, release: '1.4.2' })
  run.advance()
  const changes = { since: 'v1.4.1', from: 'a', to: 'b', subjects: ['Search is faster'], count: 1 }
  run.act({ type: 'SeeChanges', changes })
  return run
}
const lines = (run: Scenario) => apply(text, edits(run.state)).split('\n')
const under = (run: Scenario, heading: string) => {
  const all = lines(run)
  return all[all.indexOf(heading) + 1]
}

describe('The form that a document has for its record', () => {
  it('is filled in with what the run knows; what it does not know stays open', () => {
    const run = begun()
    run.act({ type: 'Comment', step: null, text: 'The cache was cold.' })
    run.end()
    run.advance()
    expect(run.state.outcome).toBe('done')
    expect(lines(run)).toEqual(
      expect.arrayContaining([
        '## Deployment 1970-01-01',
        '**Version**: v1.4.2',
        '**Sprint**: Sprint X',
        '**Deployed By**: Ada Lovelace <ada@example.org>',
        '**Deployment Time**: 1970-01-01 00:00 UTC - 1970-01-01 00:00 UTC',
        '**Downtime**: 1 min',
        '- Search is faster',
        '- [Feature/Fix 2]',
        '- [App name]: [Migration number]',
        'The cache was cold.',
      ]),
    )
    expect(under(run, '### Issues Encountered')).toBe('- none')
    expect(under(run, '### Rollback Required')).toBe('- No')
    expect(lines(run)).toContain('- [Reason if yes]')
  })

  it('tells what failed on the way, why the way back was taken, and notes once', () => {
    const run = begun()
    run.act({ type: 'Comment', step: null, text: 'Never on a Friday.' })
    run.end({ status: 1, statements: [ran(0, 1)] })
    run.act({ type: 'Back', procedure: null, reason: 'checkout errors', confirmed: true })
    for (let turn = 0; turn < 5 && run.state.status !== 'ended'; turn += 1)
      if (run.state.running.length > 0) run.end()
      else run.advance()
    expect(run.state.outcome).toBe('backed-out')
    expect(under(run, '### Issues Encountered')).toMatch(/^- step 1, .*, failed once/)
    expect(under(run, '### Rollback Required')).toBe('- Yes')
    expect(lines(run)).toContain('- checkout errors')
    const notes = lines(run).slice(lines(run).indexOf('## Deployment Notes'))
    expect(notes.filter((line) => line.includes('Never on a Friday.'))).toHaveLength(1)
    expect(notes.filter((line) => line.includes('____'))).toHaveLength(1)
  })

  it('stays as it is while the run goes on, and can always be taken back to the source', () => {
    const run = begun()
    expect(lines(run).join('\n')).toContain('[Date]')
    run.end()
    run.advance()
    const made = edits(run.state)
    expect(unapply(apply(text, made), made)).toBe(text)
    expect(markdown(run.state, run.journal)).toContain('**Version**: v1.4.2')
  })
})
