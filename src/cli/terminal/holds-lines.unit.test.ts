import { expect, it } from 'vitest'
import { read } from '../../read/index.ts'
import { aRun } from '../../testing/scenario.ts'
import { holdsLines } from './holds-lines.ts'
import { look } from './look.ts'

const text = `# Release

## Approval
- [ ] **QA Lead**: ________ Date: ____
- [ ] **Product Owner**: ________
- [ ] Tested by 1+ QA leads, 2+ players

## Deploy
- [ ] It is done
`
const { plan } = read({ path: 'D.md', text, encoding: 'utf8', digest: 'd' })
const here = look({ interactive: true, colour: false, unicode: true, plain: false, width: 200, height: 24 })
const people = ['bob', 'cyd'].map((id) => ({ id, name: id, email: null, users: [id], keys: [], channels: [] }))

it('names whom a run will need before it begins, and what nobody can let pass', () => {
  const roles = ['qa-lead', 'player'].map((name) => ({ name, called: [], people: ['bob', 'cyd'] }))
  const run = aRun(plan, {}, null, { authority: { people, roles, approvals: [] } })
  expect(holdsLines(run.state, here)).toEqual([
    'This run will need:',
    '  line 4, QA Lead: qa-lead (bob, cyd)',
    '  line 5, Product Owner: anybody',
    '  line 6, Tested by 1+ QA leads, 2+ players: qa-lead (bob, cyd) and 2 of player (bob, cyd); these are too few, nobody can let it pass',
  ])
})

it('says nothing where nobody holds a role', () => {
  expect(holdsLines(aRun(plan).state, here)).toEqual([])
})
