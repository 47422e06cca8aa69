import { expect, it } from 'vitest'
import { read, sourceOf } from '../read/index.ts'
import type { Actor, Authority } from '../run/index.ts'
import { aRun } from '../testing/scenario.ts'
import { edits } from './edits.ts'
import { facts } from './facts.ts'
import { summary, tables } from './tables.ts'

const person = (id: string): Actor => ({ kind: 'person', id, name: `${id} <${id}@example.org>`, key: `SHA256:${id}` })
const authority: Authority = {
  people: ['bob', 'cyd'].map((id) => ({ id, name: id, email: null, users: [], keys: [`SHA256:${id}`], channels: [] })),
  roles: [{ name: 'release-manager', called: [], people: ['bob', 'cyd'] }],
  approvals: [
    {
      of: 'signoff',
      match: null,
      needs: [{ roles: ['release-manager'], count: 2 }],
      separated: true,
      deadline: null,
      remind: null,
    },
  ],
}

const text = `# Release

## Sign-off
- [ ] **Release Manager**: ________ Date: ________

## Deploy
\`\`\`bash
deploy "$APP"
\`\`\`
`

/** Signed by two; then a value that it covers changes, and one of them signs anew. */
const signed = () => {
  const { plan } = read(sourceOf('D.md', new TextEncoder().encode(text), '0'.repeat(64)))
  const run = aRun(plan, {}, null, { authority })
  run.act({ type: 'GiveInputs', values: { APP: 'shop' }, from: 'person' })
  run.advance()
  const sign = (by: string) =>
    run.act(
      {
        type: 'Answer',
        decision: run.asked('signoff').id,
        answer: { option: 'sign', steps: [], reason: null, fields: {} },
      },
      person(by),
    )
  return { run, sign }
}

it('names all who signed, their role, what they saw, and whether it stands', () => {
  const { run, sign } = signed()
  sign('bob')
  sign('cyd')
  const rows = (state = run.state) => tables(facts(state, run.journal)).find(({ title }) => title === 'Sign-offs')?.rows
  const shown = 'It lets pass step 2, “deploy "$APP"” (line 8); APP = shop.'
  expect(rows()).toEqual(
    ['bob', 'cyd'].map((id) => [
      'Release Manager: ________ Date: ________',
      'Sign',
      `${id} <${id}@example.org>, key SHA256:${id}`,
      'release-manager',
      expect.stringMatching(/Z$/),
      shown,
      'yes',
    ]),
  )
  const filled = edits({ ...run.state, source: { ...run.state.source, text } })
  expect(filled.map(({ text }) => text.trim())).toContain('bob, cyd')
  run.act({ type: 'GiveInputs', values: { APP: 'store' }, from: 'person' })
  run.advance()
  sign('bob')
  expect(rows()?.map((row) => row.at(-1))).toEqual([
    expect.stringContaining('APP'),
    expect.stringMatching(/^lapsed .*APP.*: shop → store$/),
    'not complete',
  ])
})

it('says how far its names can be relied on, once somebody signed', () => {
  const { run, sign } = signed()
  const people = () => summary(facts(run.state, run.journal)).find(([name]) => name === 'People')
  expect(people()).toBeUndefined()
  sign('bob')
  expect(people()?.[1]).toContain('not the people who use them')
})

it('says of who came by a link which one it was, who made it and what it gave, and that this machine vouches for it', () => {
  const { run } = signed()
  const by: Actor = {
    kind: 'person',
    id: 'zoe',
    name: 'Zoe',
    key: null,
    link: { id: 'k3f9ab', person: null, roles: ['release-manager'], madeBy: 'Ada' },
  }
  const answer = { option: 'sign', steps: [], reason: null, fields: {} } as const
  run.act({ type: 'Answer', decision: run.asked('signoff').id, answer }, by)
  const told = facts(run.state, run.journal)
  const [row] = tables(told).find(({ title }) => title === 'Sign-offs')?.rows ?? []
  expect(row?.slice(2, 4)).toEqual(['Zoe, by link k3f9ab that Ada made and gave release-manager', 'release-manager'])
  expect(summary(told).find(([name]) => name === 'People')?.[1]).toContain(
    'this machine vouches for it, and no key of theirs signed',
  )
})
