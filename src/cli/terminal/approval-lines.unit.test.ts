import { describe, expect, it } from 'vitest'
import { read } from '../../read/index.ts'
import type { Actor } from '../../run/index.ts'
import { aRun, type Scenario } from '../../testing/scenario.ts'
import { attendedLines, authorityLines, mayLines } from './approval-lines.ts'
import { look } from './look.ts'

const text = `# Release

## Approval
- [ ] **Release Manager**: ________

## Deploy
\`\`\`bash
deploy "$APP"
\`\`\`

## Contacts
| Role | Name | Phone |
|---|---|---|
| On-Call | Grace Hopper | +1 555 0100 |
`
const here = look({ interactive: true, colour: false, unicode: true, plain: false, width: 200, height: 24 })
const person = (id: string): Actor => ({ kind: 'person', id, name: null, key: null })
const authority = {
  people: ['ada', 'bob', 'cyd'].map((id) => ({ id, name: id, email: null, users: [id], keys: [], channels: [] })),
  roles: [{ name: 'release-manager', called: [], people: ['bob', 'cyd'] }],
  approvals: [
    {
      of: 'signoff',
      match: null,
      needs: [{ roles: ['release-manager'], count: 2 }],
      separated: false,
      deadline: 3_600_000,
      remind: 600_000,
    },
  ],
} as const

const asked = (): Scenario => {
  const { plan } = read({ path: 'D.md', text, encoding: 'utf8', digest: 'd' })
  const run = aRun(plan, {}, null, { authority })
  run.act({ type: 'GiveInputs', values: { APP: 'shop' }, from: 'person' })
  run.advance()
  return run
}
const sign = (run: Scenario, by: string) =>
  run.act(
    {
      type: 'Answer',
      decision: run.asked('signoff').id,
      answer: { option: 'sign', steps: [], reason: null, fields: {} },
    },
    person(by),
  )
const lines = (run: Scenario, minutes = 10) => {
  const decision = run.asked('signoff')
  const at = decision.deadline?.at ?? 0
  return authorityLines(decision, run.state, here, at - 3_600_000 + minutes * 60_000)
}

describe('a question that is not everybody’s', () => {
  it('says whom it takes and by when', () => {
    expect(lines(asked())).toEqual(['  Takes 2 of release-manager (bob, cyd).', '  To be answered within 50 min.'])
  })

  it('says who has signed, who is still needed and who is on it', () => {
    const run = asked()
    sign(run, 'bob')
    run.act({ type: 'Claim', decision: run.asked('signoff').id }, person('cyd'))
    expect(lines(run).slice(0, 2)).toEqual(['  Waits for 1 of 2 release-manager; bob has signed.', '  cyd is on it.'])
  })

  it('names whom to call when it is overdue', () => {
    expect(lines(asked(), 75).at(-1)).toBe('  Overdue since 15 min; call On-Call: Grace Hopper (+1 555 0100).')
  })

  it('tells each reader whether it is theirs', () => {
    const run = asked()
    const may = (by: string) => mayLines(run.asked('signoff'), run.state, person(by), here).join(' ')
    expect(may('bob')).toBe('  You may answer it, as bob.')
    expect(may('ada')).toContain('ada may not give this answer')
    sign(run, 'bob')
    expect(may('bob')).toContain('has given this answer')
  })

  it('shows line by line why an approval lapsed', () => {
    const run = asked()
    sign(run, 'bob')
    sign(run, 'cyd')
    const [event] = run
      .act({ type: 'GiveInputs', values: { APP: 'store' }, from: 'person' })
      .filter((one) => one.type === 'ApprovalLapsed')
    expect(event && attendedLines({ event, actor: person('ada') }, run.state, here)).toEqual([
      '  The approval does not stand any more, and is asked for again: Release Manager: ________',
      '  Changed: APP (line 8), shop → store',
    ])
  })
})
