import { describe, expect, it } from 'vitest'
import { read } from '../read/index.ts'
import { markdown } from '../record/index.ts'
import fc from '../testing/properties.ts'
import { aRun, ran, type Scenario } from '../testing/scenario.ts'

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

const started = (options: Parameters<typeof aRun>[1] = {}, more: Parameters<typeof aRun>[3] = {}): Scenario => {
  const { plan } = read({ path: 'D.md', text, encoding: 'utf8', digest: 'd' })
  const run = aRun(plan, options, null, { source: { path: 'D.md', text, encoding: 'utf8' }, ...more })
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
    expect(notes(started()).slice(-1)).toEqual([
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

describe('The blanks of a message', () => {
  const asking = (words: string, heading = 'After the Release') =>
    `# R\n\n## Deploy\n\n\`\`\`bash\nmake deploy\n\`\`\`\n\n## Rollback\n\n\`\`\`bash\nmake rollback\n\`\`\`\n\n## Communication\n\n### ${heading}\n\n\`\`\`\nSubject: News\n\n${words}\n\`\`\`\n`
  const runOf = (text: string, more: Parameters<typeof aRun>[3] = {}) => {
    const { plan } = read({ path: 'D.md', text, encoding: 'utf8', digest: 'd' })
    return aRun(plan, {}, null, { source: { path: 'D.md', text, encoding: 'utf8' }, ...more })
  }
  const told = (run: Scenario) => notes(run).find((one) => one.startsWith('Subject')) ?? ''
  const done = (words: string, change: (run: Scenario) => void = () => {}) => {
    const run = runOf(asking(words))
    run.advance()
    change(run)
    if (run.state.running.length > 0) run.end()
    run.advance()
    return told(run)
  }
  const seen = (run: Scenario, subjects: readonly string[], count = subjects.length) =>
    run.act({ type: 'SeeChanges', changes: { since: 'v1', from: 'a', to: 'b', subjects, count } })

  it('hold what the release brings, as git tells it: all of it, or one after the other', () => {
    const change = (run: Scenario) => void seen(run, ['Search is faster', 'Carts survive'])
    expect(done("What's new: [List key features]", change)).toContain("What's new: Search is faster; Carts survive")
    expect(done('- [Feature 1]\n- [Feature 2]\n- [Feature 3]', change)).toContain(
      '- Search is faster\n- Carts survive\n- [Feature 3]',
    )
    expect(done('Changes: [Changes]', (run) => void seen(run, ['one'], 12))).toContain('one; and 11 more since v1')
  })

  it('stay open where nobody knows what changed', () => {
    expect(done("What's new: [List key features]")).toContain('[List key features]')
  })

  it('hold the issues that people let stand, and say that none is known only when it is over', () => {
    expect(done('Known issues: [List if any]')).toContain('Known issues: none known')
    const accepted = done('Known issues: [List if any]', (run) => {
      run.end({ status: 1, statements: [ran(0, 1)] })
      run.advance()
      run.answer('failure', 'accept', { reason: 'the banner is old' })
    })
    expect(accepted).toMatch(/Known issues: Step 1 .*the banner is old/)
    const before = runOf(asking('Known issues: [List if any]', 'Before the Release'))
    before.advance()
    expect(told(before)).toContain('[List if any]')
  })

  it('hold the downtime that earlier runs lead to expect before, and what it was after', () => {
    const before = asking('Downtime: [X minutes]', 'Before the Release')
    const { plan } = read({ path: 'D.md', text: before, encoding: 'utf8', digest: 'd' })
    const deploy = plan.steps.find(({ command }) => command !== null)?.id ?? ''
    const planned = runOf(before, { learned: { [deploy]: 150_000 } })
    planned.advance()
    expect(told(planned)).toContain('Downtime: 3 min')
    expect(done('Downtime: [X minutes]')).toContain('Downtime: 1 min')
  })

  it('hold why the way back was taken', () => {
    const run = runOf(asking('What happened: [Brief description]', 'If Rolled Back'))
    run.advance()
    run.act({ type: 'Back', procedure: null, reason: 'checkout errors', confirmed: true })
    run.end()
    for (let turn = 0; turn < 4 && run.state.open.length === 0; turn += 1) {
      run.advance()
      if (run.state.running.length > 0) run.end()
    }
    expect(told(run)).toContain('What happened: checkout errors')
  })

  it('are none where a subject begins with a tag, as mailing lists have them', () => {
    const text = asking('All is well.').replace('Subject: News', 'Subject: [ANNOUNCE] [VERSION] is out')
    const run = runOf(text, { release: '2.0.1' })
    run.advance()
    run.end()
    run.advance()
    expect(told(run)).toContain('Subject: [ANNOUNCE] 2.0.1 is out')
    expect(run.state.plan.messages[0]?.blanks).toHaveLength(1)
  })
})

describe('A message that is wanted ahead of time', () => {
  it('says when the release may begin if it goes out now', () => {
    expect(notes(started()).join('\n')).toContain(
      'The document wants this sent 24 hours before the release begins. If it goes out now, the release begins at 1970-01-02 00:00 UTC or later',
    )
  })
})

it('no message goes out but at its occasion, after somebody has seen its words and said so, whatever happens in a run', () => {
  const acts = fc.array(fc.tuple(fc.nat(6), fc.nat(100)), { maxLength: 40 })
  const seen = { back: 0, main: 0, sent: 0 }
  const to = ['team']
  const sending = { before: to, during: to, after: to, rollback: to }
  fc.assert(
    fc.property(acts, (story) => {
      const run = started({}, { sending })
      for (const [what, pick] of story) {
        try {
          const decision = run.state.open[0]
          const option = decision?.options[pick % decision.options.length]
          if (what < 2) run.advance()
          else if (what < 4 && decision && option)
            run.answer(decision.kind, option.id, { reason: 'because', fields: {} })
          else if (what === 4) run.end(pick % 3 === 0 ? { status: 1, statements: [ran(0, 1)] } : {})
          else if (what === 5 && pick % 4 === 0)
            run.act({ type: 'Back', procedure: null, reason: 'x', confirmed: true })
          else run.act({ type: 'Resume' })
        } catch {
          // Refusals are part of the story.
        }
        const asked = run.state.open.flatMap(({ kind, about }) => (kind === 'message' ? [about] : []))
        const occasions = run.state.plan.messages.filter(({ id }) => asked.includes(id)).map((one) => one.occasion)
        if (run.state.line === 'main') expect(occasions).not.toContain('rollback')
        else expect(occasions.filter((one) => one !== 'rollback')).toEqual([])
        if (occasions.length > 0) seen[run.state.line === 'main' ? 'main' : 'back'] += 1
      }
      run.journal.forEach(({ event }, at) => {
        if (event.type !== 'MessageQueued') return
        seen.sent += 1
        const answered = run.journal.slice(0, at).findLast((one) => one.event.type === 'DecisionAnswered')?.event
        const asked = run.state.answered.find(
          ({ decision }) => answered?.type === 'DecisionAnswered' && decision.id === answered.decision,
        )
        expect(asked?.decision).toMatchObject({ kind: 'message', about: event.message })
        expect(asked?.answers.at(-1)?.answer.option).toBe('send')
        const shown = asked?.decision.detail.flatMap((one) => (one.is === 'note' ? [one.text] : [])).at(-1)
        expect(shown).toBe(`Subject: ${event.subject}\n\n${event.text}`)
      })
    }),
    { numRuns: 200 },
  )
  expect(Math.min(seen.back, seen.main, seen.sent)).toBeGreaterThan(0)
})
